package dev.plumbline.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The tools of the JDK that runs this.
final class Tool {
    private Tool() {}

    static void run(String name, List<String> arguments) throws IOException {
        run(name, arguments, Map.of());
    }

    /// Runs it with all times in what it makes set to `stamp`, as far as it and the tools below it are able to.
    ///
    /// `dpkg-deb` is, and so is our specification for `rpmbuild`: jpackage itself copies files without their times, by
    /// which the cache knows its jars.
    static void run(String name, List<String> arguments, Instant stamp) throws IOException {
        run(name, arguments, Map.of("SOURCE_DATE_EPOCH", Long.toString(stamp.getEpochSecond())));
    }

    private static void run(String name, List<String> arguments, Map<String, String> environment) throws IOException {
        Say.line(name + " …");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = exitOf(process);
        if (exit != 0) throw new InstallerException(name + " failed (" + exit + "):\n" + said + "\n" + command);
        if (!said.isBlank()) Say.line(said.strip());
    }

    private static int exitOf(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InstallerException("stopped");
        }
    }
}
