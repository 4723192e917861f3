package dev.plumbline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// What holds whatever the wire does. jqwik prints the seed of a failure.
class BookPropertiesTest {
    private static final List<News> NEWS = List.of(
            new News.New(), new News.PendingNew(), new News.Trade(Qty.of(30), Px.of("100.5")),
            new News.Trade(Qty.of(Long.MAX_VALUE), Px.of(Long.MAX_VALUE)), new News.TradeCancel(new ExecID("1")),
            new News.TradeCorrect(new ExecID("1"), Qty.of(7), Px.NONE), new News.PendingCancel(),
            new News.PendingReplace(), new News.Replaced(), new News.Canceled(), new News.Rejected(),
            new News.Expired(), new News.DoneForDay(), new News.Suspended(), new News.Stopped(), new News.Calculated(),
            new News.Restated(1), new News.OrderStatus(), new News.Triggered(), new News.Remark(),
            new News.CancelRejected(), new News.RequestRejected("G", 4));

    /// P1: any doubling of reports leaves the same orders and positions.
    @Property
    void p1_doublingChangesNothing(@ForAll long seed, @ForAll @IntRange(min = 1, max = 25) int n) {
        var random = new Random(seed);
        var reports = reports(random, n);
        var once = played(reports);
        var doubled = new ArrayList<Report>();
        for (var report : reports) {
            doubled.add(report);
            if (random.nextBoolean()) doubled.add(report);
            if (random.nextInt(4) == 0) doubled.add(doubled.get(random.nextInt(doubled.size())));
        }
        assertThat(shown(played(doubled))).isEqualTo(shown(once));
    }

    /// Once a trade of 2^63 - 1 was out of range, and its copy, after a bust, was not.
    @Example
    void doublingAQuarantinedReportChangesNothing() {
        p1_doublingChangesNothing(-5, 24);
        p1_doublingChangesNothing(-6387734511212685924L, 16);
    }

    /// P1 and rule 9: a day's life of an order in any order of arrival, our own requests among the reports.
    @Property
    void p1_theOrderOfArrivalDoesNotMatter(@ForAll long seed) {
        var random = new Random(seed);
        var reports = new ArrayList<>(List.of(
                "new X qty=100 order=O", "trade X 10 qty=100 order=O id=E1 cum=10 at=11", "pending-replace Y order=O at=12",
                "trade X 15 qty=100 order=O id=E2 cum=25 at=13", "replaced Y to 90 order=O cum=25 at=14",
                "trade Y 5 qty=90 order=O id=E3 cum=30 at=15", "bust Y E1 qty=90 order=O id=B1 cum=20 at=16",
                "correct Y E2 12 order=O id=C2 cum=17 at=17", "correct Y C2 14 order=O id=C3 cum=19 at=18",
                "pending-cancel Z order=O at=19", "trade Y 1 order=O id=E4 cum=20 at=20"));
        reports.add(random.nextBoolean() ? "canceled Z order=O cum=20 at=21" : "refused Z at=21");
        var straight = lived(reports, 0, 2, 9);
        Collections.shuffle(reports, random);
        int entered = random.nextInt(4);
        int replaced = entered + random.nextInt(4);
        assertThat(lived(reports, entered, replaced, replaced + random.nextInt(4))).isEqualTo(straight);
    }

    /// P1 and rule 9: the same for an order that we never entered, whatever its first report is.
    @Property
    void p1_anOrderFromOutsideMayBeToldInAnyOrder(@ForAll long seed) {
        var random = new Random(seed);
        var reports = new ArrayList<>(List.of(
                "new X qty=100 order=O at=10", "trade X 10 qty=100 order=O id=E1 cum=10 at=11",
                "pending-replace Y of X qty=100 order=O cum=10 at=12", "replaced Y of X to 90 order=O cum=10 at=13",
                "trade Y 5 qty=90 order=O id=E3 cum=15 at=15", "bust Y E1 qty=90 order=O id=B1 cum=5 at=16",
                "pending-replace Z of Y qty=90 order=O cum=5 at=17", "replaced Z of Y to 80 order=O cum=5 at=18",
                "trade Z 7 qty=80 order=O id=E4 cum=12 at=19"));
        if (random.nextBoolean()) reports.add("canceled W of Z qty=80 order=O cum=12 at=21");
        var straight = told(reports);
        Collections.shuffle(reports, random);
        assertThat(told(reports)).isEqualTo(straight);
    }

    /// Not all reports say whose an order is, and brokers correct that, too. Who follows the changes has each position as it is, also
    /// that of an account which the order was told to be of before.
    @Property
    void p3_thePositionsThatAreToldAreThoseOfTheBook(@ForAll long seed) {
        var random = new Random(seed);
        var accounts = List.of("ACC1", "ACC2", "ACC3");
        var reports = new ArrayList<String>();
        for (int i = 0; i < 6; i++)
            reports.add("trade X 10 qty=100 order=O id=E" + i + " cum=" + 10 * (i + 1) + " at=" + (11 + i) + " account=" + accounts.get(random.nextInt(3)));
        Collections.shuffle(reports, random);
        var wire = new Wire();
        var told = new HashMap<Account, Position>();
        for (var report : reports) {
            var result = wire.play(List.of(report.split(" ")), List.of());
            for (var change : result.changes())
                if (change.isOfFormerPosition() || !change.booking().executions().isEmpty()) told.put(change.position().account(), change.position());
            for (var account : told.keySet()) assertThat(told.get(account)).isEqualTo(wire.book.position(account, Wire.IBM));
        }
        assertThat(wire.book.orders()).hasSize(1);
        assertThat(wire.book.orders().getFirst().cumQty()).isEqualTo(Qty.of(60));
    }

