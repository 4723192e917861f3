package dev.plumbline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

/// What waits is listed in the order in which it came, told when it is released, and never more than was allowed.
class ParkedTest {
    private static final OrderID O1 = new OrderID("O1");

    private Book book = new Book();
    private long input;

    @Test
    void saysWhatWaitsAndForWhat() {
        enter("X");
        report("X", "", "E2", new News.TradeCancel(new ExecID("E1")));
        report("Y", "O1", "E3", trade(10));
        report("", "O2", "E4", new News.TradeCorrect(new ExecID("E3"), Qty.of(5), Px.of(1)));
        assertThat(book.parked()).extracting(Parked::input, Parked::reason, Parked::waitsFor).containsExactly(
                tuple(2, "busts execution E1, which is not known", "ExecID E1"),
                tuple(3, "no order for this report yet", "ClOrdID Y", "OrderID O1"),
                tuple(4, "no order for this report yet", "OrderID O2"));
        assertThat(book.counts()).isEqualTo(new Counts(1, 0, 3, 0, 0));
    }

    private static org.assertj.core.groups.Tuple tuple(long input, String reason, String... waitsFor) {
        return org.assertj.core.groups.Tuple.tuple(input, reason, List.of(waitsFor));
    }

    @Test
    void tellsWhatItReleases() {
        report("X", "", "E2", new News.TradeCancel(new ExecID("E1")));
        report("X", "", "E1", trade(10));
        assertThat(report("X", "", "E1", trade(10)).outcome()).isEqualTo(Outcome.DUPLICATE);
        var result = enter("X");
        assertThat(result.released())
                .containsExactly(new Released(2, Outcome.APPLIED, ""), new Released(1, Outcome.APPLIED, ""));
        assertThat(book.parked()).isEmpty();
        assertThat(book.counts()).isEqualTo(new Counts(3, 1, 0, 0, 0));
        assertThat(report("X", "", "E9", trade(10)).released()).isEmpty();
    }

    @Test
    void keepsNoMoreThanItMay() {
        book = new Book(2);
        enter("A");
        report("A", "", "B1", new News.TradeCancel(new ExecID("E1")));
        report("X", "", "E1", trade(10));
        var tooMany = report("X", "", "E2", trade(20));
        assertThat(tooMany.outcome()).isEqualTo(Outcome.QUARANTINED);
        assertThat(tooMany.reason())
                .isEqualTo("no order for this report yet; not kept waiting, for too many wait already");
        assertThat(report("A", "", "B2", new News.TradeCancel(new ExecID("E7"))).outcome())
                .isEqualTo(Outcome.QUARANTINED);
        assertThat(enter("X").released()).containsExactly(new Released(3, Outcome.APPLIED, ""));
        // Room again, and the broker's resend is no copy of what was not kept.
        assertThat(report("X", "", "E2", trade(20)).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(book.counts()).isEqualTo(new Counts(4, 0, 1, 2, 0));
    }

    /// It says enough to adopt the order, and speaks of a trade that nobody knows.
    @Test
    void anOrderThatIsAdoptedByAReportThatWaitsIsTold() {
        var result = book.report(++input, adoptable("X", "B1", new News.TradeCancel(new ExecID("E1"))));
        assertThat(result.outcome()).isEqualTo(Outcome.PARKED);
        assertThat(result.changes()).extracting(Change::order).isEqualTo(book.orders()).hasSize(1);
    }

    /// The order is adopted by its OrderID; then its acknowledgement shows that it is ours.
    @Test
    void tellsWhichOrderIsGone() {
        book.report(++input, adoptable("", "E1", trade(10)));
        var key = book.orders().getFirst().key();
        enter("X");
        var result = book.report(++input, adoptable("X", "E0", new News.New()));
        assertThat(result.gone()).containsExactly(
                new Gone(key, book.position(Wire.ACCOUNT, Wire.IBM)));
        assertThat(book.orders()).extracting(Order::key).containsExactly(new OrderKey("X"));
        assertThat(book.order(new ClOrdID("X")).cumQty()).isEqualTo(Qty.of(10));
        assertThat(book.position(Wire.ACCOUNT, Wire.IBM).qty()).isEqualTo(Qty.of(10));
    }

    /// Filed again under the same key, as ours, it is not gone.
    @Test
    void anOrderThatWasOursAllAlongIsNotGone() {
        book.report(++input, adoptable("X", "E1", trade(10)));
        var result = enter("X");
        assertThat(result.gone()).isEmpty();
        assertThat(book.orders()).hasSize(1).allMatch(order -> !order.has(Flag.EXTERNAL));
    }

    /// Two sessions tell the same of an order that nobody knows yet; what it busts is not known then either.
    @Test
    void countsACopyOnceWhenItsOrderTurnsUp() {
        for (var session : List.of("ONE", "TWO"))
            book.report(++input, new Report(
                    new BrokerSession(session), new ClOrdID("X"), ClOrdID.NONE, OrderID.NONE, new ExecID("B1"),
                    new News.TradeCancel(new ExecID("E1")), Report.Told.NOTHING, 1, false, false, ""));
        assertThat(book.counts()).isEqualTo(new Counts(0, 0, 2, 0, 0));
        assertThat(enter("X").released()).containsExactly(new Released(2, Outcome.DUPLICATE, ""));
        assertThat(book.parked()).hasSize(1);
        assertThat(book.counts()).isEqualTo(new Counts(1, 1, 1, 0, 0));
    }

    private Result enter(String clOrdID) {
        return book.sent(++input, new Command.Enter(
                new ClOrdID(clOrdID), Wire.SESSION, Wire.ACCOUNT, Wire.IBM, Side.BUY, Qty.of(100), OrdType.LIMIT,
                Px.of(1), TimeInForce.DAY, input), false);
    }

    private static News trade(int qty) {
        return new News.Trade(Qty.of(qty), Px.of(1));
    }

    private Result report(String clOrdID, String orderID, String execID, News news) {
        return book.report(++input, new Report(
                Wire.SESSION, new ClOrdID(clOrdID), ClOrdID.NONE, new OrderID(orderID), new ExecID(execID), news,
                Report.Told.NOTHING, input, false, false, ""));
    }

    private Report adoptable(String clOrdID, String execID, News news) {
        var told = new Report.Told(
                OrdStatus.NONE, Wire.ACCOUNT, Wire.IBM, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, Qty.of(100), Px.of(1),
                Qty.NONE, Qty.NONE);
        return new Report(
                Wire.SESSION, new ClOrdID(clOrdID), ClOrdID.NONE, O1, new ExecID(execID), news, told, input, false,
                false, "");
    }
}
