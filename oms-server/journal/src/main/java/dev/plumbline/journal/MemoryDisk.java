package dev.plumbline.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/// Files in memory that can be crashed: for simulations. One thread.
public final class MemoryDisk implements Disk {
    private final Map<String, Content> files = new TreeMap<>();
    private boolean failing;
    private String lastWritten = "";

    private static final class Content {
        private byte[] bytes = new byte[256];
        private int length;
        private int forced;
        private int lastWriteFrom;

        void append(ByteBuffer from) {
            int more = from.remaining();
            if (length + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
            lastWriteFrom = length;
            from.get(bytes, length, more);
            length += more;
        }
    }

    /// From now on every write fails, as on a disk that is full, until it is told otherwise.
    public void fail(boolean fails) {
        failing = fails;
    }

    /// What is there after the process was killed: all that was written.
    /// @param inWrite it was killed in the midst of its last write: a part of it is there
    /// @param below a random number from 0 on, below its argument
    public MemoryDisk afterKill(boolean inWrite, IntUnaryOperator below) {
        var after = new MemoryDisk();
        files.forEach((name, file) -> {
            int end = inWrite && name.equals(lastWritten) ? file.lastWriteFrom + below.applyAsInt(file.length - file.lastWriteFrom + 1) : file.length;
            after.files.put(name, copy(file, end, end));
        });
        return after;
    }

    /// What is there after the power was cut: all that was forced, and of the rest some, up to any byte, with a hole in it
    /// at times, for a disk writes in the order that it likes.
    public MemoryDisk afterPowerCut(IntUnaryOperator below) {
        var after = new MemoryDisk();
        files.forEach((name, file) -> {
            int end = file.forced + below.applyAsInt(file.length - file.forced + 1);
            var left = copy(file, end, end);
            if (end > file.forced && below.applyAsInt(3) == 0) {
                int from = file.forced + below.applyAsInt(end - file.forced);
                Arrays.fill(left.bytes, from, from + below.applyAsInt(end - from + 1), (byte) 0);
            }
            after.files.put(name, left);
        });
        return after;
    }

    private static Content copy(Content file, int length, int forced) {
        var copy = new Content();
        copy.bytes = Arrays.copyOf(file.bytes, Math.max(length, 16));
        copy.length = length;
        copy.forced = forced;
        copy.lastWriteFrom = length;
        return copy;
    }

    @Override
    public List<String> files() {
        return List.copyOf(files.keySet());
    }

    @Override
    public Appender create(String name) throws IOException {
        if (files.containsKey(name)) throw new FileAlreadyExistsException(name);
        var file = new Content();
        files.put(name, file);
        return new MemoryAppender(name, file);
    }

    @Override
    public Appender reopen(String name, long length) throws IOException {
        var file = file(name);
        file.length = (int) length;
        file.forced = Math.min(file.forced, file.length);
        file.lastWriteFrom = file.length;
        return new MemoryAppender(name, file);
    }

    private Content file(String name) throws IOException {
        var file = files.get(name);
        if (file == null) throw new NoSuchFileException(name);
        return file;
    }

    @Override
    public Source open(String name) throws IOException {
        return new MemorySource(file(name));
    }

    @Override
    public void replace(String name, Disk.Content content) throws IOException {
        if (failing) throw new IOException("No space left on device");
        var bytes = new ByteArrayOutputStream();
        content.writeTo(Channels.newChannel(bytes));
        var file = new Content();
        file.append(ByteBuffer.wrap(bytes.toByteArray()));
        file.forced = file.length;
        file.lastWriteFrom = file.length;
        lastWritten = "";
        files.put(name, file);
    }

    @Override
    public void delete(String name) {
        files.remove(name);
    }

    @Override
    public long usableSpace() {
        return failing ? 0 : Long.MAX_VALUE;
    }

    /// Changes one byte: somebody has been at the file.
    public void flip(String name, int offset) throws IOException {
        file(name).bytes[offset] ^= 1;
    }

    /// The length of a file.
    public int length(String name) throws IOException {
        return file(name).length;
    }

    private final class MemoryAppender implements Appender {
        private final String name;
        private final Content file;

        MemoryAppender(String name, Content file) {
            this.name = name;
            this.file = file;
        }

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            lastWritten = name;
            if (failing) {
                file.append(bytes.slice(bytes.position(), bytes.remaining() / 2));
                throw new IOException("No space left on device");
            }
            file.append(bytes);
        }

        @Override
        public void force() throws IOException {
            if (failing) throw new IOException("Input/output error");
            file.forced = file.length;
        }

        @Override
        public long length() {
            return file.length;
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }
    }

    private record MemorySource(Content file) implements Source {
        @Override
        public long length() {
            return file.length;
        }

        @Override
        public int read(long offset, ByteBuffer into) {
            int read = (int) Math.min(into.remaining(), Math.max(0, file.length - offset));
            into.put(file.bytes, (int) offset, read);
            return read;
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }
    }
}
