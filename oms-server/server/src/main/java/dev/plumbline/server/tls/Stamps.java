package dev.plumbline.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

import dev.plumbline.wire.tls.PemFiles;

/// How files looked at one moment: equal to another look as long as none was replaced. A file that is not there is a look of its own.
///
/// @param stamps modified when, how long, and which file; links are followed, as secrets of Kubernetes are
record Stamps(List<String> stamps) {
    static final Stamps NONE = new Stamps(List.of());

    /// Blocks.
    static Stamps of(PemFiles files) {
        return new Stamps(files.all().stream().map(Stamps::of).toList());
    }

    private static String of(Path file) {
        try {
            var its = Files.readAttributes(file, BasicFileAttributes.class);
            return its.lastModifiedTime() + " " + its.size() + " " + its.fileKey();
        } catch (IOException missing) {
            return missing.getClass().getSimpleName();
        }
    }
}
