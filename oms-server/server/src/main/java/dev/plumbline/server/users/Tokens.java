package dev.plumbline.server.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;

/// Signs who somebody is, for a few minutes: JWT (RFC 7519), HS256. What a user may is not in it: that is looked up each time, so a
/// user who is disabled is so at once. Any thread.
public final class Tokens {
    public static final Duration GOOD_FOR = Duration.ofMinutes(10);
    /// A token is exchanged for a newer one without a password for so long after the log-in.
    public static final Duration LOGGED_IN_FOR = Duration.ofHours(12);
    public static final int KEY_BYTES = 32;

    private static final String ISSUER = "plumbline";
    /// Between servers. The end of a token is looked at without it, by [#isOver].
    private static final int CLOCKS_APART_SECONDS = 60;
    private static final String LOGGED_IN_AT = "auth_time";
    private static final String MARK = "mark";
    /// Looked at before, and good: of many requests with one token only the first is checked.
    private static final int REMEMBERED = 10_000;

    private static final String DERIVED_BY = "HmacSHA256";

    private final JWTAuth signer;
    private final byte[] key;
    private final LongSupplier nanos;
    private final Map<String, Proof> good = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Proof> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// What a token says.
    ///
    /// @param until it is good, nanoseconds since the epoch, UTC
    /// @param loggedInAt when its user logged in, nanoseconds since the epoch, UTC; 0 where the token is not to be exchanged for a newer one
    /// @param mark of the password that its user had, see [#mark]
    public record Proof(String user, long until, long loggedInAt, String mark) {}

    /// Another one for each password, of which it tells nothing: who changes it ends all tokens.
    static String mark(String hash) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(hash.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 9));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("each JDK has it", impossible);
        }
    }

    /// @param key of [#KEY_BYTES], the same for all servers
    /// @param nanos the time, nanoseconds since the epoch, UTC
    public Tokens(Vertx vertx, Buffer key, LongSupplier nanos) {
        if (key.length() < KEY_BYTES) throw new IllegalArgumentException("a key of " + key.length() + " bytes is too short");
        this.key = key.getBytes();
        this.signer = JWTAuth.create(vertx, new JWTAuthOptions()
                .setJWTOptions(new JWTOptions().setIssuer(ISSUER).setLeeway(CLOCKS_APART_SECONDS))
                .addPubSecKey(new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(key)));
        this.nanos = nanos;
    }

    /// Something that only servers can tell of `what`: the same on all of them, for file names and addresses.
    public String derived(String what) {
        try {
            var mac = Mac.getInstance(DERIVED_BY);
            mac.init(new SecretKeySpec(key, DERIVED_BY));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(what.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("each JDK has it", impossible);
        }
    }

    public record Issued(String token, Proof proof) {
        /// Without the token.
        @Override
        public String toString() {
            return "Issued[" + proof + "]";
        }
    }

    public Issued issue(User user, long loggedInAt) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong());
        long until = seconds + GOOD_FOR.toSeconds();
        var claims = new JsonObject()
                .put("sub", user.name())
                .put(MARK, mark(user.hash()))
                .put("iat", seconds)
                .put("exp", until)
                .put(LOGGED_IN_AT, TimeUnit.NANOSECONDS.toSeconds(loggedInAt));
        var token = signer.generateToken(claims, new JWTOptions().setAlgorithm("HS256").setIssuer(ISSUER));
        return new Issued(token, new Proof(user.name(), TimeUnit.SECONDS.toNanos(until), loggedInAt, mark(user.hash())));
    }

    /// Fails with the reason, for a person, where it is not good (any more).
    public Future<Proof> check(String token) {
        var known = known(token);
        if (known.isPresent()) return isOver(known.get()) ? Future.failedFuture("the token is over: log in again") : Future.succeededFuture(known.get());
        return signer.authenticate(new TokenCredentials(token)).compose(said -> {
            var proof = proof(said.attributes().getJsonObject("accessToken", new JsonObject()));
            if (isOver(proof)) return Future.failedFuture("the token is over: log in again");
            remember(token, proof);
            return Future.succeededFuture(proof);
        }, unreadable -> Future.failedFuture("the token is none of ours, or over: log in again"));
    }

    private static Proof proof(JsonObject claims) {
        return new Proof(
                claims.getString("sub", ""), TimeUnit.SECONDS.toNanos(claims.getLong("exp", 0L)),
                TimeUnit.SECONDS.toNanos(claims.getLong(LOGGED_IN_AT, 0L)), claims.getString(MARK, ""));
    }

    private boolean isOver(Proof proof) {
        return nanos.getAsLong() >= proof.until();
    }

    private Optional<Proof> known(String token) {
        synchronized (good) {
            return Optional.ofNullable(good.get(token));
        }
    }

    private void remember(String token, Proof proof) {
        synchronized (good) {
            good.put(token, proof);
        }
    }
}
