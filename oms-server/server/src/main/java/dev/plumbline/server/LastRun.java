package dev.plumbline.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.store.LastOwner;

/// The last run of this server that took over all that there was, in a file of the data folder. The database says which run of
/// which server began last; where that was this server, and no later run than the one here, the end of the history is at the end
/// of the journal here. Else it may be what never was.
///
/// Epochs would not do: who dies while it takes over has raised them, and not begun.
final class LastRun {
    private final Path file;

    /// @param data the folder, which is there
    LastRun(Path data) {
        this.file = data.resolve("last-run");
    }

    /// 0 in a folder whose server never took over.
    ///
    /// @throws ConfigException where the file cannot be read, or somebody has written something else into it
    long read() {
        try {
            return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
        } catch (IOException unreadable) {
            throw new ConfigException("cannot read " + file + ": " + unreadable);
        } catch (NumberFormatException other) {
            throw new ConfigException(file + " has to have a number: remove it where another server has had the shards since");
        }
    }

    /// On the disk once it returns, and never in part. To be called once the journal has all that the last owner left, and before the
    /// database is told.
    ///
    /// @throws ConfigException where that failed
    void write(long incarnation) {
        WholeFile.write(file, incarnation + "\n");
    }

    /// Whether the journal of a server has the end of the history, so far as it was ever in a journal.
    /// @param owner who began last, as the database has it; before anybody has, a server that ran alone has the end in its journal
    static boolean isLast(long remembered, String server, Optional<LastOwner> owner) {
        return owner.map(last -> last.server().equals(server) && last.incarnation() <= remembered).orElse(true);
    }
}
