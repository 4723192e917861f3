package dev.plumbline.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

import dev.plumbline.server.config.ConfigException;

/// With how many shards the last run ran, in a file of the data folder. Journal and database cannot tell: they know only
/// the shards that have had an input.
final class LastShards {
    private final Path file;

    /// @param data the folder, which is there
    LastShards(Path data) {
        this.file = data.resolve("shards");
    }

    /// Empty in a new data folder.
    ///
    /// @throws ConfigException where the file cannot be read, or somebody has written something else into it
    OptionalInt read() {
        try {
            return Files.exists(file) ? OptionalInt.of(Integer.parseInt(Files.readString(file).strip())) : OptionalInt.empty();
        } catch (IOException unreadable) {
            throw new ConfigException("cannot read " + file + ": " + unreadable);
        } catch (NumberFormatException other) {
            throw new ConfigException(file + " has to be the number of shards of the last run, and is no number: mend it");
        }
    }

    /// On the disk once it returns, and never in part.
    ///
    /// @throws ConfigException where that failed
    void write(int shards) {
        WholeFile.write(file, shards + "\n");
    }
}
