package dev.plumbline.simulation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntUnaryOperator;

import dev.plumbline.journal.Disk;

/// A disk as a process sees it that may die in the midst of any write: a part of the bytes is there then.
record MortalDisk(Disk disk, Mortal mortal, IntUnaryOperator below) implements Disk {
    @Override
    public List<String> files() throws IOException {
        return disk.files();
    }

    @Override
    public Appender create(String name) throws IOException {
        mortal.effect("create " + name);
        return new MortalAppender(disk.create(name), name);
    }

    @Override
    public Appender reopen(String name, long length) throws IOException {
        mortal.effect("cut " + name);
        return new MortalAppender(disk.reopen(name, length), name);
    }

    @Override
    public Source open(String name) throws IOException {
        return disk.open(name);
    }

    @Override
    public void replace(String name, Content content) throws IOException {
        mortal.effect("replace " + name);
        disk.replace(name, content);
    }

    @Override
    public void delete(String name) throws IOException {
        mortal.effect("delete " + name);
        disk.delete(name);
    }

    /// Goes into messages, which are the same in every run.
    @Override
    public String toString() {
        return "a disk in memory";
    }

    @Override
    public long usableSpace() throws IOException {
        return disk.usableSpace();
    }

    private final class MortalAppender implements Appender {
        private final Appender appender;
        private final String name;

        MortalAppender(Appender appender, String name) {
            this.appender = appender;
            this.name = name;
        }

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            if (!mortal.diesNow()) {
                appender.append(bytes);
                return;
            }
            int part = below.applyAsInt(bytes.remaining() + 1);
            var crash = new Crash(Met.KILL_IN_A_WRITE, "after " + part + " of " + bytes.remaining() + " bytes of " + name);
            try {
                appender.append(bytes.slice(bytes.position(), part));
            } catch (IOException full) {
                crash.addSuppressed(full);
            }
            throw crash;
        }

        @Override
        public void force() throws IOException {
            mortal.effect("force " + name);
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
