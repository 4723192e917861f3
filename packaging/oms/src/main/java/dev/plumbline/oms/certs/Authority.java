package dev.plumbline.oms.certs;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;

import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import dev.plumbline.server.config.ConfigException;
import dev.plumbline.wire.tls.Authorities;
import dev.plumbline.wire.tls.TlsException;

/// An authority of one's own, in a folder: it has a certificate and a key, and signs the certificates of others, which it puts beside.
/// Keys are EC P-256 and not encrypted: whoever can read the folder can be everybody. Blocks.
public final class Authority {
    static final String NAME = "ca";
    static final String KEY = "-key";
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final Duration OF_AUTHORITY = Duration.ofDays(3650);
    /// The clocks of others may be behind.
    private static final Duration BEFORE = Duration.ofHours(1);
    private static final String PEM = ".pem";
    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final X509Certificate certificate;
    private final PrivateKey key;
    private final boolean isNew;

    private Authority(Path folder, X509Certificate certificate, PrivateKey key, boolean isNew) {
        this.folder = folder;
        this.certificate = certificate;
        this.key = key;
        this.isNew = isNew;
    }

    /// The one that is in the folder, else a new one.
    ///
    /// @throws ConfigException where only half of it is there, or the folder cannot be used
    public static Authority in(Path folder) {
        try {
            Files.createDirectories(folder);
            boolean hasCertificate = Files.exists(certificate(folder, NAME));
            boolean hasKey = Files.exists(key(folder, NAME));
            if (hasCertificate != hasKey)
                throw new ConfigException(folder + ": has " + (hasCertificate ? "ca.pem and not its key" : "ca-key.pem and not its certificate")
                        + ": give the other one back, or name another folder with --out");
            return hasKey ? existing(folder) : founded(folder);
        } catch (IOException stuck) {
            throw new ConfigException(folder + ": cannot be used (" + stuck + "); name another folder with --out");
        }
    }

    private static Authority existing(Path folder) throws IOException {
        try {
            var certificate = Authorities.read(certificate(folder, NAME)).certificates().getFirst();
            return new Authority(folder, certificate, readKey(key(folder, NAME)), false);
        } catch (TlsException unreadable) {
            throw new ConfigException(String.valueOf(unreadable.getMessage()));
        }
    }

    private static PrivateKey readKey(Path file) throws IOException {
        var base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        } catch (InvalidKeySpecException | IllegalArgumentException broken) {
            throw new ConfigException(file + ": is no EC key in PKCS#8, as this program writes it: give it back, or name another folder with --out");
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException(none);
        }
    }

    private static Authority founded(Path folder) throws IOException {
        var keys = newKeys();
        var subject = new X500Principal("CN=Plumbline authority " + serial().toString(16).substring(0, 8));
        var now = Instant.now();
        var builder = builder(subject, subject, now.minus(BEFORE), now.plus(OF_AUTHORITY), keys.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        } catch (CertIOException impossible) {
            throw new IllegalStateException(impossible);
        }
        var certificate = signed(builder, keys.getPrivate());
        write(folder, NAME, certificate, keys.getPrivate());
        return new Authority(folder, certificate, keys.getPrivate(), true);
    }

    boolean isNew() {
        return isNew;
    }

    X509Certificate certificate() {
        return certificate;
    }

    boolean has(Holder holder) {
        return Files.exists(certificate(folder, holder.name())) || Files.exists(key(folder, holder.name()));
    }

    /// Signs one for a server that is reached under these hosts, for so long from now on, in place of one that is there.
    ///
    /// @param hosts `HOST`, `HOST,HOST` or `NAME=HOST,HOST`
    public X509Certificate server(String hosts, Duration validity) {
        return sign(Holder.server(hosts), Instant.now().minus(BEFORE), Instant.now().plus(validity));
    }

    /// Signs one with a new key, in place of one that is there. It ends with the authority at the latest.
    X509Certificate sign(Holder holder, Instant from, Instant until) {
        var keys = newKeys();
        var last = certificate.getNotAfter().toInstant();
        var builder = builder(
                certificate.getSubjectX500Principal(), new X500Principal("CN=" + holder.name()), from, until.isAfter(last) ? last : until,
                keys.getPublic());
        try {
            var ids = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.subjectAlternativeName, false, holder.alternativeNames());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            // Members of a bus connect and are connected to, consoles too.
            builder.addExtension(Extension.extendedKeyUsage, false,
                    new ExtendedKeyUsage(new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
            builder.addExtension(Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(certificate));
            var made = signed(builder, key);
            write(folder, holder.name(), made, keys.getPrivate());
            return made;
        } catch (GeneralSecurityException | CertIOException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException stuck) {
            throw new ConfigException(folder + ": cannot be written to (" + stuck + "); name another folder with --out");
        }
    }

    private static X509v3CertificateBuilder builder(X500Principal issuer, X500Principal subject, Instant from, Instant until, PublicKey key) {
        var builder = new JcaX509v3CertificateBuilder(issuer, serial(), Date.from(from), Date.from(until), subject, key);
        try {
            return builder.addExtension(Extension.subjectKeyIdentifier, false, new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
        } catch (GeneralSecurityException | CertIOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException(none);
        }
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey by) {
        try {
            return new JcaX509CertificateConverter().getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(by)));
        } catch (OperatorCreationException | GeneralSecurityException none) {
            throw new IllegalStateException(none);
        }
    }

    static Path certificate(Path folder, String name) {
        return folder.resolve(name + PEM);
    }

    static Path key(Path folder, String name) {
        return folder.resolve(name + KEY + PEM);
    }

    private static void write(Path folder, String name, X509Certificate certificate, PrivateKey key) throws IOException {
        write(key(folder, name), "PRIVATE KEY", key.getEncoded(), ownersOnly(folder));
        try {
            write(certificate(folder, name), "CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// From its first moment; on a file system that knows no owners that is left to the folder.
    private static FileAttribute<?>[] ownersOnly(Path folder) {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))};
    }

    /// Beside, then renamed: who watches the file never reads half of it.
    private static void write(Path file, String label, byte[] der, FileAttribute<?>... attributes) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, attributes);
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        var text = "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
        Files.write(fresh, text.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
