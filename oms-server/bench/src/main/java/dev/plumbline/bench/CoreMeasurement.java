package dev.plumbline.bench;

import java.lang.management.ManagementFactory;
import java.util.List;

import com.sun.management.ThreadMXBean;


/// Steps of the core on one thread, with nothing around it.
final class CoreMeasurement implements Measurement {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Options options;

    CoreMeasurement(Options options) {
        this.options = options;
    }

    @Override
    public String name() {
        return "core";
    }

    @Override
    public Result run() throws InterruptedException {
        var rounds = Rounds.run(options, CoreMeasurement::round);
        return new Result(
                name(),
                "The core on one thread",
                List.of(
                        rounds.figure("coreStepsPerSecond", "reports booked (Book.report)", "/s", r -> r.book().perSecond()),
                        rounds.figure("coreCpuNanosPerStep", "processor time for each", "ns", r -> r.book().cpuNanosEach()),
                        rounds.figure("coreBytesPerStep", "allocated for each", "B", r -> r.book().bytesEach()),
                        rounds.figure(
                                "coreLifecycleStepsPerSecond", "order steps alone (OrderLifecycle.step)", "/s",
                                r -> r.lifecycle().perSecond()),
                        rounds.figure(
                                "coreLifecycleCpuNanosPerStep", "processor time for each", "ns",
                                r -> r.lifecycle().cpuNanosEach()),
                        rounds.figure(
                                "coreLifecycleBytesPerStep", "allocated for each", "B", r -> r.lifecycle().bytesEach()),
                        rounds.figure("coreHeapPerOrderAlone", "heap for each order by itself", "B", Round::heapPerOrderAlone),
                        rounds.figure("coreHeapPerOrder", "heap for each order, all of a shard", "B", Round::heapPerOrder)),
                "%,d reports: 5 fills of each of %,d live orders over 2,000 positions, up to 5,000 places late, 2 %% of them twice"
                        .formatted(CoreLoad.REPORTS, CoreLoad.ORDERS),
                "Memory access and allocation: orders, executions and ids lie all over the heap. A report that"
                        + " is late by TransactTime makes its position be counted again from there on. No I/O, no"
                        + " decoding, no other threads but the collector's.");
    }

    private static Round round() {
        var load = new CoreLoad();
        var book = load.book();
        var booked = timed(load, () -> load.report(book));
        load.check(book);
        var orders = load.acceptedOrders();
        var stepped = timed(load, () -> load.step(orders));
        load.check(orders);
        return new Round(booked, stepped, heapPerOrderAlone(), heapPerOrder());
    }

    /// Of a shard in which each order has its five executions: orders, positions, ids, and what was seen of each.
    private static double heapPerOrder() {
        long before = usedHeap();
        var book = new CoreLoad().filled();
        long with = usedHeap();
        if (book.orders().size() != CoreLoad.ORDERS) throw new IllegalStateException("orders are missing");
        return (double) (with - before) / CoreLoad.ORDERS;
    }

    /// With its five executions, its ids and all else that it refers to.
    private static double heapPerOrderAlone() {
        long before = usedHeap();
        var orders = new CoreLoad().filledOrders();
        long with = usedHeap();
        if (orders.length != CoreLoad.ORDERS) throw new IllegalStateException("orders are missing");
        return (double) (with - before) / CoreLoad.ORDERS;
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// The work alone: making the reports is not counted, collecting them may be.
    private static Timed timed(CoreLoad load, Runnable work) {
        var total = new Timed(0, 0, 0);
        for (int chunk = 0; chunk < CoreLoad.CHUNKS; chunk++) {
            load.make(chunk);
            total = total.plus(timed(work));
        }
        return total;
    }

    private static Timed timed(Runnable work) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long cpuNanos = THREADS.getCurrentThreadCpuTime();
        long began = System.nanoTime();
        work.run();
        long nanos = System.nanoTime() - began;
        return new Timed(
                nanos, THREADS.getCurrentThreadCpuTime() - cpuNanos, THREADS.getCurrentThreadAllocatedBytes() - bytes);
    }

    private record Round(Timed book, Timed lifecycle, double heapPerOrderAlone, double heapPerOrder) {}

    private record Timed(long nanos, long cpuNanos, long bytes) {
        Timed plus(Timed other) {
            return new Timed(nanos + other.nanos, cpuNanos + other.cpuNanos, bytes + other.bytes);
        }

        double perSecond() {
            return CoreLoad.REPORTS * 1e9 / nanos;
        }

        double cpuNanosEach() {
            return (double) cpuNanos / CoreLoad.REPORTS;
        }

        double bytesEach() {
            return (double) bytes / CoreLoad.REPORTS;
        }
    }
}
