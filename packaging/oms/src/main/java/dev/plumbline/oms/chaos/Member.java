package dev.plumbline.oms.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.vertx.core.net.SocketAddress;

/// One of the servers of a run, over all its lives.
final class Member {
    private static final String STANDING_BY = "oms: standing by: ";
    private static final String SERVING = "oms: ready: consoles";
    /// The beginnings of what a server says of itself.
    private static final List<String> STATES = List.of(
            STANDING_BY, SERVING, "oms: forming cluster", "oms: joining: ", "oms: waiting for ", "oms: taking over", "oms: this server acts no more");

    private final String name;
    private final Path folder;
    private final SocketAddress door;
    private final List<String> before;
    private final boolean hasWitness;
    private int saidBefore;
    private int saidInFormerLives;
    private Optional<Path> launcher = Optional.empty();
    private Optional<ServerProcess> process = Optional.empty();

    /// @param folder of this member alone: its configuration, its data and what it says
    /// @param door where it is to be tormented; its host is that of the server
    /// @param before what a command begins with that is to run on its machine
    Member(String name, Path folder, SocketAddress door, List<String> before, boolean hasWitness) {
        this.name = name;
        this.folder = folder;
        this.door = door;
        this.before = List.copyOf(before);
        this.hasWitness = hasWitness;
    }

    String name() {
        return name;
    }

    SocketAddress door() {
        return door;
    }

    Path folder() {
        return folder;
    }

    Path config() {
        return folder.resolve("server.yaml");
    }

    /// What must survive a kill.
    Path data() {
        return folder.resolve("data");
    }

    Path journal() {
        return data().resolve("journal");
    }

    Path log() {
        return folder.resolve("server.log");
    }

    /// Whether it has said this in this life, or since [#listenFromHere()].
    boolean hasSaid(String words) {
        try {
            return Files.exists(log()) && Files.readString(log()).indexOf(words, saidBefore) >= 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// What it said of itself last in this life; empty where it has not.
    String state() {
        try {
            var said = Files.exists(log()) ? Files.readString(log()).substring(saidInFormerLives) : "";
            return STATES.stream()
                    .filter(said::contains)
                    .max(Comparator.comparingInt(said::lastIndexOf))
                    .orElse("");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean isStandingBy() {
        return state().equals(STANDING_BY);
    }

    boolean isServing() {
        return state().equals(SERVING);
    }

    void listenFromHere() {
        try {
            saidBefore = Files.exists(log()) ? Files.readString(log()).length() : 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// From its next start on it is another build of the program.
    void upgrade(Path to) {
        launcher = Optional.of(to);
    }

    /// Of another build than this program, once it has been replaced.
    Optional<Path> launcher() {
        return launcher;
    }

    /// Returns at once.
    void start() {
        listenFromHere();
        saidInFormerLives = saidBefore;
        process = Optional.of(ServerProcess.start(before, launcher, config(), door.toString(), log(), hasWitness));
    }

    ServerProcess process() {
        return process.orElseThrow();
    }

    boolean isAlive() {
        return process.filter(ServerProcess::isAlive).isPresent();
    }
}
