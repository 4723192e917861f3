package dev.plumbline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Why is this number so? Each figure is accounted for by exactly the inputs that made it.
class ExplainTest {
    private static final Account NO_ACCOUNT = Account.NONE;
    private static final OrderID O1 = new OrderID("O1");

    private final List<Recorded> inputs = new ArrayList<>();

    /// A day on which all went wrong: a trade busted, one corrected, one late, one bust before its trade.
    private void badDay() {
        enter("X", 1000);
        told("X", "N1", new News.New(), 0);
        told("X", "E1", trade(200, 50), 200);
        told("X", "E1", trade(200, 50), 200);
        told("X", "B9", new News.TradeCancel(new ExecID("E9")), -1);
        told("X", "E2", trade(300, 51), 500);
        told("X", "C2", new News.TradeCorrect(new ExecID("E2"), Qty.of(250), Px.of(52)), -1);
        cancel("Y", "X");
        told("Y", "D1", new News.Canceled(), -1);
        told("X", "E9", trade(100, 40), -1);
        told("X", "B1", new News.TradeCancel(new ExecID("E1")), -1);
        inputs.add(new Recorded(12, "garbage", new Recorded.Unreadable(
                "CheckSum(10) is 1, computed 2", List.of(new ClOrdID("X")), OrderID.NONE, List.of(new ExecID("E2")))));
        enter("OTHER", 10);
    }

    @Example
    void tellsWhatEachInputDidToAnOrder() {
        badDay();
        assertThat(page("X")).containsExactly(
                "1 APPLIED",
                "  ordStatus PendingNew",
                "  clOrdID X",
                "  orderQty 1000",
                "  price 60",
                "  cumQty 0",
                "  leavesQty 1000",
                "  avgPx 0",
                "  unexplainedQty 0",
                "  request X NEW SENT 1000 @ 60",
                "2 APPLIED",
                "  ordStatus PendingNew → New",
                "  orderID O1",
                "  request X NEW SENT 1000 @ 60 → NEW ACCEPTED 1000 @ 60",
                "3 APPLIED",
                "  ordStatus New → PartiallyFilled",
                "  cumQty 0 → 200",
                "  leavesQty 1000 → 800",
                "  avgPx 0 → 50",
                "  execution E1 LIVE 200 @ 50",
                "  position ACC1 IBM qty 0 → 200",
                "  position ACC1 IBM avgPx 0 → 50",
                "4 DUPLICATE",
                "5 PARKED busts execution E9, which is not known",
                "  released by 10: APPLIED",
                "  with 10: cumQty 550 → 450",
                "  with 10: avgPx 49.09090909 → 51.11111111",
                "  with 10: execution E9 LIVE 100 @ 40 → BUSTED 100 @ 40",
                "  with 10: position ACC1 IBM qty 550 → 450",
                "  with 10: position ACC1 IBM avgPx 49.09090909 → 51.11111111",
                "6 APPLIED",
                "  cumQty 200 → 500",
                "  leavesQty 800 → 500",
                "  avgPx 50 → 50.6",
                "  execution E2 LIVE 300 @ 51",
                "  position ACC1 IBM qty 200 → 500",
                "  position ACC1 IBM avgPx 50 → 50.6",
                "7 APPLIED",
                "  cumQty 500 → 450",
                "  leavesQty 500 → 550",
                "  avgPx 50.6 → 51.11111111",
                "  execution E2 LIVE 300 @ 51 → CORRECTED 250 @ 52",
                "  position ACC1 IBM qty 500 → 450",
                "  position ACC1 IBM avgPx 50.6 → 51.11111111",
                "8 APPLIED",
                "  request Y CANCEL SENT 1000 @ 60",
                "9 APPLIED",
                "  ordStatus PartiallyFilled → Canceled",
                "  leavesQty 550 → 0",
                "  request Y CANCEL SENT 1000 @ 60 → CANCEL ACCEPTED 1000 @ 60",
                "10 APPLIED",
                "  cumQty 450 → 550",
                "  avgPx 51.11111111 → 49.09090909",
                "  flags [LATE_FILL]",
                "  execution E9 LIVE 100 @ 40",
                "  position ACC1 IBM qty 450 → 550",
                "  position ACC1 IBM avgPx 51.11111111 → 49.09090909",
                "11 APPLIED",
                "  cumQty 450 → 250",
                "  avgPx 51.11111111 → 52",
                "  execution E1 LIVE 200 @ 50 → BUSTED 200 @ 50",
                "  position ACC1 IBM qty 450 → 250",
                "  position ACC1 IBM avgPx 51.11111111 → 52",
                "12 QUARANTINED CheckSum(10) is 1, computed 2");
    }

    @Example
    void tellsWhatMadeAnExecution() {
        badDay();
        assertThat(numbers("X/E1")).containsExactly(3L, 4L, 11L);
        assertThat(numbers("X/E2")).containsExactly(6L, 7L, 12L);
        assertThat(numbers("X/C2")).isEqualTo(numbers("X/E2"));
        assertThat(numbers("Y/E9")).containsExactly(5L, 10L);
        assertThat(numbers("OrderID:O1/E9")).containsExactly(5L, 10L);
        assertThat(explained("X/E2").differences()).extracting(Difference::toString).containsExactly(
                "execution E2 LIVE 300 @ 51", "execution E2 LIVE 300 @ 51 → CORRECTED 250 @ 52");
        assertThat(explained("X/E1").title()).isEqualTo("execution E1 of order X");
    }

