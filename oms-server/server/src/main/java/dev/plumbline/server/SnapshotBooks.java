package dev.plumbline.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

import dev.plumbline.core.Book;
import dev.plumbline.core.Command;
import dev.plumbline.core.CostMethod;
import dev.plumbline.server.journal.Chain;
import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.journal.FirstAnswer;
import dev.plumbline.server.journal.ShardSnapshot;
import dev.plumbline.server.journal.Snapshots;

/// The books of all shards as their snapshots have them. They are read from the moment on at which this is made, each by
/// one thread, as many at a time as there are processors: a server has two clusters to form and a database to reach
/// meanwhile. So the newest are read before it is known whether the store has caught up with them, which it nearly always
/// has; where not, an older one is read in its place.
final class SnapshotBooks implements AutoCloseable {
    private static final long IDLE_SECONDS = 1;
    private static final long TELL_EVERY_NANOS = 1_000_000_000;

    private final Snapshots snapshots;
    private final Set<Long> there;
    private final Executor readers;
    private final List<CompletableFuture<Optional<Taken>>> newest;
    private volatile boolean closed;

    /// A shard as a snapshot has it.
    ///
    /// @param number of the record after which it was taken
    record Taken(int shard, Chain.Head head, long number, Book book, List<Command> inFlight, List<FirstAnswer> answers) {}

    private SnapshotBooks(FileJournal journal, int shards, Executor readers) {
        this.snapshots = journal.snapshots();
        this.readers = readers;
        this.there = journal.forgetLostSnapshots(shards);
        this.newest = IntStream.range(0, shards)
                .mapToObj(shard -> CompletableFuture.supplyAsync(() -> read(shard, Long.MAX_VALUE), readers))
                .toList();
    }

    /// Begins to read those of a journal, and returns. First of all, snapshots of records that the journal has lost are
    /// taken away.
    static SnapshotBooks of(FileJournal journal, int shards) {
        int processors = Runtime.getRuntime().availableProcessors();
        var readers = new ThreadPoolExecutor(
                processors, processors, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("snapshots-", 0).daemon().factory());
        readers.allowCoreThreadTimeOut(true);
        return new SnapshotBooks(journal, shards, readers);
    }

    /// Reads all of them before it returns: for a simulation, which has one thread for everything.
    static SnapshotBooks driven(FileJournal journal, int shards) {
        return new SnapshotBooks(journal, shards, Runnable::run);
    }

    private Optional<Taken> read(int shard, long maxSeq) {
        return closed ? Optional.empty() : snapshots.newest(shard, maxSeq).map(SnapshotBooks::taken);
    }

    private static Taken taken(ShardSnapshot snapshot) {
        return new Taken(
                snapshot.shard(), snapshot.head(), snapshot.number(),
                Book.of(CostMethod.AVERAGE_COST, Recovery.PARKED_MAX, snapshot.book()), snapshot.inFlight(), snapshot.answers());
    }

    /// Whether the journal has the record after which it was taken. Else it was let go long ago.
    boolean isInJournal(Taken taken) {
        return there.contains(taken.number);
    }

    /// Of each shard the newest that is whole and was taken at its `maxSeq` or before, where there is one. Waits for them.
    /// @param progress told now and then how far it is
    List<Optional<Taken>> upTo(IntToLongFunction maxSeq, Consumer<String> progress) {
        var reading = IntStream.range(0, newest.size())
                .mapToObj(shard -> newest.get(shard)
                        .thenApplyAsync(read -> fitting(shard, read, maxSeq.applyAsLong(shard)), readers))
                .toList();
        var taken = new ArrayList<Optional<Taken>>();
        long toldAt = System.nanoTime();
        for (var one : reading) {
            taken.add(waitFor(one));
            if (System.nanoTime() - toldAt < TELL_EVERY_NANOS) continue;
            toldAt = System.nanoTime();
            progress.accept("the snapshots of %d of %d shards are read".formatted(taken.size(), newest.size()));
        }
        return taken;
    }

    private Optional<Taken> fitting(int shard, Optional<Taken> read, long maxSeq) {
        boolean isAhead = read.filter(taken -> taken.head.seq() > maxSeq).isPresent();
        return isAhead ? read(shard, maxSeq) : read;
    }

    private static <T> T waitFor(CompletableFuture<T> reading) {
        try {
            return reading.join();
        } catch (CompletionException failed) {
            var cause = failed.getCause() == null ? failed : failed.getCause();
            throw new IllegalStateException("a snapshot cannot be read: " + cause, cause);
        }
    }

    /// What is not being read yet will not be.
    @Override
    public void close() {
        closed = true;
    }
}
