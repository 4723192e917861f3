package dev.plumbline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Rule 13: executions count in the order of TransactTime, however late they come.
class PositionsOrderTest {
    private static final int TRADES = 1_200;
    private static final Account ACCOUNT = new Account("ACC");
    private static final Symbol SYMBOL = new Symbol("ACME");
    private static final Order BUYER = order(Side.BUY);
    private static final Order SELLER = order(Side.SELL);

    /// A little late, as a wire does, and as late as can be: what is kept for the one must not spoil the other.
    @Property(tries = 20)
    void anyArrivalGivesThePositionOfTheRightOrder(
            @ForAll CostMethod method, @ForAll long seed, @ForAll @IntRange(min = 1, max = TRADES) int lateness) {
        var random = new Random(seed);
        var inTime = trades(random);
        var arrived = new Positions(method);
        boolean isRead = random.nextBoolean();
        for (var execution : late(inTime, lateness, random)) {
            arrived.follow(order(execution), new Booking.Booked(execution));
            if (isRead) arrived.of(ACCOUNT, SYMBOL);
        }
        assertThat(arrived.of(ACCOUNT, SYMBOL)).isEqualTo(counted(method, inTime));
        assertFigures(method, arrived.of(ACCOUNT, SYMBOL), inTime);
    }

    @Property(tries = 12)
    void bustsAndCorrectionsCountWhereTheTradeStood(@ForAll CostMethod method, @ForAll long seed) {
        var random = new Random(seed);
        var trades = trades(random);
        var positions = new Positions(method);
        for (var trade : trades) positions.follow(order(trade), new Booking.Booked(trade));
        var left = new ArrayList<>(trades);
        for (int i = 0; i < 300; i++) {
            int at = random.nextInt(left.size());
            var was = left.get(at);
            if (random.nextBoolean()) {
                positions.follow(order(was), new Booking.Busted(was, was.busted(new ExecID("B" + i), was.transactTime())));
                left.remove(at);
            } else {
                var now = execution(was.execID().value(), random.nextInt(500), 9_000, was.transactTime());
                positions.follow(order(was), new Booking.Corrected(was, now));
                left.set(at, now);
            }
            if (i % 30 == 0) assertThat(positions.of(ACCOUNT, SYMBOL)).isEqualTo(counted(method, left));
        }
        assertThat(positions.of(ACCOUNT, SYMBOL)).isEqualTo(counted(method, left));
        assertFigures(method, positions.of(ACCOUNT, SYMBOL), left);
    }

    /// All are taken back, and the position is flat again.
    @ParameterizedTest
    @EnumSource(CostMethod.class)
    void nothingIsLeftOfWhatWasBusted(CostMethod method) {
        var random = new Random(7);
        var trades = trades(random);
        var positions = new Positions(method);
        for (var trade : trades) positions.follow(order(trade), new Booking.Booked(trade));
        Collections.shuffle(trades, random);
        for (var trade : trades)
            positions.follow(order(trade), new Booking.Busted(trade, trade.busted(ExecID.NONE, 9)));
        assertThat(positions.of(ACCOUNT, SYMBOL)).isEqualTo(Position.flat(ACCOUNT, SYMBOL));
    }

