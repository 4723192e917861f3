package dev.plumbline.bench;

import java.util.Random;
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
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.News;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderLifecycle;
import dev.plumbline.core.Report;

/// The step of an order by itself: trades of 1,000 live orders, and one order with 100,000 executions. The reports are
/// made beforehand.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = {"-Xmx2g", "-XX:+UseCompactObjectHeaders"})
public class OrderBenchmark {
    private static final int ORDERS = 1_000;
    private static final int TRADES = ORDERS * Reports.FILLS;
    private static final int EXECUTIONS = 100_000;
    private static final int END = 1_000;

    private final Order[] live = new Order[ORDERS];
    private final Report[] trades = new Report[TRADES];
    private final Terms terms = Terms.of(new ClOrdID("LARGE"), 0);
    private final Report[] manyTrades = new Report[EXECUTIONS];
    private final int[] shuffled = new Random(7).ints(0, EXECUTIONS).distinct().limit(EXECUTIONS).toArray();

    private Order small = live(terms, 0);
    private Order nearlyLarge = small;
    private Order large = small;
    private Order busted = small;
    private Book book = new Book();
    private int next;

    @Setup
    public void load() {
        for (int i = 0; i < ORDERS; i++) live[i] = live(Terms.of(new ClOrdID("A-" + i), i), i);
        for (int i = 0; i < TRADES; i++) {
            int number = i % ORDERS;
            trades[i] = Reports.fill(Terms.of(new ClOrdID("A-" + number), number), number, i / ORDERS, i, i);
        }
        for (int i = 0; i < EXECUTIONS; i++) manyTrades[i] = Reports.oneOfMany(terms, i);
        for (int i = 0; i < EXECUTIONS; i++) {
            if (i == EXECUTIONS - END) nearlyLarge = large;
            large = OrderLifecycle.step(large, manyTrades[i]).order();
        }
    }

    private static Order live(Terms terms, int number) {
        return OrderLifecycle.step(OrderLifecycle.entered(terms.enter(0)), Reports.accepted(terms, number, 0)).order();
    }

    @Setup(Level.Iteration)
    public void againWhole() {
        busted = large;
        book = new Book();
        book.sent(0, terms.enter(0), false);
        for (int i = 0; i < EXECUTIONS; i++) book.report(i, manyTrades[i]);
    }

    /// Five fills of each, in turns.
    @Benchmark
    @OperationsPerInvocation(TRADES)
    public Order[] trade() {
        var orders = live.clone();
        for (int i = 0; i < TRADES; i++) {
            int number = i % ORDERS;
            orders[number] = OrderLifecycle.step(orders[number], trades[i]).order();
        }
        return orders;
    }

    @Benchmark
    @OperationsPerInvocation(END)
    public Order firstThousand() {
        var order = small;
        for (int i = 0; i < END; i++) order = OrderLifecycle.step(order, manyTrades[i]).order();
        return order;
    }

    @Benchmark
    @OperationsPerInvocation(END)
    public Order lastThousand() {
        var order = nearlyLarge;
        for (int i = EXECUTIONS - END; i < EXECUTIONS; i++) order = OrderLifecycle.step(order, manyTrades[i]).order();
        return order;
    }

    /// Of any of 100,000, as a step of the order, one after the other.
    @Benchmark
    public Order bust() {
        busted = OrderLifecycle.step(busted, nextBust()).order();
        return busted;
    }

    /// The same with its position, duplicate check and all: no execution is busted twice before all are.
    @Benchmark
    public Object bustInBook() {
        return book.report(next, nextBust());
    }

    private Report nextBust() {
        int exec = shuffled[next % EXECUTIONS];
        next++;
        return Reports.about(terms, "B" + next, new News.TradeCancel(new ExecID("E" + exec)), EXECUTIONS + next);
    }
}
