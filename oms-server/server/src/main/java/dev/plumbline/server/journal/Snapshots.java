package dev.plumbline.server.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

import io.vertx.core.buffer.Buffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.core.Command;
import dev.plumbline.journal.Disk;
import dev.plumbline.wire.Wire;
import dev.plumbline.wire.WireException;

/// The snapshots of a server's shards, a file each: magic number, version, shard, seq, hash, record number, then the
/// commands in flight, the first answers and the book, each in the form of `dev.plumbline.wire` behind its length, then
/// CRC-32C of all of it. Written as a whole or not at all. Of each shard the two newest stay, and the newest that the
/// store has caught up with, or the oldest while it has caught up with none: three at most, however long it is away. Any
/// thread; of one shard one at a time.
public final class Snapshots {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final long MAGIC = 0x504C5342534E4150L;
    private static final int VERSION = 6;
    /// One of version 4 has no halts; a program that knows no more would pass over them, and let orders go. One of version 6
    /// may say of a price that it was restated, which the program of version 5 takes for a corporate action.
    private static final int OLDEST = 4;
    private static final int HASH_AT = 8 + 4 + 4 + 8;
    private static final int NEWEST_KEPT = 2;
    private static final int BUFFER = 1 << 18;
    private static final Pattern NAME = Pattern.compile("snapshot-(\\d{3})-(\\d{19})-(\\d{19})");
    private static final Comparator<Named> NEWEST_FIRST = Comparator.comparingLong(Named::seq).reversed();

    private final Disk disk;
    private final AtomicLong released = new AtomicLong();

    public Snapshots(Disk disk) {
        this.disk = disk;
    }

