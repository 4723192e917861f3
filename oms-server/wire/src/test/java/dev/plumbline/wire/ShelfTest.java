package dev.plumbline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import dev.plumbline.core.Account;
import dev.plumbline.core.Book;
import dev.plumbline.core.BookState;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Charge;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.CostMethod;
import dev.plumbline.core.Currency;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Money;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report;
import dev.plumbline.core.SessionOrderID;
import dev.plumbline.core.Shelf;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// Orders of a book that was put away and is read again: those at rest stay on the shelf until somebody asks for them.
class ShelfTest {
    private static final BrokerSession BROKER = new BrokerSession("ALPHA");
    private static final Account ACCOUNT = new Account("A");
    private static final Symbol SYMBOL = new Symbol("S");
    private static final ClOrdID X = new ClOrdID("X");

    @Property(tries = 200)
    void whatIsReadIsWhatWasWritten(@ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int n) {
        var written = day(seed, n).state();
        var read = read(bytes(written));

        assertThat(read.orders()).noneMatch(BookState.Filed::isAtRest);
        assertThat(read.size()).isEqualTo(written.orders().size());
        for (var was : written.orders()) {
            var entry = entry(read, was.key());
            assertThat(head(entry)).isEqualTo(head(was));
            assertThat(entry.filed().order()).isEqualTo(was.order());
            assertThat(entry.filed().seen().toArray()).containsExactlyInAnyOrder(was.seen().toArray());
        }
        assertSame(read.unpacked(), written.unpacked());
    }

    private static BookState.Entry entry(BookState state, OrderKey key) {
        int place = state.shelved().shelf().find(key);
        return place >= 0
                ? new BookState.Shelved(state.shelved().shelf(), place)
                : state.orders().stream().filter(filed -> filed.key().equals(key)).findFirst().orElseThrow();
    }

    private static String head(BookState.Entry entry) {
        return entry.key() + " " + entry.account() + " " + entry.filed().number() + " " + entry.enteredAt() + " "
                + entry.executions();
    }

    private static void assertSame(BookState one, BookState other) {
        assertThat(one.orders()).extracting(BookState.Filed::order)
                .isEqualTo(other.orders().stream().map(BookState.Filed::order).toList());
        assertThat(one.clOrdIDs()).containsExactlyInAnyOrderElementsOf(other.clOrdIDs());
        assertThat(one.orderIDs()).containsExactlyInAnyOrderElementsOf(other.orderIDs());
        assertThat(one.used()).containsExactlyInAnyOrderElementsOf(other.used());
        assertThat(one.holdings()).isEqualTo(other.holdings());
        assertThat(one.heardOf()).isEqualTo(other.heardOf());
        assertThat(one.counts()).isEqualTo(other.counts());
    }

    /// What nobody has asked for meanwhile is written as it was; what somebody has, goes back to the shelf.
    @Property(tries = 100)
    void itIsTheSameAfterManyRestarts(@ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int n) {
        var once = read(bytes(day(seed, n).state()));
        var random = new Random(seed);
        var again = once;
        for (int i = 0; i < 3; i++) {
            var book = Book.of(CostMethod.AVERAGE_COST, 100, again);
            for (var order : book.orders()) if (random.nextInt(4) == 0) book.sent(0, status(order.key()), false);
            again = read(bytes(book.state()));
        }
        assertThat(again.shelved().size()).isEqualTo(once.shelved().size());
        var asked = again.unpacked();
        assertThat(asked.orders()).extracting(BookState.Filed::order)
                .isEqualTo(once.unpacked().orders().stream().map(BookState.Filed::order).toList());
        assertThat(asked.clOrdIDs()).containsExactlyInAnyOrderElementsOf(once.unpacked().clOrdIDs());
        assertThat(asked.orderIDs()).containsExactlyInAnyOrderElementsOf(once.unpacked().orderIDs());
        assertThat(asked.used()).containsExactlyInAnyOrderElementsOf(once.unpacked().used());
        assertThat(asked.holdings()).isEqualTo(once.unpacked().holdings());
    }

    private static Command status(OrderKey key) {
        return new Command.Status(new ClOrdID(key.value()), 1);
    }

    /// The days above are worth their while.
    @Test
    void daysHaveOrdersOfBothSorts() {
        var read = read(bytes(day(7, 80).state()));
        assertThat(read.orders()).isNotEmpty();
        assertThat(read.shelved().size()).isPositive();
    }

    @Test
    void whoOnlyLooksLeavesItThere() {
        var book = Book.of(CostMethod.AVERAGE_COST, 100, read(bytes(day(7, 80).state())));
        int atHand = book.atHand().size();
        assertThat(atHand).isLessThan(book.size());

        for (var order : book.orders()) assertThat(book.find(order.requests().getFirst().clOrdID())).isPresent();
        book.shelved().entries().forEach(BookState.Entry::filed);
        book.parked();
        book.positions();

        assertThat(book.atHand()).hasSize(atHand);
    }

