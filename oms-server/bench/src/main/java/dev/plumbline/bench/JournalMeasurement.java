package dev.plumbline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Recorded;
import dev.plumbline.journal.Durability;
import dev.plumbline.journal.FileDisk;
import dev.plumbline.journal.LogConfig;
import dev.plumbline.server.journal.Asker;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.JournalWriter;

/// How fast the journal's one thread encodes, chains and writes fills, for each durability and size of batch.
final class JournalMeasurement implements Measurement {
    private static final List<Integer> PER_FLUSH = List.of(1, 16, 256);
    private static final int FLUSHES = 64;
    private static final int ENTRIES_AT_LEAST = 512;
    private static final int SHARD = 1;

    private final Options options;

    JournalMeasurement(Options options) {
        this.options = options;
    }

    @Override
    public String name() {
        return "journal";
    }

    private record Round(long nanos, long entries, long bytes) {
        double entriesPerSecond() {
            return entries * 1e9 / nanos;
        }

        double megabytesPerSecond() {
            return bytes * 1e3 / nanos;
        }
    }

    @Override
    public Result run() throws InterruptedException {
        var figures = new ArrayList<Result.Figure>();
        for (var durability : Durability.values()) for (int perFlush : PER_FLUSH) figures.addAll(figures(durability, perFlush));
        return new Result(
                name(), "Written to the journal", figures,
                "fills with their FIX message and decoded form, of one shard; read again after each round and counted",
                "One thread, as in the server: encoding, SHA-256 and CRC-32C, one write for each flush and in power mode one"
                        + " fdatasync. Files of " + (LogConfig.SEGMENT_BYTES >> 20) + " MiB. What the disk calls synced is the disk's word.");
    }

    private List<Result.Figure> figures(Durability durability, int perFlush) throws InterruptedException {
        var mode = durability.name().toLowerCase(Locale.ROOT);
        var key = "journal" + (durability == Durability.PROCESS ? "Process" : "Power") + perFlush;
        var label = mode + ", " + perFlush + " a flush";
        int seconds = Math.max(1, options.seconds() / (PER_FLUSH.size() * Durability.values().length));
        var each = new Options(seconds, false, options.share(), options.data(), options.progress());
        var rounds = Rounds.run(each, () -> round(durability, perFlush));
        return List.of(
                rounds.figure(key + "EntriesPerSecond", label, "/s", Round::entriesPerSecond),
                rounds.figure(key + "MegabytesPerSecond", "  the same in bytes", "MB/s", Round::megabytesPerSecond));
    }

    /// Into a journal of its own, which goes again.
    private Round round(Durability durability, int perFlush) {
        var batches = batches(perFlush);
        try {
            var folder = Files.createTempDirectory(Files.createDirectories(options.data()), "journal");
            var disk = FileDisk.of(folder);
            try (var writer = JournalWriter.open(disk, LogConfig.of(durability))) {
                writer.replay(Map.of(), 1, _ -> true);
                long began = System.nanoTime();
                for (var batch : batches) writer.write(List.of(batch));
                long nanos = System.nanoTime() - began;
                return new Round(nanos, counted(writer, batches.size() * (long) perFlush), bytes(disk));
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the journal cannot be written below " + options.data(), failed);
        }
    }

    private List<JournalWriter.Job> batches(int perFlush) {
        var batches = new ArrayList<JournalWriter.Job>();
        int flushes = Math.max(1, options.orders(Math.max(ENTRIES_AT_LEAST / perFlush, FLUSHES)));
        for (int first = 1; first <= flushes * perFlush; first += perFlush) {
            var batch = new ArrayList<Entry>();
            for (int seq = first; seq < first + perFlush; seq++) batch.add(entry(seq));
            batches.add(JournalWriter.Job.of(batch));
        }
        return batches;
    }

    private static Entry entry(int seq) {
        var terms = Terms.of(new ClOrdID("C" + seq), seq);
        var report = Reports.fill(terms, seq, 0, seq, seq);
        return new Entry(
                SHARD, seq, new Recorded.Told(report), terms.clOrdID().value(), Terms.SESSION, Outcome.APPLIED, "", seq,
                Asker.NONE, FixText.fill(report));
    }

    private static long counted(JournalWriter writer, long written) {
        var read = new AtomicInteger();
        writer.read(1, kept -> kept.entry().seq() == read.incrementAndGet());
        if (read.get() != written) throw new IllegalStateException(read + " entries of " + written + " are in the journal");
        return written;
    }

    private static long bytes(FileDisk disk) throws IOException {
        long bytes = 0;
        for (var file : disk.files())
            try (var source = disk.open(file)) {
                bytes += source.length();
            }
        return bytes;
    }
}
