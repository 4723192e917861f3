package dev.plumbline.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.plumbline.server.config.ConfigException;

/// Under which epochs this server had the shards last, in a file of the data folder: one line a shard, its number and its
/// epoch. Where the database knows of later ones, another server has had them since, and the end of the journal here may be
/// what never was.
final class OwnedEpochs {
    private final Path file;

    /// @param data the folder, which is there
    OwnedEpochs(Path data) {
        this.file = data.resolve("epochs");
    }

    /// Nothing in a folder whose server never had a shard.
    ///
    /// @throws ConfigException where the file cannot be read, or somebody has written something else into it
    Map<Integer, Long> read() {
        var epochs = new TreeMap<Integer, Long>();
        try {
            if (!Files.exists(file)) return epochs;
            for (var line : Files.readAllLines(file)) {
                var parts = line.split(" ", 2);
                var before = epochs.put(Integer.valueOf(parts[0]), Long.valueOf(parts[1]));
                if (before != null) throw new IllegalArgumentException("two epochs of one shard");
            }
            return epochs;
        } catch (IOException unreadable) {
            throw new ConfigException("cannot read " + file + ": " + unreadable);
        } catch (RuntimeException other) {
            throw new ConfigException(file + " has to have a shard and its epoch in each line: remove it where another server"
                    + " has had the shards since");
        }
    }

    /// On the disk once it returns, and never in part.
    ///
    /// @throws ConfigException where that failed
    void write(Map<Integer, Long> epochs) {
        WholeFile.write(file, new TreeMap<>(epochs).entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue() + "\n")
                .collect(Collectors.joining()));
    }
}
