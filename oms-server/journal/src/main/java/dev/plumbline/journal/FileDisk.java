package dev.plumbline.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The files of a folder.
///
/// With the system property `dev.plumbline.journal.witness=true` each file that is forced has another one beside it, with
/// [#FORCED] behind its name: eight bytes that say how much of it is on the disk. Who kills the process can then take
/// away what a power cut might have.
public final class FileDisk implements Disk {
    /// Behind the name of a file: how much of it has been forced.
    public static final String FORCED = ".forced";

    private static final boolean HAS_WITNESS = Boolean.getBoolean("dev.plumbline.journal.witness");
    private static final String LOCK = "lock";
    private static final String UNFINISHED = ".new";

    private final Path folder;

    private FileDisk(Path folder) {
        this.folder = folder;
    }

    /// Makes the folder where it is not there, so that a power cut does not take it away again with what will be in it.
    public static FileDisk of(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            var parent = folder.toAbsolutePath().getParent();
            if (parent != null) force(parent);
        }
        return new FileDisk(folder);
    }

    /// Keeps other processes out until it is closed, or this process ends, however it ends. Takes away what a crash has
    /// left half written beside the log.
    /// @throws IOException where another has it
    public Lock lock() throws IOException {
        var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var lock = channel.tryLock();
            if (lock == null) throw new IOException(folder + " is in use by another process");
            dropUnfinished();
            return new Lock(channel, lock);
        } catch (OverlappingFileLockException held) {
            channel.close();
            throw new IOException(folder + " is in use by this process already", held);
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    /// What a crash has left of a [#replace]. Nobody else is at it now.
    private void dropUnfinished() throws IOException {
        for (var name : files()) if (name.endsWith(UNFINISHED)) Files.delete(folder.resolve(name));
    }

    /// Held by this process.
    public record Lock(FileChannel channel, FileLock lock) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    @Override
    public List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public Appender create(String name) throws IOException {
        var channel = FileChannel.open(
                folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        forceFolder();
        return appender(name, channel, 0);
    }

    @Override
    public Appender reopen(String name, long length) throws IOException {
        var channel = FileChannel.open(folder.resolve(name), StandardOpenOption.WRITE);
        channel.truncate(length).position(length);
        return appender(name, channel, length);
    }

    private Appender appender(String name, FileChannel channel, long length) throws IOException {
        if (!HAS_WITNESS) return new ChannelAppender(channel, length);
        var witness = FileChannel.open(folder.resolve(name + FORCED), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return new WitnessedAppender(new ChannelAppender(channel, length), witness);
    }

    @Override
    public Source open(String name) throws IOException {
        return new ChannelSource(FileChannel.open(folder.resolve(name), StandardOpenOption.READ));
    }

    @Override
    public void replace(String name, Content content) throws IOException {
        var unfinished = folder.resolve(name + UNFINISHED);
        try (var channel = FileChannel.open(
                unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            content.writeTo(channel);
            channel.force(true);
        }
        Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder();
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
        forceFolder();
        if (HAS_WITNESS) Files.deleteIfExists(folder.resolve(name + FORCED));
    }

    @Override
    public long usableSpace() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /// A file that is new is only there after a power cut, and one that was deleted only gone, where its folder was
    /// forced, too.
    private void forceFolder() throws IOException {
        force(folder);
    }

    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    private static final class ChannelAppender implements Appender {
        private final FileChannel channel;
        private long length;

        ChannelAppender(FileChannel channel, long length) {
            this.channel = channel;
            this.length = length;
        }

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) length += channel.write(bytes);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /// What the process has been told is on the disk: written once that is so, and kept by the operating system.
    private record WitnessedAppender(Appender appender, FileChannel witness) implements Appender {
        @Override
        public void append(ByteBuffer bytes) throws IOException {
            appender.append(bytes);
        }

        @Override
        public void force() throws IOException {
            appender.force();
            witness.write(ByteBuffer.allocate(Long.BYTES).putLong(0, appender.length()), 0);
        }

        @Override
        public long length() {
            return appender.length();
        }

        @Override
        public void close() throws IOException {
            witness.close();
            appender.close();
        }
    }

    private record ChannelSource(FileChannel channel) implements Source {
        @Override
        public long length() throws IOException {
            return channel.size();
        }

        @Override
        public int read(long offset, ByteBuffer into) throws IOException {
            int sum = 0;
            while (into.hasRemaining()) {
                int read = channel.read(into, offset + sum);
                if (read < 0) break;
                sum += read;
            }
            return sum;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
