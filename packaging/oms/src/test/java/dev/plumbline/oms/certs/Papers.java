package dev.plumbline.oms.certs;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import dev.plumbline.server.Nanos;
import dev.plumbline.server.tls.Tls;
import dev.plumbline.wire.tls.Authorities;
import dev.plumbline.wire.tls.PemFiles;

/// Certificates of a test's own, made as `oms certs` makes them.
public final class Papers {
    private static final Duration MONTH = Duration.ofDays(30);

    private final Path folder;
    private final Authority authority;

    public Papers(Path folder) {
        this.folder = folder;
        this.authority = Authority.in(folder);
    }

    /// Of a server on this machine, in place of one of this name.
    public X509Certificate make(String name) {
        return authority.server(name + "=localhost", MONTH);
    }

    /// The same, which ends so long from now on.
    public X509Certificate make(String name, Duration validity) {
        return authority.sign(Holder.server(name + "=localhost"), Instant.now().minus(MONTH), Instant.now().plus(validity));
    }

    public PemFiles files(String name) {
        return new PemFiles(Authority.certificate(folder, name), Authority.key(folder, name), ca(), "");
    }

    public Path ca() {
        return Authority.certificate(folder, Authority.NAME);
    }

    public Tls tls(String name) {
        make(name);
        return Tls.open(Optional.of(files(name)), Nanos.CLOCK);
    }

    /// Of a client that has no certificate and trusts this authority.
    public SSLContext trusting() {
        return Authorities.read(ca()).clientContext();
    }

    /// Of such a client, to a server on this machine that has to be who it says.
    public SSLSocket connect(int port) throws IOException {
        var socket = (SSLSocket) trusting().getSocketFactory().createSocket("localhost", port);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    /// The number of the certificate that a server on this machine shows.
    public BigInteger serial(int port) throws IOException {
        try (var socket = connect(port)) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }
}
