package dev.plumbline.server.verify;

import java.util.Arrays;

import io.vertx.core.buffer.Buffer;

/// The first eight bytes of the hash of each input of a shard: enough to tell whether two are the same, and small enough to
/// keep for all of them.
final class Hashes {
    private long[] starts = new long[1_024];
    private long last;

    static long start(Buffer hash) {
        return hash.length() < Long.BYTES ? 0 : hash.getLong(0);
    }

    void add(long seq, long start) {
        skipTo(seq);
        starts[Math.toIntExact(seq)] = start;
    }

    /// There is nothing up to `seq`.
    void skipTo(long seq) {
        if (seq >= starts.length) starts = Arrays.copyOf(starts, Math.toIntExact(Math.max(seq + 1, 2L * starts.length)));
        last = seq;
    }

    long at(long seq) {
        return starts[Math.toIntExact(seq)];
    }

    long last() {
        return last;
    }
}
