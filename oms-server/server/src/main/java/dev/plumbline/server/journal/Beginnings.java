package dev.plumbline.server.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.journal.Disk;

/// Where each shard stood as a file of the journal was begun, in a small file beside it. A shard that has stood there
/// since its last snapshot needs nothing of the files before: without that, one shard in which hardly anything happens
/// would make every restart read the journal from its last input on, and would keep all of it on the disk.
///
/// It only spares reading: what is missing or torn here costs time and nothing else. One thread writes, any thread asks.
final class Beginnings {
    private static final Logger LOG = LoggerFactory.getLogger(Beginnings.class);
    private static final Pattern NAME = Pattern.compile("beginning-(\\d{19})");
    private static final long MAGIC = 0x504C42454748494EL;
    private static final int CRC = 4;

    private final Disk disk;
    private final NavigableMap<Long, Map<Integer, Long>> seqs = new ConcurrentSkipListMap<>();

    private Beginnings(Disk disk) {
        this.disk = disk;
    }

    /// @param files the numbers of the first records of the files that are there; what is here of others goes
    static Beginnings open(Disk disk, Set<Long> files) throws IOException {
        var beginnings = new Beginnings(disk);
        for (var name : disk.files()) {
            var parts = NAME.matcher(name);
            if (!parts.matches()) continue;
            long first = Long.parseLong(parts.group(1));
            if (files.contains(first)) beginnings.load(first, name);
            else disk.delete(name);
        }
        return beginnings;
    }

    private void load(long first, String name) {
        try (var source = disk.open(name)) {
            var bytes = ByteBuffer.allocate(Math.toIntExact(source.length()));
            source.read(0, bytes);
            seqs.put(first, read(bytes.array(), first));
        } catch (IOException | ArithmeticException unreadable) {
            LOG.warn("{} cannot be used: {}; a restart may read more of the journal than it needs", name,
                    unreadable.getMessage());
        }
    }

    private static Map<Integer, Long> read(byte[] bytes, long first) throws IOException {
        if (bytes.length < CRC) throw new IOException("it is torn");
        int crc = ByteBuffer.wrap(bytes).getInt(bytes.length - CRC);
        if (crc != crc(bytes, bytes.length - CRC)) throw new IOException("its checksum is wrong");
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readLong() != MAGIC || in.readLong() != first) throw new IOException("it belongs to another file");
        var seqs = new HashMap<Integer, Long>();
        for (int i = in.readInt(); i > 0; i--) seqs.put(in.readInt(), in.readLong());
        return seqs;
    }

    private static int crc(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /// A file was begun.
    /// @param first the number of its first record
    /// @param heads the last input of each shard before it
    void begun(long first, Map<Integer, Chain.Head> heads) {
        var now = new HashMap<Integer, Long>();
        heads.forEach((shard, head) -> now.put(shard, head.seq()));
        try (var file = disk.create(name(first))) {
            file.append(ByteBuffer.wrap(bytes(first, now)));
            seqs.put(first, now);
        } catch (IOException failed) {
            LOG.warn("{} cannot be written: {}; a restart may read more of the journal than it needs", name(first),
                    failed.getMessage());
        }
    }

    private static byte[] bytes(long first, Map<Integer, Long> seqs) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeLong(MAGIC);
        out.writeLong(first);
        out.writeInt(seqs.size());
        for (var one : seqs.entrySet()) {
            out.writeInt(one.getKey());
            out.writeLong(one.getValue());
        }
        out.writeInt(crc(bytes.toByteArray(), bytes.size()));
        return bytes.toByteArray();
    }

    private static String name(long first) {
        return "beginning-%019d".formatted(first);
    }

    /// Files that had nothing from `number` on are gone.
    void droppedBefore(long number) throws IOException {
        var gone = seqs.headMap(number, false);
        for (long first : gone.keySet()) disk.delete(name(first));
        gone.clear();
    }

    /// The first record that may be news to a shard.
    /// @param seq the last input that it has, 0 for none
    /// @param number of the record of that input
    long newsTo(int shard, long seq, long number) {
        for (var one : seqs.tailMap(number, false).descendingMap().entrySet())
            if (one.getValue().getOrDefault(shard, 0L) == seq) return one.getKey();
        return number + 1;
    }
}
