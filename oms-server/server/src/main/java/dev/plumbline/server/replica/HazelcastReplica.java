package dev.plumbline.server.replica;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import dev.plumbline.core.Change;
import dev.plumbline.core.Gone;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.server.orders.Replica;
import dev.plumbline.wire.Wire;

/// Order states in a Hazelcast map, as wire bytes: the newest state of each order.
/// A replicated cache of the journal, never the record. With one member it would protect nothing, and nothing is written.
/// Writes are one at a time for each shard, and what comes meanwhile is put together, so the memory in flight stays
/// bounded.
///
/// A batch is one `setAll`, thirty times cheaper than one write an order. But Hazelcast completes a `setAll` when the
/// partitions' owners have it, without waiting for the backups as it does for a write of one entry. So a shard keeps all
/// its orders in one partition ([ReplicaKey]) and the last of the batch follows by itself: a partition's backups are
/// run in order, hence the acknowledgement of the last one covers those before it.
public final class HazelcastReplica implements Replica {
    /// The map of order states, by order key.
    public static final String ORDERS = "orders";

    private final HazelcastInstance hazelcast;
    private final IMap<ReplicaKey, byte[]> orders;
    private final Pending[] pending;

    /// What a member has to know before it starts.
    public static void prepare(Config config) {
        ReplicaKey.register(config.getSerializationConfig());
        config.addMapConfig(new MapConfig(ORDERS).setBackupCount(1));
    }

    /// @param hazelcast a member that was started with [#prepare(Config)]
    public HazelcastReplica(HazelcastInstance hazelcast, int shards) {
        this.hazelcast = hazelcast;
        this.orders = hazelcast.getMap(ORDERS);
        this.pending = new Pending[shards];
        for (int i = 0; i < shards; i++) pending[i] = new Pending();
    }

    @Override
    public Future<Void> put(int shard, List<Change> changes, List<Gone> gone) {
        if (changes.isEmpty() && gone.isEmpty() || isAlone()) return Future.succeededFuture();
        return pending[shard].add(changes, gone, (batch, noMore) -> write(shard, batch, noMore));
    }

    /// No second member: the replica protects nothing, and nothing waits for it.
    public boolean isAlone() {
        return hazelcast.getCluster().getMembers().size() == 1;
    }

    private Future<Void> write(int shard, Map<OrderKey, Order> batch, Set<OrderKey> gone) {
        var forms = HashMap.<ReplicaKey, byte[]>newHashMap(batch.size());
        batch.forEach((key, order) -> forms.put(new ReplicaKey(shard, key.value()), Wire.encode(order)));
        var written = forms.isEmpty() ? Future.<Void>succeededFuture() : write(forms);
        if (gone.isEmpty()) return written;
        return written.compose(_ -> Future.join(gone.stream().map(key -> remove(shard, key)).toList()).mapEmpty());
    }

    /// @param forms at least one; emptied
    private Future<Void> write(Map<ReplicaKey, byte[]> forms) {
        var last = forms.keySet().iterator().next();
        var form = Objects.requireNonNull(forms.remove(last));
        if (forms.isEmpty()) return here(orders.setAsync(last, form));
        return here(orders.setAllAsync(forms)).compose(_ -> here(orders.setAsync(last, form)));
    }

    private Future<Void> remove(int shard, OrderKey key) {
        return here(orders.removeAsync(new ReplicaKey(shard, key.value()))).mapEmpty();
    }

    private static <T> Future<T> here(CompletionStage<T> stage) {
        var context = Vertx.currentContext();
        return context == null ? Future.fromCompletionStage(stage) : Future.fromCompletionStage(stage, context);
    }

    /// What one shard has yet to write. Used on the shard's event loop only.
    private static final class Pending {
        private Map<OrderKey, Order> next = new HashMap<>();
        private Set<OrderKey> nextGone = new HashSet<>();
        private Promise<Void> nextWritten = Promise.promise();
        private boolean writing;

        Future<Void> add(List<Change> changes, List<Gone> gone, Writer writer) {
            for (var change : changes) {
                next.put(change.order().key(), change.order());
                nextGone.remove(change.order().key());
            }
            for (var one : gone) {
                next.remove(one.key());
                nextGone.add(one.key());
            }
            var written = nextWritten.future();
            if (!writing) write(writer);
            return written;
        }

        private void write(Writer writer) {
            var batch = next;
            var gone = nextGone;
            var done = nextWritten;
            next = new HashMap<>();
            nextGone = new HashSet<>();
            nextWritten = Promise.promise();
            writing = true;
            tried(writer, batch, gone).onComplete(result -> {
                writing = false;
                if (result.succeeded()) done.complete();
                else done.fail(result.cause());
                if (!next.isEmpty() || !nextGone.isEmpty()) write(writer);
            });
        }

        /// A Hazelcast that is shutting down throws at once.
        private static Future<Void> tried(Writer writer, Map<OrderKey, Order> batch, Set<OrderKey> gone) {
            try {
                return writer.write(batch, gone);
            } catch (RuntimeException failed) {
                return Future.failedFuture(failed);
            }
        }
    }

    private interface Writer {
        Future<Void> write(Map<OrderKey, Order> batch, Set<OrderKey> gone);
    }
}
