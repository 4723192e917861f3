package dev.plumbline.wire;

/// The one exception of [Wire]: bytes that are no message of ours, or one of a newer version. The message is a line
/// for a person and names the type and the version, or what was wrong and where.
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WireException(String message) {
        super(message);
    }

    WireException(String message, Throwable cause) {
        super(message, cause);
    }
}
