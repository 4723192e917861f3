package dev.plumbline.wire.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;

/// A certificate with its key and whom it trusts, as the files had them at one moment, and found to fit together: the key is the
/// certificate's, and one of the authorities has signed it. Immutable. Its text form has no key.
public final class Identity {
    private static final String FOR_SERVERS = "1.3.6.1.5.5.7.3.1";
    private static final String FOR_CLIENTS = "1.3.6.1.5.5.7.3.2";

    private final List<X509Certificate> chain;
    private final PrivateKey key;
    private final Authorities authorities;
    private final Instant expiresAt;

    private Identity(List<X509Certificate> chain, PrivateKey key, Authorities authorities, Instant expiresAt) {
        this.chain = List.copyOf(chain);
        this.key = key;
        this.authorities = authorities;
        this.expiresAt = expiresAt;
    }

    /// Blocks.
    ///
    /// @throws TlsException where one of the files cannot be used, or they do not fit together at the time `now`
    public static Identity read(PemFiles files, Instant now) {
        var file = Pem.read("certificate", files.certificate());
        var chain = file.certificates();
        var own = chain.getFirst();
        var key = PrivateKeys.read(Pem.read("key", files.key()), files.passphrase(), own.getPublicKey(), files.certificate());
        if (now.isAfter(own.getNotAfter().toInstant()))
            throw file.wrong("has expired at " + own.getNotAfter().toInstant() + ": have a new one made, such as with 'oms certs --renew'");
        if (now.isBefore(own.getNotBefore().toInstant()))
            throw file.wrong("is valid only from " + own.getNotBefore().toInstant() + " on: see to the clock, or have another one made");
        refuseOneWay(file, own);
        var authorities = Authorities.read(files.ca());
        return new Identity(chain, key, authorities, expiresAt(file, chain, authorities, files, now));
    }

    /// A member of the bus connects to others, and they to it.
    private static void refuseOneWay(Pem file, X509Certificate own) {
        try {
            var uses = own.getExtendedKeyUsage();
            if (uses != null && !(uses.contains(FOR_SERVERS) && uses.contains(FOR_CLIENTS)))
                throw file.wrong("is for servers only or for clients only (extendedKeyUsage), and members of the bus are both:"
                        + " have one made for serverAuth and clientAuth");
        } catch (CertificateParsingException broken) {
            throw file.wrong("has a certificate that is damaged (" + broken.getMessage() + "): copy it anew");
        }
    }

    /// Of the certificate, those between, and the authority, the first that ends.
    private static Instant expiresAt(Pem file, List<X509Certificate> chain, Authorities authorities, PemFiles files, Instant now) {
        try {
            var anchors = authorities.certificates().stream().map(one -> new TrustAnchor(one, null)).collect(Collectors.toSet());
            var parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            var path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
            var signed = (PKIXCertPathValidatorResult) CertPathValidator.getInstance("PKIX").validate(path, parameters);
            var all = new ArrayList<>(chain);
            all.add(signed.getTrustAnchor().getTrustedCert());
            return all.stream().map(one -> one.getNotAfter().toInstant()).min(Instant::compareTo).orElseThrow();
        } catch (CertPathValidatorException no) {
            throw file.wrong("is not signed by what ca " + files.ca() + " has (" + no.getMessage() + "): name the authority that made it");
        } catch (CertificateException | InvalidAlgorithmParameterException broken) {
            throw file.wrong("does not fit ca " + files.ca() + " (" + broken.getMessage() + ")");
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException(none);
        }
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    public Authorities authorities() {
        return authorities;
    }

    /// When it can be used no more: its own end, or that of the authority where this one is earlier.
    public Instant expiresAt() {
        return expiresAt;
    }

    /// For a server or client of Vert.x. In memory: the files may change meanwhile.
    public PemKeyCertOptions keyCert() {
        return new PemKeyCertOptions().addCertValue(Buffer.buffer(pem(chain))).addKeyValue(Buffer.buffer(Pem.text("PRIVATE KEY", key.getEncoded())));
    }

    /// For a server that is none of Vert.x. Asks nobody for a certificate.
    public SSLContext serverContext() {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setKeyEntry("own", key, new char[0], chain.toArray(Certificate[]::new));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException none) {
            throw new IllegalStateException("a certificate that was read cannot be used", none);
        }
    }

    public PemTrustOptions trust() {
        return new PemTrustOptions().addCertValue(Buffer.buffer(authorities.pem()));
    }

    /// Has the traffic of a clustered bus encrypted, and nobody take part in it whom the authorities have given no certificate. That a
    /// certificate is of the host where it was found is not looked at: Vert.x does not do that for the bus.
    public EventBusOptions onBus(EventBusOptions options) {
        return options.setSsl(true).setKeyCertOptions(keyCert()).setTrustOptions(trust()).setClientAuth(ClientAuth.REQUIRED);
    }

    static String pem(List<X509Certificate> certificates) {
        var text = new StringBuilder();
        try {
            for (var one : certificates) text.append(Pem.text("CERTIFICATE", one.getEncoded()));
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read cannot be written", impossible);
        }
        return text.toString();
    }

    /// Without the key.
    @Override
    public String toString() {
        return certificate().getSubjectX500Principal().getName() + ", number " + certificate().getSerialNumber().toString(16) + ", until " + expiresAt;
    }
}
