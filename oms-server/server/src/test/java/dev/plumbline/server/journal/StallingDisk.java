package dev.plumbline.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Semaphore;

import dev.plumbline.journal.Disk;
import dev.plumbline.journal.MemoryDisk;

/// A disk that does not answer while it is told not to.
final class StallingDisk implements Disk {
    final MemoryDisk disk = new MemoryDisk();
    private final Semaphore answers = new Semaphore(1);
    volatile long usableSpace = Long.MAX_VALUE;

    void stall() {
        answers.acquireUninterruptibly();
    }

    void goOn() {
        answers.release();
    }

    @Override
    public List<String> files() {
        return disk.files();
    }

    @Override
    public Appender create(String name) throws IOException {
        return new Stalling(disk.create(name));
    }

    @Override
    public Appender reopen(String name, long length) throws IOException {
        return new Stalling(disk.reopen(name, length));
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
    public void delete(String name) {
        disk.delete(name);
    }

    @Override
    public long usableSpace() {
        return usableSpace;
    }

    @Override
    public String toString() {
        return "a stalling disk";
    }

    private final class Stalling implements Appender {
        private final Appender appender;

        Stalling(Appender appender) {
            this.appender = appender;
        }

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            answers.acquireUninterruptibly();
            answers.release();
            appender.append(bytes);
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