    @Example
    void tellsWhatMovedAPosition() {
        badDay();
        assertThat(page("ACC1/IBM").subList(0, 5)).containsExactly(
                "3 APPLIED",
                "  execution E1 of X LIVE 200 @ 50",
                "  position ACC1 IBM qty 0 → 200",
                "  position ACC1 IBM avgPx 0 → 50",
                "4 DUPLICATE");
        assertThat(numbers("ACC1/IBM")).containsExactly(3L, 4L, 5L, 6L, 7L, 10L, 11L, 12L);
        assertThat(explained("ACC1/IBM").differences()).filteredOn(one -> one.figure().name().equals("qty"))
                .extracting(Difference::toString)
                .containsExactly(
                        "position ACC1 IBM qty 0 → 200", "position ACC1 IBM qty 200 → 500",
                        "position ACC1 IBM qty 500 → 450", "position ACC1 IBM qty 450 → 550",
                        "position ACC1 IBM qty 550 → 450", "position ACC1 IBM qty 450 → 250");
    }

    /// The broker was faster than our own log, and knew no account: what it told is told again of our order.
    @Example
    void followsWhatWasThoughtToBeAnother() {
        inputs.add(recorded(new Recorded.Told(report("X", "E1", trade(200, 50), 200, NO_ACCOUNT))));
        enter("X", 1000);
        assertThat(page("X")).startsWith("1 APPLIED", "  ordStatus PartiallyFilled")
                .contains("  flags [EXTERNAL]", "  with 2: execution E1 LIVE 200 @ 50")
                .containsSubsequence("2 APPLIED", "  flags [EXTERNAL] → none", "  cumQty 200 → 0")
                .endsWith("  execution E1 LIVE 200 @ 50 → none");
        assertThat(numbers("/IBM")).containsExactly(1L, 2L);
        assertThat(page("/IBM")).endsWith("2 APPLIED", "  position  IBM qty 200 → 0", "  position  IBM avgPx 50 → 0");
    }

    @Example
    void knowsNothingOfWhatThereIsNot() {
        badDay();
        var explain = new Explain(inputs, Book::new);
        assertThat(explain.named("Z")).isEmpty();
        assertThat(explain.named("X/E7")).isEmpty();
        assertThat(explain.named("ACC1/DELL")).isEmpty();
        assertThat(explain.named("OrderID:O2")).isEmpty();
        assertThat(numbers("OrderID:O1")).isEqualTo(numbers("Y"));
    }

    @Example
    void saysWhatAnInputWasReadAs() {
        badDay();
        assertThat(explained("X").inputs()).extracting(Explained::readAs).startsWith(
                "Enter Buy 1000 IBM Price=60 Day ClOrdID=X Account=ACC1",
                "New ExecID=N1 ClOrdID=X OrderID=O1 OrderQty=1000 CumQty=0",
                "Trade lastQty=200 lastPx=50 ExecID=E1 ClOrdID=X OrderID=O1 OrderQty=1000 CumQty=200");
        assertThat(explained("X").inputs()).extracting(one -> one.input().raw()).startsWith("raw 1", "raw 2");
    }

    /// Done one after the other the differences give the figures that there are, and no input did anything unseen.
    @Property(tries = 200)
    void theDifferencesComeToTheFigures(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int n) {
        random(new Random(seed), n);
        var explain = new Explain(inputs, Book::new);
        var explanations = new ArrayList<Explanation>();
        for (var order : explain.book().orders()) {
            explanations.add(explain.order(order));
            for (int i = 0; i < order.executions().size(); i++) explanations.add(explain.execution(order, i));
        }
        for (var position : explain.book().positions())
            explanations.add(explain.position(position.account(), position.symbol()));
        for (var explanation : explanations) {
            assertThat(explanation.summedUp()).as(explanation.title()).isEqualTo(explanation.figures());
            var told = explanation.inputs().stream().flatMap(one -> one.did().stream()).toList();
            assertThat(told).containsAll(explanation.differences());
        }
    }

    /// A parked report, once it was released, had an order from outside be another account's: what the first account lost was told with an input
    /// that is none of its own.
    @Example
    void whatAReleasedReportTakesAwayIsToldWithWhatReleasedIt() {
        theDifferencesComeToTheFigures(200, 30);
        theDifferencesComeToTheFigures(202, 28);
    }

    /// An input that counted is told with the order that it counted for; a trade with its position, too.
    @Property(tries = 200)
    void noInputIsForgotten(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int n) {
        random(new Random(seed), n);
        var explain = new Explain(inputs, Book::new);
        var told = new ArrayList<Long>();
        for (var order : explain.book().orders())
            for (var one : explain.order(order).inputs()) told.add(one.input().number());
        assertThat(told).containsAll(inputs.stream()
                .filter(recorded -> isOfAnOrder(recorded, explain.book()))
                .map(Recorded::number)
                .toList());
    }

