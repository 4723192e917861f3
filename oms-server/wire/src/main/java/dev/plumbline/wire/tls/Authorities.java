package dev.plumbline.wire.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Whom to trust: the certificates of one PEM file. Immutable.
public final class Authorities {
    private final List<X509Certificate> certificates;

    private Authorities(List<X509Certificate> certificates) {
        this.certificates = List.copyOf(certificates);
    }

    /// Blocks.
    ///
    /// @throws TlsException where it cannot be read, or is no PEM file of certificates
    public static Authorities read(Path file) {
        return new Authorities(Pem.read("ca", file).certificates());
    }

    public List<X509Certificate> certificates() {
        return certificates;
    }

    /// All of them, as a file of PEM has them.
    public String pem() {
        return Identity.pem(certificates);
    }

    /// For a client that has no certificate itself and trusts these only.
    public SSLContext clientContext() {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < certificates.size(); i++) store.setCertificateEntry("ca-" + i, certificates.get(i));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException none) {
            throw new IllegalStateException("certificates that were read cannot be trusted", none);
        }
    }

    @Override
    public String toString() {
        return certificates.stream().map(one -> one.getSubjectX500Principal().getName()).collect(Collectors.joining("; "));
    }
}
