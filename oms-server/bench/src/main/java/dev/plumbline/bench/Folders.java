package dev.plumbline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// What a measurement leaves on the disk, and takes away.
final class Folders {
    private Folders() {}

    /// A new one, also where `parent` is not there yet.
    static Path create(Path parent, String prefix) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(parent), prefix);
    }

    static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException stuck) {
            throw new UncheckedIOException("cannot delete " + folder, stuck);
        }
    }
}
