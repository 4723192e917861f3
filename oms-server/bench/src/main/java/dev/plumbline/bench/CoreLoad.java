package dev.plumbline.bench;

import java.util.Arrays;
import java.util.Random;

import dev.plumbline.core.Book;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderLifecycle;
import dev.plumbline.core.Report;

/// 100,000 live orders and the five fills of each, in random order over the orders, each report up to 5,000 places
/// late, one in fifty of them twice.
final class CoreLoad {
    static final int ORDERS = 100_000;
    static final int FILLS = ORDERS * Reports.FILLS;
    static final int DUPLICATES = FILLS / 50;
    static final int REPORTS = FILLS + DUPLICATES;
    /// Reports that are made at once: in life, too, each is young when it is booked, and soon forgotten.
    static final int CHUNK = 10_000;
    static final int CHUNKS = REPORTS / CHUNK;
    private static final int WINDOW = 5_000;
    private static final long SEED = 7;

    private final Terms[] orders = new Terms[ORDERS];
    private final int[] traded;
    private final int[] fills;
    private final long[] arrivals;
    private final Report[] reports = new Report[CHUNK];
    private final int[] numbers = new int[CHUNK];

    CoreLoad() {
        for (int i = 0; i < ORDERS; i++) orders[i] = Terms.of(new ClOrdID("03MKQ3X2A1-" + (1_000_000 + i)), i);
        var random = new Random(SEED);
        traded = shuffled(random);
        fills = fillNumbers(traded);
        arrivals = arrivals(random);
    }

    /// The next reports, as they come out of a decoder.
    void make(int chunk) {
        for (int i = 0; i < CHUNK; i++) {
            int exec = (int) (arrivals[chunk * CHUNK + i] & 0xFFFFF);
            numbers[i] = traded[exec];
            reports[i] = Reports.fill(orders[numbers[i]], numbers[i], fills[exec], exec, exec * 1_000L);
        }
    }

    /// Which order trades when.
    private static int[] shuffled(Random random) {
        var traded = new int[FILLS];
        for (int i = 0; i < FILLS; i++) traded[i] = i / Reports.FILLS;
        for (int i = FILLS - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = traded[i];
            traded[i] = traded[j];
            traded[j] = swapped;
        }
        return traded;
    }

    private static int[] fillNumbers(int[] traded) {
        var next = new int[ORDERS];
        var fills = new int[FILLS];
        for (int i = 0; i < FILLS; i++) fills[i] = next[traded[i]]++;
        return fills;
    }

    /// The number of an execution below, its place of arrival above. A duplicate comes after its original.
    private static long[] arrivals(Random random) {
        var arrivals = new long[REPORTS];
        for (int i = 0; i < FILLS; i++) arrivals[i] = (long) (i + random.nextInt(WINDOW)) << 20 | i;
        for (int i = FILLS; i < REPORTS; i++) {
            long original = arrivals[random.nextInt(FILLS)];
            arrivals[i] = original + ((long) (1 + random.nextInt(WINDOW)) << 20);
        }
        Arrays.sort(arrivals);
        return arrivals;
    }

    /// A shard with all orders accepted by the broker.
    Book book() {
        var book = new Book();
        for (int i = 0; i < ORDERS; i++) {
            book.sent(i, orders[i].enter(0), false);
            book.report(i, Reports.accepted(orders[i], i, 0));
        }
        return book;
    }

    /// A shard with all reports of the load.
    Book filled() {
        var book = book();
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            make(chunk);
            report(book);
        }
        check(book);
        return book;
    }

    /// The orders of it without a shard around them.
    Order[] filledOrders() {
        var orders = acceptedOrders();
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            make(chunk);
            step(orders);
        }
        check(orders);
        return orders;
    }

    /// The same orders without a shard around them.
    Order[] acceptedOrders() {
        var accepted = new Order[ORDERS];
        for (int i = 0; i < ORDERS; i++)
            accepted[i] = OrderLifecycle.step(OrderLifecycle.entered(orders[i].enter(0)), Reports.accepted(orders[i], i, 0))
                    .order();
        return accepted;
    }

    /// Those made last.
    void report(Book book) {
        for (int i = 0; i < CHUNK; i++) book.report(i, reports[i]);
    }

    void step(Order[] orders) {
        for (int i = 0; i < CHUNK; i++)
            orders[numbers[i]] = OrderLifecycle.step(orders[numbers[i]], reports[i]).order();
    }

    /// @throws IllegalStateException where an order is not filled or a duplicate was booked
    void check(Book book) {
        var counts = book.counts();
        if (counts.applied() != 2L * ORDERS + FILLS || counts.duplicate() != DUPLICATES)
            throw new IllegalStateException("the core lost count: " + counts);
        check(book.orders().toArray(Order[]::new));
    }

    void check(Order[] orders) {
        for (var order : orders)
            if (!order.cumQty().equals(Terms.ORDER_QTY) || order.executions().size() != Reports.FILLS)
                throw new IllegalStateException("not filled as it should be: " + order);
    }
}
