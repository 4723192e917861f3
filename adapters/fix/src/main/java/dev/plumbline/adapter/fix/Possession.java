package dev.plumbline.adapter.fix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.adapter.AckWindow;
import dev.plumbline.adapter.SessionCopies;
import dev.plumbline.core.BrokerSession;

/// What a server has of a session while the session is its own: the numbers and messages in its folder, which nobody else may use
/// meanwhile, the same in their copies, what the journal lacks of the broker's, and the gate that everything passes on its way out.
///
/// @param data the folder
record Possession(Path data, AckWindow window, Copying copying, Gate gate, Keeping keeping) implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Possession.class);

    /// Blocks.
    /// @throws IOException where the folder is damaged, in use, or cannot be written, or the copies cannot be read or written
    static Possession take(
            BrokerSession session, FixSessionSettings settings, Path data, SessionCopies copies, BooleanSupplier mayAct)
            throws IOException {
        var window = new AckWindow();
        var copying = new Copying(session.value(), copies, mayAct);
        makeFolder(data);
        return new Possession(data, window, copying, new Gate(mayAct, copying), keeping(settings, data, window, copying));
    }

    private static Keeping keeping(FixSessionSettings settings, Path data, AckWindow window, Copying copying) throws IOException {
        if (settings.store() == FixSessionSettings.Store.FILE) return Keeping.in(data, settings, window, copying);
        copying.copiedNothing();
        return Keeping.inMemory();
    }

    /// The store holds every message that we sent, the Logon with its password too.
    static void makeFolder(Path data) throws IOException {
        Files.createDirectories(data);
        if (Files.getFileStore(data).supportsFileAttributeView(PosixFileAttributeView.class))
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    }

    /// Returns when all that waits to be copied is, or cannot be.
    @Override
    public void close() {
        try {
            keeping.close();
        } catch (IOException failed) {
            log.warn("the log in {} was not closed: {}", data, failed.getMessage());
        }
    }
}
