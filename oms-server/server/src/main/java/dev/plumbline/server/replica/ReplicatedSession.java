package dev.plumbline.server.replica;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import com.hazelcast.query.Predicates;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.adapter.SessionCopies;
import dev.plumbline.server.Await;
import dev.plumbline.server.store.SessionRow;
import dev.plumbline.server.store.Store;

/// What a broker session keeps, in the memory of two members, and while there is no second one in Postgres. What a survivor takes over
/// from the memory that is left to it comes there a little later.
///
/// Written under the epoch of the owner's lease: a new owner copies what the last one has left to its own, and from then on
/// nothing counts that the last one may still put. Its calls block.
public final class ReplicatedSession implements SessionCopies {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicatedSession.class);

    /// Under this number, which no adapter uses, stands that all has been copied from the owner before, or from our folder.
    private static final long WHOLE = Long.MAX_VALUE - 1;

    /// Records of one entry, at most.
    private static final int ENTRY = 1_000;
    private static final long FAR = 1L << 32;
    private static final int MOST_READS = 20;

    /// So long Postgres is waited for, or Hazelcast, where something else waits for that.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HazelcastReplica replica;
    private final IMap<SessionKey, byte[]> records;
    private final Store store;
    private final String session;
    private final long epoch;
    private final AtomicLong version = new AtomicLong();
    /// Number of the first record of each entry of the map, and of its last one.
    private final NavigableMap<Long, Long> entries = new ConcurrentSkipListMap<>();
    /// What former owners have left, until all is here.
    private final Set<SessionKey> old = new HashSet<>();
    /// What is in small entries since the last large one. Of who puts.
    private final List<SessionRow> loose = new ArrayList<>();
    /// While entries are read they stay where they are.
    private final ReentrantLock reading = new ReentrantLock();
    private final CountDownLatch ended = new CountDownLatch(1);
    /// All that was taken over, until it is asked for or something is put.
    private volatile SortedMap<Long, byte[]> taken = Collections.emptySortedMap();
    /// All records up to this number are in Postgres.
    private long kept;
    private volatile boolean isInStore;
    private volatile boolean isWhole;

    private ReplicatedSession(HazelcastReplica replica, Store store, String session, long epoch) {
        this.replica = replica;
        this.records = replica.sessions();
        this.store = store;
        this.session = session;
        this.epoch = epoch;
    }

    /// Takes over what the last owner has left.
    /// @param epoch of our lease, higher than that of anybody before
    /// @param ahead what Postgres has of it
    /// @param isOurs the last owner was this server, and all is in its folder: what is elsewhere may be less
    /// @throws IOException where it cannot be told what that is
    public static ReplicatedSession take(
            HazelcastReplica replica, Store store, KeptAhead ahead, String session, long epoch, boolean isOurs) throws IOException {
        var taken = new ReplicatedSession(replica, store, session, epoch);
        taken.copyFromTheLastOwner(ahead, isOurs);
        return taken;
    }

    /// Ahead of [#keep()], which has less to do then. More may be put meanwhile.
    /// @throws IOException where that could not be
    public void keepSoFar() throws IOException {
        if (!isWhole) return;
        isInStore = true;
        keepAfterKept();
    }

    /// To be called once nothing is put any more: from then on all is in Postgres. Another member that has it in memory may be
    /// stopped next, before it takes over.
    /// @throws IOException where that could not be
    public void keep() throws IOException {
        if (!isWhole) throw new IOException("what session " + session + " keeps is in the folder of this server only, as yet");
        isInStore = true;
        keepAfterKept();
        toStore(List.of(row(WHOLE, Buffer.buffer())));
    }

    /// Each in the version in which it is here: Postgres may have a newer one.
    private void keepAfterKept() throws IOException {
        var rows = rowsAfter(kept);
        for (int done = 0; done < rows.size(); done += ENTRY) toStore(rows.subList(done, Math.min(done + ENTRY, rows.size())));
        for (var row : rows) if (row.number() < FAR) kept = row.number();
    }

    private void toStore(List<SessionRow> rows) throws IOException {
        try {
            Await.done(store.keep(session, rows), PATIENCE);
        } catch (RuntimeException failed) {
            throw new IOException("what session " + session + " keeps is not in the database: " + failed.getMessage(), failed);
        }
    }

    private SessionRow row(long number, Buffer record) {
        return new SessionRow(epoch, number, version.incrementAndGet(), record);
    }

    private void copyFromTheLastOwner(KeptAhead ahead, boolean isOurs) throws IOException {
        var byEpoch = new TreeMap<Long, Map<Long, SessionRow>>();
        try {
            var theirs = left();
            old.addAll(theirs.keySet());
            theirs.forEach((key, value) -> SessionForm.decode(key.epoch(), value).forEach(row -> newer(byEpoch, row)));
            for (var row : Await.done(ahead.now())) if (row.epoch() < epoch) newer(byEpoch, row);
        } catch (RuntimeException failed) {
            throw new IOException("what session " + session + " has kept cannot be read", failed);
        }
        // An owner that went before it had copied all has left what is less than that of the one before it.
        var last = byEpoch.descendingMap().values().stream().filter(kept -> kept.containsKey(WHOLE)).findFirst();
        if (isOurs || last.isEmpty()) return;
        last.get().remove(WHOLE);
        if (!last.get().isEmpty()) copy(last.get());
    }

    /// What former owners have left in the memory of the members. One of them that does not know yet that it is over may put and take
    /// away meanwhile, and what is read in two steps could have of neither all: so it is read until nothing has changed.
    private Map<SessionKey, byte[]> left() {
        for (int tries = 1; tries <= MOST_READS; tries++) {
            var keys = formerKeys();
            var values = records.getAll(keys);
            if (values.keySet().equals(keys) && formerKeys().equals(keys)) return values;
        }
        throw new IllegalStateException("a former owner is still at it");
    }

    private Set<SessionKey> formerKeys() {
        var keys = new HashSet<SessionKey>();
        for (var key : records.keySet(Predicates.partitionPredicate(session, Predicates.alwaysTrue())))
            if (key.getPartitionKey().equals(session) && key.epoch() < epoch) keys.add(key);
        return keys;
    }

    private void copy(Map<Long, SessionRow> theirs) throws IOException {
        var copies = new TreeMap<Long, byte[]>();
        theirs.forEach((number, one) -> copies.put(number, one.record().getBytes()));
        if (!isCopiedHere(copies)) {
            putAll(copies);
            copied();
        }
        taken = copies;
    }

    private boolean isCopiedHere(SortedMap<Long, byte[]> copies) {
        try {
            copyHere(copies);
            return true;
        } catch (IOException failed) {
            LOG.warn("the members are slow: Postgres gets what session {} has kept before this server acts", session, failed);
            return false;
        }
    }

    /// All of it at once, and then that it is whole: who dies on the way has left less than the owner before. What that one has put stays in the
    /// memory of those that are left, as safe as before, until a second member has this too, or Postgres: where no second member is left
    /// that takes long, orders wait, and so it is done while this server acts already.
    private void copyHere(SortedMap<Long, byte[]> copies) throws IOException {
        var rows = rows(copies);
        var whole = row(WHOLE, Buffer.buffer());
        try {
            var writing = new ArrayList<CompletableFuture<?>>();
            for (var entry : byEntry(rows)) writing.add(written(entry));
            for (var one : writing) one.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            written(List.of(whole)).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RuntimeException failed) {
            throw new IOException("what session " + session + " has kept cannot be taken over: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
        isWhole = true;
        isInStore = true;
        // Last, as it stands for all the others.
        rows.add(whole);
        Thread.ofVirtual().name("session " + session + " to Postgres").start(() -> copyToStore(rows));
    }

    /// Completes once the members have it that are to.
    private CompletableFuture<?> written(List<SessionRow> entry) {
        entries.put(entry.getFirst().number(), entry.getLast().number());
        return records.setAsync(key(entry.getFirst().number()), SessionForm.encode(entry)).toCompletableFuture();
    }

    /// Not at once: brokers send what was missed, and everybody asks again. By then the one that has gone may be back, too.
    private void copyToStore(List<SessionRow> rows) {
        if (isEnded(PATIENCE)) return;
        try {
            if (isCopiedToStore(rows)) forgetFormerOwners();
        } catch (HazelcastInstanceNotActiveException leaving) {
            LOG.debug("session {} is not copied any more, as Hazelcast has gone", session, leaving);
        }
    }

    /// Or a second member has it meanwhile. False where this server has to end before.
    private boolean isCopiedToStore(List<SessionRow> rows) {
        int done = 0;
        while (done < rows.size() && !replica.isSafe()) {
            int end = Math.min(done + ENTRY, rows.size());
            try {
                Await.done(store.keep(session, rows.subList(done, end)), PATIENCE);
                done = end;
            } catch (RuntimeException away) {
                LOG.debug("session {} is not in Postgres yet", session, away);
                if (isEnded(PATIENCE)) return false;
            }
            if (isEnded(Duration.ZERO)) return false;
        }
        return true;
    }

    private boolean isEnded(Duration within) {
        try {
            return ended.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// What is done in the background soon ends. Does not wait for that.
    public void end() {
        ended.countDown();
    }

    /// From here on what is here counts, and nothing from before.
    @Override
    public void copied() throws IOException {
        if (isWhole) return;
        put(WHOLE, new byte[0]);
        isWhole = true;
        forgetFormerOwners();
    }

    private void forgetFormerOwners() {
        try {
            for (var key : old) records.removeAsync(key);
        } catch (RuntimeException leaving) {
            LOG.debug("what former owners of {} have left stays, as Hazelcast is going", session, leaving);
        }
        old.clear();
        quietly(store.forget(session, epoch, Long.MIN_VALUE));
    }

    private static void newer(Map<Long, Map<Long, SessionRow>> byEpoch, SessionRow row) {
        byEpoch.computeIfAbsent(row.epoch(), _ -> new TreeMap<>())
                .merge(row.number(), row, (a, b) -> a.version() > b.version() ? a : b);
    }

    @Override
    public void put(long number, byte[] record) throws IOException {
        putAll(new TreeMap<>(Map.of(number, record)));
    }

    /// Many are one entry of the map, as Hazelcast takes each for itself. What of one entry may arrive late is what it has already.
    @Override
    public void putAll(SortedMap<Long, byte[]> some) throws IOException {
        taken = Collections.emptySortedMap();
        var rows = rows(some);
        try {
            int done = 0;
            for (var entry : byEntry(rows)) {
                entries.put(entry.getFirst().number(), entry.getLast().number());
                if (!isWrittenTwice(entry)) break;
                done += entry.size();
                gather(entry);
            }
            if (done == rows.size()) return;
            isInStore = true;
            Await.done(store.keep(session, rows.subList(done, rows.size())));
        } catch (RuntimeException failed) {
            throw new IOException("no other place has it: " + failed.getMessage(), failed);
        }
    }

    /// What comes in small pieces is put together again once it is enough for one entry: whoever takes over reads some dozen of them, and
    /// not tens of thousands.
    private void gather(List<SessionRow> entry) {
        if (entry.size() == ENTRY || entry.getFirst().number() >= FAR) return;
        loose.addAll(entry);
        if (loose.size() < ENTRY || !reading.tryLock()) return;
        try {
            long first = loose.getFirst().number();
            long last = loose.getLast().number();
            if (!isWrittenTwice(loose)) return;
            entries.put(first, last);
            for (long number : List.copyOf(entries.subMap(first, false, last, true).keySet())) {
                entries.remove(number);
                records.removeAsync(key(number));
            }
        } finally {
            loose.clear();
            reading.unlock();
        }
    }

    private List<SessionRow> rows(SortedMap<Long, byte[]> some) {
        var rows = new ArrayList<SessionRow>();
        some.forEach((number, record) -> rows.add(row(number, Buffer.buffer(record))));
        return rows;
    }

    private static List<List<SessionRow>> byEntry(List<SessionRow> rows) {
        var all = new ArrayList<List<SessionRow>>();
        for (int begin = 0; begin < rows.size(); begin += all.getLast().size()) all.add(rows.subList(begin, endOfEntry(rows, begin)));
        return all;
    }

    /// The one far above the others is put again and again, so it has an entry of its own.
    private static int endOfEntry(List<SessionRow> rows, int begin) {
        int end = begin + 1;
        while (end < rows.size() && end - begin < ENTRY && rows.get(end).number() - rows.get(end - 1).number() < FAR) end++;
        return end;
    }

    private boolean isWrittenTwice(List<SessionRow> entry) {
        return replica.isWrittenTwice(() -> records.setAsync(key(entry.getFirst().number()), SessionForm.encode(entry)));
    }

    private SessionKey key(long number) {
        return new SessionKey(session, epoch, number);
    }

    @Override
    public void forget(long before) {
        for (var entry : List.copyOf(entries.headMap(before).entrySet())) {
            if (entry.getValue() >= before) continue;
            entries.remove(entry.getKey());
            try {
                records.removeAsync(key(entry.getKey()));
            } catch (RuntimeException leaving) {
                LOG.debug("{} of {} stays, as Hazelcast is going", entry, session, leaving);
            }
        }
        if (isInStore) quietly(store.forget(session, epoch, before));
    }

    private static void quietly(Future<Void> forgetting) {
        forgetting.onFailure(failed -> LOG.debug("old records of a session stay for now", failed));
    }

    @Override
    public SortedMap<Long, byte[]> all() throws IOException {
        var known = taken;
        if (!known.isEmpty()) {
            taken = Collections.emptySortedMap();
            return known;
        }
        var rows = new ArrayList<SessionRow>(rowsAfter(0));
        try {
            if (isInStore) rows.addAll(Await.done(store.kept(session)));
        } catch (RuntimeException failed) {
            throw new IOException("what session " + session + " has kept cannot be read", failed);
        }
        var byEpoch = new TreeMap<Long, Map<Long, SessionRow>>();
        for (var row : rows) if (row.epoch() == epoch && row.number() != WHOLE) newer(byEpoch, row);
        var all = new TreeMap<Long, byte[]>();
        byEpoch.getOrDefault(epoch, Map.of()).forEach((number, one) -> all.put(number, one.record().getBytes()));
        return Collections.unmodifiableSortedMap(all);
    }

    /// What this owner has put into the memory of the members, above a number, by number.
    private List<SessionRow> rowsAfter(long after) throws IOException {
        reading.lock();
        try {
            return read(after);
        } finally {
            reading.unlock();
        }
    }

    private List<SessionRow> read(long after) throws IOException {
        var newest = new TreeMap<Long, Map<Long, SessionRow>>();
        try {
            var keys = new HashSet<SessionKey>();
            for (var entry : entries.entrySet()) if (entry.getKey() != WHOLE && entry.getValue() > after) keys.add(key(entry.getKey()));
            records.getAll(keys).forEach((_, value) -> SessionForm.decode(epoch, value).forEach(row -> newer(newest, row)));
        } catch (RuntimeException failed) {
            throw new IOException("what session " + session + " has kept cannot be read", failed);
        }
        return newest.getOrDefault(epoch, Map.of()).values().stream().filter(row -> row.number() > after).toList();
    }
}
