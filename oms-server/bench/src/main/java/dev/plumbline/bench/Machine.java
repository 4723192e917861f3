package dev.plumbline.bench;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/// What the figures were measured on.
///
/// @param loadAverage of the last minute before the measurement: above a few tenths somebody else is busy, too
public record Machine(int cores, int javaVersion, long heapMegabytes, double loadAverage) {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    public static Machine here() {
        var runtime = Runtime.getRuntime();
        return new Machine(
                runtime.availableProcessors(),
                Runtime.version().feature(),
                runtime.maxMemory() >> 20,
                SYSTEM.getSystemLoadAverage());
    }

    /// Processor time of this process so far, all threads.
    static long cpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    String words() {
        return "%d cores, Java %s, heap of %,d MB, load average %.1f before"
                .formatted(cores, Runtime.version(), heapMegabytes, loadAverage);
    }
}
