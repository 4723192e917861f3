package dev.plumbline.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How long each part of a chore took, in words for the log. One thread at a time.
final class Laps {
    private final List<String> told = new ArrayList<>();
    private long at = System.nanoTime();

    /// What was done since the last one, or since the beginning.
    void done(String what) {
        long now = System.nanoTime();
        told.add(what + " " + TimeUnit.NANOSECONDS.toMillis(now - at) + " ms");
        at = now;
    }

    @Override
    public String toString() {
        return String.join(", ", told);
    }
}
