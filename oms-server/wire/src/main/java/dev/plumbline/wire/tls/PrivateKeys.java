package dev.plumbline.wire.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Reads the private key of a certificate, encrypted or not.
final class PrivateKeys {
    /// What each kind of key signs with, to see whether it fits.
    private static final Map<String, String> SIGNATURES = Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA");
    private static final byte[] PROBE = {'p', 'r', 'o', 'b', 'e'};

    private PrivateKeys() {}

    /// @param certificate the file of `of`, for complaints
    /// @throws TlsException where it is none, or another one's
    static PrivateKey read(Pem file, String passphrase, PublicKey of, Object certificate) {
        var key = key(file, spec(file, passphrase), of, certificate);
        if (!fits(key, of)) throw doesNotFit(file, certificate);
        return key;
    }

    private static TlsException doesNotFit(Pem file, Object certificate) {
        return file.wrong("is not the key of the certificate " + certificate + ": name the two that were made together");
    }

    private static PKCS8EncodedKeySpec spec(Pem file, String passphrase) {
        for (var block : file.blocks()) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return new PKCS8EncodedKeySpec(block.der().getBytes());
                }
                case "ENCRYPTED PRIVATE KEY" -> {
                    if (passphrase.isEmpty()) throw file.wrong("is encrypted: give its passphrase");
                    return decrypted(block.der().getBytes(), passphrase).orElseThrow(() -> file.wrong("does not open with this passphrase: correct it"));
                }
                case "EC PRIVATE KEY", "RSA PRIVATE KEY" -> throw file.wrong("is of the old form " + block.label()
                        + ": turn it into PKCS#8 with 'openssl pkcs8 -topk8 -nodes -in OLD -out NEW'");
                default -> {} // such as EC PARAMETERS, or the certificate in the same file
            }
        }
        throw file.wrong("has no private key in it, but: " + file.blocks().getFirst().label() + "; name the file of the key");
    }

    /// None where it does not open: a wrong passphrase cannot be told from a damaged file.
    private static Optional<PKCS8EncodedKeySpec> decrypted(byte[] der, String passphrase) {
        try {
            var encrypted = new EncryptedPrivateKeyInfo(der);
            var parameters = encrypted.getAlgParameters();
            // PBES2 is a family; which one it is say its parameters.
            var algorithm = parameters == null ? encrypted.getAlgName() : parameters.toString();
            var secret = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(passphrase.toCharArray()));
            var cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, secret, parameters);
            return Optional.of(encrypted.getKeySpec(cipher));
        } catch (IOException | GeneralSecurityException closed) {
            return Optional.empty();
        }
    }

    private static PrivateKey key(Pem file, PKCS8EncodedKeySpec spec, PublicKey of, Object certificate) {
        var kind = of.getAlgorithm();
        if (!SIGNATURES.containsKey(kind)) throw file.wrong("is of the kind " + kind + ", which the bus cannot use: make an EC or RSA key");
        try {
            return KeyFactory.getInstance(kind).generatePrivate(spec);
        } catch (InvalidKeySpecException another) {
            throw doesNotFit(file, certificate);
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException(none);
        }
    }

    private static boolean fits(PrivateKey key, PublicKey of) {
        try {
            var signing = Signature.getInstance(String.valueOf(SIGNATURES.get(of.getAlgorithm())));
            signing.initSign(key);
            signing.update(PROBE);
            var signed = signing.sign();
            signing.initVerify(of);
            signing.update(PROBE);
            return signing.verify(signed);
        } catch (InvalidKeyException | java.security.SignatureException another) {
            return false;
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException(none);
        }
    }
}
