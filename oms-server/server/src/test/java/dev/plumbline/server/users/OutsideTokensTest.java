package dev.plumbline.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.server.Await;

/// A provider that publishes its keys on the loopback.
class OutsideTokensTest {
    private final Vertx vertx = Vertx.vertx();
    private final KeyPair pair = pair();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String published = keys("k1", pair);
    private final HttpServer provider = Await.done(vertx.createHttpServer().requestHandler(request -> {
        asked.incrementAndGet();
        request.response().end(published);
    }).listen(0, "127.0.0.1"));
    private final OutsideTokens tokens = new OutsideTokens(vertx, config("http://127.0.0.1:" + provider.actualPort() + "/keys"));

    private static OutsideConfig config(String jwks) {
        return new OutsideConfig("https://login.example", "plumbline", jwks, "preferred_username");
    }

    @AfterEach
    void close() {
        tokens.close();
        Await.done(vertx.close());
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String keys(String id, KeyPair of) {
        var key = (RSAPublicKey) of.getPublic();
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return new JsonObject().put("keys", new JsonArray()
                        .add(new JsonObject().put("kty", "oct").put("kid", "secret").put("alg", "HS256").put("k", "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"))
                        .add(new JsonObject().put("kty", "RSA").put("kid", id).put("use", "sig").put("alg", "RS256")
                                .put("n", base64.encodeToString(key.getModulus().toByteArray()))
                                .put("e", base64.encodeToString(key.getPublicExponent().toByteArray()))))
                .encode();
    }

    private String token(KeyPair by, JsonObject claims, JWTOptions options) {
        var pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(by.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----";
        return JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(new PubSecKeyOptions().setAlgorithm("RS256").setBuffer(pem)))
                .generateToken(claims.copy(), options.setAlgorithm("RS256"));
    }

    private String token(String user) {
        return token(pair, new JsonObject().put("preferred_username", user), usual());
    }

    private static JWTOptions usual() {
        return new JWTOptions().setIssuer("https://login.example").setAudience(List.of("plumbline")).setExpiresInMinutes(5);
    }

    private String why(String token) {
        return String.valueOf(failure(tokens.userOf(token)).getMessage());
    }

    private static Throwable failure(Future<?> of) {
        return of.toCompletionStage().toCompletableFuture().<Throwable>handle((_, failed) -> failed).join();
    }

    @Test
    void aTokenOfTheProviderSaysWho() {
        assertThat(Await.done(tokens.userOf(token("maria")))).isEqualTo("maria");
        assertThat(Await.done(tokens.userOf(token("ben")))).isEqualTo("ben");
        assertThat(asked).hasValue(1);
    }

    @Test
    void aTokenForSomebodyElseOrOfSomebodyElseOrOverIsNone() {
        var claims = new JsonObject().put("preferred_username", "maria");
        assertThat(why(token(pair(), claims, usual()))).contains("none of https://login.example");
        assertThat(why(token(pair, claims, usual().setIssuer("https://other.example")))).contains("none of");
        assertThat(why(token(pair, claims, usual().setAudience(List.of("another program"))))).contains("none of");
        assertThat(why(token(pair, claims, new JWTOptions().setIssuer("https://login.example").setAudience(List.of("plumbline"))))).contains("has no end");
        assertThat(why(token(pair, new JsonObject(), usual()))).contains("no claim preferred_username");
        assertThat(why("rubbish")).contains("no signature");
    }

    /// Whoever reads the published keys must not be able to sign.
    @Test
    void aSymmetricKeyThatIsPublishedIsNotUsed() {
        var signed = JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(
                        new PubSecKeyOptions().setAlgorithm("HS256").setBuffer("secretsecretsecretsecretsecret")))
                .generateToken(new JsonObject().put("preferred_username", "maria"), usual().setAlgorithm("HS256"));
        assertThat(why(signed)).contains("none of");
    }

    /// The library would ask for no signature at all.
    @Test
    void aKeySetOfWhichNoKeyCanBeUsedLetsNobodyIn() {
        published = new JsonObject().put("keys", new JsonArray().add(new JsonObject().put("kty", "EC").put("crv", "no such curve").put("x", "AA").put("y", "AA"))).encode();
        var part = Base64.getUrlEncoder().withoutPadding();
        var claims = part.encodeToString(new JsonObject().put("iss", "https://login.example").put("aud", "plumbline")
                .put("exp", System.currentTimeMillis() / 1_000 + 100).put("preferred_username", "admin").encode().getBytes());
        for (var algorithm : List.of("none", "RS256")) {
            var head = part.encodeToString(new JsonObject().put("alg", algorithm).put("typ", "JWT").encode().getBytes());
            assertThat(tokens.userOf(head + "." + claims + ".").map(_ -> "let in").otherwise("refused")).satisfies(asked ->
                    assertThat(Await.done(asked)).isEqualTo("refused"));
            assertThat(Await.done(tokens.userOf(head + "." + claims + ".c2ln").map(_ -> "let in").otherwise("refused"))).isEqualTo("refused");
        }
    }

    @Test
    void whileTheProviderIsAwayWhatIsKnownIsUsedAndNothingIsGuessed() {
        var away = new OutsideTokens(vertx, config("http://127.0.0.1:1/keys"));
        assertThat(failure(away.userOf(token("maria")))).hasMessageContaining("cannot be read just now");
        away.close();
        assertThat(Await.done(tokens.userOf(token("maria")))).isEqualTo("maria");
        published = "not JSON";
        assertThat(Await.done(tokens.userOf(token("maria")))).isEqualTo("maria");
    }
}
