package dev.plumbline.server.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tokens that somebody else has signed, such as an OpenID Connect provider: held against its published keys (JWKS, RFC 7517), its name
/// and ours. Keys are read when the first token comes, every ten minutes, and where a token is signed by a key that is not known, at most
/// once a minute. Any thread.
public final class OutsideTokens implements LogIns.Outside {
    private static final Logger LOG = LoggerFactory.getLogger(OutsideTokens.class);
    private static final long GOOD_FOR_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long NOT_BEFORE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long TIMEOUT_MS = 5_000;
    private static final int BYTES_MAX = 256 * 1024;
    private static final Pattern SIGNED = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final String NOBODYS_SIGNATURE = "bm9ib2R5IGhhcyBzaWduZWQgdGhpcw";
    /// Only keys of which the secret half is the issuer's alone: a symmetric one that is published would let anybody sign.
    private static final Set<String> KINDS = Set.of("RSA", "EC", "OKP");

    private final Vertx vertx;
    private final OutsideConfig config;
    private final HttpClient http;
    private Optional<JWTAuth> keys = Optional.empty();
    private long readAt;

    public OutsideTokens(Vertx vertx, OutsideConfig config) {
        this.vertx = vertx;
        this.config = config;
        this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) TIMEOUT_MS));
    }

    @Override
    public Future<String> userOf(String token) {
        return keys(false)
                .compose(known -> check(known, token))
                .recover(first -> isOld() ? keys(true).compose(fresh -> check(fresh, token)) : Future.failedFuture(first))
                .compose(this::user);
    }

    private Future<JsonObject> check(JWTAuth known, String token) {
        if (!SIGNED.matcher(token).matches()) return Future.failedFuture("the token has no signature");
        return known.authenticate(new TokenCredentials(token))
                .map(said -> said.attributes().getJsonObject("accessToken", new JsonObject()))
                .recover(no -> {
                    LOG.debug("a token from outside is refused: {}", no.getMessage());
                    return Future.failedFuture("the token is none of " + config.issuer() + " for " + config.audience() + ", or over");
                });
    }

    /// A token that is good for ever is none that we take.
    private Future<String> user(JsonObject claims) {
        if (!claims.containsKey("exp")) return Future.failedFuture("the token of " + config.issuer() + " has no end (exp)");
        var user = claims.getString(config.userClaim(), "");
        return user.isEmpty()
                ? Future.failedFuture("the token of " + config.issuer() + " has no claim " + config.userClaim())
                : Future.succeededFuture(user);
    }

    private synchronized boolean isOld() {
        return System.nanoTime() - readAt >= NOT_BEFORE_NANOS;
    }

    private Future<JWTAuth> keys(boolean fresh) {
        synchronized (this) {
            if (!fresh && keys.isPresent() && System.nanoTime() - readAt < GOOD_FOR_NANOS) return Future.succeededFuture(keys.get());
            readAt = System.nanoTime();
        }
        return read().map(this::parsed).compose(this::tried).map(this::keep).recover(away -> {
            LOG.warn("the keys of {} at {} cannot be read: {}", config.issuer(), config.jwks(), away.getMessage());
            synchronized (this) {
                return keys.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture("the keys of " + config.issuer() + " cannot be read just now: try again"));
            }
        });
    }

    private synchronized JWTAuth keep(JWTAuth made) {
        keys = Optional.of(made);
        return made;
    }

    /// The library passes over keys that it cannot use, and where none is left it asks for no signature: so it is tried with a token that
    /// nobody has signed.
    private Future<JWTAuth> tried(JWTAuth made) {
        var seconds = System.currentTimeMillis() / 1_000;
        var claims = new JsonObject().put("iss", config.issuer()).put("aud", config.audience()).put("iat", seconds).put("exp", seconds + 60);
        var tries = Stream.of("RS256", "ES256", "none")
                .map(algorithm -> part(new JsonObject().put("alg", algorithm).put("typ", "JWT")) + "." + part(claims) + "." + NOBODYS_SIGNATURE)
                .map(forged -> made.authenticate(new TokenCredentials(forged)).map(_ -> true).otherwise(false))
                .toList();
        return Future.all(tries).compose(_ -> tries.stream().anyMatch(Future::result)
                ? Future.failedFuture("none of its keys can be used")
                : Future.succeededFuture(made));
    }

    private static String part(JsonObject json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.encode().getBytes(UTF_8));
    }

    private JWTAuth parsed(Buffer json) {
        return JWTAuth.create(vertx, new JWTAuthOptions()
                .setJwks(publicKeys(json))
                .setJWTOptions(new JWTOptions().setIssuer(config.issuer()).setAudience(List.of(config.audience()))));
    }

    private static List<JsonObject> publicKeys(Buffer json) {
        try {
            var all = new ArrayList<JsonObject>();
            for (var one : new JsonObject(json).getJsonArray("keys"))
                if (one instanceof JsonObject key && KINDS.contains(key.getString("kty", "")) && !"enc".equals(key.getString("use"))) all.add(key);
            if (all.isEmpty()) throw new IllegalArgumentException("there is no key to check a signature with in it");
            return all;
        } catch (DecodeException | ClassCastException | NullPointerException none) {
            throw new IllegalArgumentException("it is no JSON Web Key Set", none);
        }
    }

    private Future<Buffer> read() {
        if (config.isFile()) return vertx.fileSystem().readFile(config.jwks());
        var options = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(config.jwks()).setTimeout(TIMEOUT_MS).setFollowRedirects(false);
        return http.request(options)
                .compose(request -> request.send())
                .compose(OutsideTokens::body);
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        if (response.statusCode() != 200) return Future.failedFuture("it answers " + response.statusCode());
        var all = Buffer.buffer();
        response.handler(part -> {
            if (all.length() + part.length() <= BYTES_MAX) all.appendBuffer(part);
            else response.request().reset();
        });
        return response.end().map(all);
    }

    public void close() {
        http.close();
    }
}
