package dev.plumbline.server.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;

import dev.plumbline.server.journal.Backlog;

/// How fast the store writes: run by hand, prints, asserts nothing. Inputs are a new order, an acknowledgement and
/// fills, from several shards, in batches of a shard's turn.
final class StoreSpeed {
    private StoreSpeed() {}

    public static void main(String[] args) throws Exception {
        int inputs = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        Path folder = Files.createTempDirectory("plumbline-store-speed");
        var database = new EmbeddedDatabase(folder);
        var vertx = Vertx.vertx();
        try {
            var config = database.start();
            var store = Store.open(vertx, config, Backlog.NONE, System.err::println).await(1, TimeUnit.MINUTES);
            for (int round = 1; round <= 3; round++) {
                TestDatabase.sql(config, "TRUNCATE orders, execution, position");
                report(config, store, batches(inputs, round), round);
            }
            store.close().await(1, TimeUnit.MINUTES);
        } finally {
            vertx.close().await(1, TimeUnit.MINUTES);
            database.stop();
            PostgresBinaries.delete(folder);
        }
    }

    private static void report(StoreConfig config, Store store, List<StoreBatch> batches, int round) throws Exception {
        long inputs = batches.stream().mapToLong(batch -> batch.entries().size()).sum();
        long start = System.nanoTime();
        batches.forEach(store::append);
        store.drain().await(5, TimeUnit.MINUTES);
        double seconds = (System.nanoTime() - start) / 1e9;
        var counts = TestDatabase.sql(config, """
                SELECT 'orders ' || count(*) FROM orders UNION ALL SELECT 'executions ' || count(*) FROM execution""");
        System.out.printf("round %d: %d inputs in %.2f s: %.0f inputs/s; %s%n",
                round, inputs, seconds, inputs / seconds, counts);
    }

    /// Each round in shards of its own, so that no round finds the numbers of another.
    private static List<StoreBatch> batches(int inputs, int round) {
        var batches = new ArrayList<StoreBatch>();
        var shards = new ArrayList<Trading>();
        for (int n = 0; n < 4; n++) shards.add(new Trading(4 * round + n));
        for (int order = 0; 5 * order < inputs; order++) {
            var shard = shards.get(order % shards.size());
            var clOrdID = "C" + order;
            shard.enter(clOrdID, 1_000, "10.5").accepted(clOrdID)
                    .fill(clOrdID, 100, "10.49").fill(clOrdID, 200, "10.5").fill(clOrdID, 700, "10.48");
            if (order % 40 >= 36) batches.add(shard.batch());
        }
        for (var shard : shards) batches.add(shard.batch());
        return batches;
    }
}
