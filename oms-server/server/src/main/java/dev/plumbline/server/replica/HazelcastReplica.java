package dev.plumbline.server.replica;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.query.Predicates;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.Written;
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
    /// What has not been answered by then counts as not put, and the other member as lost until it is known to be well. Hazelcast
    /// itself would wait until it gives the member up.
    private static final int ANSWERED_WITHIN_MS = 500;
    private static final int BACKUPS = 1;
    /// See [#isNearlyFull()].
    private static final double NEARLY = 0.75;

    private final HazelcastInstance hazelcast;
    private final IMap<ReplicaKey, byte[]> inputs;
    private final BiFunction<Integer, Long, Future<Void>> committed;
    private final Executor aside;
    private final UnaryOperator<Future<Void>> inTime;
    private final long mostBytes;
    private final long[] epochs;
    /// While these are the members every partition has its backup. A write in whose time one comes or goes may have lost its own.
    private volatile Set<Member> safeWith = Set.of();
    private volatile boolean isDoubtful;
    private final AtomicInteger doubts = new AtomicInteger();
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private final AtomicLong putInputs = new AtomicLong();
    private final AtomicLong putBytes = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();
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
    /// @param mostBytes of inputs that Postgres lacks; what would be more is not put. The members' heaps hold some half more than that
    public HazelcastReplica(
            HazelcastInstance hazelcast, int shards, BiFunction<Integer, Long, Future<Void>> committed, long mostBytes) {
        this(
                hazelcast, shards, committed, mostBytes, look -> Thread.ofVirtual().name("look at the replica").start(look),
                put -> put.timeout(ANSWERED_WITHIN_MS, TimeUnit.MILLISECONDS));
    }

    /// For a clock and threads of another kind.
    /// @param aside runs what may block
    /// @param inTime fails a put that is not answered in time
    public HazelcastReplica(
            HazelcastInstance hazelcast, int shards, BiFunction<Integer, Long, Future<Void>> committed, long mostBytes,
            Executor aside, UnaryOperator<Future<Void>> inTime) {
        this.hazelcast = hazelcast;
        this.inputs = hazelcast.getMap(INPUTS);
        this.committed = committed;
        this.mostBytes = mostBytes;
        this.aside = aside;
        this.inTime = inTime;
        this.epochs = new long[shards];
    }

    /// The shard is ours; to be called before anything is put. What a former owner puts late takes the place of nothing of ours.
    public void own(int shard, long epoch) {
        epochs[shard] = epoch;
    }

    @Override
    public Future<Void> put(int shard, List<Entry> entries) {
        return putTwice(shard, entries).onFailure(_ -> misses.incrementAndGet());
    }

    private Future<Void> putTwice(int shard, List<Entry> entries) {
        var before = safeWith;
        if (isDoubtful || !before.equals(members())) return Future.failedFuture("no second member has them");
        var key = new ReplicaKey(shard, epochs[shard], entries.getFirst().seq());
        long last = entries.getLast().seq();
        var bytes = InputsForm.encode(entries);
        if (putBytes.get() + bytes.length > mostBytes) return Future.failedFuture("the memory for what the database lacks is full");
        counted(entries.size(), bytes.length);
        return inTime.apply(here(inputs.setAsync(key, bytes)))
                .onFailure(_ -> doubt())
                .onComplete(_ -> forget(shard, key, last, () -> counted(-entries.size(), -bytes.length)))
                .compose(_ -> before.equals(members())
                        ? Future.<Void>succeededFuture()
                        : Future.failedFuture("a member came or went meanwhile"));
    }

    private void counted(long entries, long bytes) {
        putInputs.addAndGet(entries);
        putBytes.addAndGet(bytes);
    }

    private Set<Member> members() {
        return hazelcast.getCluster().getMembers();
    }

    private void forget(int shard, ReplicaKey key, long last, Runnable forgotten) {
        committed.apply(shard, last).onSuccess(_ -> {
            forgotten.run();
            try {
                inputs.removeAsync(key);
            } catch (RuntimeException leaving) {
                LOG.debug("{} stays, as Hazelcast is going", key, leaving);
            }
        });
    }

    /// Nothing more is put until the cluster is known to be safe: else each batch would wait for a member that is not there.
    private synchronized void doubt() {
        doubts.incrementAndGet();
        isDoubtful = true;
    }

    /// Writes one entry, where there is a second member, and says whether that has it then. Blocks.
    boolean isWrittenTwice(Supplier<CompletionStage<?>> write) {
        var before = safeWith;
        if (isDoubtful || !before.equals(members())) return false;
        try {
            // Not one stage behind the other: Hazelcast completes those on another thread, which takes its time.
            write.get().toCompletableFuture().get(ANSWERED_WITHIN_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unanswered) {
            LOG.debug("a member has not answered", unanswered);
            doubt();
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
        return before.equals(members());
    }

    IMap<SessionKey, byte[]> sessions() {
        return hazelcast.getMap(SESSIONS);
    }

    /// To be called a few times a second. Whether each partition has its backup is a question to all members, so it is asked on
    /// a thread of its own: a member that is not there does not answer.
    public void look() {
        if (isSafe() || !isLooking.compareAndSet(false, true)) return;
        aside.execute(() -> {
            try {
                ask();
            } catch (RuntimeException leaving) {
                LOG.debug("not known whether a second member has what is put", leaving);
            } finally {
                isLooking.set(false);
            }
        });
    }

    private void ask() {
        int doubtsBefore = doubts.get();
        var now = members();
        if (now.size() < 2 || !hazelcast.getPartitionService().isClusterSafe()) return;
        synchronized (this) {
            if (doubts.get() != doubtsBefore) return;
            if (!isWhole(now)) losses.incrementAndGet();
            isDoubtful = false;
            safeWith = now;
        }
        LOG.info("a second member has the inputs that the database does not have yet");
    }

    /// A second member has what is written here.
    public boolean isSafe() {
        return !isDoubtful && safeWith.equals(members());
    }

    /// Postgres has been away for so long that new orders should wait until it is back: what brokers say of those that there are needs
    /// the room. Beyond that each batch waits for Postgres itself.
    public boolean isNearlyFull() {
        return putBytes.get() > NEARLY * mostBytes;
    }

    /// How it stands. May wait for a moment while members come and go; not for an event loop.
    public Figures figures() {
        long memory = inputs.getLocalMapStats().getHeapCost() + sessions().getLocalMapStats().getHeapCost();
        return new Figures(putInputs.get(), putBytes.get(), memory, isSafe(), misses.get());
    }

    /// @param inputs that were put here and Postgres does not have
    /// @param bytes of those
    /// @param memoryBytes of all that this member keeps, its own and as a backup, inputs and sessions
    /// @param misses batches that no second member had, since the start
    public record Figures(long inputs, long bytes, long memoryBytes, boolean isSafe, long misses) {}

    /// What the members have in memory, seen from this one.
    public synchronized Memory memory() {
        var now = members();
        return new Memory(losses.get() + (isWhole(now) ? 0 : 1), isSafe());
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
    public List<Written> of(int shard) {
        var byEpoch = new TreeMap<Long, List<Written>>();
        inputs.getAll(keys(shard)).forEach((key, bytes) ->
                byEpoch.computeIfAbsent(key.epoch(), _ -> new ArrayList<>()).addAll(InputsForm.decode(bytes)));
        var all = new ArrayList<Written>();
        long end = Long.MAX_VALUE;
        for (var entries : byEpoch.descendingMap().values()) {
            long before = end;
            for (var entry : entries) if (seq(entry) < before) all.add(entry);
            end = Math.min(end, entries.stream().mapToLong(HazelcastReplica::seq).min().orElse(end));
        }
        all.sort(Comparator.comparingLong(HazelcastReplica::seq));
        return all;
    }

    private static long seq(Written written) {
        return written.entry().seq();
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