    @Test
    void aNameThatNobodyHasIsNowhere() {
        var shelf = read(bytes(filled(1_000).state())).shelved().shelf();
        for (int i = 0; i < 1_000; i++) {
            assertThat(shelf.label(shelf.find(id(i))).clOrdIDs()).containsExactly(id(i));
            assertThat(shelf.label(shelf.find(new SessionOrderID(BROKER, orderID(i)))).orderIDs())
                    .containsExactly(new SessionOrderID(BROKER, orderID(i)));
            assertThat(shelf.find(new SessionOrderID(new BrokerSession("BETA"), orderID(i)))).isEqualTo(Shelf.NOWHERE);
            assertThat(shelf.find(id(1_000 + i))).isEqualTo(Shelf.NOWHERE);
        }
    }

    @Test
    void aClOrdIDOfAnOrderOnTheShelfIsNotUsedAgain() {
        var book = Book.of(CostMethod.AVERAGE_COST, 100, read(bytes(filled(10).state())));
        assertThat(book.shelved().size()).isEqualTo(10);
        assertThat(book.sent(1, enter(3), false).outcome()).isEqualTo(Outcome.QUARANTINED);
        assertThat(book.shelved().size()).isEqualTo(10);
    }

    /// The broker has told an order that is over with the name X; then we use X for another. Whatever is asked for of the first
    /// one after that, X means the second.
    @Test
    void aNameThatAnotherOrderGotIsNotFoundWithTheFirstAgain() {
        var straight = new Book();
        straight.sent(1, enter(0), false);
        straight.report(2, report(id(0), ClOrdID.NONE, "E0", orderID(0), new News.Trade(Qty.of(60), Px.of(10))));
        straight.report(3, report(X, id(0), "E1", orderID(0), new News.Trade(Qty.of(40), Px.of(10))));
        var restored = again(straight);
        assertThat(restored.shelved().size()).isEqualTo(1);
        for (var book : List.of(straight, restored)) {
            book.sent(4, enter(1), false);
            book.sent(5, new Command.Cancel(X, id(1), 2), false);
            book.report(6, report(X, id(1), "E2", orderID(1), new News.Canceled()));
        }
        restored = again(restored);
        assertThat(restored.filed()).isEmpty();
        for (var book : List.of(straight, restored)) {
            book.report(7, report(id(0), ClOrdID.NONE, "E3", orderID(0), new News.TradeCancel(new ExecID("E0"))));
            book.report(8, report(X, ClOrdID.NONE, "E4", OrderID.NONE, new News.Trade(Qty.of(5), Px.of(10))));
            assertThat(book.order(X).key()).isEqualTo(OrderKey.of(id(1)));
            assertThat(book.order(id(1)).cumQty()).isEqualTo(Qty.of(5));
        }
        assertThat(StateHash.of(restored)).isEqualTo(StateHash.of(straight));
    }

    /// A broker's own replace has an id that we may still use.
    @Test
    void aBrokersRequestIsNotOneOfOurs() {
        var book = filled(1);
        book.sent(10, enter(1), false);
        book.report(11, report(X, id(1), "R", orderID(1), new News.Replaced()));
        book.report(12, report(X, id(1), "Z", orderID(1), new News.Canceled()));
        var restored = again(book);
        assertThat(restored.filed()).isEmpty();
        assertThat(StateHash.of(restored)).isEqualTo(StateHash.of(book));
        assertThat(restored.sent(13, new Command.Cancel(X, id(0), 2), false).outcome()).isEqualTo(Outcome.APPLIED);
    }

    /// By its id alone, where two orders have one of that name: the one that was heard of first.
    @Test
    void anExecutionIsFoundByItsIDAlone() {
        var straight = filled(3);
        straight.report(20, report(id(2), ClOrdID.NONE, "E1", orderID(2), new News.Trade(Qty.of(1), Px.of(10))));
        var restored = again(straight);
        var charged = report(ClOrdID.NONE, ClOrdID.NONE, "CH", OrderID.NONE, new News.Charged(new ExecID("E1")))
                .with(Currency.NONE, List.of(new Charge("4", Charge.Basis.ABSOLUTE, Money.of("1.5"), Currency.NONE)));
        assertThat(restored.report(30, charged)).isEqualTo(straight.report(30, charged));
        assertThat(restored.filed()).extracting(filed -> filed.key().value()).containsExactly("C1");
        assertThat(StateHash.of(again(restored))).isEqualTo(StateHash.of(straight));
    }

