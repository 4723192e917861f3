package dev.plumbline.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.journal.Cut;
import dev.plumbline.journal.Disk;
import dev.plumbline.journal.Log;
import dev.plumbline.journal.LogConfig;
import dev.plumbline.wire.Wire;

/// What a [FileJournal] does, without a thread of its own: encodes, chains, writes and answers, when it is told to. So a
/// simulation can do it step by step on a disk in memory.
///
/// First [#replay], once; then [#write], of one thread. Any thread may [#read] and ask for figures.
public final class JournalWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    private final Disk disk;
    private final Log log;
    private final Chain chain = new Chain();
    private final Beginnings beginnings;
    private final Set<Integer> shards = ConcurrentHashMap.newKeySet();
    private long appended;
    private volatile String broken = "";
    private volatile Flush flush = Flush.NONE;
    private volatile JournalFigures figures = JournalFigures.NONE;

    /// The one in hand.
    private record Flush(boolean isRunning, long since) {
        static final Flush NONE = new Flush(false, 0);

        long nanos() {
            return isRunning ? System.nanoTime() - since : 0;
        }
    }

    /// A batch of one shard, and who waits for it.
    /// @param forms of each entry what stands of it, where it was written before; none where it is new
    public record Job(List<Entry> entries, List<Buffer> forms, Promise<List<Kept>> kept) {
        public static Job of(List<Entry> entries) {
            return new Job(entries, List.of(), Promise.promise());
        }

        /// Of entries that were written before.
        public static Job again(List<Written> written) {
            return new Job(
                    written.stream().map(Written::entry).toList(), written.stream().map(Written::form).toList(), Promise.promise());
        }

        private byte[] form(int at) {
            return forms.isEmpty() ? Wire.encode(entries.get(at).input()) : forms.get(at).getBytes();
        }
    }

    private JournalWriter(Disk disk, Log log) throws IOException {
        this.disk = disk;
        this.log = log;
        this.beginnings = Beginnings.open(disk, log.files());
    }

    /// @throws IOException where it is damaged or cannot be written
    public static JournalWriter open(Disk disk, LogConfig config) throws IOException {
        return new JournalWriter(disk, Log.open(disk, config));
    }

    /// Gives what is behind `heads`, of all shards, oldest first, and checks that nothing is missing or changed.
    /// See [FileJournal#replay].
    public void replay(Map<Integer, Chain.Head> heads, long from, Predicate<Kept> reader) {
        heads.forEach((shard, head) -> {
            chain.begin(shard, head);
            if (head.seq() > 0) shards.add(shard);
        });
        var begun = new HashSet<Integer>();
        each(from, (number, record) -> {
            var place = EntryForm.place(record);
            boolean isBehindHead = place.seq() > chain.head(place.shard()).seq();
            if (!isBehindHead && !begun.contains(place.shard())) return true;
            var decoded = EntryForm.decode(number, record);
            var entry = decoded.kept().entry();
            check(decoded);
            begun.add(entry.shard());
            shards.add(entry.shard());
            return reader.test(decoded.kept());
        });
    }

    private void check(EntryForm.Decoded decoded) {
        var entry = decoded.kept().entry();
        long last = chain.head(entry.shard()).seq();
        if (entry.seq() <= last)
            throw new JournalException("the journal in " + disk + " is not as it was written: input " + entry.seq()
                    + " of shard " + entry.shard() + " (record " + decoded.kept().number() + ") comes behind input " + last);
        if (entry.seq() != last + 1)
            throw new JournalException("the journal in " + disk + " lacks the inputs " + (last + 1) + " to "
                    + (entry.seq() - 1) + " of shard " + entry.shard()
                    + ": bring back its files, or the database that belongs to it");
        if (!chain.next(entry.shard(), entry.seq(), decoded.hashed()).equals(decoded.kept().hash()))
            throw new JournalException("the journal in " + disk + " is not as it was written: input " + entry.seq()
                    + " of shard " + entry.shard() + " (record " + decoded.kept().number()
                    + ") does not follow from the one before it; `oms verify` tells more");
    }

    /// Makes all of them durable with one flush, then completes them in their order. Fails them where it cannot, and every
    /// later one: what the shards have in memory is then ahead of the journal.
    public void write(List<Job> jobs) {
        if (!broken.isEmpty()) {
            for (var job : jobs) job.kept.fail(new JournalException(broken));
            return;
        }
        try {
            var kept = new ArrayList<List<Kept>>(jobs.size());
            long next = log.next();
            for (var job : jobs) {
                kept.add(append(next, job));
                next += job.entries.size();
            }
            flush(next - log.next());
            for (int i = 0; i < jobs.size(); i++) jobs.get(i).kept.complete(kept.get(i));
        } catch (IOException | RuntimeException failed) {
            fail(jobs, failed);
        }
    }

    /// Nothing is written any more, and whoever waits for these hears so.
    void fail(List<Job> jobs, Throwable failed) {
        broken = "the journal in " + disk + " has failed: " + failed.getMessage();
        LOG.error("ALARM: {}: nothing is sent any more; restart once the disk is well", broken, failed);
        for (var job : jobs) job.kept.tryFail(new JournalException(broken, failed));
    }

    private List<Kept> append(long first, Job job) throws IOException {
        var kept = new ArrayList<Kept>(job.entries.size());
        for (int i = 0; i < job.entries.size(); i++) log.append(record(first + i, job.entries.get(i), job.form(i), kept));
        return kept;
    }

    private ByteBuffer record(long number, Entry entry, byte[] form, List<Kept> kept) {
        var bytes = EntryForm.encode(entry, form);
        var hash = chain.next(entry.shard(), entry.seq(), bytes.duplicate());
        shards.add(entry.shard());
        kept.add(new Kept(number, entry, Buffer.buffer(form), hash));
        int end = bytes.limit();
        appended += end + EntryForm.HASH;
        return bytes.limit(end + EntryForm.HASH).put(end, hash.getBytes());
    }

    private void flush(long entries) throws IOException {
        long began = System.nanoTime();
        long file = log.files().last();
        flush = new Flush(true, began);
        try {
            log.flush();
        } finally {
            flush = Flush.NONE;
        }
        if (log.files().last() != file) beginnings.begun(log.files().last(), chain.heads());
        figures = figures.flushed(entries, appended, System.nanoTime() - began);
        appended = 0;
    }

    private void each(long from, Log.Reader reader) {
        try {
            log.read(from, reader);
        } catch (IOException failed) {
            throw new JournalException("the journal in " + disk + " cannot be read: " + words(failed), failed);
        }
    }

    static String words(IOException failed) {
        return failed.getMessage() == null ? failed.toString() : failed.getMessage();
    }

    /// Gives what is kept from `number` on, oldest first, until `reader` returns false or the end.
    public void read(long number, Predicate<Kept> reader) {
        each(number, (at, record) -> reader.test(EntryForm.decode(at, record).kept()));
    }

    /// As [#read], of the `wanted` only.
    void find(long from, Predicate<EntryForm.Place> wanted, Predicate<Kept> reader) {
        each(from, (at, record) ->
                !wanted.test(EntryForm.place(record)) || reader.test(EntryForm.decode(at, record).kept()));
    }

    /// Takes which entry a record is, and the number of that record.
    public interface NumberedPlace {
        void accept(long number, EntryForm.Place place);
    }

    /// As [#read], for who needs to know only which inputs there are.
    void places(long from, NumberedPlace reader) {
        each(from, (number, record) -> {
            reader.accept(number, EntryForm.place(record));
            return true;
        });
    }

    /// Which of these records have these hashes, or were dropped long ago. One go through the log, however many they are.
    Set<Long> matching(NavigableMap<Long, Buffer> hashes) {
        var matching = new HashSet<>(hashes.headMap(log.first(), false).keySet());
        var asked = new ArrayDeque<>(hashes.tailMap(log.first(), true).keySet());
        if (asked.isEmpty()) return matching;
        each(asked.getFirst(), (number, record) -> {
            if (number < asked.getFirst()) return true;
            if (EntryForm.place(record).hash().equals(hashes.get(number))) matching.add(number);
            asked.removeFirst();
            return !asked.isEmpty();
        });
        return matching;
    }

    /// The last entry of a shard.
    public Chain.Head head(int shard) {
        return chain.head(shard);
    }

    /// For a shard of which the journal has nothing, and something else has: it goes on behind that.
    public void begin(int shard, Chain.Head head) {
        chain.begin(shard, head);
    }

    /// Those that have had an input.
    Set<Integer> shards() {
        return shards;
    }

    /// The first record that may be news to a shard that has all up to an input of a record.
    /// @param seq of the input, 0 for none
    long newsTo(int shard, long seq, long number) {
        return beginnings.newsTo(shard, seq, number);
    }

    /// What a crash had left half written at its end.
    public Optional<Cut> cut() {
        return log.cut();
    }

    /// The number of the next record.
    public long next() {
        return log.next();
    }

    /// That of the oldest record that is still there, or would be.
    long first() {
        return log.first();
    }

    OptionalLong second() {
        return log.second();
    }

    void dropBefore(long number) throws IOException {
        log.dropBefore(number);
        beginnings.droppedBefore(log.first());
    }

    /// Why nothing is written any more. Empty while all is well.
    public String broken() {
        return broken;
    }

    /// Nothing waits here: see [FileJournal#figures()].
    JournalFigures figures() {
        return figures.stalled(flush.nanos());
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
