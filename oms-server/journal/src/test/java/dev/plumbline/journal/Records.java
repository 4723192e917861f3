package dev.plumbline.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Records that are texts, and all there is of them.
final class Records {
    private Records() {}

    static void flushed(Log log, String... records) throws IOException {
        for (var record : records) log.append(bytes(record));
        log.flush();
    }

    static ByteBuffer bytes(String record) {
        return ByteBuffer.wrap(record.getBytes(UTF_8));
    }

    /// Each with its number: `1 one`.
    static List<String> from(Log log, long number) throws IOException {
        var records = new ArrayList<String>();
        log.read(number, into(records));
        return records;
    }

    static List<String> all(Log log) throws IOException {
        return from(log, 1);
    }

    /// What [Log#scan] finds.
    static List<String> scanned(Disk disk) throws IOException {
        var records = new ArrayList<String>();
        Log.scan(disk, into(records));
        return records;
    }

    private static Log.Reader into(List<String> records) {
        return (number, record) -> records.add(number + " " + UTF_8.decode(record));
    }
}
