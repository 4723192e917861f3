package dev.plumbline.server.store;

import org.jspecify.annotations.Nullable;

/// The store cannot do what was asked: the message is one line for a person, and says what would help.
public sealed class StoreException extends RuntimeException permits UnreadableException {
    public StoreException(String message) {
        this(message, null);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
