package dev.plumbline.wire.tls;

import java.nio.file.Path;
import java.util.List;

/// Where a member of the bus has what it proves itself with.
///
/// @param certificate its own, followed by those between it and the authority, if any
/// @param key of it, PKCS#8
/// @param ca the authorities to trust, in one file
/// @param passphrase of the key; empty where it is not encrypted
public record PemFiles(Path certificate, Path key, Path ca, String passphrase) {
    public List<Path> all() {
        return List.of(certificate, key, ca);
    }

    /// Without the passphrase.
    @Override
    public String toString() {
        return certificate + ", " + key + ", " + ca;
    }
}
