package dev.plumbline.console.group;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import dev.plumbline.console.filter.SomeOrders;
import dev.plumbline.core.Executions;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// Measures a second of a busy desk: 50,000 orders in groups, all expanded, 20,000 updates in 60 pulses of which one in
/// a hundred brings a row or takes one away. Prints, in processor time of the thread, what the updates of a second take,
/// and the lines of a pulse.
final class GroupingBenchmark {
    private static final int ROWS = 50_000;
    private static final int UPDATES = 20_000;
    private static final int PULSES = 60;
    private static final int SECONDS = 15;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private GroupingBenchmark() {}

    public static void main(String[] args) {
        System.out.printf("%d rows, %d updates/s, ms, Java %s%n", ROWS, UPDATES, Runtime.version());
        measure(List.of(GroupBy.SYMBOL));
        measure(List.of(GroupBy.ACCOUNT, GroupBy.SYMBOL));
        measure(List.of(GroupBy.BROKER, GroupBy.SYMBOL, GroupBy.SIDE));
        measure(List.of(GroupBy.STATUS));
    }

    private static void measure(List<GroupBy> levels) {
        var random = new Random(1);
        var orders = SomeOrders.list(ROWS, 1);
        var updates = new ArrayList<Order>();
        for (int i = 0; i < UPDATES; i++) updates.add(filled(orders.get(random.nextInt(ROWS)), random));
        var grouping = new Grouping<String>(levels);
        var outline = new Outline<>(grouping, Comparator.naturalOrder(), Outline.byName());
        outline.expandAll(true);
        for (var order : orders) grouping.put(order.key().value(), order);
        outline.lines();
        var perSecond = new long[SECONDS];
        var perPulse = new long[SECONDS * PULSES];
        for (int second = 0; second < SECONDS; second++) {
            for (int pulse = 0; pulse < PULSES; pulse++) {
                long began = THREADS.getCurrentThreadCpuTime();
                update(grouping, updates, random);
                grouping.takeDirty();
                long updated = THREADS.getCurrentThreadCpuTime();
                outline.lines();
                perSecond[second] += updated - began;
                perPulse[second * PULSES + pulse] = THREADS.getCurrentThreadCpuTime() - updated;
            }
        }
        Arrays.sort(perSecond);
        Arrays.sort(perPulse);
        System.out.printf(
                "%-28s updates of a second: median %6.1f   lines of a pulse: median %5.2f, p99 %5.2f%n",
                levels, perSecond[SECONDS / 2] / 1e6, perPulse[perPulse.length / 2] / 1e6,
                perPulse[perPulse.length * 99 / 100] / 1e6);
    }

    private static Order filled(Order order, Random random) {
        var cumQty = Qty.of(1 + random.nextInt(20_000)).min(order.orderQty());
        return new Order(
                order.key(), order.session(), order.orderID(), order.account(), order.symbol(), order.side(),
                order.ordType(), order.timeInForce(), order.requests(),
                Executions.sums(cumQty, cumQty.times(order.price().or(Px.of(100)))), order.life(), cumQty, order.flags(),
                order.enteredAt(), order.updatedAt(), order.text());
    }

    private static void update(Grouping<String> grouping, List<Order> updates, Random random) {
        for (int i = 0; i < UPDATES / PULSES; i++) {
            var order = updates.get(random.nextInt(UPDATES));
            var row = order.key().value();
            if (i % 100 == 0) grouping.remove(row);
            else grouping.put(row, order);
        }
    }
}
