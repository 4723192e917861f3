package dev.plumbline.server.replica;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.map.IMap;
import com.hazelcast.query.Predicates;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.orders.Replica;

/// The inputs that Postgres does not have yet, in a Hazelcast map with one backup: in the memory of two members. They are
/// taken out once Postgres has them. A replicated cache of the journal, never the record.
///
/// A batch is one entry of the map: Hazelcast waits for the backup of a `set`, and not for those of a `setAll`. A shard has
/// one batch on its way at a time.
public final class HazelcastReplica implements Replica, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HazelcastReplica.class);

    /// The map of inputs.
    static final String INPUTS = "inputs";
    private static final String SESSIONS = "sessions";

    private final HazelcastInstance hazelcast;
    private final IMap<ReplicaKey, byte[]> inputs;
    private final BiFunction<Integer, Long, Future<Void>> committed;
    /// Members that have come or gone, ever: a write in whose time one has may have lost its backup.
    private final AtomicLong changes = new AtomicLong();
    /// As of so many changes every partition had its backup.
    private volatile long safeAsOf = -1;
    private final UUID listening;

    /// What a member has to know before it starts.
    public static void prepare(Config config) {
        ReplicaKey.register(config.getSerializationConfig());
        for (var map : List.of(INPUTS, SESSIONS)) config.addMapConfig(new MapConfig(map).setBackupCount(1));
        // A backup that has not answered in time is none. The default waits for five seconds.
        config.setProperty("hazelcast.operation.backup.timeout.millis", "1000");
        config.setProperty("hazelcast.operation.fail.on.indeterminate.state", "true");
    }

    /// @param hazelcast a member that was started with [#prepare(Config)]
    /// @param committed completes when Postgres has the input of that number of that shard
    public HazelcastReplica(HazelcastInstance hazelcast, BiFunction<Integer, Long, Future<Void>> committed) {
        this.hazelcast = hazelcast;
        this.inputs = hazelcast.getMap(INPUTS);
        this.committed = committed;
        this.listening = hazelcast.getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                changes.incrementAndGet();
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                changes.incrementAndGet();
            }
        });
    }

    @Override
    public Future<Void> put(int shard, List<Entry> entries) {
        long before = changes.get();
        if (safeAsOf != before) return Future.failedFuture("no second member has them");
        var key = new ReplicaKey(shard, entries.getFirst().seq());
        long last = entries.getLast().seq();
        return here(inputs.setAsync(key, InputsForm.encode(entries)))
                .onComplete(_ -> forget(shard, key, last))
                .compose(_ -> changes.get() == before
                        ? Future.<Void>succeededFuture()
                        : Future.failedFuture("a member came or went meanwhile"));
    }

    private void forget(int shard, ReplicaKey key, long last) {
        committed.apply(shard, last).onSuccess(_ -> {
            try {
                inputs.removeAsync(key);
            } catch (RuntimeException leaving) {
                LOG.debug("{} stays, as Hazelcast is going", key, leaving);
            }
        });
    }

    /// Writes something of one entry, and says whether a second member has it then. Blocks.
    boolean isWrittenTwice(Runnable write) {
        long before = changes.get();
        boolean isSafe = safeAsOf == before;
        try {
            write.run();
        } catch (IndeterminateOperationStateException unanswered) {
            LOG.debug("a backup has not answered", unanswered);
            return false;
        }
        return isSafe && changes.get() == before;
    }

    IMap<SessionKey, byte[]> sessions() {
        return hazelcast.getMap(SESSIONS);
    }

    /// To be called a few times a second, on a thread that may block: whether each partition has its backup is a question to
    /// all members.
    public void look() {
        long now = changes.get();
        if (safeAsOf == now) return;
        if (hazelcast.getCluster().getMembers().size() > 1 && hazelcast.getPartitionService().isClusterSafe()) {
            safeAsOf = now;
            LOG.info("a second member has the inputs that the database does not have yet");
        }
    }

    /// A second member has what is written here.
    public boolean isSafe() {
        return safeAsOf == changes.get();
    }

    /// What is here of a shard after an input, oldest first: for who takes it over, once nobody writes to it any more. Ask
    /// before Postgres is asked, for what Postgres has got meanwhile goes from here. Blocks.
    public List<Entry> of(int shard, long after) {
        var keys = new HashSet<ReplicaKey>();
        for (var key : inputs.keySet(Predicates.partitionPredicate(shard, Predicates.alwaysTrue())))
            if (key.getPartitionKey() == shard) keys.add(key);
        return inputs.getAll(keys).values().stream()
                .flatMap(bytes -> InputsForm.decode(bytes).stream())
                .filter(entry -> entry.seq() > after)
                .sorted(Comparator.comparingLong(Entry::seq))
                .toList();
    }

    /// Takes out what is here of a shard up to an input, once Postgres has it: what another server has left. Blocks.
    public void clear(int shard, long upTo) {
        for (var key : inputs.keySet(Predicates.partitionPredicate(shard, Predicates.alwaysTrue())))
            if (key.getPartitionKey() == shard && key.first() <= upTo) inputs.delete(key);
    }

    @Override
    public void close() {
        hazelcast.getCluster().removeMembershipListener(listening);
    }

    private static <T> Future<T> here(CompletionStage<T> stage) {
        var context = Vertx.currentContext();
        return context == null ? Future.fromCompletionStage(stage) : Future.fromCompletionStage(stage, context);
    }
}
