package dev.plumbline.server.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Passwords as Argon2id hashes (RFC 9106) in the usual text form, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`: 19 MiB and two passes,
/// the smallest that OWASP's cheat sheet of password storage recommends. One takes some 50 ms: not for an event loop.
public final class Passwords {
    /// Letters that a password has at least.
    public static final int LETTERS_MIN = 12;
    /// And at most: more would only be work for us.
    public static final int LETTERS_MAX = 256;

    private static final int MEMORY_KB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{1,128})\\$([A-Za-z0-9+/]{1,128})");
    /// Without what is easily read as something else.
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int GENERATED = 20;

    /// Of a password that nobody knows: who asks for a user that is not there waits as long as for one that is.
    private static final String NOBODYS = hash("nobody's", new byte[SALT]);
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    public static String hash(String password) {
        var salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return hash(password, salt);
    }

    private static String hash(String password, byte[] salt) {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KB + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(derived(password, salt, MEMORY_KB, PASSES, LANES, HASH));
    }

    /// @param hash as [#hash] made it; where it is empty or none, the answer is no, after the same time
    public static boolean isRight(String password, String hash) {
        var form = FORM.matcher(hash);
        boolean isHash = form.matches();
        if (!isHash && !(form = FORM.matcher(NOBODYS)).matches()) throw new IllegalStateException("no hash of ours: " + NOBODYS);
        var expected = Base64.getDecoder().decode(form.group(5));
        var given = derived(
                password, Base64.getDecoder().decode(form.group(4)), Integer.parseInt(form.group(1)),
                Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)), expected.length);
        return MessageDigest.isEqual(expected, given) && isHash;
    }

    /// @return what is wrong with it for a new password, for a person; empty where nothing is
    public static Optional<String> weakness(String password, String user) {
        if (password.length() < LETTERS_MIN)
            return Optional.of("a password has at least " + LETTERS_MIN + " letters, this one " + password.length());
        if (password.length() > LETTERS_MAX)
            return Optional.of("a password has at most " + LETTERS_MAX + " letters, this one " + password.length());
        if (password.chars().distinct().count() < 5) return Optional.of("a password has at least five different letters");
        return password.equalsIgnoreCase(user) ? Optional.of("a password is not the user's name") : Optional.empty();
    }

    /// A new one that a person can type: 20 letters, some 116 bits.
    public static String generated() {
        var password = new StringBuilder(GENERATED);
        for (int i = 0; i < GENERATED; i++) password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        return password.toString();
    }

    private static byte[] derived(String password, byte[] salt, int memoryKb, int passes, int lanes, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKb)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        var result = new byte[length];
        generator.generateBytes(password.getBytes(UTF_8), result);
        return result;
    }
}
