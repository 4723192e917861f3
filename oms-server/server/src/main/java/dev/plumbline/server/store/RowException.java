package dev.plumbline.server.store;

/// An input could not be turned into rows: its own fault, not Postgres's.
final class RowException extends RuntimeException {
    RowException(RuntimeException cause) {
        super(cause.toString(), cause);
    }
}
