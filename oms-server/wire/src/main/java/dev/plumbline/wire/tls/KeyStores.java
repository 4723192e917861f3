package dev.plumbline.wire.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Optional;

/// PEM files as a key store, for libraries that read nothing else: a file that only its user may read, under a password that only this
/// process has, gone when it ends in order; after a kill -9 it stays, and nobody can open it.
///
/// @param password of it, and of the key in it
public record KeyStores(Path file, String password) {
    public static final String TYPE = "PKCS12";
    private static final int PASSWORD_BYTES = 24;

    /// Whom to trust. Blocks.
    ///
    /// @throws TlsException where the file cannot be used
    public static KeyStores trusting(Path ca) {
        var authorities = Authorities.read(ca).certificates();
        return written((store, _) -> {
            for (int i = 0; i < authorities.size(); i++) store.setCertificateEntry("ca-" + i, authorities.get(i));
        });
    }

    /// A certificate with its key; nothing in it where there is none: libraries have one of their own for that case, which proves nothing. Blocks.
    ///
    /// @throws TlsException where one of the files cannot be used, or they do not fit together
    public static KeyStores of(Optional<PemFiles> own) {
        return written(own.map(KeyStores::content).orElse((_, _) -> {}));
    }

    /// Whether both could be made of these files. Writes nothing. Blocks.
    ///
    /// @throws TlsException where one of them cannot be used, or they do not fit together
    public static void check(Path ca, Optional<PemFiles> own) {
        Authorities.read(ca);
        own.ifPresent(KeyStores::content);
    }

    private static Content content(PemFiles files) {
        var chain = Pem.read("certificate", files.certificate()).certificates();
        var key = PrivateKeys.read(Pem.read("key", files.key()), files.passphrase(), chain.getFirst().getPublicKey(), files.certificate());
        return (store, password) -> store.setKeyEntry("own", key, password, chain.toArray(Certificate[]::new));
    }

    private interface Content {
        void into(KeyStore store, char[] password) throws GeneralSecurityException;
    }

    private static KeyStores written(Content content) {
        var random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        var password = Base64.getUrlEncoder().encodeToString(random);
        try {
            var store = KeyStore.getInstance(TYPE);
            store.load(null, null);
            content.into(store, password.toCharArray());
            // Which nobody else may read: that is how such files are made.
            var file = Files.createTempFile("plumbline-", ".p12");
            file.toFile().deleteOnExit();
            try (var out = Files.newOutputStream(file)) {
                store.store(out, password.toCharArray());
            }
            return new KeyStores(file, password);
        } catch (IOException full) {
            throw new UncheckedIOException("a key store cannot be written in " + System.getProperty("java.io.tmpdir"), full);
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException("what was read cannot be put into a key store", none);
        }
    }

    /// Without the password.
    @Override
    public String toString() {
        return file.toString();
    }
}
