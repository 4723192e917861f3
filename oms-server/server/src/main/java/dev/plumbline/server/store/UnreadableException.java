package dev.plumbline.server.store;

/// What is stored cannot be read by this program, though the store is there: it is damaged, or a newer version wrote it. To wait
/// does not help.
public final class UnreadableException extends StoreException {
    private static final long serialVersionUID = 1;

    UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
