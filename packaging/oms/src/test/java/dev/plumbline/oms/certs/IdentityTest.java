package dev.plumbline.oms.certs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.wire.tls.Authorities;
import dev.plumbline.wire.tls.Identity;
import dev.plumbline.wire.tls.PemFiles;
import dev.plumbline.wire.tls.TlsException;

/// What a member of the bus is told of files that cannot serve: one line, with the file and the mend.
class IdentityTest {
    private static final Duration YEAR = Duration.ofDays(365);

    @TempDir
    Path folder;

    private Authority authority;
    private PemFiles files;

    @BeforeEach
    void make() {
        authority = Authority.in(folder);
        authority.server("a=localhost", YEAR);
        files = files("a");
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private PemFiles files(String name) {
        return new PemFiles(file(name + ".pem"), file(name + "-key.pem"), file("ca.pem"), "");
    }

    private static void refused(PemFiles wrong, String complaint) {
        assertThatThrownBy(() -> Identity.read(wrong, Instant.now()))
                .isInstanceOf(TlsException.class).hasMessage(complaint).hasMessageNotContaining("\n");
    }

    @Test
    void readsWhatFits() {
        var identity = Identity.read(files, Instant.now());
        assertThat(identity.expiresAt()).isEqualTo(identity.certificate().getNotAfter().toInstant());
        assertThat(identity).asString().startsWith("CN=a, number ").doesNotContain("KEY");
    }

    @Test
    void endsWithTheAuthority() {
        var late = authority.sign(Holder.client("late"), Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofDays(9_999)));
        assertThat(late.getNotAfter()).isEqualTo(authority.certificate().getNotAfter());
        assertThat(Identity.read(files("late"), Instant.now()).expiresAt()).isEqualTo(authority.certificate().getNotAfter().toInstant());
    }

    @Test
    void aFileThatIsNotThere() throws Exception {
        for (var role : new String[] {"certificate", "key", "ca"}) {
            var name = role.equals("certificate") ? "a.pem" : role.equals("key") ? "a-key.pem" : "ca.pem";
            var kept = Files.readAllBytes(file(name));
            Files.delete(file(name));
            refused(files, role + " " + file(name) + " is not there: name a file that is, or make one with 'oms certs'");
            Files.write(file(name), kept);
        }
    }

    @Test
    void aFileThatMayNotBeRead() throws Exception {
        assumeThat(System.getProperty("user.name")).as("root may read all").isNotEqualTo("root");
        Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString("---------"));
        refused(files, "key " + files.key() + " may not be read by user " + System.getProperty("user.name") + ": make that user its owner");
    }

    @Test
    void aKeyThatIsAnotherOnes() {
        authority.server("b=localhost", YEAR);
        refused(new PemFiles(files.certificate(), file("b-key.pem"), files.ca(), ""),
                "key " + file("b-key.pem") + " is not the key of the certificate " + files.certificate() + ": name the two that were made together");
    }

    @Test
    void theOneInPlaceOfTheOther() {
        refused(new PemFiles(files.key(), files.key(), files.ca(), ""),
                "certificate " + files.key() + " has no certificate in it, but: PRIVATE KEY; name the file of the certificate");
        refused(new PemFiles(files.certificate(), files.certificate(), files.ca(), ""),
                "key " + files.certificate() + " has no private key in it, but: CERTIFICATE; name the file of the key");
    }

    @Test
    void whatIsNoPem() throws Exception {
        Files.writeString(files.ca(), "hello");
        refused(files, "ca " + files.ca() + " has no '-----BEGIN ...-----': it must be of the form PEM, whole");
        Files.writeString(files.ca(), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> Authorities.read(files.ca())).isInstanceOf(TlsException.class)
                .hasMessageStartingWith("ca " + files.ca() + " has a certificate that is damaged (").hasMessageEndingWith("): copy it anew");
    }

    @Test
    void whatIsOver() {
        var ended = Instant.now().minus(Duration.ofDays(1));
        var old = authority.sign(Holder.client("old"), ended.minus(YEAR), ended);
        refused(files("old"), "certificate " + file("old.pem") + " has expired at " + old.getNotAfter().toInstant()
                + ": have a new one made, such as with 'oms certs --renew'");
    }

    @Test
    void whatBeginsTomorrow() {
        var begins = Instant.now().plus(Duration.ofDays(1));
        var early = authority.sign(Holder.client("early"), begins, begins.plus(YEAR));
        refused(files("early"), "certificate " + file("early.pem") + " is valid only from " + early.getNotBefore().toInstant()
                + " on: see to the clock, or have another one made");
    }

    @Test
    void whatAnotherAuthorityHasSigned() {
        var others = Authority.in(folder.resolve("others"));
        others.server("a=localhost", YEAR);
        var theirs = new PemFiles(file("others/a.pem"), file("others/a-key.pem"), files.ca(), "");
        assertThatThrownBy(() -> Identity.read(theirs, Instant.now())).isInstanceOf(TlsException.class)
                .hasMessageStartingWith("certificate " + theirs.certificate() + " is not signed by what ca " + files.ca() + " has (")
                .hasMessageEndingWith("): name the authority that made it");
    }

    @Test
    void aKeyWithAPassphrase() throws Exception {
        encrypt(files.key(), "open sesame");
        refused(files, "key " + files.key() + " is encrypted: give its passphrase");
        var wrong = new PemFiles(files.certificate(), files.key(), files.ca(), "open");
        refused(wrong, "key " + files.key() + " does not open with this passphrase: correct it");
        var right = new PemFiles(files.certificate(), files.key(), files.ca(), "open sesame");
        assertThat(Identity.read(right, Instant.now()).certificate().getSubjectX500Principal().getName()).isEqualTo("CN=a");
        assertThat(right).asString().doesNotContain("sesame");
    }

    /// As `openssl pkcs8 -topk8 -v2 aes-256-cbc` does.
    private static void encrypt(Path key, String passphrase) throws IOException, GeneralSecurityException, OperatorCreationException {
        var der = Base64.getMimeDecoder().decode(Files.readString(key).replaceAll("-----[A-Z ]+-----", ""));
        var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPassword(passphrase.toCharArray())
                .build();
        var open = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        try (var file = new JcaPEMWriter(Files.newBufferedWriter(key))) {
            file.writeObject(new JcaPKCS8Generator(open, encryptor));
        }
    }
}
