package dev.plumbline.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/// Records, one behind the other in files, numbered from 1. Appended in batches; after a crash the end that it tore is cut
/// off at the last whole record, and said; damage anywhere else is refused, with its place.
///
/// One thread appends; any thread may [#read] meanwhile, up to the last flush. After a failure to write the log is broken:
/// every later append fails, until it is opened again.
public final class Log implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int COPIED_AT_ONCE = 1 << 20;

    private final Disk disk;
    private final LogConfig config;
    private final Optional<Cut> cut;
    /// Numbers of the first records of the files.
    private final ConcurrentSkipListSet<Long> segments;
    private Disk.Appender appender;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private long buffered;
    private long durableTo;
    private boolean broken;
    /// Readers may see the records below it.
    private volatile long next;

    /// Takes records in the order of their numbers.
    public interface Reader {
        /// @param record only good until this returns
        /// @return false to stop
        boolean record(long number, ByteBuffer record) throws IOException;
    }

    private Log(Disk disk, LogConfig config, Tail tail, Disk.Appender appender) {
        this.disk = disk;
        this.config = config;
        this.cut = tail.cut;
        this.segments = new ConcurrentSkipListSet<>(tail.segments);
        this.appender = appender;
        this.durableTo = appender.length();
        this.next = tail.next;
    }

    /// Opens the log of a folder, or begins one.
    /// @throws DamagedException where it is not as it was written
    public static Log open(Disk disk, LogConfig config) throws IOException {
        var tail = Tail.of(disk);
        for (var torn : tail.torn) disk.delete(torn);
        if (tail.segments.isEmpty()) return begin(disk, config, tail);
        var newest = Segment.name(tail.segments.getLast());
        var appender = disk.reopen(newest, tail.end);
        // A record behind this one will say that all before it is durable.
        if (config.durability() == Durability.POWER) appender.force();
        return new Log(disk, config, tail, appender);
    }

    private static Log begin(Disk disk, LogConfig config, Tail tail) throws IOException {
        var appender = create(disk, config, tail.next);
        return new Log(disk, config, tail.with(tail.next), appender);
    }

    private static Disk.Appender create(Disk disk, LogConfig config, long first) throws IOException {
        var appender = disk.create(Segment.name(first));
        appender.append(Segment.header(first));
        if (config.durability() == Durability.POWER) appender.force();
        return appender;
    }

    /// What was cut off when it was opened.
    public Optional<Cut> cut() {
        return cut;
    }

    /// The number of the oldest record that is still there, or would be.
    public long first() {
        return segments.first();
    }

    /// The numbers of the first records of the files, oldest first.
    public SortedSet<Long> files() {
        return Collections.unmodifiableSortedSet(segments);
    }

    /// The number of the first record of the second file: below it is what [#dropBefore] can drop next. None where there
    /// is one file only.
    public OptionalLong second() {
        var second = segments.higher(segments.first());
        return second == null ? OptionalLong.empty() : OptionalLong.of(second);
    }

    /// The number of the record that is flushed next.
    public long next() {
        return next;
    }

    /// One more record, which is there after the next [#flush()].
    /// @throws IOException where the log is broken
    public void append(ByteBuffer record) throws IOException {
        if (broken) throw new IOException("the log is broken: it has failed to write before");
        if (record.remaining() > Frame.LONGEST)
            throw new IllegalArgumentException("a record of " + record.remaining() + " bytes: " + Frame.LONGEST + " at most");
        room(Frame.HEADER + record.remaining());
        Frame.put(buffer, record, durableTo);
        buffered++;
    }

    private void room(int bytes) {
        if (buffer.remaining() >= bytes) return;
        int wanted = Math.max(buffer.position() + bytes, 2 * buffer.capacity());
        buffer = ByteBuffer.allocateDirect(wanted).put(buffer.flip());
    }

    /// Returns when all that was appended is durable.
    public void flush() throws IOException {
        if (broken) throw new IOException("the log is broken: it has failed to write before");
        if (buffered == 0) return;
        broken = true;
        appender.append(buffer.flip());
        if (config.durability() == Durability.POWER) appender.force();
        durableTo = appender.length();
        long first = next;
        next = first + buffered;
        buffered = 0;
        buffer.clear();
        if (durableTo >= config.segmentBytes()) roll();
        broken = false;
    }

    private void roll() throws IOException {
        appender.close();
        appender = create(disk, config, next);
        durableTo = appender.length();
        segments.add(next);
    }

    /// Gives the records from `from` on, or from the oldest that is there, up to the last flush.
    /// @throws DamagedException where one of them is not as it was written
    public void read(long from, Reader reader) throws IOException {
        long end = next;
        var start = segments.floor(from);
        for (long first : segments.tailSet(start == null ? segments.first() : start)) {
            if (first >= end) return;
            var second = segments.higher(first);
            if (!read(disk, new Part(first, second == null ? end : second, second != null), from, reader)) return;
        }
    }

    /// Takes away the log of a folder that nobody has open, damaged or not.
    public static void delete(Disk disk) throws IOException {
        for (var file : Tail.files(disk)) disk.delete(file);
    }

    /// Takes the end away of a log that nobody has open: the records from `from` on. The files that have any of them are first
    /// copied whole to `aside`, where they are a log by themselves. A crash meanwhile leaves a whole log, with more or fewer of
    /// those records.
    /// @throws IllegalArgumentException where it has no such record
    public static void cutOff(Disk disk, long from, Disk aside) throws IOException {
        var tail = Tail.of(disk);
        if (tail.segments.isEmpty() || from < tail.segments.getFirst() || from >= tail.next)
            throw new IllegalArgumentException("record " + from + ": there are those from " + tail.segments + " to " + (tail.next - 1));
        var cut = tail.segments.reversed().stream().takeWhile(first -> lastOf(tail, first) >= from).toList();
        for (long first : cut.reversed()) copy(disk, Segment.name(first), aside);
        for (var torn : tail.torn) disk.delete(torn);
        for (long first : cut) {
            if (first > from || (first == from && first > tail.segments.getFirst())) disk.delete(Segment.name(first));
            else cutOff(disk, first, from);
        }
    }

    private static long lastOf(Tail tail, long first) {
        int at = tail.segments.indexOf(first) + 1;
        return (at < tail.segments.size() ? tail.segments.get(at) : tail.next) - 1;
    }

    private static void cutOff(Disk disk, long first, long from) throws IOException {
        var file = Segment.name(first);
        long left = from - first;
        long end;
        try (var source = disk.open(file)) {
            var counted = new AtomicLong();
            end = left == 0 ? Segment.HEADER : Segment.read(source, source.length(), _ -> counted.incrementAndGet() < left).offset();
        }
        try (var appender = disk.reopen(file, end)) {
            appender.force();
        }
    }

    private static void copy(Disk disk, String file, Disk to) throws IOException {
        try (var source = disk.open(file); var appender = to.create(file)) {
            var buffer = ByteBuffer.allocate(COPIED_AT_ONCE);
            for (long at = 0; at < source.length(); at += buffer.limit()) {
                source.read(at, buffer.clear());
                appender.append(buffer.flip());
                buffer.rewind();
            }
            appender.force();
        }
    }

    /// Gives all there is of a log that nobody writes, changes nothing, and says where its end is torn.
    /// @throws DamagedException where it is not as it was written
    public static Optional<Cut> scan(Disk disk, Reader reader) throws IOException {
        var tail = Tail.of(disk);
        for (int i = 0; i < tail.segments.size(); i++) {
            boolean isFull = i + 1 < tail.segments.size();
            long next = isFull ? tail.segments.get(i + 1) : tail.next;
            if (!read(disk, new Part(tail.segments.get(i), next, isFull), 0, reader)) break;
        }
        return tail.cut;
    }

    /// The records of one file.
    ///
    /// @param next the number behind the last of them
    /// @param isFull nothing may be behind that one
    private record Part(long first, long next, boolean isFull) {
        String file() {
            return Segment.name(first);
        }
    }

    /// The records of one file from `from` on. False where the reader had enough.
    private static boolean read(Disk disk, Part part, long from, Reader reader) throws IOException {
        var file = part.file();
        Tail.header(disk, file);
        try (var source = disk.open(file)) {
            var taker = new Numbered(part, from, reader);
            if (part.first == part.next) return true;
            var read = Segment.read(source, source.length(), taker);
            if (taker.enough) return false;
            if (taker.number < part.next)
                throw new DamagedException(file, read.offset(), "the record " + taker.number + " is not whole");
            if (part.isFull && read.offset() < source.length())
                throw new DamagedException(file, read.offset(), "there is something behind the last record");
            return true;
        }
    }

    /// Counts what it passes on.
    private static final class Numbered implements Segment.Taker {
        private final long from;
        private final long next;
        private final Reader reader;
        private long number;
        private boolean enough;

        Numbered(Part part, long from, Reader reader) {
            this.number = part.first;
            this.from = from;
            this.next = part.next;
            this.reader = reader;
        }

        @Override
        public boolean record(ByteBuffer record) throws IOException {
            long mine = number++;
            if (mine >= from && !reader.record(mine, record)) enough = true;
            return !enough && number < next;
        }
    }

    /// Deletes the files that have nothing from `number` on. The newest one stays.
    public void dropBefore(long number) throws IOException {
        for (var next = segments.higher(segments.first()); next != null && next <= number;
                next = segments.higher(segments.first())) {
            long oldest = segments.first();
            segments.remove(oldest);
            disk.delete(Segment.name(oldest));
        }
    }

    /// What is not flushed is gone.
    @Override
    public void close() throws IOException {
        broken = true;
        appender.close();
    }

    /// What is found at the end of a log.
    ///
    /// @param torn files that a crash left before they had a header
    /// @param next the number of the next record
    /// @param end of the newest file
    private record Tail(List<Long> segments, List<String> torn, long next, long end, Optional<Cut> cut) {

        static Tail of(Disk disk) throws IOException {
            var files = files(disk);
            if (files.isEmpty()) return new Tail(List.of(), List.of(), 1, 0, Optional.empty());
            if (isTornCreation(disk, files.getLast())) return beforeTornCreation(disk, files);
            return of(disk, files, List.of());
        }

        /// A crash came between the creation of a file and its header: nothing was in it.
        private static Tail beforeTornCreation(Disk disk, List<String> files) throws IOException {
            var torn = files.getLast();
            var whole = files.subList(0, files.size() - 1);
            long bytes = length(disk, torn);
            var cut = new Cut(torn, 0, bytes);
            if (whole.isEmpty()) return new Tail(List.of(), List.of(torn), Segment.first(torn), 0, Optional.of(cut));
            var tail = of(disk, whole, List.of(torn));
            if (tail.cut.isPresent())
                throw new DamagedException(whole.getLast(), tail.end, "there is something behind the last record");
            if (tail.next != Segment.first(torn))
                throw new DamagedException(whole.getLast(), tail.end, "the records from " + tail.next + " on are missing");
            return new Tail(tail.segments, tail.torn, tail.next, tail.end, Optional.of(cut));
        }

        private static Tail of(Disk disk, List<String> files, List<String> torn) throws IOException {
            var newest = files.getLast();
            header(disk, newest);
            try (var source = disk.open(newest)) {
                var end = Segment.read(source, source.length(), _ -> true);
                long rest = source.length() - end.offset();
                if (rest > 0 && Segment.isDamage(source, end.offset()))
                    throw new DamagedException(newest, end.offset(), "there are whole records behind it");
                var cut = rest == 0 ? Optional.<Cut>empty() : Optional.of(new Cut(newest, end.offset(), rest));
                return new Tail(
                        files.stream().map(Segment::first).toList(), torn, Segment.first(newest) + end.records(),
                        end.offset(), cut);
            }
        }

        private static long length(Disk disk, String file) throws IOException {
            try (var source = disk.open(file)) {
                return source.length();
            }
        }

        static List<String> files(Disk disk) throws IOException {
            return disk.files().stream().filter(Segment::isName).toList();
        }

        /// The newest file, without a header and without anything that was behind one.
        static boolean isTornCreation(Disk disk, String file) throws IOException {
            if (Segment.hasHeader(disk, file)) return false;
            try (var source = disk.open(file)) {
                return source.length() < Segment.HEADER || !Segment.isDamage(source, 0);
            }
        }

        static void header(Disk disk, String file) throws IOException {
            if (!Segment.hasHeader(disk, file))
                throw new DamagedException(file, 0, "this is no header of a log, or that of another file");
        }

        Tail with(long segment) {
            return new Tail(List.of(segment), torn, next, end, cut);
        }
    }
}