    private static String told(List<String> reports) {
        var wire = new Wire();
        for (var report : reports) play(wire, report);
        return shown(wire.book);
    }

    /// The reports, with our three requests at these places among them.
    private static String lived(List<String> reports, int entered, int replaced, int canceled) {
        var wire = new Wire();
        for (int i = 0; i < reports.size(); i++) {
            if (i == entered) play(wire, "enter X 100 at=1");
            if (i == replaced) play(wire, "replace Y of X to 90 at=10");
            if (i == canceled) play(wire, "cancel Z of Y at=18");
            play(wire, reports.get(i));
        }
        return shown(wire.book);
    }

    private static void play(Wire wire, String words) {
        wire.play(List.of(words.split(" ")), List.of());
    }

    /// P2 and P4, after every input, whatever nonsense it is.
    @Property
    void p2_p4_figuresAgreeAndEveryInputIsCounted(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n) {
        var book = new Book();
        book.sent(0, enter(), false);
        long inputs = 1;
        for (var report : reports(new Random(seed), n)) {
            book.report(inputs++, report);
            assertThat(book.counts().inputs()).isEqualTo(inputs);
            figuresAgree(book);
        }
    }

    private static void figuresAgree(Book book) {
        var held = Qty.ZERO;
        for (var order : book.orders()) {
            var sum = Qty.ZERO;
            for (var execution : order.executions().list()) if (execution.stands()) sum = sum.plus(execution.qty());
            assertThat(order.cumQty()).isEqualTo(sum);
            assertThat(order.executions()).isEqualTo(Executions.of(order.executions().list()));
            assertThat(order.leavesQty().signum()).isNotNegative();
            held = held.plus(order.side().signed(order.cumQty()));
        }
        assertThat(book.position(Wire.ACCOUNT, Wire.IBM).qty()).isEqualTo(held);
    }

    /// A desk is sent the sums alone, and must see the same.
    @Property
    void anOrderSummedShowsTheSame(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n) {
        for (var order : played(reports(new Random(seed), n)).orders()) {
            var summed = order.summed();
            assertThat(summed.executions().list()).isEmpty();
            assertThat(everythingShown(summed)).isEqualTo(everythingShown(order));
        }
    }

    private static List<Object> everythingShown(Order order) {
        return List.of(
                order.key(), order.session(), order.orderID(), order.account(), order.symbol(), order.side(),
                order.ordType(), order.timeInForce(), order.requests(), order.openRequests(), order.chain(),
                order.clOrdID(), order.ordStatus(), order.isOpen(), order.isAcknowledged(), order.orderQty(),
                order.price(), order.cumQty(), order.leavesQty(), order.unexplainedQty(), order.toldCumQty(),
                order.avgPx(), order.executions().notional(), order.life(), order.flags(), order.enteredAt(),
                order.updatedAt(), order.text());
    }

    private static Book played(List<Report> reports) {
        var book = new Book();
        book.sent(0, enter(), false);
        long input = 0;
        for (var report : reports) book.report(++input, report);
        return book;
    }

    private static Command.Enter enter() {
        return new Command.Enter(
                new ClOrdID("X"), Wire.SESSION, Wire.ACCOUNT, Wire.IBM, Side.BUY, Qty.of(100), OrdType.LIMIT,
                Px.of(100), TimeInForce.DAY, 1);
    }

    /// Reports of random content about an order X, contradictory as they come.
    private static List<Report> reports(Random random, int n) {
        var reports = new ArrayList<Report>();
        for (int i = 0; i < n; i++) reports.add(report(random));
        return reports;
    }

    private static Report report(Random random) {
        var told = new Report.Told(
                OrdStatus.values()[random.nextInt(OrdStatus.values().length)], Wire.ACCOUNT, Wire.IBM, Side.BUY,
                OrdType.LIMIT, TimeInForce.DAY, random.nextBoolean() ? Qty.of(100) : Qty.NONE, Px.NONE,
                random.nextBoolean() ? Qty.of(random.nextInt(120)) : Qty.NONE, Qty.NONE);
        var id = new ClOrdID(random.nextInt(4) == 0 ? "Y" : "X");
        return new Report(
                Wire.SESSION, id, id.value().equals("Y") ? new ClOrdID("X") : ClOrdID.NONE, new OrderID("O"),
                random.nextInt(8) == 0 ? ExecID.NONE : new ExecID("" + random.nextInt(6)),
                NEWS.get(random.nextInt(NEWS.size())), told, random.nextInt(50), false, false, "");
    }

    static String shown(Book book) {
        var text = new StringBuilder();
        for (var order : book.orders())
            text.append(order.chain()).append(order.ordStatus()).append(' ').append(order.orderQty()).append(' ')
                    .append(order.cumQty()).append(' ').append(order.leavesQty()).append(' ')
                    .append(order.avgPx()).append(' ').append(order.unexplainedQty()).append('\n');
        return text.append(book.positions()).toString();
    }
}
