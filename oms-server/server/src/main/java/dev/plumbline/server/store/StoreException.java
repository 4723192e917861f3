package dev.plumbline.server.store;

import org.jspecify.annotations.Nullable;

/// The store cannot do what was asked: the message is one line for a person, and says what would help.
public final class StoreException extends RuntimeException {
    public StoreException(String message) {
        this(message, null);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
