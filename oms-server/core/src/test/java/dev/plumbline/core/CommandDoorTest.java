package dev.plumbline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A command may be refused, with one reason; where several are true, the first in the order of [Refusal].
class CommandDoorTest {
    private static final Rules RULES = new Rules(
            Set.of(Wire.SESSION), Set.of(Wire.ACCOUNT), Map.of(Wire.IBM, Px.of(100)), Qty.of(1000), Money.of("50000"));

    /// Each row is wrong in all that the rows below it are wrong in, and in one thing more.
    @ParameterizedTest
    @CsvSource({
        "USED, BROKER9, ACC9, XYZ, 0,    LIMIT,  '',    DUPLICATE_CLORDID, ClOrdID 'USED' was used before",
        "N,    BROKER9, ACC9, XYZ, 0,    LIMIT,  '',    UNKNOWN_SESSION,   no broker session 'BROKER9'; there is BROKER",
        "N,    BROKER,  ACC9, XYZ, 0,    LIMIT,  '',    UNKNOWN_ACCOUNT,   no account 'ACC9'; there is ACC1",
        "N,    BROKER,  ACC1, XYZ, 0,    LIMIT,  '',    UNKNOWN_SYMBOL,    no symbol 'XYZ'; there is IBM",
        "N,    BROKER,  ACC1, IBM, 0,    STOP_LIMIT, '', UNSUPPORTED_ORDER, 'OrdType StopLimit cannot be sent yet; use Limit, Market or Stop'",
        "N,    BROKER,  ACC1, IBM, 0,    LIMIT,  '',    BAD_QUANTITY,      'OrderQty must be above 0, not ''0'''",
        "N,    BROKER,  ACC1, IBM, 2000, LIMIT,  '',    BAD_PRICE,         an order of type Limit needs a Price",
        "N,    BROKER,  ACC1, IBM, 2000, LIMIT,  100,   MAX_ORDER_QTY,     'OrderQty 2,000 is above the limit of 1,000'",
        "N,    BROKER,  ACC1, IBM, 501,  LIMIT,  100,   MAX_NOTIONAL,      'notional 50,100 is above the limit of 50,000'",
        "N,    BROKER,  ACC1, IBM, 501,  MARKET, '',    MAX_NOTIONAL,      'notional 50,100 is above the limit of 50,000'",
    })
    void refusesWithTheFirstReason(
            String clOrdID, String session, String account, String symbol, String qty, OrdType type, String price,
            Refusal why, String text) {
        var enter = new Command.Enter(
                new ClOrdID(clOrdID), new BrokerSession(session), new Account(account), new Symbol(symbol), Side.BUY,
                Qty.of(qty), type, price.isEmpty() ? Px.NONE : Px.of(price), TimeInForce.DAY, 1);
        assertThat(open().book.decide(enter, RULES)).isEqualTo(new Decision.Refused(why, text));
    }

    @ParameterizedTest
    @CsvSource({"500, 100", "1000, 50", "1, 50000"})
    void takesWhatTheLimitsAllow(String qty, String price) {
        var enter = new Command.Enter(
                new ClOrdID("N"), Wire.SESSION, Wire.ACCOUNT, Wire.IBM, Side.SELL, Qty.of(qty), OrdType.LIMIT,
                Px.of(price), TimeInForce.DAY, 1);
        assertThat(open().book.decide(enter, RULES)).isEqualTo(new Decision.Accepted());
    }

    @Test
    void refusesToCancelWhatIsUnknownOrOver() {
        var wire = open();
        assertThat(wire.book.decide(cancel("C", "NOBODY"), RULES))
                .isEqualTo(new Decision.Refused(Refusal.UNKNOWN_ORDER, "no order 'NOBODY'"));
        assertThat(wire.book.decide(cancel("C", "USED"), RULES)).isEqualTo(new Decision.Accepted());
        wire.play(List.of("canceled", "USED"), List.of());
        assertThat(wire.book.decide(cancel("C", "USED"), RULES))
                .isEqualTo(new Decision.Refused(Refusal.ORDER_OVER, "order USED is over: Canceled"));
    }

    @Test
    void holdsAReplaceAgainstTheLimitsToo() {
        var replace = new Command.Replace(new ClOrdID("R"), new ClOrdID("USED"), Qty.of(600), Px.NONE, 2);
        assertThat(open().book.decide(replace, RULES))
                .isEqualTo(new Decision.Refused(Refusal.MAX_NOTIONAL, "notional 60,000 is above the limit of 50,000"));
    }

    @Test
    void figuresOutOfRangeAreRefusedAndDoNotThrow() {
        var rules = new Rules(Set.of(Wire.SESSION), Set.of(Wire.ACCOUNT), Map.of(), Qty.of(Long.MAX_VALUE), Money.of("1"));
        var replace = new Command.Replace(new ClOrdID("R"), new ClOrdID("USED"), Qty.NONE, Px.NONE, 2);
        assertThat(open().book.decide(replace, rules)).isInstanceOf(Decision.Refused.class);
    }

    /// P5.
    @Test
    void aRefusedCommandChangesNothing() {
        var wire = open();
        var orders = wire.book.orders();
        var counts = wire.book.counts();
        wire.book.decide(cancel("C", "NOBODY"), RULES);
        wire.book.decide(cancel("USED", "USED"), RULES);
        assertThat(wire.book.orders()).isEqualTo(orders);
        assertThat(wire.book.counts()).isEqualTo(counts);
        assertThat(wire.book.knows(new ClOrdID("C"))).isFalse();
    }

    /// Rule 7.
    @Test
    void anIdThatIsUsedTwiceIsQuarantinedAndTheOrderUntouched() {
        var wire = open();
        var order = wire.book.order(new ClOrdID("USED"));
        var again = new Command.Enter(
                new ClOrdID("USED"), Wire.SESSION, Wire.ACCOUNT, Wire.IBM, Side.BUY, Qty.of(999), OrdType.LIMIT,
                Px.of(1), TimeInForce.DAY, 9);
        assertThat(wire.book.sent(9, again, false).outcome()).isEqualTo(Outcome.QUARANTINED);
        assertThat(wire.book.sent(10, again, true).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(wire.book.order(new ClOrdID("USED"))).isSameAs(order);
    }

    /// FIX 4.4 B.1.f.
    @Test
    void aCancelOfAnUnknownOrderMakesNone() {
        var wire = new Wire();
        wire.play(List.of("cancel", "Y", "of", "X"), List.of());
        wire.play(List.of("refused", "Y"), List.of());
        assertThat(wire.book.orders()).isEmpty();
        wire.play(List.of("enter", "X", "100"), List.of());
        assertThat(wire.book.order(new ClOrdID("X")).ordStatus()).isEqualTo(OrdStatus.PENDING_NEW);
    }

    private static Command cancel(String clOrdID, String of) {
        return new Command.Cancel(new ClOrdID(clOrdID), new ClOrdID(of), 2);
    }

    private static Wire open() {
        var wire = new Wire();
        wire.play(List.of("enter", "USED", "100"), List.of());
        wire.play(List.of("new", "USED"), List.of());
        return wire;
    }
}
