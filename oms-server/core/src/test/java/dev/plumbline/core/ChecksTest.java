package dev.plumbline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each rule says before a command is sent: the list that a trader reads, and that the decision follows from.
class ChecksTest {
    private static final long NOW = 60_000_000_000L;

    /// The reference price is 100; at most 100,000 a piece and 5,000,000 in money.
    private static final Rules RULES = new Rules(
            Set.of(Wire.SESSION), Set.of(Wire.ACCOUNT), Map.of(Wire.IBM, Px.of(100)), Qty.of(100_000),
            Money.of("5000000"));

    private final Wire wire = new Wire();
    private String closed = "";
    private boolean isUp = true;
    private boolean isIncomplete;
    private OptionalLong sameSentAt = OptionalLong.empty();

    private final Door door = new Door() {
        @Override
        public String closedBecause() {
            return closed;
        }

        @Override
        public boolean isUp(BrokerSession session) {
            return isUp;
        }

        @Override
        public boolean isIncomplete(BrokerSession session) {
            return isIncomplete;
        }

        @Override
        public OptionalLong sameSentAt(Command.Enter enter) {
            return sameSentAt;
        }
    };

    @Test
    void everyRuleHasItsLine() {
        assertThat(said(enter(Side.SELL, "12500", OrdType.LIMIT, "101"))).containsExactly(
                "Broker PASS BROKER",
                "Account PASS ACC1",
                "Symbol PASS IBM",
                "Order type PASS Limit, Day",
                "Quantity PASS 12,500",
                "Price PASS 101",
                "Max qty PASS 12,500 of at most 100,000",
                "Max notional PASS 1,262,500 of at most 5,000,000",
                "Server PASS takes new orders",
                "Connection PASS BROKER is up",
                "Price away PASS 101 is 1 % above the reference price 100",
                "Same order PASS none like it within 10 s",
                "Position WARN sells 12,500 with 0 held: would be short 12,500");
    }

