package dev.plumbline.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Semaphore;

import dev.plumbline.journal.Disk;

/// A disk that does not answer while it is told not to.
final class SlowDisk implements Disk {
    private final Disk disk;
    private final Semaphore open = new Semaphore(1);

    SlowDisk(Disk disk) {
        this.disk = disk;
    }

    /// From now on each write waits.
    void stall() {
        open.acquireUninterruptibly();
    }

    void goOn() {
        open.release();
    }

    @Override
    public List<String> files() throws IOException {
        return disk.files();
    }

    @Override
    public Appender create(String name) throws IOException {
        return new SlowAppender(disk.create(name), open);
    }

    @Override
    public Appender reopen(String name, long length) throws IOException {
        return new SlowAppender(disk.reopen(name, length), open);
    }

    @Override
    public Source open(String name) throws IOException {
        return disk.open(name);
    }

    @Override
    public void replace(String name, Content content) throws IOException {
        disk.replace(name, content);
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public long usableSpace() throws IOException {
        return disk.usableSpace();
    }

    private record SlowAppender(Appender appender, Semaphore open) implements Appender {
        @Override
        public void append(ByteBuffer bytes) throws IOException {
            open.acquireUninterruptibly();
            try {
                appender.append(bytes);
            } finally {
                open.release();
            }
        }

        @Override
        public void force() throws IOException {
            appender.force();
        }

        @Override
        public long length() {
            return appender.length();
        }

        @Override
        public void close() throws IOException {
            appender.close();
        }
    }
}
