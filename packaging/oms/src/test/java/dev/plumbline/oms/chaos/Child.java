package dev.plumbline.oms.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A program of ours as a process of its own, on this JVM's flags and jars: what it says, line by line, and what it is told. It ends
/// with its input, so with this process, too.
final class Child implements AutoCloseable {
    private final Process process;
    private final Writer input;

    /// @param before what its command begins with, empty for nothing
    /// @param log gets what it says on stderr
    /// @param heard gets each line that it says, on a thread of its own
    Child(List<String> before, Class<?> program, List<String> arguments, Path log, Consumer<String> heard) {
        var java = ServerProcess.java();
        var command = new ArrayList<>(before);
        command.addAll(java.subList(0, java.size() - 1));
        // There may be many of them on a small machine.
        command.addAll(1 + before.size(), List.of("-Xmx768m", "-XX:+UseSerialGC"));
        command.add(program.getName());
        command.addAll(arguments);
        try {
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        } catch (IOException stuck) {
            throw new UncheckedIOException(program + ": " + stuck.getMessage(), stuck);
        }
        input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        Thread.ofVirtual().start(() -> read(process.inputReader(StandardCharsets.UTF_8), heard));
    }

    private static void read(BufferedReader output, Consumer<String> heard) {
        try (output) {
            for (var line = output.readLine(); line != null; line = output.readLine()) heard.accept(line);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    void tell(String line) {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// SIGSTOP: it hears and says nothing more, and does not know.
    void freeze() {
        Signal.send("STOP", process.pid());
    }

    void thaw() {
        Signal.send("CONT", process.pid());
    }

    /// kill -9. Returns at once.
    void kill() {
        process.destroyForcibly();
    }

    /// Returns when it is gone.
    @Override
    public void close() {
        kill();
        process.onExit().join();
    }
}
