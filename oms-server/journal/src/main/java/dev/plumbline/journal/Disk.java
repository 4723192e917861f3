package dev.plumbline.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/// The files of one folder, as a log needs them: the real ones, or those of a simulation that tears. One thread at a time.
public interface Disk {
    /// The names of the files that are there, sorted.
    List<String> files() throws IOException;

    /// A new file to append to.
    /// @throws java.nio.file.FileAlreadyExistsException where there is one of that name
    Appender create(String name) throws IOException;

    /// Cuts a file to `length` bytes and appends behind them.
    Appender reopen(String name, long length) throws IOException;

    Source open(String name) throws IOException;

    /// Replaces the file `name` by `content`, as a whole and durably, or not at all: after a crash there is the old one or
    /// the new one.
    void replace(String name, Content content) throws IOException;

    void delete(String name) throws IOException;

    /// Bytes that can still be written.
    long usableSpace() throws IOException;

    /// Writes the whole of a file.
    interface Content {
        void writeTo(WritableByteChannel file) throws IOException;
    }

    /// The end of a file.
    interface Appender extends AutoCloseable {
        /// Writes all that is left of `bytes`. After a failure some of them may be there.
        void append(ByteBuffer bytes) throws IOException;

        /// Returns when all that was appended is on the disk (fdatasync).
        void force() throws IOException;

        long length();

        @Override
        void close() throws IOException;
    }

    /// The content of a file.
    interface Source extends AutoCloseable {
        long length() throws IOException;

        /// Fills what is left of `into` from `offset` on, as far as the file goes. Returns how many bytes it was.
        int read(long offset, ByteBuffer into) throws IOException;

        @Override
        void close() throws IOException;
    }
}
