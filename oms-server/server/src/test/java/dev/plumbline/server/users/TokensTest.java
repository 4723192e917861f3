package dev.plumbline.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.server.Await;

class TokensTest {
    private static final User MARIA = new User("maria", Set.of(Role.TRADER), Reach.of("A"), Reach.EVERYWHERE, "hash", false, false);

    private final Vertx vertx = Vertx.vertx();
    /// The library looks at the clock of the machine as well.
    private final AtomicLong now = new AtomicLong(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
    private final Tokens tokens = new Tokens(vertx, key('k'), now::get);

    private static Buffer key(char letter) {
        return Buffer.buffer(String.valueOf(letter).repeat(Tokens.KEY_BYTES));
    }

    @AfterEach
    void close() {
        Await.done(vertx.close());
    }

    @Test
    void aTokenSaysWhoseItIsUntilItIsOver() {
        var issued = tokens.issue(MARIA, now.get());
        assertThat(Await.done(tokens.check(issued.token())).user()).isEqualTo("maria");
        assertThat(issued.proof().mark()).isEqualTo(Tokens.mark("hash")).isNotEqualTo(Tokens.mark("another"));
        now.addAndGet(Tokens.GOOD_FOR.toNanos());
        assertThat(tokens.check(issued.token()).cause()).hasMessage("the token is over: log in again");
        // Also where it was not looked at before.
        assertThat(new Tokens(vertx, key('k'), now::get).check(issued.token()).failed()).isTrue();
    }

    @Test
    void aTokenOfAnotherKeyOrChangedOrUnsignedIsNone() {
        var other = new Tokens(vertx, key('x'), now::get).issue(MARIA, now.get()).token();
        assertThat(tokens.check(other).failed()).isTrue();
        var token = tokens.issue(MARIA, now.get()).token();
        var parts = token.split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1])).replace("maria", "admin");
        var forged = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes());
        assertThat(tokens.check(parts[0] + "." + forged + "." + parts[2]).failed()).isTrue();
        var none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes());
        assertThat(tokens.check(none + "." + parts[1] + ".").failed()).isTrue();
        assertThat(tokens.check("rubbish").failed()).isTrue();
        assertThat(tokens.check(token).succeeded()).isTrue();
    }
}
