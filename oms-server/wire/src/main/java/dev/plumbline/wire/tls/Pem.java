package dev.plumbline.wire.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

import io.vertx.core.buffer.Buffer;

/// One PEM file: what stands between BEGIN and END, in its order. Text around it is passed over, as every reader of PEM does.
///
/// @param role what the file is, for complaints
record Pem(String role, Path file, List<Block> blocks) {
    private static final long BYTES_MAX = 1 << 20;
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    record Block(String label, Buffer der) {}

    /// Blocks.
    static Pem read(String role, Path file) {
        try {
            if (Files.size(file) > BYTES_MAX) throw new TlsException(role, file, "is larger than any PEM file: name another file");
            return parse(role, file, Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException _) {
            throw new TlsException(role, file, "is not there: name a file that is, or make one with 'oms certs'");
        } catch (AccessDeniedException _) {
            throw new TlsException(role, file, "may not be read by user " + System.getProperty("user.name") + ": make that user its owner");
        } catch (IOException unreadable) {
            throw new TlsException(role, file, "cannot be read (" + unreadable.getMessage() + "): name a PEM file");
        }
    }

    private static Pem parse(String role, Path file, String text) {
        var blocks = new ArrayList<Block>();
        var found = BLOCK.matcher(text);
        while (found.find()) blocks.add(new Block(found.group(1), decoded(role, file, found.group(2))));
        if (blocks.isEmpty()) throw new TlsException(role, file, "has no '-----BEGIN ...-----': it must be of the form PEM, whole");
        return new Pem(role, file, blocks);
    }

    private static Buffer decoded(String role, Path file, String base64) {
        try {
            return Buffer.buffer(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException broken) {
            throw new TlsException(role, file, "is damaged (" + broken.getMessage() + "): copy it anew");
        }
    }

    /// At least one.
    List<X509Certificate> certificates() {
        var certificates = new ArrayList<X509Certificate>();
        for (var block : blocks) if (block.label.equals("CERTIFICATE")) certificates.add(certificate(block));
        if (certificates.isEmpty()) throw wrong("has no certificate in it, but: " + blocks.getFirst().label + "; name the file of the certificate");
        return certificates;
    }

    private X509Certificate certificate(Block block) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der.getBytes()));
        } catch (CertificateException broken) {
            throw wrong("has a certificate that is damaged (" + broken.getMessage() + "): copy it anew");
        }
    }

    TlsException wrong(String complaint) {
        return new TlsException(role, file, complaint);
    }

    /// As it is written to a file.
    static String text(String label, byte[] der) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
