package dev.plumbline.console.filter;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

import dev.plumbline.console.Samples;
import dev.plumbline.core.Order;

/// Measures how long it takes to filter 100,000 orders, reading of the text included, in processor time of the thread,
/// so that others at work on the machine count less. Prints the quickest, the median and the slowest of the rounds after
/// a warm-up, and the first, cold one, which is what a trader meets after the start.
///
/// Run with the test class path: `java -cp … dev.plumbline.console.filter.FilterBenchmark`.
final class FilterBenchmark {
    private static final int ORDERS = 100_000;
    private static final int WARM_UP = 30;
    private static final int ROUNDS = 51;
    private static final String[] FILTERS = {
        "nvda", "\"price outside\"", "zzzz", "sym:NVDA st:partial qty>5000", "-acct:TEST -st:canceled",
        "sym:NVDA or sym:AAPL or st:rejected", "filled<50% px>=187.4", "time>14:30 age>5m", "is:stuck",
        "side:buy (sym:NVDA or sym:AA*) -acct:TEST late"
    };

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FilterBenchmark() {}

    public static void main(String[] args) {
        var orders = SomeOrders.list(ORDERS, 1);
        var fields = OrderFields.of(() -> Samples.AT);
        System.out.printf("%d orders, ms, Java %s%n", ORDERS, Runtime.version());
        System.out.printf("%-50s %8s %8s %8s %8s %8s%n", "filter", "cold", "quickest", "median", "slowest", "shown");
        for (var text : FILTERS) measure(text, orders, fields);
    }

    private static void measure(String text, List<Order> orders, Fields<Order> fields) {
        long cold = round(text, orders, fields)[0];
        for (int i = 0; i < WARM_UP; i++) round(text, orders, fields);
        var nanos = new long[ROUNDS];
        long shown = 0;
        for (int i = 0; i < ROUNDS; i++) {
            var round = round(text, orders, fields);
            nanos[i] = round[0];
            shown = round[1];
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-50s %8.2f %8.2f %8.2f %8.2f %8d%n",
                text, cold / 1e6, nanos[0] / 1e6, nanos[ROUNDS / 2] / 1e6, nanos[ROUNDS - 1] / 1e6, shown);
    }

    private static long[] round(String text, List<Order> orders, Fields<Order> fields) {
        long began = THREADS.getCurrentThreadCpuTime();
        var condition = ((Filter.Ready<Order>) Filter.parse(text, fields)).condition();
        long shown = 0;
        for (var order : orders) if (condition.test(order)) shown++;
        return new long[] {THREADS.getCurrentThreadCpuTime() - began, shown};
    }
}
