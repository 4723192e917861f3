package dev.plumbline.oms.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.plumbline.server.config.ConfigException;

/// A server as a process of its own, on this program's own JVM, flags and jars.
final class ServerProcess {
    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /// @param before what its command begins with, empty for nothing
    /// @param launcher of another build of the program, empty for this one
    /// @param door HOST:PORT
    /// @param log what it says is added to this file
    /// @param hasWitness it says what it has forced to the disk, see [PowerCut]
    static ServerProcess start(List<String> before, Optional<Path> launcher, Path config, String door, Path log, boolean hasWitness) {
        var command = new ArrayList<>(before);
        command.addAll(launcher.map(other -> List.of(other.toString())).orElseGet(() -> java(hasWitness)));
        command.addAll(List.of("chaos-server", "--config", config.toString(), "--door", door));
        try {
            return new ServerProcess(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException stuck) {
            throw new UncheckedIOException("the server cannot be started: " + stuck.getMessage(), stuck);
        }
    }

    /// Several of them, and the run itself, share a machine.
    private static List<String> java(boolean hasWitness) {
        var java = new ArrayList<>(java());
        java.add(1, "-Xmx2g");
        java.add(1, "-Ddev.plumbline.journal.witness=" + hasWitness);
        return java;
    }

    /// This very program, without its arguments.
    static List<String> java() {
        var java = ProcessHandle.current().info().command().orElseThrow(
                () -> new ConfigException("the path of this program's java is not known here"));
        var command = new ArrayList<>(List.of(java));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-agentlib") && !argument.startsWith("-javaagent"))
                .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.plumbline.oms.Oms"));
        return command;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    /// kill -9. Returns when it is gone.
    void kill() {
        process.destroyForcibly();
        await(Duration.ofSeconds(30));
    }

    /// SIGTERM. Returns at once.
    void tellToStop() {
        process.destroy();
    }

    /// SIGTERM. Returns when it has ended by itself.
    void terminate() {
        process.destroy();
        await(Duration.ofMinutes(1));
    }

    /// SIGSTOP: it hears and says nothing more, and does not know.
    void freeze() {
        Signal.send("STOP", process.pid());
    }

    void thaw() {
        Signal.send("CONT", process.pid());
    }

    private void await(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the server did not end within " + atMost.toSeconds() + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