    /// More trades than a stretch of a position has, one of the first busted after the restart: it is found, and what comes of it
    /// is what would have come of it without.
    @Test
    void anOldTradeIsBustedAfterARestart() {
        var straight = filled(2_000);
        var restored = Book.of(CostMethod.AVERAGE_COST, 100, read(bytes(straight.state())));
        var bust = report(id(3), ClOrdID.NONE, "B", orderID(3), new News.TradeCancel(new ExecID("E3")));
        assertThat(restored.report(5_000, bust)).isEqualTo(straight.report(5_000, bust));
        fill(straight, 2_000, 2_700);
        fill(restored, 2_000, 2_700);
        assertThat(List.copyOf(restored.positions())).isEqualTo(List.copyOf(straight.positions()));
        assertThat(restored.filed()).hasSize(701);
        assertSame(read(bytes(restored.state())).unpacked(), straight.state().unpacked());
    }

    /// Trades of many times in no order, some busted later, and a restart now and then: positions are what they would be without.
    @Property(tries = 30)
    void positionsGoOnAsTheyWould(@ForAll CostMethod method, @ForAll long seed) {
        var random = new Random(seed);
        var straight = new Book(method);
        var restored = new Book(method);
        int orders = 0;
        for (int i = 0; i < 1_500; i++) {
            if (random.nextInt(300) == 0) restored = Book.of(method, Integer.MAX_VALUE, read(bytes(restored.state())));
            boolean isLate = random.nextInt(50) == 0;
            boolean isBust = orders > 0 && random.nextInt(40) == 0;
            int number = isBust ? random.nextInt(orders) : orders++;
            if (!isBust) for (var book : List.of(straight, restored)) book.sent(i, enter(number), false);
            var news = isBust
                    ? new News.TradeCancel(new ExecID("E" + number))
                    : new News.Trade(Qty.of(1 + random.nextInt(100)), Px.of(1 + random.nextInt(20)));
            var report = new Report(
                    BROKER, id(number), ClOrdID.NONE, orderID(number), new ExecID((isBust ? "B" : "E") + number), news,
                    Report.Told.NOTHING, isLate ? random.nextInt(10 * i + 1) : 10L * i, false, false, "");
            assertThat(restored.report(i, report)).isEqualTo(straight.report(i, report));
        }
        assertThat(List.copyOf(restored.positions())).isEqualTo(List.copyOf(straight.positions()));
        assertThat(restored.state().unpacked().holdings()).isEqualTo(straight.state().unpacked().holdings());
    }

    @Property(tries = 100)
    void aPartOfItIsRefused(@ForAll long seed, @ForAll @IntRange(min = 0, max = 1 << 20) int cut) {
        var whole = bytes(day(seed, 20).state());
        var part = Arrays.copyOf(whole, cut % whole.length);
        assertThatThrownBy(() -> read(part)).isInstanceOf(WireException.class);
    }

    private static Book filled(int orders) {
        var book = new Book();
        fill(book, 0, orders);
        return book;
    }

    private static void fill(Book book, int from, int to) {
        for (int i = from; i < to; i++) {
            book.sent(2L * i, enter(i), false);
            book.report(2L * i + 1, report(id(i), ClOrdID.NONE, "E" + i, orderID(i), new News.Trade(Qty.of(100), Px.of(10 + i % 7))));
        }
    }

    private static Command enter(int number) {
        return new Command.Enter(
                id(number), BROKER, ACCOUNT, SYMBOL, number % 3 == 0 ? Side.SELL : Side.BUY, Qty.of(100), OrdType.LIMIT, Px.of(10),
                TimeInForce.DAY, number);
    }

    private static Report report(ClOrdID clOrdID, ClOrdID origClOrdID, String execID, OrderID orderID, News news) {
        return new Report(
                BROKER, clOrdID, origClOrdID, orderID, new ExecID(execID), news, Report.Told.NOTHING, 1_000, false, false, "");
    }

    private static ClOrdID id(int number) {
        return new ClOrdID("C" + number);
    }

    private static OrderID orderID(int number) {
        return new OrderID("O" + number);
    }

    private static Book day(long seed, int n) {
        var book = new Book();
        var day = new Day(seed);
        int number = 0;
        for (var input : day.opening()) input.into(book, ++number);
        for (var input : day.next(n)) input.into(book, ++number);
        return book;
    }

    private static Book again(Book book) {
        return Book.of(CostMethod.AVERAGE_COST, 100, read(bytes(book.state())));
    }

    private static byte[] bytes(BookState state) {
        try {
            var bytes = new ByteArrayOutputStream();
            Wire.write(bytes, state);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed", impossible);
        }
    }

    private static BookState read(byte[] bytes) {
        try {
            return Wire.bookState(new ByteArrayInputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed", impossible);
        }
    }
}