    /// A copy of a report that waits is about none, and so is a cancel of an order that never turns up.
    private static boolean isOfAnOrder(Recorded recorded, Book book) {
        return recorded.what() instanceof Recorded.Told(var report) && book.find(report).isPresent();
    }

    private void random(Random random, int n) {
        inputs.clear();
        var ids = List.of("A", "B", "C", "D");
        for (int i = 0; i < n; i++) {
            var id = ids.get(random.nextInt(ids.size()));
            switch (random.nextInt(12)) {
                case 0 -> enter(id, 1000);
                case 1 -> cancel(id, ids.get(random.nextInt(ids.size())));
                default -> inputs.add(recorded(new Recorded.Told(random(random, id))));
            }
        }
        Collections.shuffle(inputs, random);
        inputs.replaceAll(new Renumbering());
    }

    private Report random(Random random, String id) {
        var news = switch (random.nextInt(8)) {
            case 0 -> new News.TradeCancel(new ExecID("E" + random.nextInt(8)));
            case 1 -> new News.TradeCorrect(new ExecID("E" + random.nextInt(8)), Qty.of(random.nextInt(50)), Px.of(49));
            case 2 -> new News.Replaced();
            case 3 -> new News.Canceled();
            case 4 -> new News.New();
            default -> trade(1 + random.nextInt(100), 40 + random.nextInt(20));
        };
        var execID = (news instanceof News.Trade ? "E" : "F") + random.nextInt(8);
        var told = new Report.Told(
                OrdStatus.NONE, random.nextBoolean() ? NO_ACCOUNT : Wire.ACCOUNT,
                random.nextInt(4) == 0 ? Symbol.NONE : Wire.IBM, Side.BUY, OrdType.LIMIT, TimeInForce.DAY,
                random.nextBoolean() ? Qty.of(1000) : Qty.NONE, Px.NONE, Qty.NONE, Qty.NONE);
        return new Report(
                Wire.SESSION, random.nextInt(5) == 0 ? ClOrdID.NONE : new ClOrdID(id),
                random.nextInt(3) == 0 ? new ClOrdID("B") : ClOrdID.NONE,
                random.nextBoolean() ? new OrderID("O" + id) : OrderID.NONE,
                random.nextInt(10) == 0 ? ExecID.NONE : new ExecID(execID), news, told, time(), false, false, "");
    }

    /// Numbers grow in the order of arrival.
    private static final class Renumbering implements UnaryOperator<Recorded> {
        private long next;

        @Override
        public Recorded apply(Recorded recorded) {
            return new Recorded(++next, recorded.raw(), recorded.what());
        }
    }

    private Explanation explained(String name) {
        return new Explain(inputs, Book::new).named(name).orElseThrow();
    }

    private List<Long> numbers(String name) {
        return explained(name).inputs().stream().map(one -> one.input().number()).toList();
    }

    private List<String> page(String name) {
        return page(explained(name));
    }

    private static List<String> page(Explanation explanation) {
        var lines = new ArrayList<String>();
        for (var explained : explanation.inputs()) {
            long number = explained.input().number();
            lines.add((number + " " + explained.outcome() + " " + explained.reason()).strip());
            for (var released : explained.released())
                lines.add("  released by " + released.by() + ": " + released.outcome());
            for (var did : explained.did()) lines.add("  " + (did.at() == number ? "" : "with " + did.at() + ": ") + did);
        }
        return lines;
    }

    private void enter(String id, int qty) {
        inputs.add(recorded(new Recorded.Sent(
                new Command.Enter(
                        new ClOrdID(id), Wire.SESSION, Wire.ACCOUNT, Wire.IBM, Side.BUY, Qty.of(qty), OrdType.LIMIT,
                        Px.of(60), TimeInForce.DAY, time()),
                false)));
    }

    private void cancel(String id, String of) {
        inputs.add(recorded(
                new Recorded.Sent(new Command.Cancel(new ClOrdID(id), new ClOrdID(of), time()), false)));
    }

    private void told(String id, String execID, News news, int cumQty) {
        inputs.add(recorded(new Recorded.Told(report(id, execID, news, cumQty, Wire.ACCOUNT))));
    }

    private Report report(String id, String execID, News news, int cumQty, Account account) {
        var told = new Report.Told(
                OrdStatus.NONE, account, Wire.IBM, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, Qty.of(1000), Px.NONE,
                cumQty < 0 ? Qty.NONE : Qty.of(cumQty), Qty.NONE);
        return new Report(
                Wire.SESSION, new ClOrdID(id), ClOrdID.NONE, O1, new ExecID(execID), news, told, time(), false, false, "");
    }

    private Recorded recorded(Recorded.What what) {
        return new Recorded(inputs.size() + 1, "raw " + (inputs.size() + 1), what);
    }

    private long time() {
        return inputs.size() + 1;
    }

    private static News trade(int qty, int px) {
        return new News.Trade(Qty.of(qty), Px.of(px));
    }
}
