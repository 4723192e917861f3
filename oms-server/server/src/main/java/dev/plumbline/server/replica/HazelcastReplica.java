package dev.plumbline.server.replica;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.map.IMap;
import com.hazelcast.query.Predicates;
import com.hazelcast.spi.merge.DiscardMergePolicy;
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
public final class HazelcastReplica implements Replica {
    private static final Logger LOG = LoggerFactory.getLogger(HazelcastReplica.class);

    /// The map of inputs.
    static final String INPUTS = "inputs";
    private static final String SESSIONS = "sessions";
    private static final int BACKUPS = 1;

    private final HazelcastInstance hazelcast;
    private final IMap<ReplicaKey, byte[]> inputs;
    private final BiFunction<Integer, Long, Future<Void>> committed;
    private final long[] epochs;
    /// While these are the members every partition has its backup. A write in whose time one comes or goes may have lost its own.
    private volatile Set<Member> safeWith = Set.of();
    private final AtomicLong losses = new AtomicLong();

    /// What a member has to know before it starts.
    public static void prepare(Config config) {
        ReplicaKey.register(config.getSerializationConfig());
        // What a part of a split has written counts for nothing once the parts are one again.
        var noMerge = new MergePolicyConfig().setPolicy(DiscardMergePolicy.class.getName());
        for (var map : List.of(INPUTS, SESSIONS))
            config.addMapConfig(new MapConfig(map).setBackupCount(BACKUPS).setMergePolicyConfig(noMerge));
        // A backup that has not answered in time is none. The default waits for five seconds.
        config.setProperty("hazelcast.operation.backup.timeout.millis", "1000");
        config.setProperty("hazelcast.operation.fail.on.indeterminate.state", "true");
    }

    /// @param hazelcast a member that was started with [#prepare(Config)]
    /// @param committed completes when Postgres has the input of that number of that shard
    public HazelcastReplica(HazelcastInstance hazelcast, int shards, BiFunction<Integer, Long, Future<Void>> committed) {
        this.hazelcast = hazelcast;
        this.inputs = hazelcast.getMap(INPUTS);
        this.committed = committed;
        this.epochs = new long[shards];
    }

    /// The shard is ours; to be called before anything is put. What a former owner puts late takes the place of nothing of ours.
    public void own(int shard, long epoch) {
        epochs[shard] = epoch;
    }

    @Override
    public Future<Void> put(int shard, List<Entry> entries) {
        var before = safeWith;
        if (!before.equals(members())) return Future.failedFuture("no second member has them");
        var key = new ReplicaKey(shard, epochs[shard], entries.getFirst().seq());
        long last = entries.getLast().seq();
        return here(inputs.setAsync(key, InputsForm.encode(entries)))
                .onComplete(_ -> forget(shard, key, last))
                .compose(_ -> before.equals(members())
                        ? Future.<Void>succeededFuture()
                        : Future.failedFuture("a member came or went meanwhile"));
    }

    private Set<Member> members() {
        return hazelcast.getCluster().getMembers();
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
        var before = safeWith;
        boolean isSafe = before.equals(members());
        try {
            write.run();
        } catch (IndeterminateOperationStateException unanswered) {
            LOG.debug("a backup has not answered", unanswered);
            return false;
        }
        return isSafe && before.equals(members());
    }

    IMap<SessionKey, byte[]> sessions() {
        return hazelcast.getMap(SESSIONS);
    }

    /// To be called a few times a second, on a thread that may block: whether each partition has its backup is a question to
    /// all members.
    public void look() {
        var now = members();
        if (now.equals(safeWith)) return;
        if (now.size() > 1 && hazelcast.getPartitionService().isClusterSafe()) {
            if (!isWhole(now)) losses.incrementAndGet();
            safeWith = now;
            LOG.info("a second member has the inputs that the database does not have yet");
        }
    }

    /// A second member has what is written here.
    public boolean isSafe() {
        return safeWith.equals(members());
    }

    /// What the members have in memory, seen from this one.
    public Memory memory() {
        var now = members();
        return new Memory(losses.get() + (isWhole(now) ? 0 : 1), now.equals(safeWith));
    }

    /// Of two copies that each partition had, one is left where one member has gone, and all is here that was. This member itself is
    /// another one once it has taken over what the larger part of a split has.
    private boolean isWhole(Set<Member> now) {
        var safe = safeWith;
        return safe.contains(hazelcast.getCluster().getLocalMember()) && safe.stream().filter(member -> !now.contains(member)).count() <= BACKUPS;
    }

    /// What is here of a shard, oldest first: for who takes it over, once nobody writes to it any more. Ask before Postgres is
    /// asked, for what Postgres has got meanwhile goes from here. What an owner has written beyond the first input of the next
    /// one is not part of it. Blocks.
    public List<Entry> of(int shard) {
        var byEpoch = new TreeMap<Long, List<Entry>>();
        inputs.getAll(keys(shard)).forEach((key, bytes) ->
                byEpoch.computeIfAbsent(key.epoch(), _ -> new ArrayList<>()).addAll(InputsForm.decode(bytes)));
        var all = new ArrayList<Entry>();
        long end = Long.MAX_VALUE;
        for (var entries : byEpoch.descendingMap().values()) {
            long before = end;
            for (var entry : entries) if (entry.seq() < before) all.add(entry);
            end = Math.min(end, entries.stream().mapToLong(Entry::seq).min().orElse(end));
        }
        all.sort(Comparator.comparingLong(Entry::seq));
        return all;
    }

    private Set<ReplicaKey> keys(int shard) {
        var keys = new HashSet<ReplicaKey>();
        for (var key : inputs.keySet(Predicates.partitionPredicate(shard, Predicates.alwaysTrue())))
            if (key.getPartitionKey() == shard) keys.add(key);
        return keys;
    }

    /// Takes out what former owners of a shard have left, once Postgres has what was taken over of it. Blocks.
    public void clear(int shard) {
        for (var key : keys(shard)) if (key.epoch() < epochs[shard]) inputs.delete(key);
    }

    private static <T> Future<T> here(CompletionStage<T> stage) {
        var context = Vertx.currentContext();
        return context == null ? Future.fromCompletionStage(stage) : Future.fromCompletionStage(stage, context);
    }
}
