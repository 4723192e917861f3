package dev.plumbline.oms.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A disk that is Postgres's alone, so that it can be full without harm to anybody: memory, mounted where only this run
/// sees it, see [Inside].
final class OwnDisk {
    /// Of a disk that may be filled.
    private static final long SMALL = 16L << 30;
    static final String SIZE = "8g";
    /// Left on a disk that is full.
    private static final long ROOM = 64 << 10;
    private static final int ATTEMPTS = 50;

    private final Path folder;

    OwnDisk(Path folder) {
        this.folder = folder;
    }

    /// Whether the folder lies on a disk so small that it must be ours.
    boolean isThere() {
        try {
            return Files.isDirectory(folder) && Files.getFileStore(folder).getTotalSpace() < SMALL;
        } catch (IOException unknown) {
            throw new UncheckedIOException(folder + ": " + unknown.getMessage(), unknown);
        }
    }

    /// Makes it as small as what is on it: hardly a byte more goes in. Postgres may write more than that meanwhile, and no
    /// disk becomes smaller than what is on it: so there are some attempts.
    void fill() {
        var refused = "";
        for (int i = 0; i < ATTEMPTS; i++) {
            refused = resize(Long.toString(used() + ROOM * (i + 1L)));
            if (refused.isEmpty()) return;
        }
        throw new IllegalStateException(refused);
    }

    void free() {
        var refused = resize(SIZE);
        if (!refused.isEmpty()) throw new IllegalStateException(refused);
    }

    private long used() {
        try {
            var store = Files.getFileStore(folder);
            return store.getTotalSpace() - store.getUnallocatedSpace();
        } catch (IOException unknown) {
            throw new UncheckedIOException(folder + ": " + unknown.getMessage(), unknown);
        }
    }

    /// @return why not, empty where it was done
    private String resize(String size) {
        try {
            var mount = new ProcessBuilder("mount", "-o", "remount,size=" + size, folder.toString())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(mount.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return mount.waitFor() == 0 ? "" : "the disk " + folder + " cannot be resized to " + size + ": " + said;
        } catch (IOException stuck) {
            throw new UncheckedIOException("mount: " + stuck.getMessage(), stuck);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
