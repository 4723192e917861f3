package dev.plumbline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// What a measurement leaves on the disk, and takes away.
final class Folders {
    private Folders() {}

    static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException stuck) {
            throw new UncheckedIOException("cannot delete " + folder, stuck);
        }
    }
}
