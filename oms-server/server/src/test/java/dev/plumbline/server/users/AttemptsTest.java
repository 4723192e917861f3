package dev.plumbline.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final long S = TimeUnit.SECONDS.toNanos(1);
    private final Attempts attempts = new Attempts();

    private void fail(String user, String place, int times, long now) {
        for (int i = 0; i < times; i++) attempts.failed(user, place, now);
    }

    @Test
    void fourFailuresAreFreeAndTheFifthCostsAMinute() {
        fail("maria", "here", 4, 0);
        assertThat(attempts.comes("maria", "here", S)).isEmpty();
        fail("maria", "here", 1, S);
        assertThat(attempts.comes("maria", "here", 2 * S)).contains("too many failed log-ins of maria: try again in 60 s");
        assertThat(attempts.comes("ben", "here", 2 * S)).isEmpty();
        assertThat(attempts.comes("maria", "here", 61 * S)).isEmpty();
    }

    @Test
    void eachFurtherOneCostsTwiceAsMuchUpToAnHour() {
        fail("maria", "here", 6, 0);
        assertThat(attempts.comes("maria", "here", 119 * S)).isNotEmpty();
        assertThat(attempts.comes("maria", "here", 120 * S)).isEmpty();
        fail("maria", "here", 20, 0);
        assertThat(attempts.comes("maria", "here", 3_599 * S)).isNotEmpty();
        assertThat(attempts.comes("maria", "here", 3_600 * S)).isEmpty();
    }

    @Test
    void whoFailsElsewhereUnderANameKeepsItOutOnlyForAMinute() {
        for (int i = 0; i < Attempts.FREE_BY_NAME - 1; i++) attempts.failed("admin", "place " + i, 0);
        assertThat(attempts.comes("admin", "home", S)).isEmpty();
        attempts.failed("admin", "one more", 0);
        assertThat(attempts.comes("admin", "home", 59 * S)).isNotEmpty();
        assertThat(attempts.comes("admin", "home", 60 * S)).isEmpty();
    }

    @Test
    void aSuccessEndsTheRow() {
        fail("maria", "here", 4, 0);
        attempts.succeeded("maria", "here");
        fail("maria", "here", 1, 0);
        assertThat(attempts.comes("maria", "here", 0)).isEmpty();
    }

    @Test
    void aPlaceFromWhichManyFailWaitsWhoeverComes() {
        for (int i = 0; i < Attempts.PER_MINUTE; i++) attempts.failed("user" + i, "here", i);
        assertThat(attempts.comes("ben", "here", S)).contains("too many failed log-ins from here: try again in a minute");
        assertThat(attempts.comes("ben", "there", S)).isEmpty();
        assertThat(attempts.comes("ben", "here", 61 * S)).isEmpty();
    }
}
