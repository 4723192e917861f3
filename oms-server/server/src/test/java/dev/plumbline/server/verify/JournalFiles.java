package dev.plumbline.server.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;

import dev.plumbline.server.journal.Chain;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.EntryForm;
import dev.plumbline.wire.Wire;

/// A journal in the hands of somebody who knows how it is written: every record can be taken out, changed and put back with
/// its checksum made right again.
final class JournalFiles {
    private static final int HEADER = 20;
    private static final int HASH = 32;

    private final Path folder;

    JournalFiles(Path folder) {
        this.folder = folder;
    }

    List<Path> logs() {
        return named(".log");
    }

    List<Path> snapshots() {
        return named("snapshot");
    }

    private List<Path> named(String part) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(part)).sorted().toList();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// One record, and where it stood.
    record Framed(Path file, long durableTo, byte[] bytes) {
        Entry entry() {
            return EntryForm.decode(0, ByteBuffer.wrap(bytes)).kept().entry();
        }

        Framed with(byte[] other) {
            return new Framed(file, durableTo, other);
        }
    }

    List<Framed> records() throws IOException {
        var records = new ArrayList<Framed>();
        for (var file : logs()) {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).position(HEADER);
            while (bytes.hasRemaining()) {
                bytes.getInt();
                var record = new byte[bytes.getInt()];
                bytes.getInt();
                long durableTo = bytes.getLong();
                bytes.get(record);
                records.add(new Framed(file, durableTo, record));
            }
        }
        return records;
    }

    void write(List<Framed> records) throws IOException {
        for (var file : logs()) {
            var header = ByteBuffer.wrap(Files.readAllBytes(file), 0, HEADER);
            var mine = records.stream().filter(record -> record.file.equals(file)).toList();
            var out = ByteBuffer.allocate(HEADER + mine.stream().mapToInt(record -> HEADER + record.bytes.length).sum());
            out.put(header);
            for (var record : mine)
                out.putInt(0x504C4D52).putInt(record.bytes.length).putInt(crc(record)).putLong(record.durableTo)
                        .put(record.bytes);
            Files.write(file, out.array());
        }
    }

    private static int crc(Framed record) {
        var crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(record.durableTo).flip());
        crc.update(record.bytes);
        return (int) crc.getValue();
    }

    /// Changes an entry, and makes every later hash of its shard right again.
    void changeAndChain(int shard, long seq, UnaryOperator<Entry> change) throws IOException {
        var chain = new Chain();
        var before = Chain.NOTHING;
        var records = new ArrayList<Framed>();
        for (var record : records()) {
            var entry = record.entry();
            if (entry.shard() != shard) {
                records.add(record);
                continue;
            }
            var now = entry.seq() == seq ? change.apply(entry) : entry;
            var bytes = EntryForm.encode(now, Wire.encode(now.input()));
            before = chain.hash(before, bytes.duplicate());
            int end = bytes.limit();
            bytes.limit(end + HASH).put(end, before.getBytes());
            records.add(record.with(bytes.array()));
        }
        write(records);
    }
}
