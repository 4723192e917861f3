package dev.plumbline.server.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;

/// Whether the lines to Postgres are encrypted, and how Postgres proves that it is the one: as `sslmode` of Postgres' own programs.
///
/// @param ca whom to trust: given where the certificate is looked at
public record Ssl(Mode mode, Optional<Path> ca) {
    public static final Ssl NONE = new Ssl(Mode.DISABLE, Optional.empty());

    /// In the order of what they hold off.
    public enum Mode {
        /// In the clear.
        DISABLE,
        /// Encrypted, with whoever answers: nobody can listen, but somebody can stand in between.
        REQUIRE,
        /// With whom the authority has given a certificate.
        VERIFY_CA,
        /// With whom the authority has given one for this very host.
        VERIFY_FULL;

        /// @throws IllegalArgumentException where there is no such mode
        public static Mode of(String label) {
            for (var mode : values()) if (mode.label().equals(label)) return mode;
            throw new IllegalArgumentException("must be one of: " + Arrays.stream(values()).map(Mode::label).collect(Collectors.joining(", ")));
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public boolean looksAtCertificate() {
            return this == VERIFY_CA || this == VERIFY_FULL;
        }
    }

    /// The part of an address of JDBC, without the `?`.
    String parameters() {
        var root = ca.map(file -> "&sslrootcert=" + URLEncoder.encode(file.toString(), UTF_8)).orElse("");
        return "sslmode=" + mode.label() + root;
    }

    PgConnectOptions on(PgConnectOptions options) {
        if (mode == Mode.DISABLE) return options.setSslMode(SslMode.DISABLE);
        var ssl = new ClientSSLOptions().setTrustAll(!mode.looksAtCertificate());
        ca.ifPresent(file -> ssl.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        ssl.setHostnameVerificationAlgorithm(mode == Mode.VERIFY_FULL ? "HTTPS" : "");
        return options.setSslMode(SslMode.of(mode.label())).setSslOptions(ssl);
    }
}
