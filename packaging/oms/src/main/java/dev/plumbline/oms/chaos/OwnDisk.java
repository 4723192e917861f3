package dev.plumbline.oms.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import dev.plumbline.oms.Say;

/// A disk that is Postgres's alone, so that it can be full without harm to anybody: memory, mounted where only this run
/// sees it. For that the program starts once more, in a mount namespace of its own; where the machine does not
/// allow that, the run goes on without.
final class OwnDisk {
    /// Of a disk that may be filled.
    private static final long SMALL = 16L << 30;
    private static final String SIZE = "8g";
    /// Left on a disk that is full.
    private static final long ROOM = 64 << 10;
    private static final int ATTEMPTS = 50;
    private static final String INSIDE = "OMS_CHAOS_INSIDE";

    private final Path folder;

    OwnDisk(Path folder) {
        this.folder = folder;
    }

    /// Does the whole of this command again with the disk in place, and returns how it ended. Empty where this is that
    /// second run, or there can be none.
    OptionalInt runInside(List<String> arguments) throws InterruptedException {
        if (System.getenv(INSIDE) != null) return OptionalInt.empty();
        try {
            Files.createDirectories(folder);
            if (!isAllowed()) {
                Say.progress("this machine allows no disk of our own: the disk of Postgres is not filled");
                return OptionalInt.empty();
            }
            var command = unshare();
            command.addAll(List.of("mount -t tmpfs -o size=" + SIZE + " oms-chaos \"$0\" && exec \"$@\"", folder.toString()));
            command.addAll(ServerProcess.java());
            command.add("chaos");
            command.addAll(arguments);
            var inside = new ProcessBuilder(command).inheritIO();
            inside.environment().put(INSIDE, "yes");
            var process = inside.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "stop-inside"));
            return OptionalInt.of(process.waitFor());
        } catch (IOException stuck) {
            throw new UncheckedIOException(folder + ": " + stuck.getMessage(), stuck);
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAllowed() throws IOException, InterruptedException {
        var command = unshare();
        command.addAll(List.of("mount -t tmpfs -o size=1m oms-chaos \"$0\"", folder.toString()));
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /// An ordinary user has to be root of a user namespace first, as only root mounts.
    private static List<String> unshare() throws IOException {
        boolean isRoot = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        var command = new ArrayList<>(List.of("unshare", "--mount"));
        if (!isRoot) command.addAll(List.of("--user", "--map-root-user"));
        command.addAll(List.of("sh", "-c"));
        return command;
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
