package dev.plumbline.console;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import picocli.CommandLine.Option;

import dev.plumbline.wire.tls.Identity;
import dev.plumbline.wire.tls.PemFiles;
import dev.plumbline.wire.tls.TlsException;

/// The options that say what the console proves itself with to the servers, and they to it. None are given where the bus is in the clear.
final class ConsoleTls {
    /// A secret is no argument: every program of the machine could read it.
    private static final String PASSPHRASE = "OMS_TLS_PASSPHRASE";

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            defaultValue = "${env:OMS_TLS_CERTIFICATE:-}",
            description = "This console's certificate, PEM, where servers have TLS (default: OMS_TLS_CERTIFICATE).")
    private String certificate = "";

    @Option(
            names = "--key",
            paramLabel = "FILE",
            defaultValue = "${env:OMS_TLS_KEY:-}",
            description = "Its key, PKCS#8 (default: OMS_TLS_KEY). Is it encrypted, OMS_TLS_PASSPHRASE opens it.")
    private String key = "";

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            defaultValue = "${env:OMS_TLS_CA:-}",
            description = "The authorities to trust (default: OMS_TLS_CA).")
    private String ca = "";

    /// None where none is given.
    ///
    /// @throws IllegalArgumentException where only some are given, or they cannot be used, with one line that says so
    Optional<PemFiles> files() {
        var files = files(certificate, key, ca);
        if (files.isEmpty() && !List.of(certificate, key, ca).stream().allMatch(String::isEmpty))
            throw new IllegalArgumentException("--certificate, --key and --ca go together: give all three, or none where servers have no TLS");
        files.ifPresent(ConsoleTls::refuseUnusable);
        return files;
    }

    private static void refuseUnusable(PemFiles files) {
        try {
            Identity.read(files, Instant.now());
        } catch (TlsException wrong) {
            throw new IllegalArgumentException("--" + wrong.getMessage(), wrong);
        }
    }

    /// None where one is empty.
    static Optional<PemFiles> files(String certificate, String key, String ca) {
        if (certificate.isEmpty() || key.isEmpty() || ca.isEmpty()) return Optional.empty();
        var passphrase = Objects.requireNonNullElse(System.getenv(PASSPHRASE), "");
        return Optional.of(new PemFiles(Path.of(certificate), Path.of(key), Path.of(ca), passphrase));
    }
}
