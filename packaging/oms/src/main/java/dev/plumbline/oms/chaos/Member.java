package dev.plumbline.oms.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// One of the servers of a run, over all its lives.
final class Member {
    private final String name;
    private final Path folder;
    private final int door;
    private final boolean hasWitness;
    private int saidBefore;
    private Optional<ServerProcess> process = Optional.empty();

    /// @param folder of this member alone: its configuration, its data and what it says
    /// @param door the port on which it is to be tormented
    Member(String name, Path folder, int door, boolean hasWitness) {
        this.name = name;
        this.folder = folder;
        this.door = door;
        this.hasWitness = hasWitness;
    }

    String name() {
        return name;
    }

    int door() {
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

    void listenFromHere() {
        try {
            saidBefore = Files.exists(log()) ? Files.readString(log()).length() : 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Returns at once.
    void start() {
        listenFromHere();
        process = Optional.of(ServerProcess.start(config(), door, log(), hasWitness));
    }

    ServerProcess process() {
        return process.orElseThrow();
    }

    boolean isAlive() {
        return process.filter(ServerProcess::isAlive).isPresent();
    }
}
