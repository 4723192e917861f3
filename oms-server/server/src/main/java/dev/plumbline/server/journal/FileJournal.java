package dev.plumbline.server.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.journal.Cut;
import dev.plumbline.journal.Disk;
import dev.plumbline.journal.FileDisk;
import dev.plumbline.journal.Log;

/// The journal of a server in files. One thread takes whatever waits, of all shards, and makes it durable with one write
/// (and one sync): the slower the disk, the more goes into each. Event loops only put into its queue, which is bounded by
/// them: a shard has one batch in it at a time.
///
/// First [#replay], once; then anybody may append. After a failure to write it keeps nothing more: what the shards have in
/// memory is then ahead of it, and only a restart can tell what is in it.
public final class FileJournal implements Journal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

    /// Batches to a flush at most.
    private static final int ENOUGH = 1_024;
    private static final long LOOK_EVERY_MS = 1_000;

    private final JournalConfig config;
    private final Disk disk;
    private final Optional<FileDisk.Lock> lock;
    private final JournalWriter writer;
    private final Snapshots snapshots;
    private final AtomicLong released = new AtomicLong();
    private final LinkedBlockingQueue<JournalWriter.Job> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Thread thread;
    private Optional<Executor> turns = Optional.empty();
    private volatile boolean closing;
    private volatile boolean lacksSpace;
    private long lookAt = System.nanoTime();

    private FileJournal(JournalConfig config, Disk disk, Optional<FileDisk.Lock> lock) throws IOException {
        this.config = config;
        this.disk = disk;
        this.lock = lock;
        this.writer = JournalWriter.open(disk, config.log());
        this.snapshots = new Snapshots(disk);
        this.thread = Thread.ofPlatform().name("journal").daemon().unstarted(this::run);
    }

    /// Opens the journal of a folder, or begins one. A torn end is cut off: see [#cut()].
    /// @throws JournalException where it is damaged, in use, or cannot be written
    public static FileJournal open(JournalConfig config) {
        try {
            var disk = FileDisk.of(config.folder());
            var lock = disk.lock();
            try {
                return new FileJournal(config, disk, Optional.of(lock));
            } catch (IOException failed) {
                lock.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new JournalException(
                    "the journal in " + config.folder() + " cannot be opened: " + JournalWriter.words(failed), failed);
        }
    }

    /// On a disk that nobody else has, such as one that stalls or fails on purpose.
    /// @param config its folder is not looked at
    static FileJournal open(JournalConfig config, Disk disk) throws IOException {
        return new FileJournal(config, disk, Optional.empty());
    }

    /// Without a thread of its own, on any disk: for a simulation, which has one thread for everything.
    /// @param config its folder is not looked at
    /// @param turns runs what writes, at once or later, in the order in which it comes
    public static FileJournal driven(JournalConfig config, Disk disk, Executor turns) {
        try {
            var journal = open(config, disk);
            journal.turns = Optional.of(turns);
            return journal;
        } catch (IOException failed) {
            throw new JournalException("the journal in " + disk + " cannot be opened: " + JournalWriter.words(failed), failed);
        }
    }

    /// Takes the end of a journal away that nobody has open, the records from `from` on, and puts it into another folder, which
    /// need not be there. See [#canDoWithout].
    /// @throws JournalException where that failed; then all is in the journal still, or some of that end is not
    public static void setEndAside(JournalConfig config, long from, Path aside) {
        try {
            var disk = FileDisk.of(config.folder());
            try (var _ = disk.lock()) {
                setEndAside(disk, from, FileDisk.of(aside));
            }
        } catch (IOException failed) {
            throw new JournalException("the end of the journal in " + config.folder() + ", from record " + from
                    + " on, cannot be moved to " + aside + ": " + JournalWriter.words(failed), failed);
        }
    }

    /// As [#setEndAside(JournalConfig, long, Path)]. Snapshots go first: one of what is no more would be believed.
    public static void setEndAside(Disk disk, long from, Disk aside) throws IOException {
        new Snapshots(disk).cutOff(from);
        Log.cutOff(disk, from, aside);
    }

    /// Whether every shard can begin without the records from `from` on and the snapshots that were taken behind them.
    public boolean canDoWithout(long from) {
        return from >= writer.first() && (writer.first() == 1 || snapshots.reachBefore(from));
    }

    /// What a crash had left half written at its end.
    public Optional<Cut> cut() {
        return writer.cut();
    }

    public Snapshots snapshots() {
        return snapshots;
    }

    /// Gives what is behind `heads`, of all shards, oldest first, and checks that nothing is missing or changed; then the
    /// journal is ready to go on.
    ///
    /// @param heads of each shard, the entry after which a restart begins; nothing for one that begins at the beginning
    /// @param from a record that is not behind any of those entries
    /// @throws JournalException naming the first entry that does not follow from the one before it
    public void replay(Map<Integer, Chain.Head> heads, long from, Predicate<Kept> reader) {
        writer.replay(heads, from, reader);
        if (turns.isEmpty()) thread.start();
    }

    /// The last entry of a shard.
    public Chain.Head head(int shard) {
        return writer.head(shard);
    }

    /// For a shard of which the journal has nothing, and something else has: it goes on behind that.
    public void begin(int shard, Chain.Head head) {
        writer.begin(shard, head);
    }

    @Override
    public Future<List<Kept>> append(List<Entry> entries) {
        return append(JournalWriter.Job.of(entries));
    }

    /// As [#append(List)], of what was written elsewhere before: byte by byte as it was there, so that the hashes are the same.
    public Future<List<Kept>> appendAgain(List<Written> written) {
        return append(JournalWriter.Job.again(written));
    }

    private Future<List<Kept>> append(JournalWriter.Job job) {
        waiting.incrementAndGet();
        queue.add(job);
        // Looked at behind the put: what comes too late for the thread is found either here or there.
        if (closing && queue.remove(job)) tooLate(job);
        turns.ifPresent(executor -> executor.execute(this::writeWaiting));
        return job.kept().future();
    }

    private void tooLate(JournalWriter.Job job) {
        waiting.decrementAndGet();
        job.kept().fail(new JournalException("the journal is closed"));
    }

    private void writeWaiting() {
        var jobs = new ArrayList<JournalWriter.Job>();
        queue.drainTo(jobs, ENOUGH);
        if (!jobs.isEmpty()) write(jobs);
    }

    private void write(List<JournalWriter.Job> jobs) {
        try {
            writer.write(jobs);
        } finally {
            waiting.addAndGet(-jobs.size());
        }
    }

    /// A thread that ended without a word would leave everybody waiting for ever.
    private void writeWhateverHappens(List<JournalWriter.Job> jobs) {
        try {
            write(jobs);
        } catch (Error error) {
            writer.fail(jobs, error);
        }
    }

    private void run() {
        var jobs = new ArrayList<JournalWriter.Job>();
        while (!closing || !queue.isEmpty()) {
            try {
                var first = queue.poll(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    jobs.add(first);
                    queue.drainTo(jobs, ENOUGH - 1);
                    writeWhateverHappens(jobs);
                    jobs.clear();
                }
                look();
            } catch (InterruptedException told) {
                LOG.debug("told to look", told);
            }
        }
    }

    /// Now and then.
    private void look() {
        if (System.nanoTime() < lookAt) return;
        lookAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MS);
        tidy();
    }

    /// Is there room, and what may go?
    void tidy() {
        try {
            lacksSpace = disk.usableSpace() < config.leastSpace();
            drop();
        } catch (IOException | RuntimeException failed) {
            LOG.warn("the journal in {}: {}", disk, failed.getMessage());
        }
    }

    /// Files that neither a restart nor the store needs any more, and that are old enough.
    private void drop() throws IOException {
        for (var second = writer.second(); second.isPresent(); second = writer.second()) {
            long next = second.getAsLong();
            if (next > released.get() || next > snapshots.neededFrom(writer.shards(), writer::newsTo) || isYoung(next)) return;
            writer.dropBefore(next);
            LOG.info("the journal begins at record {} now", next);
        }
    }

    private boolean isYoung(long number) {
        var receivedAt = new AtomicLong(Long.MAX_VALUE);
        read(number, kept -> {
            receivedAt.set(kept.entry().receivedAt());
            return false;
        });
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        return receivedAt.get() > now - config.retain().toNanos();
    }

    @Override
    public void read(long number, Predicate<Kept> reader) {
        writer.read(number, reader);
    }

    /// As [#read] for a person who asks: from `number` on or from the oldest record that is still there. Whoever calls it is
    /// blocked. Any thread.
    /// @param wanted what to give to `reader`; nothing else is decoded
    public void find(long number, Predicate<EntryForm.Place> wanted, Predicate<Kept> reader) {
        writer.find(Math.max(number, writer.first()), wanted, reader);
    }

    /// All records of a lower number are committed to the store, but for a few that are on their way to it.
    public long released() {
        return released.get();
    }

    /// As [#read], for who needs to know only which inputs there are.
    public void places(long from, Consumer<EntryForm.Place> reader) {
        writer.places(from, (_, place) -> reader.accept(place));
    }

    /// As [#places(long, Consumer)], with the number of each record.
    public void numberedPlaces(long from, JournalWriter.NumberedPlace reader) {
        writer.places(from, reader);
    }

    /// Before a restart begins with one: takes away snapshots of records that are lost.
    /// @return the records after which the others were taken, and which are there or were dropped long ago
    public Set<Long> forgetLostSnapshots(int shards) {
        var there = writer.matching(snapshots.hashes());
        for (int shard = 0; shard < shards; shard++) snapshots.forgetLost(shard, there, writer.first() == 1);
        return there;
    }

    /// The first record that may be news to a shard that has all up to an input of a record.
    /// @param seq of the input, 0 for none
    public long newsTo(int shard, long seq, long number) {
        return writer.newsTo(shard, seq, number);
    }

    /// The number of the next record.
    public long next() {
        return writer.next();
    }

    @Override
    public void release(long number) {
        released.accumulateAndGet(number, Math::max);
        snapshots.released(number);
    }

    @Override
    public String closedBecause() {
        if (!writer.broken().isEmpty()) return writer.broken();
        if (lacksSpace)
            return "no new orders: there is hardly any room left on the journal's disk (" + disk + "); make some";
        long stalled = writer.figures().stalledNanos();
        return stalled > config.stalledAfter().toNanos()
                ? "no new orders: the journal's disk has not answered for " + TimeUnit.NANOSECONDS.toMillis(stalled) + " ms"
                : "";
    }

    public JournalFigures figures() {
        return writer.figures().waiting(waiting.get());
    }

    /// Writes what waits, and ends.
    @Override
    public void close() {
        closing = true;
        try {
            if (thread.isAlive()) thread.join();
            writer.close();
            if (lock.isPresent()) lock.get().close();
        } catch (IOException failed) {
            throw new JournalException("the journal in " + disk + " cannot be closed: " + JournalWriter.words(failed), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new JournalException("interrupted while the journal was being closed", interrupted);
        }
    }
}
