package dev.plumbline.server.journal;

/// The journal cannot be opened, read or written, in one line that names the place.
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
