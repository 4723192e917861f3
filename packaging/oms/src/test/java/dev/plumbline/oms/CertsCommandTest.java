package dev.plumbline.oms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import dev.plumbline.wire.tls.Identity;
import dev.plumbline.wire.tls.PemFiles;

/// What `oms certs` puts into the folder, as the JDK's own judge of certificates sees it, and what it refuses.
class CertsCommandTest {
    @TempDir
    Path folder;

    private record Said(int exitCode, String out, String err) {}

    private Said certs(String... arguments) {
        var all = new ArrayList<>(List.of("certs", "--out", folder.toString()));
        all.addAll(List.of(arguments));
        return oms(all.toArray(String[]::new));
    }

    private static Said oms(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = new CommandLine(new Oms())
                .setExecutionExceptionHandler(new OneLine())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Said(exitCode, out.toString().strip(), err.toString().strip());
    }

    private X509Certificate read(String name) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(folder.resolve(name + ".pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private void judge(X509Certificate certificate) throws IOException, GeneralSecurityException {
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(read("ca"), null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
    }

    private static List<?> alternativeNames(X509Certificate certificate) throws GeneralSecurityException {
        return certificate.getSubjectAlternativeNames().stream().map(one -> (Object) one.get(1)).toList();
    }

    @Test
    void makesWhatTheJdkTakesForAChain() throws Exception {
        var said = certs("--server", "localhost", "--server", "a=10.0.0.1,oms-a.example", "--client", "console-maria");
        assertThat(said.exitCode()).as(said.err()).isZero();
        for (var name : List.of("localhost", "a", "console-maria")) {
            var certificate = read(name);
            judge(certificate);
            assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + name);
            assertThat(certificate.getBasicConstraints()).as("signs nobody").isEqualTo(-1);
            assertThat(certificate.getExtendedKeyUsage()).as("for servers and clients").containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
            assertThat(Duration.between(Instant.now(), certificate.getNotAfter().toInstant())).isBetween(Duration.ofDays(396), Duration.ofDays(397));
            var files = new PemFiles(folder.resolve(name + ".pem"), folder.resolve(name + "-key.pem"), folder.resolve("ca.pem"), "");
            assertThat(Identity.read(files, Instant.now()).certificate()).isEqualTo(certificate);
        }
        assertThat(alternativeNames(read("localhost"))).isEqualTo(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"));
        assertThat(alternativeNames(read("a"))).isEqualTo(List.of("10.0.0.1", "oms-a.example"));
        assertThat(alternativeNames(read("console-maria"))).isEqualTo(List.of("console-maria"));
        assertThat(read("ca").getBasicConstraints()).as("signs servers and clients, no authorities").isZero();
        assertThat(said.out())
                .contains("tls: {certificate: " + folder.resolve("a.pem") + ", key: " + folder.resolve("a-key.pem") + ", ca: " + folder.resolve("ca.pem") + "}")
                .contains("oms console --certificate " + folder.resolve("console-maria.pem"));
    }

    @Test
    void keysAreTheirOwnersOnly() throws Exception {
        certs("--server", "localhost");
        for (var key : List.of("ca-key.pem", "localhost-key.pem"))
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(key)))).isEqualTo("rw-------");
    }

    @Test
    void anAuthorityThatIsThereSignsFurtherOnes() throws Exception {
        certs("--server", "localhost");
        var authority = Files.readString(folder.resolve("ca.pem"));
        var key = Files.readString(folder.resolve("ca-key.pem"));
        var said = certs("--client", "console-ben", "--days", "3650");
        assertThat(said.out()).startsWith("used     " + folder.resolve("ca.pem"));
        assertThat(Files.readString(folder.resolve("ca.pem"))).isEqualTo(authority);
        assertThat(Files.readString(folder.resolve("ca-key.pem"))).isEqualTo(key);
        judge(read("console-ben"));
        assertThat(read("console-ben").getNotAfter()).as("not longer than the authority").isEqualTo(read("ca").getNotAfter());
    }

    @Test
    void replacesOnlyWhenItIsTold() throws Exception {
        certs("--server", "localhost");
        var first = read("localhost");
        var again = certs("--server", "localhost");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).isEqualTo("oms certs: " + folder.resolve("localhost.pem") + " is there already: --renew replaces it, or give another name");
        assertThat(read("localhost")).isEqualTo(first);
        assertThat(certs("--server", "localhost", "--renew").exitCode()).isZero();
        assertThat(read("localhost").getSerialNumber()).isNotEqualTo(first.getSerialNumber());
        judge(read("localhost"));
    }

    @Test
    void halfAnAuthorityIsNone() throws Exception {
        certs("--server", "localhost");
        Files.delete(folder.resolve("ca-key.pem"));
        var said = certs("--server", "other=10.0.0.1");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).isEqualTo("oms certs: " + folder + ": has ca.pem and not its key: give the other one back, or name another folder with --out");
        assertThat(folder.resolve("other.pem")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                      | say for whom: --server localhost, --client console-maria, or both
            --server a=                             | '' is neither the name of a host nor an address: correct it
            --server 10.0.0.999                     | '10.0.0.999' is neither the name of a host nor an address: correct it
            --server localhost,bad_name             | 'bad_name' is neither the name of a host nor an address: correct it
            --server ::1                            | '::1' is no name for a certificate's files: use letters, digits
            --client ../maria                       | '../maria' is no name for a certificate's files
            --client ca                             | 'ca' is no name for a certificate's files
            --client ca-key                         | 'ca-key' is no name for a certificate's files
            --client maria --server maria=10.0.0.1  | 'maria' is asked for twice
            --client maria --days 0                 | --days 0: must be from 1 to 3650
            """)
    void saysInOneLineWhatIsWrong(String arguments, String complaint) {
        var said = certs(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).startsWith("oms certs: ").contains(complaint).doesNotContain("\n");
        assertThat(folder).as("nothing is made").isEmptyDirectory();
    }

    @Test
    void theHelpTeachesByExamples() {
        assertThat(oms("certs", "--help").out()).contains("oms certs --out certs --server server=localhost", "never overwritten", "tls.md");
    }
}