    /// What can be read off a file's name.
    private record Named(String file, int shard, long seq, long number) {
        static Stream<Named> of(String file) {
            var parts = NAME.matcher(file);
            return parts.matches()
                    ? Stream.of(new Named(
                            file, Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2)),
                            Long.parseLong(parts.group(3))))
                    : Stream.empty();
        }
    }

    /// The store has all below this record of the journal.
    void released(long number) {
        released.accumulateAndGet(number, Math::max);
    }

    /// The lowest record that a restart may have to begin with.
    /// @param shards that have had inputs
    /// @param news the first record that may be news to a shard
    long neededFrom(Collection<Integer> shards, News news) {
        long lowest = Long.MAX_VALUE;
        for (int shard : shards) {
            var kept = of(shard);
            long from = kept.isEmpty() ? news.to(shard, 0, 0) : news.to(shard, kept.getLast().seq, kept.getLast().number);
            lowest = Math.min(lowest, from);
        }
        return lowest;
    }

    /// See [JournalWriter#newsTo].
    interface News {
        long to(int shard, long seq, long number);
    }

    private List<Named> of(int shard) {
        try {
            return disk.files().stream()
                    .flatMap(Named::of)
                    .filter(named -> named.shard == shard)
                    .sorted(NEWEST_FIRST)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("the snapshots in " + disk + " cannot be listed: " + failed.getMessage(), failed);
        }
    }

    /// @throws UncheckedIOException where it cannot be written; those that are there stay
    public void write(ShardSnapshot snapshot) {
        var file = "snapshot-%03d-%019d-%019d".formatted(snapshot.shard(), snapshot.seq(), snapshot.number());
        try {
            disk.replace(file, channel -> {
                var checked = new CheckedOutputStream(Channels.newOutputStream(channel), new CRC32C());
                var out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER));
                write(snapshot, out);
                out.flush();
                out.writeInt((int) checked.getChecksum().getValue());
                out.flush();
            });
            drop(of(snapshot.shard()));
        } catch (IOException failed) {
            throw new UncheckedIOException(file + " cannot be written: " + failed.getMessage(), failed);
        }
    }

    private static void write(ShardSnapshot snapshot, DataOutputStream out) throws IOException {
        out.writeLong(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(snapshot.shard());
        out.writeLong(snapshot.seq());
        out.write(snapshot.hash().getBytes());
        out.writeLong(snapshot.number());
        out.writeInt(snapshot.inFlight().size());
        for (var command : snapshot.inFlight()) bytes(out, Wire.encode(command));
        out.writeInt(snapshot.answers().size());
        for (var answer : snapshot.answers()) {
            for (var text : List.of(
                    answer.asker().user(), answer.asker().requestId(), answer.clOrdID(), answer.refusal(), answer.text()))
                bytes(out, text.getBytes(UTF_8));
        }
        Wire.write(out, snapshot.book());
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), UTF_8);
    }

    private void drop(List<Named> newestFirst) throws IOException {
        var stored = newestFirst.stream()
                .filter(named -> named.number < released.get())
                .findFirst()
                .orElse(newestFirst.getLast());
        for (int i = NEWEST_KEPT; i < newestFirst.size(); i++) {
            var named = newestFirst.get(i);
            if (!named.equals(stored)) disk.delete(named.file);
        }
    }

    /// One that is there.
    public record Ref(int shard, long seq, String file) {}

    /// All that are there, damaged ones included.
    public List<Ref> all() {
        try {
            return disk.files().stream().flatMap(Named::of).map(named -> new Ref(named.shard, named.seq, named.file)).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("the snapshots in " + disk + " cannot be listed: " + failed.getMessage(), failed);
        }
    }

    /// @throws JournalException where it is damaged
    public ShardSnapshot read(Ref ref) {
        try {
            return read(Named.of(ref.file).findFirst().orElseThrow());
        } catch (IOException | WireException damaged) {
            throw new JournalException(String.valueOf(damaged.getMessage()), damaged);
        }
    }

    /// The newest of `shard` that is whole and was taken at `maxSeq` or before.
    public Optional<ShardSnapshot> newest(int shard, long maxSeq) {
        for (var named : of(shard)) {
            if (named.seq > maxSeq) continue;
            try {
                return Optional.of(read(named));
            } catch (IOException | WireException | JournalException damaged) {
                LOG.error("ALARM: the snapshot {} is damaged and passed over: {}", named.file, damaged.getMessage());
            }
        }
        return Optional.empty();
    }

    /// Takes away what was taken after a record that the journal has lost, as after a power cut: by and by another record
    /// gets its number, and a restart would begin at the wrong place.
    ///
    /// @param there records that the journal has
    /// @param last whether the last one of them is taken away, too, as the journal has everything
    void forgetLost(int shard, Set<Long> there, boolean last) {
        var all = of(shard);
        var lost = all.stream().filter(named -> !there.contains(named.number)).toList();
        if (lost.isEmpty() || (lost.size() == all.size() && !last)) return;
        for (var named : lost) {
            LOG.error("ALARM: the journal has lost the record that {} was taken after: the snapshot goes", named.file);
            try {
                disk.delete(named.file);
            } catch (IOException failed) {
                throw new UncheckedIOException(named.file + " cannot be deleted: " + failed.getMessage(), failed);
            }
        }
    }

    /// Whether of each shard that has any there is one that was taken before the record `number`.
    boolean reachBefore(long number) {
        var named = all().stream().flatMap(ref -> Named.of(ref.file)).toList();
        var shards = named.stream().map(Named::shard).collect(Collectors.toSet());
        named.stream().filter(one -> one.number < number).map(Named::shard).forEach(shards::remove);
        return shards.isEmpty();
    }

    /// Takes away those that were taken after the record `from`, or a later one.
    void cutOff(long from) throws IOException {
        for (var file : disk.files()) {
            if (Named.of(file).anyMatch(named -> named.number >= from)) disk.delete(file);
        }
    }

    /// Of the records that they were taken after, by number.
    NavigableMap<Long, Buffer> hashes() {
        var hashes = new TreeMap<Long, Buffer>();
        for (var ref : all()) Named.of(ref.file).forEach(named -> hashes.put(named.number, hash(named)));
        return hashes;
    }

    /// Of the input that it was taken after, as its beginning says; nothing where it cannot be read.
    private Buffer hash(Named named) {
        try (var source = disk.open(named.file)) {
            var hash = ByteBuffer.allocate(EntryForm.HASH);
            return source.read(HASH_AT, hash) == EntryForm.HASH ? Buffer.buffer(hash.array()) : Buffer.buffer();
        } catch (IOException unreadable) {
            LOG.error("ALARM: the snapshot {} cannot be read: {}", named.file, unreadable.getMessage());
            return Buffer.buffer();
        }
    }

    private ShardSnapshot read(Named named) throws IOException {
        try (var source = disk.open(named.file)) {
            check(source);
            var snapshot = read(new DataInputStream(new BufferedInputStream(new SourceStream(source), BUFFER)));
            if (snapshot.shard() != named.shard || snapshot.seq() != named.seq || snapshot.number() != named.number)
                throw new JournalException("it is of another shard or input than its name says");
            return snapshot;
        }
    }

    /// Before anything in it is believed, a length least of all.
    private static void check(Disk.Source source) throws IOException {
        var checked = new CheckedInputStream(new BufferedInputStream(new SourceStream(source), BUFFER), new CRC32C());
        checked.skipNBytes(Math.max(0, source.length() - Integer.BYTES));
        int crc = (int) checked.getChecksum().getValue();
        if (new DataInputStream(checked).readInt() != crc) throw new JournalException("its checksum is wrong");
    }

    private static ShardSnapshot read(DataInputStream in) throws IOException {
        if (in.readLong() != MAGIC) throw new JournalException("it is no snapshot");
        int version = in.readInt();
        if (version < OLDEST || version > VERSION)
            throw new JournalException("it has version " + version + ", this program reads " + OLDEST + " to " + VERSION);
        int shard = in.readInt();
        long seq = in.readLong();
        var hash = Buffer.buffer(in.readNBytes(EntryForm.HASH));
        long number = in.readLong();
        var inFlight = new ArrayList<Command>();
        for (int i = in.readInt(); i > 0; i--) inFlight.add(Wire.command(in.readNBytes(in.readInt())));
        var answers = new ArrayList<FirstAnswer>();
        for (int i = in.readInt(); i > 0; i--)
            answers.add(new FirstAnswer(new Asker(text(in), text(in)), text(in), text(in), text(in)));
        return new ShardSnapshot(shard, seq, hash, number, Wire.bookState(in), inFlight, answers);
    }

    /// A file as a stream, read in large pieces by who is around it.
    private static final class SourceStream extends InputStream {
        private final Disk.Source source;
        private long offset;

        SourceStream(Disk.Source source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            int read = source.read(offset, ByteBuffer.wrap(into, at, length));
            offset += read;
            return read == 0 && length > 0 ? -1 : read;
        }
    }
}
