package dev.plumbline.console.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.console.Samples;
import dev.plumbline.console.charts.Shape.Ink;
import dev.plumbline.console.charts.SlippageInteractor.Breadth;
import dev.plumbline.console.ui.Context;
import dev.plumbline.core.Account;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Costs;
import dev.plumbline.core.Currency;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Ratio;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item.ExecutionItem;

/// Executions are written `qty@px`, then `!` for busted, `~` for corrected, and `/ID` for another ClOrdID than the first.
class SlippageTest {
    private static final long SECOND = 1_000_000_000;

    private final Map<OrderKey, Order> orders = new HashMap<>();
    private final Function<OrderKey, Optional<Order>> byKey = key -> Optional.ofNullable(orders.get(key));
    private final Fills fills = new Fills();
    private int changes;
    private final SlippageInteractor interactor = new SlippageInteractor(fills, byKey, () -> changes++);

    /// A buy above the first price is worse, and so is a sale below it. The mean is cost over value:
    /// `(100 × 0.10 − 200 × 0.05) / 30,000`.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BUY        | 100@100 100@100.10 200@99.95    | −5.00 +10.00        | −5.00  | 0.00   | 1 first of their order
            SELL       | 100@100 100@100.10 200@99.95    | −10.00 +5.00        | +5.00  | 0.00   | 1 first of their order
            SELL_SHORT | 100@100 300@100.10 100@99.95    | −10.00 +5.00        | −10.00 | −6.25  | 1 first of their order
            BUY        | 100@100 100@100 100@100.01      | 0.00 +1.00          | 0.00   | +0.50  | 1 first of their order
            BUY        | 100@100! 100@200 100@201        | +50.00              | +50.00 | +50.00 | 1 first of their order, 1 busted
            BUY        | 100@100~ 100@101 100@99!        | +100.00             | +100.00| +100.00| 1 first of their order, 1 busted
            BUY        | 1@3 1@3.0000001                 | +0.00               | +0.00  | +0.00  | 1 first of their order
            SELL       | 0.5@0.25 0.5@0.2                | +2,000.00           | +2,000.00 | +2,000.00 | 1 first of their order
            """)
    void isHeldAgainstTheFirstExecution(
            Side side, String executions, String slippage, String median, String mean, String leftOut) {
        var order = order("C1", side, "100");
        var measured = measured(Benchmark.FIRST, executions(order, executions));
        assertThat(words(measured)).isEqualTo(slippage);
        assertThat(Slippage.bp(measured.median())).isEqualTo(median + " bp");
        assertThat(Slippage.bp(measured.mean())).isEqualTo(mean + " bp");
        assertThat(measured.leftOut().words()).isEqualTo("left out: " + leftOut);
    }

    /// A1 is the order at 50, A2 was amended to 51, A3 to 40 was rejected, A4 cancels.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BUY  | 100@49.95/A1                | −10.00              | ''
            BUY  | 100@50.05/A1                | +10.00              | ''
            SELL | 100@49.95/A1                | +10.00              | ''
            BUY  | 100@51/A2 100@50.49/A2      | −100.00 0.00        | ''
            BUY  | 100@51/A3                   | 0.00                | ''
            BUY  | 100@51/A4                   | 0.00                | ''
            BUY  | 100@51/B9                   | ''                  | left out: 1 under an id that their order does not have
            BUY  | 100@51/A2! 100@51/A2        | 0.00                | left out: 1 busted
            """)
    void isHeldAgainstTheLimitThatTheReportNames(Side side, String executions, String slippage, String leftOut) {
        var order = amended(order("A1", side, "50"));
        var measured = measured(Benchmark.LIMIT, executions(order, executions));
        assertThat(words(measured)).isEqualTo(slippage);
        assertThat(measured.leftOut().words()).isEqualTo(leftOut);
    }

    /// The price of a stop says when it goes off, not what it asks for at least.
    @Test
    void aStopHasNoLimitAndAStopLimitHasOne() {
        var stop = typed(order("S1", Side.SELL, "50"), OrdType.STOP);
        assertThat(measured(Benchmark.LIMIT, executions(stop, "100@49 200@48")).summary("NVDA")).isEqualTo(
                "NVDA against the order's limit: no execution to measure · left out: 2 without a limit");
        assertThat(words(measured(Benchmark.FIRST, executions(stop, "100@49 200@49.49")))).isEqualTo("−100.00");
        var stopLimit = typed(order("S2", Side.SELL, "50"), OrdType.STOP_LIMIT);
        assertThat(words(measured(Benchmark.LIMIT, executions(stopLimit, "100@49.95")))).isEqualTo("+10.00");
    }

    @Test
    void saysWhatIsLeftOut() {
        var market = order("M1", Side.BUY, "");
        var limit = order("C1", Side.BUY, "50");
        var spread = order("S1", Side.BUY, "-0.5");
        var unknown = Samples.order("U1", Side.BUY, 100, "NVDA", "50");
        var sideless = order("N1", Side.NONE, "50");
        var all = new ArrayList<ExecutionItem>();
        all.addAll(executions(market, "100@50 100@51"));
        all.addAll(executions(limit, "100@50"));
        all.addAll(executions(spread, "100@-0.5"));
        all.addAll(executions(unknown, "100@50"));
        all.addAll(executions(sideless, "100@50"));
        all.add(rescaled(limit, "100@50"));
        assertThat(measured(Benchmark.LIMIT, all).summary("All")).isEqualTo(
                "All against the order's limit: median 0.00 bp · mean 0.00 bp · worst 0.00 bp (C1-0 of order C1)"
                        + " · 1 execution, even · left out: 2 without a limit, 1 of orders that are not here,"
                        + " 1 without a side, 1 before a corporate action, 1 at a quantity or benchmark not above zero");
        assertThat(measured(Benchmark.LIMIT, executions(market, "100@50")).summary("NVDA")).isEqualTo(
                "NVDA against the order's limit: no execution to measure · left out: 1 without a limit");
    }

    /// The desk keeps the newest executions only: the first one that is here need not be the first of its order.
    @Test
    void measuresNothingByAFirstExecutionThatMayNotBeTheFirst() {
        var order = order("C1", Side.BUY, "50");
        orders.put(order.key(), Samples.filled(order, 300));
        assertThat(measured(Benchmark.FIRST, executions(order, "100@50 100@51")).leftOut().words())
                .isEqualTo("left out: 2 of orders whose earlier executions are not here");
        assertThat(words(measured(Benchmark.FIRST, executions(order, "100@50 200@51")))).isEqualTo("+200.00");
    }

    @Test
    void saysTheCostInItsCurrencyAndAddsNoTwo() {
        var order = order("C1", Side.BUY, "50");
        var usd = paid(order, "E1", "100@50.50", "USD");
        assertThat(measured(Benchmark.LIMIT, List.of(usd)).summary("NVDA"))
                .contains(" · 1 execution, worse by 50.00 USD");
        assertThat(measured(Benchmark.LIMIT, executions(order, "100@49.50")).summary("NVDA"))
                .contains(" · 1 execution, better by 50.00");
        assertThat(measured(Benchmark.LIMIT, List.of(usd, paid(order, "E2", "100@50", "EUR"))).summary("NVDA"))
                .contains(" · 2 executions in 2 currencies, weighted as they are");
    }

    /// Each class with the number of its executions; `…` for one without an end. Of equal value, to 1 bp of 10,000.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 0 0                       | 1    | -3:0 -2:0 -1:0 0:3 1:0 2:0 3:0
            0 0.4 1 1.1 -0.2            | 0.1  | -3:0 -2:1 -1:0 0:1 1:0 2:0 3:0 4:1 5:0 6:0 7:0 8:0 9:0 10:1 11:1
            10 20 21 -30                | 5    | -6:1 -5:0 -4:0 -3:0 -2:0 -1:0 0:0 1:0 2:1 3:0 4:1 5:1
            24 -0.001                   | 2    | -3:0 -2:0 -1:1 0:0 1:0 2:0 3:0 4:0 5:0 6:0 7:0 8:0 9:0 10:0 11:0 12:1
            """)
    void countsInClasses(String slippage, String width, String bins) {
        var made = Bins.of(atBp(slippage.split(" ")));
        assertThat(made.width()).isEqualByComparingTo(width);
        assertThat(written(made)).isEqualTo(bins);
    }

    @Test
    void putsWhatLiesFarAwayIntoAClassAtTheEnd() {
        var many = new String[100];
        for (int i = 0; i < 100; i++) many[i] = Integer.toString(i % 4);
        many[7] = "5000";
        var bins = Bins.of(atBp(many));
        assertThat(bins.width()).isEqualByComparingTo("0.2");
        assertThat(bins.list().getLast()).extracting(Bins.Bin::index, Bins.Bin::isBeyond, Bins.Bin::count)
                .containsExactly(16, true, 1);
        assertThat(bins.list()).hasSize(20).extracting(Bins.Bin::count).contains(25, 24);
        var labels = texts(SlippagePicture.of(atBp(many), SlippagePicture.NONE, 1500, 300));
        assertThat(labels).as("+3 would lie on the dots").contains("…", "+2.8").doesNotContain("+3");
    }

    @Test
    void isBoundedWhateverComes() {
        var order = order("C1", Side.BUY, "1");
        var all = new ArrayList<ExecutionItem>();
        for (int i = 0; i < 20_000; i++) all.add(execution(order, "E" + i, i, "1@" + (1 + i % 977) + "." + i));
        all.add(execution(order, "E", 0, "1@999999999999999999"));
        var picture = SlippagePicture.of(measured(Benchmark.LIMIT, all), SlippagePicture.NONE, 600, 300);
        assertThat(picture.bars()).hasSizeLessThanOrEqualTo(Bins.MOST + 1 + 2 + 3);
        assertThat(picture.bars()).allMatch(bar -> bar.x() >= 0 && bar.x() + bar.width() <= 600 && bar.y() >= 0 && bar.height() >= 0);
    }

    @Test
    void drawsBetterHollowOnTheLeftAndWorseFilledOnTheRight() {
        var measured = atBp("-20", "0", "0", "10", "20");
        var picture = SlippagePicture.of(measured, SlippagePicture.NONE, 600, 300);
        var full = picture.bars().stream().filter(bar -> bar.height() > 0).toList();
        assertThat(full).extracting(Shape.Bar::ink).containsExactly(Ink.BETTER, Ink.EVEN, Ink.WORSE, Ink.WORSE);
        assertThat(full).extracting(Shape.Bar::isHollow).containsExactly(true, false, false, false);
        assertThat(full.get(1).height()).as("two of five").isCloseTo(2 * full.get(0).height(), within(0.01));
        assertThat(full).extracting(Shape.Bar::says).containsExactly(
                "Over 18 to 20 bp better: 1 execution · 20.0 % of the notional · 10,000",
                "Exactly the order's first execution: 2 executions · 40.0 % of the notional · 20,000",
                "Over 8 to 10 bp worse: 1 execution · 20.0 % of the notional · 10,000",
                "Over 18 to 20 bp worse: 1 execution · 20.0 % of the notional · 10,000");
        assertThat(texts(picture)).contains(
                "Basis points against the order's first execution", "← better for us", "worse for us →", "median 0.00 bp",
                "mean +2.00 bp", "of notional", "0", "+10", "−10");
        assertThat(picture.at(full.get(2).x() + 1)).isEqualTo(picture.bars().indexOf(full.get(2)));
        assertThat(picture.at(-5)).isEqualTo(SlippagePicture.NONE);
    }

    @Test
    void saysWhyThereIsNothingToSee() {
        var order = order("C1", Side.BUY, "");
        fills.take(execution(order, "E1", 0, "100@50"));
        interactor.against.set(Benchmark.LIMIT);
        interactor.look(Context.of(order));
        assertThat(interactor.lay(600, 300)).extracting(shape -> ((Shape.Text) shape).text()).containsExactly(
                "Nothing to measure against the order's limit", "left out: 1 without a limit");
        interactor.step(1);
        assertThat(interactor.says.get()).isEqualTo(
                "NVDA against the order's limit: no execution to measure · left out: 1 without a limit");
    }

    @Test
    void followsWhatIsLookedAtAndItsBustsAndCorrections() {
        var one = order("C1", Side.BUY, "50");
        var other = order("C2", Side.SELL, "50");
        interactor.against.set(Benchmark.LIMIT);
        take(execution(one, "E1", 0, "100@50.05"), execution(other, "E2", 1, "300@50.05"));
        assertThat(says()).startsWith("All against the order's limit: median −10.00 bp · mean −5.00 bp · worst +10.00 bp (E1 of order C1) · 2 executions, better by 10.00");
        interactor.breadth.set(Breadth.ORDER);
        interactor.look(Context.of(one));
        assertThat(says()).startsWith("Order C1 NVDA against the order's limit: median +10.00 bp");
        take(execution(one, "E1", 0, "100@50.10~"));
        assertThat(says()).startsWith("Order C1 NVDA against the order's limit: median +20.00 bp");
        take(execution(one, "E1", 0, "100@50.10!"));
        assertThat(says()).isEqualTo("Order C1 NVDA against the order's limit: no execution to measure · left out: 1 busted");
        interactor.narrow(-1);
        interactor.show();
        assertThat(says()).startsWith("NVDA against the order's limit: median −10.00 bp");
        interactor.look(Context.of(new Account("ALPHA"), new Symbol("SAP")));
        assertThat(says()).startsWith("SAP against the order's limit: no execution");
    }

    /// However much comes, it is measured and drawn at most once a second.
    @Test
    void isMeasuredOnceASecond() {
        var order = order("C1", Side.BUY, "50");
        interactor.against.set(Benchmark.LIMIT);
        take(execution(order, "E1", 0, "100@50.05"));
        assertThat(says()).endsWith("· 1 execution, worse by 5.00");
        changes = 0;
        for (int i = 2; i < 50; i++) {
            fills.take(execution(order, "E" + i, i, "100@50.05"));
            interactor.take(execution(order, "E" + i, i, "100@50.05"));
        }
        assertThat(says()).endsWith("· 1 execution, worse by 5.00");
        assertThat(changes).isZero();
        interactor.everySecond();
        interactor.everySecond();
        assertThat(says()).endsWith("· 49 executions, worse by 245.00");
        interactor.everySecond();
        assertThat(changes).as("nothing has come since").isEqualTo(2);
    }

    @Test
    void goesFromBarToBarByKey() {
        var order = order("C1", Side.BUY, "50");
        interactor.against.set(Benchmark.LIMIT);
        take(execution(order, "E1", 0, "100@50.05"));
        interactor.lay(600, 300);
        interactor.step(-1);
        assertThat(interactor.says.get()).startsWith("Over 9.5 to 10 bp worse: 1 execution · 100.0 %");
        assertThat(chosen(interactor.lay(600, 300))).isEqualTo(1);
        interactor.step(1);
        assertThat(interactor.says.get()).as("there is no further one").startsWith("Over 9.5 to 10 bp worse");
        interactor.step(-1);
        assertThat(interactor.says.get()).startsWith("Over 9 to 9.5 bp worse: 0 executions");
        interactor.reset();
        assertThat(interactor.says.get()).startsWith("All against the order's limit: median +10.00 bp");
    }

    private static long chosen(List<Shape> shapes) {
        return shapes.stream().filter(shape -> shape instanceof Shape.Bar bar && bar.isChosen()).count();
    }

    private void take(ExecutionItem... items) {
        for (var item : items) {
            fills.take(item);
            interactor.take(item);
        }
        interactor.everySecond();
    }

    private String says() {
        interactor.lay(600, 300);
        return interactor.says.get();
    }

    private Order order(String id, Side side, String limit) {
        var order = Samples.order(id, side, 1000, "NVDA", limit);
        orders.put(order.key(), order);
        return order;
    }

    private Order typed(Order order, OrdType ordType) {
        var typed = new Order(
                order.key(), order.session(), order.orderID(), order.account(), order.symbol(), order.side(), ordType,
                order.timeInForce(), order.requests(), order.executions(), order.life(), order.toldCumQty(), order.flags(),
                order.enteredAt(), order.updatedAt(), order.text());
        orders.put(typed.key(), typed);
        return typed;
    }

    private Order amended(Order order) {
        var requests = new ArrayList<>(order.requests());
        requests.add(request("A2", "A1", Request.Kind.REPLACE, "51", Request.Stage.ACCEPTED));
        requests.add(request("A3", "A2", Request.Kind.REPLACE, "40", Request.Stage.REJECTED));
        requests.add(request("A4", "A2", Request.Kind.CANCEL, "51", Request.Stage.SENT));
        var amended = new Order(
                order.key(), order.session(), order.orderID(), order.account(), order.symbol(), order.side(),
                order.ordType(), order.timeInForce(), requests, order.executions(), order.life(), order.toldCumQty(),
                order.flags(), order.enteredAt(), order.updatedAt(), order.text());
        orders.put(order.key(), amended);
        return amended;
    }

    private static Request request(String id, String orig, Request.Kind kind, String price, Request.Stage stage) {
        return new Request(new ClOrdID(id), new ClOrdID(orig), kind, Qty.of(1000), Px.of(price), stage, Samples.AT);
    }

    private Slippage measured(Benchmark against, List<ExecutionItem> executions) {
        return Slippage.of(against, executions, byKey);
    }

    /// At 10,000 a basis point is 1.
    private Slippage atBp(String... slippage) {
        var order = order("C1", Side.BUY, "");
        var all = new ArrayList<ExecutionItem>();
        all.add(execution(order, "first", 0, "1@10000"));
        for (var each : slippage)
            all.add(execution(order, "E" + all.size(), all.size(), "1@" + Px.of("10000").plus(Px.of(each))));
        return measured(Benchmark.FIRST, all);
    }

    private static String words(Slippage measured) {
        return measured.measures().stream().map(each -> Slippage.bp(each.bp()).replace(" bp", "")).collect(Collectors.joining(" "));
    }

    private static String written(Bins bins) {
        return bins.list().stream().map(bin -> bin.index() + ":" + bin.count() + (bin.isBeyond() ? "…" : ""))
                .collect(Collectors.joining(" "));
    }

    private static List<String> texts(SlippagePicture picture) {
        return picture.shapes().stream().filter(Shape.Text.class::isInstance).map(shape -> ((Shape.Text) shape).text()).toList();
    }

    private static List<ExecutionItem> executions(Order order, String executions) {
        var written = Arrays.asList(executions.split(" "));
        var items = new ArrayList<ExecutionItem>();
        for (int i = 0; i < written.size(); i++) items.add(execution(order, order.key() + "-" + i, i, written.get(i)));
        return items;
    }

    private static ExecutionItem execution(Order order, String execID, int second, String written) {
        return execution(order, execID, second, written, Ratio.ONE, Costs.NONE);
    }

    private static ExecutionItem rescaled(Order order, String written) {
        return execution(order, "split", 9, written, new Ratio(2, 1), Costs.NONE);
    }

    private static ExecutionItem paid(Order order, String execID, String written, String currency) {
        return execution(order, execID, 0, written, Ratio.ONE, Costs.in(new Currency(currency)));
    }

    private static ExecutionItem execution(
            Order order, String execID, int second, String written, Ratio ratio, Costs costs) {
        var state = written.contains("!") ? Execution.State.BUSTED
                : written.contains("~") ? Execution.State.CORRECTED : Execution.State.LIVE;
        var parts = written.replaceAll("[!~]", "").split("[@/]");
        var clOrdID = new ClOrdID(parts.length > 2 ? parts[2] : order.key().value());
        var execution = new Execution(
                new ExecID(execID), clOrdID, Qty.of(parts[0]), Px.of(parts[1]), state, new ExecID(execID),
                Samples.AT + second * SECOND, ratio, costs);
        return new ExecutionItem(order.key(), order.account(), order.symbol(), order.side(), execution);
    }
}
