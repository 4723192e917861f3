package dev.plumbline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.BrokerSession;

class SessionsUpTest {
    private static final BrokerSession ALPHA = new BrokerSession("ALPHA");
    private static final BrokerSession BRAVO = new BrokerSession("BRAVO");
    private static final Duration LONG = Duration.ofMinutes(10);
    /// Longer than what it waits for the first messages of a broker.
    private static final Duration MOMENT = Duration.ofMillis(150);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void end() {
        Await.done(vertx.close());
    }

    private static void stays(SessionsUp up) {
        await().during(MOMENT).atMost(Duration.ofSeconds(10)).until(() -> !up.isOver());
    }

    @Test
    void isOverOnceAllAreThereAndNothingIsMissing() {
        var up = new SessionsUp(vertx, Set.of(ALPHA, BRAVO), LONG);
        up.on(new SessionEvent.Up(ALPHA, 1));
        stays(up);
        up.on(new SessionEvent.Gap(ALPHA, 5, 9, 2));
        up.on(new SessionEvent.Up(BRAVO, 3));
        stays(up);
        up.on(new SessionEvent.GapFilled(ALPHA, 5, 9, 4));
        Await.done(up.future());
    }

    @Test
    void oneThatGoesIsWaitedForAgain() {
        var up = new SessionsUp(vertx, Set.of(ALPHA, BRAVO), LONG);
        up.on(new SessionEvent.Up(ALPHA, 1));
        up.on(new SessionEvent.Down(ALPHA, "cut", 2));
        up.on(new SessionEvent.Up(BRAVO, 3));
        stays(up);
        up.on(new SessionEvent.Up(ALPHA, 4));
        Await.done(up.future());
    }

    @Test
    void aBrokerThatIsAwayIsNotWaitedForLong() {
        var up = new SessionsUp(vertx, Set.of(ALPHA), Duration.ofMillis(1));
        Await.done(up.future());
        assertThat(up.isOver()).isTrue();
    }
}
