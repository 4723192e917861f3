package dev.plumbline.server.replica;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

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

    /// So long a server that stops waits for Postgres.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HazelcastReplica replica;
    private final IMap<SessionKey, byte[]> records;
    private final Store store;
    private final String session;
    private final long epoch;
    private final AtomicLong version = new AtomicLong();
    private final NavigableSet<Long> numbers = new ConcurrentSkipListSet<>();
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

    private record Versioned(long version, Buffer record) {}

    private void copyFromTheLastOwner(boolean isOurs) throws IOException {
        var byEpoch = new TreeMap<Long, Map<Long, Versioned>>();
        try {
            for (var key : records.keySet(Predicates.partitionPredicate(session, Predicates.alwaysTrue())))
                if (key.getPartitionKey().equals(session) && key.epoch() < epoch) old.add(key);
            records.getAll(old).forEach((key, value) -> newer(byEpoch, key.epoch(), key.number(), versioned(value)));
            for (var row : Await.done(store.kept(session)))
                if (row.epoch() < epoch)
                    newer(byEpoch, row.epoch(), row.number(), new Versioned(row.version(), row.record()));
        } catch (RuntimeException failed) {
            throw new IOException("what session " + session + " has kept cannot be read", failed);
        }
        // An owner that went before it had copied all has left what is less than that of the one before it.
        var last = byEpoch.descendingMap().values().stream().filter(kept -> kept.containsKey(WHOLE)).findFirst();
        var copies = new TreeMap<Long, byte[]>();
        if (!isOurs) last.ifPresent(kept -> kept.forEach((number, one) -> copies.put(number, one.record.getBytes())));
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

    private static void newer(Map<Long, Map<Long, Versioned>> byEpoch, long epoch, long number, Versioned one) {
        byEpoch.computeIfAbsent(epoch, _ -> new TreeMap<>())
                .merge(number, one, (a, b) -> a.version > b.version ? a : b);
    }

    @Override
    public void put(long number, byte[] record) throws IOException {
        putAll(new TreeMap<>(Map.of(number, record)));
    }

    /// Hazelcast waits for the backup of the last one only. All are in one partition, whose backups are made in their order.
    @Override
    public void putAll(SortedMap<Long, byte[]> some) throws IOException {
        if (some.isEmpty()) return;
        var rows = new ArrayList<SessionRow>();
        some.forEach((number, record) -> rows.add(row(number, Buffer.buffer(record))));
        for (var row : rows) numbers.add(row.number());
        try {
            if (replica.isWrittenTwice(writes(rows))) return;
            isInStore = true;
            Await.done(store.keep(session, rows));
        } catch (RuntimeException failed) {
            throw new IOException("no other place has it: " + failed.getMessage(), failed);
        }
    }

    private List<Supplier<CompletionStage<?>>> writes(List<SessionRow> rows) {
        var last = rows.getLast();
        var others = new HashMap<SessionKey, byte[]>();
        for (var row : rows) if (row != last) others.put(key(row), value(row));
        var writes = new ArrayList<Supplier<CompletionStage<?>>>();
        if (!others.isEmpty()) writes.add(() -> records.setAllAsync(others));
        writes.add(() -> records.setAsync(key(last), value(last)));
        return writes;
    }

    private SessionKey key(SessionRow row) {
        return new SessionKey(session, epoch, row.number());
    }

    private static byte[] value(SessionRow row) {
        return ByteBuffer.allocate(Long.BYTES + row.record().length()).putLong(row.version()).put(row.record().getBytes()).array();
    }

    @Override
    public void forget(long before) {
        for (long number : List.copyOf(numbers.headSet(before))) {
            numbers.remove(number);
            try {
                records.removeAsync(new SessionKey(session, epoch, number));
            } catch (RuntimeException leaving) {
                LOG.debug("{} of {} stays, as Hazelcast is going", number, session, leaving);
            }
        }
        if (isInStore) quietly(store.forget(session, epoch, before));
    }

    private static void quietly(Future<Void> forgetting) {
        forgetting.onFailure(failed -> LOG.debug("old records of a session stay for now", failed));
    }

    @Override
    public SortedMap<Long, byte[]> all() throws IOException {
        var byEpoch = new TreeMap<Long, Map<Long, Versioned>>();
        try {
            var keys = new HashSet<SessionKey>();
            for (var number : numbers) if (number != WHOLE) keys.add(new SessionKey(session, epoch, number));
            records.getAll(keys).forEach((key, value) -> newer(byEpoch, epoch, key.number(), versioned(value)));
            if (isInStore)
                for (var row : Await.done(store.kept(session)))
                    if (row.epoch() == epoch && row.number() != WHOLE)
                        newer(byEpoch, epoch, row.number(), new Versioned(row.version(), row.record()));
        } catch (RuntimeException failed) {
            throw new IOException("what session " + session + " has kept cannot be read", failed);
        }
        var all = new TreeMap<Long, byte[]>();
        byEpoch.getOrDefault(epoch, Map.of()).forEach((number, one) -> all.put(number, one.record.getBytes()));
        return Collections.unmodifiableSortedMap(all);
    }

    private static Versioned versioned(byte[] value) {
        var from = ByteBuffer.wrap(value);
        long version = from.getLong();
        return new Versioned(version, Buffer.buffer(value).slice(Long.BYTES, value.length));
    }
}
