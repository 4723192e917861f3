package dev.plumbline.oms.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import dev.plumbline.oms.Say;

/// What a run changes on the machine, it changes for itself alone: the program starts once more in namespaces of its own, in
/// which a disk is mounted and a network is laid that nobody else sees. Where the machine does not allow one of them, the run
/// goes on without, and says so.
final class Inside {
    private static final String INSIDE = "OMS_CHAOS_INSIDE";

    private final boolean disk;
    private final boolean network;
    private final Path folder;

    /// @param disk whether the folder is to be a disk of its own
    /// @param network whether there is to be a network of its own
    Inside(boolean disk, boolean network, Path folder) {
        this.disk = disk;
        this.network = network;
        this.folder = folder;
    }

    /// Does the whole of this command again in there, and returns how it ended. Empty where this is that second run, or nothing
    /// is wanted or allowed.
    OptionalInt run(List<String> arguments) throws InterruptedException {
        if (System.getenv(INSIDE) != null) return OptionalInt.empty();
        try {
            Files.createDirectories(folder);
            boolean hasDisk = disk && isAllowed("--mount", mount("1m"));
            if (disk && !hasDisk) Say.progress("this machine allows no disk of our own: the disk of Postgres is not filled");
            boolean hasNetwork = network && allowsNetwork();
            if (network && !hasNetwork) Say.progress("this machine allows no network of our own: no line between the servers is cut");
            if (!hasDisk && !hasNetwork) return OptionalInt.empty();
            var command = unshare(hasDisk ? "--mount" : "", hasNetwork ? "--net" : "");
            command.add((hasDisk ? mount(OwnDisk.SIZE) + " && " : "") + "exec \"$0\" \"$@\"");
            command.addAll(ServerProcess.java());
            command.add("chaos");
            command.addAll(arguments);
            var inside = new ProcessBuilder(command).inheritIO();
            inside.environment().put(INSIDE, hasNetwork ? OwnNetwork.NAME : "disk");
            var process = inside.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "stop-inside"));
            return OptionalInt.of(process.waitFor());
        } catch (IOException stuck) {
            throw new UncheckedIOException(folder + ": " + stuck.getMessage(), stuck);
        }
    }

    /// Whether this is a run in a network of its own.
    static boolean hasNetwork() {
        return OwnNetwork.NAME.equals(System.getenv(INSIDE));
    }

    private String mount(String size) {
        return "mount -t tmpfs -o size=%s oms-chaos \"%s\"".formatted(size, folder);
    }

    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether there can be a network of a run's own.
    static boolean allowsNetwork() throws InterruptedException {
        return isAllowed("--net", OwnNetwork.TRIAL);
    }

    /// The command in a network of its own.
    static List<String> withNetwork(List<String> command) throws IOException {
        var whole = unshare("--net");
        whole.add("exec \"$0\" \"$@\"");
        whole.addAll(command);
        return whole;
    }

    private static boolean isAllowed(String namespace, String trial) throws InterruptedException {
        try {
            return succeeds(namespace, trial);
        } catch (IOException | UnsupportedOperationException noSuchThing) {
            // Not a Linux, or without util-linux.
            return false;
        }
    }

    private static boolean succeeds(String namespace, String trial) throws IOException, InterruptedException {
        var command = unshare(namespace);
        command.add(trial);
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /// An ordinary user has to be root of a user namespace first.
    private static List<String> unshare(String... what) throws IOException {
        boolean isRoot = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        var command = new ArrayList<>(List.of("unshare"));
        for (var one : what) if (!one.isEmpty()) command.add(one);
        if (!isRoot) command.addAll(List.of("--user", "--map-root-user"));
        command.addAll(List.of("sh", "-c"));
        return command;
    }
}
