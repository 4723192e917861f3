package dev.plumbline.adapter.dialect;

/// A dialect profile is not there or says something wrong. The message is one line that names the profile, the key and
/// the mend.
public final class DialectException extends IllegalArgumentException {
    DialectException(String message) {
        super(message);
    }
}
