package dev.plumbline.wire.tls;

/// A certificate, its key, or the authorities to trust cannot be used. The message is one line: `certificate`, `key` or `ca`, the file, what is
/// wrong, and the mend. Who knows what that is called where it was given (`tls.certificate`, `--certificate`) says so in front.
public final class TlsException extends RuntimeException {
    TlsException(String role, Object file, String complaint) {
        super(role + " " + file + " " + complaint);
    }
}
