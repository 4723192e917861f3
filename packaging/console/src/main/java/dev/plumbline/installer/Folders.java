package dev.plumbline.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Folders as wholes.
final class Folders {
    private Folders() {}

    static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /// Deletes it with all that is in it, where it is there.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        for (var path : all(folder)) Files.delete(path);
    }

    /// Gives all files the same time.
    static void stamp(Path folder, Instant time) throws IOException {
        for (var path : all(folder))
            Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(FileTime.from(time), null, null);
    }

    /// What the files in it take, in words.
    static String size(Path folder) throws IOException {
        long bytes = 0;
        for (var path : all(folder)) if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) bytes += Files.size(path);
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /// Leaves first.
    private static List<Path> all(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
