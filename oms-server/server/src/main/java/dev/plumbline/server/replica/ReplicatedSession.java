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
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

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

/// What a broker session keeps, in the memory of two members, and while there is no second one in Postgres.
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

    /// So long a server that stops waits for Postgres.
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
    /// @param isOurs the last owner was this server, and all is in its folder: what is elsewhere may be less
    /// @throws IOException where it cannot be told what that is
    public static ReplicatedSession take(
            HazelcastReplica replica, Store store, String session, long epoch, boolean isOurs) throws IOException {
        var taken = new ReplicatedSession(replica, store, session, epoch);
        taken.copyFromTheLastOwner(isOurs);
        return taken;
    }

    /// To be called once nothing is put any more: from then on all is in Postgres. Another member that has it in memory may be
    /// stopped next, before it takes over.
    /// @throws IOException where that could not be
    public void keep() throws IOException {
        if (!isWhole) throw new IOException("what session " + session + " keeps is in the folder of this server only, as yet");
        isInStore = true;
        try {
            var rows = new ArrayList<SessionRow>();
            all().forEach((number, record) -> rows.add(row(number, Buffer.buffer(record))));
            rows.add(row(WHOLE, Buffer.buffer()));
            Await.done(store.keep(session, rows), PATIENCE);
        } catch (RuntimeException failed) {
            throw new IOException("what session " + session + " keeps is not in the database: " + failed.getMessage(), failed);
        }
    }

    private SessionRow row(long number, Buffer record) {
        return new SessionRow(epoch, number, version.incrementAndGet(), record);
    }

    private void copyFromTheLastOwner(boolean isOurs) throws IOException {
        var byEpoch = new TreeMap<Long, Map<Long, SessionRow>>();
        try {
            for (var key : records.keySet(Predicates.partitionPredicate(session, Predicates.alwaysTrue())))
                if (key.getPartitionKey().equals(session) && key.epoch() < epoch) old.add(key);
            records.getAll(old).forEach((key, value) -> SessionForm.decode(key.epoch(), value).forEach(row -> newer(byEpoch, row)));
            for (var row : Await.done(store.kept(session))) if (row.epoch() < epoch) newer(byEpoch, row);
        } catch (RuntimeException failed) {
            throw new IOException("what session " + session + " has kept cannot be read", failed);
        }
        // An owner that went before it had copied all has left what is less than that of the one before it.
        var last = byEpoch.descendingMap().values().stream().filter(kept -> kept.containsKey(WHOLE)).findFirst();
        var copies = new TreeMap<Long, byte[]>();
        if (!isOurs) last.ifPresent(kept -> kept.forEach((number, one) -> copies.put(number, one.record().getBytes())));
        copies.remove(WHOLE);
        putAll(copies);
        if (!copies.isEmpty()) copied();
    }

    /// From here on what is here counts, and nothing from before.
    @Override
    public void copied() throws IOException {
        if (isWhole) return;
        put(WHOLE, new byte[0]);
        isWhole = true;
        for (var key : old) records.delete(key);
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
        var rows = new ArrayList<SessionRow>();
        some.forEach((number, record) -> rows.add(row(number, Buffer.buffer(record))));
        try {
            int done = 0;
            while (done < rows.size()) {
                int end = endOfEntry(rows, done);
                var entry = rows.subList(done, end);
                entries.put(entry.getFirst().number(), entry.getLast().number());
                if (!isWrittenTwice(entry)) break;
                done = end;
            }
            if (done == rows.size()) return;
            isInStore = true;
            Await.done(store.keep(session, rows.subList(done, rows.size())));
        } catch (RuntimeException failed) {
            throw new IOException("no other place has it: " + failed.getMessage(), failed);
        }
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
        var byEpoch = new TreeMap<Long, Map<Long, SessionRow>>();
        try {
            var keys = new HashSet<SessionKey>();
            for (long number : entries.keySet()) if (number != WHOLE) keys.add(key(number));
            records.getAll(keys).forEach((_, value) -> SessionForm.decode(epoch, value).forEach(row -> newer(byEpoch, row)));
            if (isInStore)
                for (var row : Await.done(store.kept(session)))
                    if (row.epoch() == epoch && row.number() != WHOLE) newer(byEpoch, row);
        } catch (RuntimeException failed) {
            throw new IOException("what session " + session + " has kept cannot be read", failed);
        }
        var all = new TreeMap<Long, byte[]>();
        byEpoch.getOrDefault(epoch, Map.of()).forEach((number, one) -> all.put(number, one.record().getBytes()));
        return Collections.unmodifiableSortedMap(all);
    }
}