    @Test
    void nothingChangesWhereFiguresOverflow() {
        var positions = new Positions();
        var first = execution("E1", 100, 10_000, 1);
        positions.follow(order(first), new Booking.Booked(first));
        var before = positions.of(ACCOUNT, SYMBOL);
        var huge = execution("E0", Long.MAX_VALUE, 10_000, 0);
        var both = new Booking.Several(List.of(new Booking.Booked(execution("E9", 5, 1, 9)), new Booking.Booked(huge)));
        assertThatThrownBy(() -> positions.follow(order(huge), new Booking.Booked(huge)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> positions.follow(order(huge), both)).isInstanceOf(ArithmeticException.class);
        assertThat(positions.of(ACCOUNT, SYMBOL)).isEqualTo(before);
        var next = execution("E2", 100, 10_000, 2);
        assertThat(positions.follow(order(next), new Booking.Booked(next)).qty()).isEqualTo(Qty.of(200));
    }

    /// What is bought and what is sold may each be more than a long holds the sum of: said at once, not when the
    /// position is looked at.
    @Test
    void whatOverflowsDoesSoWhetherOrNotItIsReadInBetween() {
        long large = Long.MAX_VALUE / 2;
        var positions = new Positions();
        var bought = execution("B1", large, 100, 3);
        var sold = execution("S2", large, 100, 2);
        positions.follow(order(bought), new Booking.Booked(bought));
        positions.follow(order(sold), new Booking.Booked(sold));
        var third = execution("B3", 2, 100, 1);
        assertThatThrownBy(() -> positions.follow(order(third), new Booking.Booked(third)))
                .isInstanceOf(ArithmeticException.class);
        assertThat(positions.of(ACCOUNT, SYMBOL)).isEqualTo(Position.flat(ACCOUNT, SYMBOL));
    }

    /// No drift: after a million executions the figures are those of integers that never round (first in, first out),
    /// and of 60 digits (average cost), to less than a millionth of a cent.
    @ParameterizedTest
    @EnumSource(CostMethod.class)
    void aMillionExecutionsLater(CostMethod method) {
        var random = new Random(42);
        var trades = new Trades(method, 0);
        var shares = new ShareQueue();
        var average = new Average();
        for (int i = 0; i < 1_000_000; i++) {
            int bias = (i / 50_000) % 2 == 0 ? 6 : 4;
            boolean isBuy = random.nextInt(10) < bias;
            long qty = 1 + random.nextInt(9);
            long cents = 10_000 + random.nextInt(501) - 250;
            trades.add(execution("E", qty, cents, i), BUYER.key(), isBuy);
            if (method == CostMethod.FIFO) shares.traded(isBuy ? qty : -qty, cents);
            else average.traded(isBuy ? qty : -qty, cents);
            if (i % 100_000 == 99_999) assertSame(method, trades, shares, average);
        }
    }

    private static void assertSame(CostMethod method, Trades trades, ShareQueue shares, Average average) {
        if (method == CostMethod.FIFO) {
            assertThat(trades.qty()).isEqualTo(Qty.of(shares.qty));
            assertThat(trades.cash()).isEqualTo(new Money(BigDecimal.valueOf(shares.cash, 2)));
            assertThat(trades.cost()).isEqualTo(new Money(BigDecimal.valueOf(shares.cost(), 2)));
        } else {
            assertThat(trades.qty()).isEqualTo(Qty.of(average.qty));
            assertThat(trades.cost().amount())
                    .isCloseTo(average.cost.movePointLeft(2), within(new BigDecimal("0.00000001")));
        }
    }

    /// Lots in whole cents, matched one by one.
    private static final class ShareQueue {
        private final ArrayDeque<long[]> lots = new ArrayDeque<>();
        private long qty;
        private long cash;

        void traded(long signed, long cents) {
            qty += signed;
            cash -= signed * cents;
            long rest = signed;
            while (rest != 0 && !lots.isEmpty() && lots.getFirst()[0] > 0 != rest > 0) {
                var oldest = lots.getFirst();
                long closed = Math.min(Math.abs(oldest[0]), Math.abs(rest));
                oldest[0] -= closed * Long.signum(oldest[0]);
                rest -= closed * Long.signum(rest);
                if (oldest[0] == 0) lots.removeFirst();
            }
            if (rest != 0) lots.addLast(new long[] {rest, cents});
        }

        long cost() {
            long cost = 0;
            for (var lot : lots) cost += lot[0] * lot[1];
            return cost;
        }
    }

    /// An average price of 60 digits, as a trader keeps it.
    private static final class Average {
        private static final MathContext DIGITS = new MathContext(60);

        private long qty;
        private BigDecimal cost = BigDecimal.ZERO;

        void traded(long signed, long cents) {
            long now = qty + signed;
            if (qty == 0 || qty > 0 == signed > 0) cost = cost.add(BigDecimal.valueOf(signed * cents));
            else if (now == 0) cost = BigDecimal.ZERO;
            else if (now > 0 == qty > 0)
                cost = cost.multiply(BigDecimal.valueOf(now)).divide(BigDecimal.valueOf(qty), DIGITS);
            else cost = BigDecimal.valueOf(now * cents);
            qty = now;
        }
    }

    private static void assertFigures(CostMethod method, Position position, List<Execution> inTime) {
        var shares = new ShareQueue();
        var average = new Average();
        for (var execution : inTime) {
            long signed = order(execution).side().signed(execution.qty()).unscaled();
            long cents = cents(execution.lastPx());
            if (signed == 0) continue;
            shares.traded(signed, cents);
            average.traded(signed, cents);
        }
        var cents = method == CostMethod.FIFO ? BigDecimal.valueOf(shares.cost()) : average.cost;
        assertThat(position.qty()).isEqualTo(Qty.of(shares.qty));
        assertThat(position.cash()).isEqualTo(new Money(BigDecimal.valueOf(shares.cash, 2)));
        assertThat(position.cost().amount()).isCloseTo(cents.movePointLeft(2), within(new BigDecimal("0.00000001")));
    }

    private static long cents(Px px) {
        return BigDecimal.valueOf(px.unscaled(), px.scale()).movePointRight(2).longValueExact();
    }

    private static Position counted(CostMethod method, List<Execution> inTime) {
        var positions = new Positions(method);
        for (var execution : inTime) positions.follow(order(execution), new Booking.Booked(execution));
        return positions.of(ACCOUNT, SYMBOL);
    }

    /// Some days go one way only, some both.
    private static List<Execution> trades(Random random) {
        var trades = new ArrayList<Execution>();
        int sellers = random.nextInt(3);
        for (int i = 0; i < TRADES; i++)
            trades.add(execution(
                    (random.nextInt(i < TRADES / 2 ? 2 + 200 * sellers : 2) == 0 ? "S" : "B") + i,
                    1 + random.nextInt(300), 9_900 + random.nextInt(200), i));
        return trades;
    }

    private static List<Execution> late(List<Execution> inTime, int lateness, Random random) {
        var arrivals = new ArrayList<>(inTime);
        for (int from = 0; from < arrivals.size(); from += lateness)
            Collections.shuffle(arrivals.subList(from, Math.min(from + lateness, arrivals.size())), random);
        return arrivals;
    }

    private static Execution execution(String execID, long qty, long cents, long at) {
        var id = new ExecID(execID);
        return new Execution(
                id, new ClOrdID("C"), Qty.of(qty), new Px(cents, 2), Execution.State.LIVE, id, at);
    }

    /// A seller's executions are named S…
    private static Order order(Execution execution) {
        return execution.execID().value().startsWith("S") ? SELLER : BUYER;
    }

    private static Order order(Side side) {
        return OrderLifecycle.entered(new Command.Enter(
                new ClOrdID("C-" + side), new BrokerSession("X"), ACCOUNT, SYMBOL, side, Qty.of(1_000_000),
                OrdType.LIMIT, Px.of(100), TimeInForce.DAY, 0));
    }
}
