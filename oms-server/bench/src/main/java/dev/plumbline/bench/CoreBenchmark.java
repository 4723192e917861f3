package dev.plumbline.bench;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import dev.plumbline.core.Book;
import dev.plumbline.core.Order;

/// The measurement `core` under JMH, for whoever changes the core: forks, and `-prof gc` or `-prof stack`.
/// Each invocation is a chunk of the load; making it is not counted.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(value = 1, jvmArgs = {"-Xmx2g", "-XX:+UseCompactObjectHeaders"})
public class CoreBenchmark {
    private final CoreLoad load = new CoreLoad();
    private Book book = load.book();
    private Order[] orders = load.acceptedOrders();
    private int chunk;

    @Setup(Level.Invocation)
    public void next() {
        if (chunk == CoreLoad.CHUNKS) {
            book = load.book();
            orders = load.acceptedOrders();
            chunk = 0;
        }
        load.make(chunk++);
    }

    @Benchmark
    @OperationsPerInvocation(CoreLoad.CHUNK)
    public Book report() {
        load.report(book);
        return book;
    }

    @Benchmark
    @OperationsPerInvocation(CoreLoad.CHUNK)
    public Order[] step() {
        load.step(orders);
        return orders;
    }
}