    /// One line each: a limit order, and what one rule says of it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BUY  | 10     | 105      | Price away   | PASS  | 105 is 5 % above the reference price 100
            BUY  | 10     | 105.0001 | Price away   | WARN  | 105.0001 is 5.01 % above the reference price 100: a buy above the market pays too much
            BUY  | 10     | 94       | Price away   | WARN  | 94 is 6 % below the reference price 100: it will wait, on the side that does no harm
            SELL | 10     | 94       | Price away   | WARN  | 94 is 6 % below the reference price 100: a sale below the market gets too little
            SELL | 10     | 120      | Price away   | WARN  | 120 is 20 % above the reference price 100: it will wait, on the side that does no harm
            BUY  | 10     | 100      | Price away   | PASS  | 100 is the reference price 100
            BUY  | 25000  | 100      | Max notional | PASS  | 2,500,000 of at most 5,000,000
            BUY  | 25001  | 100      | Max notional | WARN  | 2,500,100 of at most 5,000,000: more than 50 % of it
            BUY  | 50000  | 100      | Max notional | WARN  | 5,000,000 of at most 5,000,000: more than 50 % of it
            BUY  | 50001  | 100      | Max notional | BLOCK | notional 5,000,100 is above the limit of 5,000,000
            BUY  | 100001 | 1        | Max qty      | BLOCK | OrderQty 100,001 is above the limit of 100,000
            BUY  | 0      | 100      | Quantity     | BLOCK | OrderQty must be above 0, not '0'
            """)
    void figures(Side side, String qty, String price, String rule, Verdict verdict, String text) {
        assertThat(checks(enter(side, qty, OrdType.LIMIT, price))).contains(new Check(rule, verdict, text));
    }

    @Test
    void aRuleIsSilentWhereOneBeforeHasRefusedWhatItWouldJudge() {
        assertThat(said(enter(Side.SELL, "0", OrdType.LIMIT, ""))).containsExactly(
                "Broker PASS BROKER",
                "Account PASS ACC1",
                "Symbol PASS IBM",
                "Order type PASS Limit, Day",
                "Quantity BLOCK OrderQty must be above 0, not '0'",
                "Price BLOCK an order of type Limit needs a Price",
                "Server PASS takes new orders",
                "Connection PASS BROKER is up",
                "Same order PASS none like it within 10 s");
    }

    @Test
    void aMarketOrderCountsAtTheReferencePriceAndAStopMayBeFarAway() {
        assertThat(said(enter(Side.BUY, "10", OrdType.MARKET, "")))
                .contains("Max notional PASS 1,000 of at most 5,000,000")
                .noneMatch(line -> line.startsWith("Price"));
        assertThat(said(enter(Side.BUY, "10", OrdType.STOP, "150"))).noneMatch(line -> line.startsWith("Price away"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            50000 | PASS none like it within 10 s
            50100 | WARN the same order was sent 9.9 s ago
            59600 | WARN the same order was sent 0.4 s ago
            61000 | WARN the same order was sent 0 s ago
            """)
    void theSameOrderAgain(long sentAtMs, String said) {
        sameSentAt = OptionalLong.of(sentAtMs * 1_000_000);
        assertThat(said(enter(Side.BUY, "10", OrdType.LIMIT, "100"))).contains("Same order " + said);
    }

    @Test
    void aSaleOfMoreThanIsHeldIsWarnedOf() {
        wire.play(List.of("enter", "B", "200"), List.of());
        wire.play(List.of("trade", "B", "200"), List.of());
        assertThat(said(enter(Side.SELL, "200", OrdType.MARKET, ""))).contains("Position PASS sells 200 of 200 held");
        assertThat(said(enter(Side.SELL, "500", OrdType.MARKET, "")))
                .contains("Position WARN sells 500 with 200 held: would be short 300");
        assertThat(said(enter(Side.SELL_SHORT, "500", OrdType.MARKET, ""))).noneMatch(line -> line.startsWith("Position"));
    }

    @Test
    void whatIsClosedOrDownBlocks() {
        closed = "the journal is slow";
        isUp = false;
        assertThat(said(enter(Side.BUY, "10", OrdType.MARKET, "")))
                .contains("Server BLOCK the journal is slow", "Connection BLOCK broker session BROKER is down");
        assertThat(wire.book.decide(enter(Side.BUY, "10", OrdType.MARKET, ""), RULES, door))
                .isEqualTo(new Decision.Refused(Refusal.NOT_CONNECTED, "the journal is slow"));
    }

    @Test
    void aCancelNeedsAnOpenOrderAndALine() {
        open();
        isIncomplete = true;
        assertThat(said(new Command.Cancel(ClOrdID.NONE, new ClOrdID("A"), NOW))).containsExactly(
                "Order PASS New, 0 of 100 executed",
                "Connection PASS BROKER is up",
                "Pending PASS nothing else is on its way");
        wire.play(List.of("cancel", "C", "of", "A"), List.of());
        assertThat(said(new Command.Cancel(ClOrdID.NONE, new ClOrdID("A"), NOW)))
                .contains("Pending WARN a cancel is on its way and not answered");
        assertThat(said(new Command.Cancel(ClOrdID.NONE, new ClOrdID("X"), NOW))).containsExactly(
                "Order BLOCK no order 'X'");
    }

    @Test
    void aReplaceIsHeldAgainstTheLimitsAndWhatIsExecuted() {
        open();
        wire.play(List.of("trade", "A", "40"), List.of());
        assertThat(said(replace("30000", ""))).contains(
                "Max notional WARN 3,000,000 of at most 5,000,000: more than 50 % of it",
                "Executed PASS 29,960 would be left to execute");
        assertThat(said(replace("40", ""))).contains(
                "Executed WARN 40 are executed: nothing of 40 would be left");
        assertThat(said(replace("100", ""))).contains("Change WARN quantity and price are what they are now");
    }

    @Test
    void figuresOutOfRangeBlock() {
        var huge = new Command.Enter(
                ClOrdID.NONE, Wire.SESSION, Wire.ACCOUNT, Wire.IBM, Side.SELL, Qty.of(Long.MAX_VALUE), OrdType.LIMIT,
                Px.of("0.000000000000000001"), TimeInForce.DAY, NOW);
        assertThat(said(huge)).contains("Max qty BLOCK OrderQty 9,223,372,036,854,775,807 is above the limit of 100,000");
    }

    private void open() {
        wire.play(List.of("enter", "A", "100"), List.of());
        wire.play(List.of("new", "A"), List.of());
    }

    private static Command.Replace replace(String qty, String price) {
        return new Command.Replace(
                ClOrdID.NONE, new ClOrdID("A"), Qty.of(qty), price.isEmpty() ? Px.NONE : Px.of(price), NOW);
    }

    private static Command.Enter enter(Side side, String qty, OrdType ordType, String price) {
        return new Command.Enter(
                ClOrdID.NONE, Wire.SESSION, Wire.ACCOUNT, Wire.IBM, side, Qty.of(qty), ordType,
                price.isEmpty() ? Px.NONE : Px.of(price), TimeInForce.DAY, NOW);
    }

    /// Each time the decision is held against the list: they must not contradict each other.
    private List<Check> checks(Command command) {
        var checks = wire.book.checks(command, RULES, door);
        var first = checks.stream().filter(check -> check.verdict() == Verdict.BLOCK).findFirst();
        switch (wire.book.decide(command, RULES, door)) {
            case Decision.Accepted() -> assertThat(first).isEmpty();
            case Decision.Refused(_, var text) -> assertThat(first.orElseThrow().text()).isEqualTo(text);
        }
        return checks;
    }

    private List<String> said(Command command) {
        return checks(command).stream()
                .map(check -> check.rule() + " " + check.verdict() + " " + check.text())
                .toList();
    }
}
