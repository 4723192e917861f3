package dev.plumbline.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.journal.Cut;
import dev.plumbline.journal.Disk;
import dev.plumbline.journal.FileDisk;
import dev.plumbline.journal.Log;
import dev.plumbline.wire.Wire;

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
    private final Log log;
    private final Snapshots snapshots;
    private final Chain chain = new Chain();
    private final Set<Integer> shards = ConcurrentHashMap.newKeySet();
    private final AtomicLong released = new AtomicLong();
    private final LinkedBlockingQueue<Job> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final Optional<Executor> writer;
    private volatile String broken = "";
    private volatile boolean closing;
    private volatile boolean lacksSpace;
    private volatile long flushingSince;
    private volatile JournalFigures figures = JournalFigures.NONE;
    private long lookAt = System.nanoTime();

    private record Job(List<Entry> entries, Promise<List<Kept>> kept) {}

    private FileJournal(JournalConfig config, Disk disk, Optional<FileDisk.Lock> lock, Log log) {
        this.config = config;
        this.disk = disk;
        this.lock = lock;
        this.log = log;
        this.snapshots = new Snapshots(disk);
        this.thread = Thread.ofPlatform().name("journal").daemon().unstarted(this::run);
        this.writer = Optional.empty();
    }

    /// @param writer instead of a thread: told to write whenever something waits
    private FileJournal(JournalConfig config, Disk disk, Executor writer) throws IOException {
        this.config = config;
        this.disk = disk;
        this.lock = Optional.empty();
        this.log = Log.open(disk, config.log());
        this.snapshots = new Snapshots(disk);
        this.thread = Thread.ofPlatform().name("journal").daemon().unstarted(this::run);
        this.writer = Optional.of(writer);
    }

    /// The journal on any disk and without a thread of its own: for a simulation, which has a disk that tears and one
    /// thread for everything.
    /// @param writer runs what writes; on the thread of everything else, at once or later
    public static FileJournal driven(JournalConfig config, Disk disk, Executor writer) {
        try {
            return new FileJournal(config, disk, writer);
        } catch (IOException failed) {
            throw new JournalException("the journal in " + disk + " cannot be opened: " + words(failed), failed);
        }
    }

    /// Opens the journal of a folder, or begins one. A torn end is cut off: see [#cut()].
    /// @throws JournalException where it is damaged, in use, or cannot be written
    public static FileJournal open(JournalConfig config) {
        try {
            var disk = FileDisk.of(config.folder());
            var lock = disk.lock();
            try {
                return new FileJournal(config, disk, Optional.of(lock), Log.open(disk, config.log()));
            } catch (IOException failed) {
                lock.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new JournalException("the journal in " + config.folder() + " cannot be opened: " + words(failed), failed);
        }
    }

    private static String words(IOException failed) {
        return failed.getMessage() == null ? failed.toString() : failed.getMessage();
    }

    /// What a crash had left half written at its end.
    public Optional<Cut> cut() {
        return log.cut();
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
        heads.forEach(chain::begin);
        heads.forEach((shard, head) -> {
            if (head.seq() > 0) shards.add(shard);
        });
        each(from, (number, record) -> {
            var decoded = EntryForm.decode(number, record);
            var kept = decoded.kept();
            var entry = kept.entry();
            if (entry.seq() <= chain.head(entry.shard()).seq()) return true;
            check(decoded);
            shards.add(entry.shard());
            return reader.test(kept);
        });
        if (writer.isEmpty()) thread.start();
    }

    private void check(EntryForm.Decoded decoded) {
        var entry = decoded.kept().entry();
        long last = chain.head(entry.shard()).seq();
        if (entry.seq() != last + 1)
            throw new JournalException("the journal in " + disk + " lacks the inputs " + (last + 1) + " to "
                    + (entry.seq() - 1) + " of shard " + entry.shard()
                    + ": bring back its files, or the database that belongs to it");
        if (!chain.next(entry.shard(), entry.seq(), decoded.hashed()).equals(decoded.kept().hash()))
            throw new JournalException("the journal in " + disk + " is not as it was written: input " + entry.seq()
                    + " of shard " + entry.shard() + " (record " + decoded.kept().number()
                    + ") does not follow from the one before it; `oms verify` tells more");
    }

    /// The last entry of a shard.
    public Chain.Head head(int shard) {
        return chain.head(shard);
    }

    /// For a shard of which the journal has nothing, and something else has: it goes on behind that.
    public void begin(int shard, Chain.Head head) {
        chain.begin(shard, head);
    }

    @Override
    public Future<List<Kept>> append(List<Entry> entries) {
        if (closing) return Future.failedFuture(new JournalException("the journal is closed"));
        var job = new Job(entries, Promise.promise());
        queue.add(job);
        writer.ifPresent(executor -> executor.execute(this::writeWaiting));
        return job.kept.future();
    }

    private void writeWaiting() {
        var jobs = new ArrayList<Job>();
        queue.drainTo(jobs, ENOUGH);
        if (!jobs.isEmpty()) write(jobs);
    }

    private void run() {
        var jobs = new ArrayList<Job>();
        while (!closing || !queue.isEmpty()) {
            try {
                var first = queue.poll(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    jobs.add(first);
                    queue.drainTo(jobs, ENOUGH - 1);
                    write(jobs);
                    jobs.clear();
                }
                look();
            } catch (InterruptedException told) {
                LOG.debug("told to look", told);
            }
        }
    }

    private void write(List<Job> jobs) {
        if (!broken.isEmpty()) {
            for (var job : jobs) job.kept.fail(new JournalException(broken));
            return;
        }
        try {
            var kept = new ArrayList<List<Kept>>(jobs.size());
            long number = log.next();
            long bytes = 0;
            for (var job : jobs) {
                var mine = new ArrayList<Kept>(job.entries.size());
                for (var entry : job.entries) {
                    var record = record(number++, entry, mine);
                    bytes += record.remaining();
                    log.append(record);
                }
                kept.add(mine);
            }
            flush(number - log.next(), bytes);
            for (int i = 0; i < jobs.size(); i++) jobs.get(i).kept.complete(kept.get(i));
        } catch (IOException | RuntimeException failed) {
            broken = "the journal in " + disk + " has failed: " + failed.getMessage();
            LOG.error("ALARM: {}: nothing is sent any more; restart once the disk is well", broken, failed);
            for (var job : jobs) job.kept.tryFail(new JournalException(broken, failed));
        }
    }

    private ByteBuffer record(long number, Entry entry, List<Kept> kept) {
        var form = Wire.encode(entry.what());
        var bytes = EntryForm.encode(entry, form);
        var hash = chain.next(entry.shard(), entry.seq(), bytes.duplicate());
        shards.add(entry.shard());
        kept.add(new Kept(number, entry, Buffer.buffer(form), hash));
        int end = bytes.limit();
        return bytes.limit(end + EntryForm.HASH).put(end, hash.getBytes());
    }

    private void flush(long entries, long bytes) throws IOException {
        long began = System.nanoTime();
        flushingSince = began;
        log.flush();
        flushingSince = 0;
        long nanos = System.nanoTime() - began;
        var before = figures;
        figures = new JournalFigures(
                before.entries() + entries, before.bytes() + bytes, before.flushes() + 1,
                Math.max(before.longestFlushNanos(), nanos), 0, 0);
    }

    /// Now and then: is there room, and what may go?
    private void look() {
        if (System.nanoTime() < lookAt) return;
        lookAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MS);
        try {
            lacksSpace = disk.usableSpace() < config.leastSpace();
            drop();
        } catch (IOException | RuntimeException failed) {
            LOG.warn("the journal in {}: {}", disk, failed.getMessage());
        }
    }

    /// Files that neither a restart nor the store needs any more, and that are old enough.
    private void drop() throws IOException {
        for (var second = log.second(); second.isPresent(); second = log.second()) {
            long next = second.getAsLong();
            if (next > released.get() || next > snapshots.neededFrom(shards) || isYoung(next)) return;
            log.dropBefore(next);
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
        each(number, (at, record) -> reader.test(EntryForm.decode(at, record).kept()));
    }

    private void each(long from, Log.Reader reader) {
        try {
            log.read(from, reader);
        } catch (IOException failed) {
            throw new JournalException("the journal in " + disk + " cannot be read: " + words(failed), failed);
        }
    }

    /// The number of the next record.
    public long next() {
        return log.next();
    }

    @Override
    public void release(long number) {
        released.accumulateAndGet(number, Math::max);
        snapshots.released(number);
    }

    @Override
    public String closedBecause() {
        if (!broken.isEmpty()) return broken;
        if (lacksSpace)
            return "no new orders: there is hardly any room left on the journal's disk (" + disk + "); make some";
        long stalled = stalledNanos();
        return stalled > config.stalledAfter().toNanos()
                ? "no new orders: the journal's disk has not answered for " + TimeUnit.NANOSECONDS.toMillis(stalled) + " ms"
                : "";
    }

    private long stalledNanos() {
        long since = flushingSince;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    public JournalFigures figures() {
        var last = figures;
        return new JournalFigures(
                last.entries(), last.bytes(), last.flushes(), last.longestFlushNanos(), queue.size(), stalledNanos());
    }

    /// Writes what waits, and ends.
    @Override
    public void close() {
        closing = true;
        try {
            if (thread.isAlive()) thread.join();
            log.close();
            if (lock.isPresent()) lock.get().close();
        } catch (IOException failed) {
            throw new JournalException("the journal in " + disk + " cannot be closed: " + words(failed), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new JournalException("interrupted while the journal was being closed", interrupted);
        }
    }
}
