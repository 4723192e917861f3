package dev.plumbline.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Starts an image until its window has been laid out, which it must reach and end by itself.
final class Rehearsal {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String FIRST_FRAME = "first frame after ";
    private static final String WHOLE = "whole after ";
    /// No profiles of methods: by them the optimising compiler begins at once, and takes one of two cores from the start.
    private static final String WITHOUT_PROFILES = "-XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining ";
    private static final long NANOS_PER_MS = 1_000_000;
    /// Of the classes of a start, so many percent must come from the cache: it had 99 when this was written.
    private static final int FROM_CACHE_MIN_PERCENT = 90;

    private final Image image;
    private final Screen screen;
    private final Path folder;

    /// @param folder for logs, and for what the console would put into a user's folder
    Rehearsal(Image image, Screen screen, Path folder) throws IOException {
        this.image = image;
        this.screen = screen;
        this.folder = folder;
        Folders.delete(folder);
        Files.createDirectories(folder);
    }

    /// Makes the cache of a first start, through the real launcher, and sees that the next one uses it.
    void teach() throws IOException {
        Files.deleteIfExists(image.cache());
        Say.line("without the cache: " + start("plain", ""));
        start("training", WITHOUT_PROFILES + "-XX:AOTCacheOutput=" + quoted(image.cache()));
        if (!Files.isRegularFile(image.cache()))
            throw new InstallerException("the training start wrote no cache, see " + folder.resolve("training.log"));
        image.useCache();
        // With AOTMode=on a JVM that cannot use its cache does not start at all.
        var classes = folder.resolve("classes.log");
        start("cached", "-XX:AOTMode=on -Xlog:class+load:file=" + quoted(classes));
        checkClasses(Files.readAllLines(classes));
        Say.line("with the cache, of " + Folders.size(image.cache()) + ": " + start("again", ""));
    }

    private static void checkClasses(List<String> log) {
        long all = log.stream().filter(line -> line.contains(" source: ")).count();
        long cached = log.stream().filter(line -> line.contains(" source: shared objects file")).count();
        Say.line(cached + " of " + all + " classes came from the cache");
        if (all == 0 || cached * 100 < all * FROM_CACHE_MIN_PERCENT)
            throw new InstallerException("the image hardly uses its cache: " + cached + " of " + all + " classes");
    }

    /// @return milliseconds from the start of the process to its first frame and to that with all panels, in words
    private String start(String name, String javaOptions) throws IOException {
        long began = System.nanoTime();
        var process = process(javaOptions).start();
        CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS).execute(process::destroyForcibly);
        var said = new ArrayList<String>();
        var shown = new ArrayList<String>();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                long afterMs = (System.nanoTime() - began) / NANOS_PER_MS;
                if (line.startsWith(FIRST_FRAME)) shown.add(FIRST_FRAME + afterMs + " ms");
                if (line.startsWith(WHOLE)) shown.add(WHOLE + afterMs + " ms");
            }
        }
        Files.write(folder.resolve(name + ".log"), said);
        int exit = exitOf(process);
        if (exit != 0 || shown.size() != 2)
            throw new InstallerException("the image did not show its window and end within " + PATIENCE.toSeconds()
                    + " s (exit " + exit + "):\n" + String.join("\n", said));
        return String.join(", ", shown);
    }

    private ProcessBuilder process(String javaOptions) {
        // A port where nobody listens: the image is not to find a server that happens to run here.
        var builder = new ProcessBuilder(
                        image.launcher().toString(), "--exit-after-first-frame", "--connect", "127.0.0.1:9",
                        "--environment", "SIM")
                .redirectErrorStream(true);
        var environment = builder.environment();
        environment.keySet().removeIf(variable -> variable.startsWith("PLUMBLINE_"));
        // On each platform a folder of its own for what a user keeps, for the console reads and writes there: so the cache
        // knows that, too.
        environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        environment.put("APPDATA", folder.resolve("config").toString());
        environment.put("JAVA_TOOL_OPTIONS", ("-Duser.home=" + quoted(folder.resolve("home")) + " " + javaOptions).strip());
        screen.showOn(environment);
        return builder;
    }

    private static int exitOf(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InstallerException("stopped");
        }
    }

    /// The folder of a build may have blanks in its name.
    private static String quoted(Path path) {
        return "'" + path + "'";
    }
}
