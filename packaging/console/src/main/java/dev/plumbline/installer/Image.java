package dev.plumbline.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The console as a folder that can be started: what the packages put on a machine.
final class Image {
    private final Platform platform;
    private final Path folder;

    /// @param parent the folder that it was made in
    Image(Platform platform, Path parent) {
        this.platform = platform;
        folder = platform.image(parent);
    }

    Path folder() {
        return folder;
    }

    Path launcher() {
        return platform.launcher(folder);
    }

    /// Where the cache of what a start has learnt belongs.
    Path cache() {
        return platform.app(folder).resolve("console.aot");
    }

    /// Lets all starts from now on use the cache.
    void useCache() throws IOException {
        var cfg = platform.app(folder).resolve(platform.application() + ".cfg");
        Files.write(cfg, withJavaOption(Files.readAllLines(cfg), "-XX:AOTCache=$APPDIR/console.aot"));
    }

    /// The launcher's configuration with one option more, at the head of its section.
    static List<String> withJavaOption(List<String> cfg, String option) {
        var lines = new ArrayList<String>();
        for (var line : cfg) {
            lines.add(line);
            if (line.strip().equals("[JavaOptions]")) lines.add("java-options=" + option);
        }
        if (!lines.contains("java-options=" + option))
            throw new InstallerException("the launcher's configuration has no section [JavaOptions]");
        return lines;
    }
}
