package dev.plumbline.bench;

import java.nio.file.Path;
import java.util.function.Consumer;

/// @param seconds how long each measurement lasts, after half as long of warm-up
/// @param withStore the path with Postgres behind it
/// @param data a folder for what must be on a disk
/// @param share 1 for figures that count; a test is content with a hundredth of the load
/// @param progress told each step in a few words
public record Options(int seconds, boolean withStore, int share, Path data, Consumer<String> progress) {
    int orders(int whole) {
        return whole / share;
    }

    long measuredNanos() {
        return seconds * 1_000_000_000L;
    }

    long warmUpNanos() {
        return measuredNanos() / 2;
    }
}
