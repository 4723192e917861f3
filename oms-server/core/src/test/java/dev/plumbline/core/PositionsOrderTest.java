package dev.plumbline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Rule 13: executions count in the order of TransactTime, however late they come.
class PositionsOrderTest {
    private static final int TRADES = 400;
    private static final Account ACCOUNT = new Account("ACC");
    private static final Symbol SYMBOL = new Symbol("ACME");

    /// A little late, as a wire does, and as late as can be: what is kept for the one must not spoil the other.
    @Property(tries = 30)
    void anyArrivalGivesThePositionOfTheRightOrder(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int lateness) {
        var random = new Random(seed);
        var inTime = trades(random);
        var arrived = new Positions();
        for (var execution : late(inTime, lateness, random)) arrived.follow(order(execution), new Booking.Booked(execution));
        assertThat(arrived.of(ACCOUNT, SYMBOL)).isEqualTo(counted(inTime));
    }

    @Property(tries = 30)
    void bustsAndCorrectionsCountWhereTheTradeStood(@ForAll long seed) {
        var random = new Random(seed);
        var trades = trades(random);
        var positions = new Positions();
        for (var trade : trades) positions.follow(order(trade), new Booking.Booked(trade));
        var left = new ArrayList<>(trades);
        for (int i = 0; i < 60; i++) {
            int at = random.nextInt(left.size());
            var was = left.get(at);
            if (random.nextBoolean()) {
                positions.follow(order(was), new Booking.Busted(was, was.busted(new ExecID("B" + i), was.transactTime())));
                left.remove(at);
            } else {
                var now = execution(was.execID().value(), 1 + random.nextInt(500), 9_000, was.transactTime());
                positions.follow(order(was), new Booking.Corrected(was, now));
                left.set(at, now);
            }
            assertThat(positions.of(ACCOUNT, SYMBOL)).isEqualTo(counted(left));
        }
    }

    @Test
    void nothingChangesWhereFiguresOverflow() {
        var positions = new Positions();
        var first = execution("E1", 100, 10_000, 1);
        positions.follow(order(first), new Booking.Booked(first));
        var before = positions.of(ACCOUNT, SYMBOL);
        var huge = execution("E0", Long.MAX_VALUE, 10_000, 0);
        assertThatThrownBy(() -> positions.follow(order(huge), new Booking.Booked(huge)))
                .isInstanceOf(ArithmeticException.class);
        assertThat(positions.of(ACCOUNT, SYMBOL)).isEqualTo(before);
        var next = execution("E2", 100, 10_000, 2);
        assertThat(positions.follow(order(next), new Booking.Booked(next)).qty()).isEqualTo(Qty.of(200));
    }

    private static Position counted(List<Execution> inTime) {
        var position = Position.flat(ACCOUNT, SYMBOL);
        for (var execution : inTime)
            position = position.traded(order(execution).side().signed(execution.qty()), execution.px());
        return position;
    }

    private static List<Execution> trades(Random random) {
        var trades = new ArrayList<Execution>();
        for (int i = 0; i < TRADES; i++)
            trades.add(execution((random.nextBoolean() ? "B" : "S") + i, 1 + random.nextInt(300), 9_900 + random.nextInt(200), i));
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
        var side = execution.execID().value().startsWith("S") ? Side.SELL : Side.BUY;
        return OrderLifecycle.entered(new Command.Enter(
                new ClOrdID("C-" + side), new BrokerSession("X"), ACCOUNT, SYMBOL, side, Qty.of(1_000_000),
                OrdType.LIMIT, Px.of(100), TimeInForce.DAY, 0));
    }
}
