package dev.plumbline.adapter.fix;

import java.util.concurrent.atomic.AtomicLong;

/// Notes when the broker was last heard, and how often messages of it were missing. Written by the engine's threads, read
/// by any.
final class Ear {
    private final AtomicLong gaps = new AtomicLong();
    private volatile long heardAt;

    /// Whatever it was: a heartbeat says that it is there.
    void heard(long at) {
        heardAt = at;
    }

    void missed() {
        gaps.incrementAndGet();
    }

    long heardAt() {
        return heardAt;
    }

    long gaps() {
        return gaps.get();
    }
}
