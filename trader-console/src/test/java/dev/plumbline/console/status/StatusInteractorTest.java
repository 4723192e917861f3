package dev.plumbline.console.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.console.Samples;
import dev.plumbline.console.feed.FeedStatus;
import dev.plumbline.console.feed.FeedStatus.Phase;
import dev.plumbline.console.inbox.OpenOrders;
import dev.plumbline.wire.DeskMessage.Item.SessionItem;

/// What the status bar says as time goes by.
class StatusInteractorTest {
    private static final Instant START = Instant.parse("2026-11-22T14:31:07Z");

    private final StatusModel model = new StatusModel();
    private Instant now = START;
    private final StatusInteractor interactor = new StatusInteractor(model, () -> now, new OpenOrders());

    private void second(int seconds) {
        now = START.plusSeconds(seconds);
        interactor.everySecond(0, 0);
    }

    @ParameterizedTest
    @CsvSource({"0, FRESH", "3, FRESH", "4, AGING", "10, AGING", "11, STALE"})
    void thePictureAges(int seconds, Freshness expected) {
        second(seconds);
        assertThat(model.freshness.get()).isEqualTo(expected);
    }

    @Test
    void aBatchOrAnAnswerMakesItFresh() {
        second(11);
        assertThat(model.heard.get()).isEqualTo("✖ heard 11 s ago");
        interactor.show(new FeedStatus(Phase.LIVE, "", 1, 0));
        second(13);
        assertThat(model.heard.get()).isEqualTo("heard 2 s ago");
        second(16);
        assertThat(model.heard.get()).isEqualTo("⚠ heard 5 s ago");
        interactor.answered(2_000_000);
        second(17);
        assertThat(model.heard.get()).isEqualTo("heard 1 s ago");
    }

    @Test
    void wordsThatSayNothingNewDoNot() {
        interactor.show(new FeedStatus(Phase.LIVE, "", 1, 0));
        second(5);
        interactor.show(new FeedStatus(Phase.STALE, "no word from the desk for 5 s", 1, 0));
        second(6);
        assertThat(model.freshness.get()).isEqualTo(Freshness.AGING);
    }

    @Test
    void aSilentDeskCanBeSentCancelsOnlyAndADisconnectedOneNothing() {
        interactor.show(new FeedStatus(Phase.LIVE, "", 1, 0));
        assertThat(model.old.get()).isEmpty();
        second(5);
        interactor.show(new FeedStatus(Phase.STALE, "no word from the desk for 5 s", 1, 0));
        assertThat(model.lock.get()).isEqualTo("the desk is silent");
        assertThat(model.cancelLock.get()).isEmpty();
        assertThat(model.old.get()).isEqualTo("The data is 5 s old");
        second(12);
        assertThat(model.old.get()).isEqualTo("The data is 12 s old");
        interactor.show(new FeedStatus(Phase.DISCONNECTED, "the server has gone", 1, 0));
        assertThat(model.cancelLock.get()).isEqualTo("not connected");
        assertThat(model.old.get()).isEmpty();
    }

    /// The line to the brokers is the desk's to tell: who does not hear it does not know.
    @Test
    void saysOfConnectionsOnlyWhatItKnows() {
        interactor.show(new FeedStatus(Phase.LIVE, "", 1, 0));
        interactor.show(new SessionItem("NYLON", "UP", "", Samples.AT));
        interactor.show(new SessionItem("LISBON", "UP", "", Samples.AT));
        interactor.pulseEnds();
        assertThat(model.parts.get()).isEqualTo("2/2 connections up");
        interactor.show(new FeedStatus(Phase.STALE, "no word from the desk for 4 s", 1, 0));
        assertThat(model.parts.get()).isEqualTo("? connections unknown, when last heard 2/2 up");
        interactor.show(new FeedStatus(Phase.LIVE, "", 2, 0));
        assertThat(model.parts.get()).isEqualTo("2/2 connections up");
        second(11);
        assertThat(model.parts.get()).as("live in name only").isEqualTo("? connections unknown, when last heard 2/2 up");
        interactor.show(new FeedStatus(Phase.DISCONNECTED, "the server has gone", 2, 0));
        interactor.show(new SessionItem("LISBON", "DOWN", "refused", Samples.AT));
        interactor.pulseEnds();
        assertThat(model.parts.get()).isEqualTo("? connections unknown, when last heard ✖ DOWN LISBON · 1/2 up");
    }

    @Test
    void saysWhenTheLastGapWas() {
        interactor.show(new FeedStatus(Phase.LIVE, "", 1, 0));
        assertThat(model.numbers.get()).isEqualTo("seq 1 · gaps 0");
        now = START.plusSeconds(60);
        interactor.show(new FeedStatus(Phase.LOADING, "lost 3", 5, 1));
        now = START.plusSeconds(90);
        interactor.show(new FeedStatus(Phase.LIVE, "", 9, 1));
        assertThat(model.numbers.get()).isEqualTo("seq 9 · gaps 1, last 14:32:07");
    }

    @Test
    void asksOnlyALiveDeskAndOneQuestionAtATime() {
        assertThat(interactor.wantsPing()).isFalse();
        interactor.show(new FeedStatus(Phase.LIVE, "", 1, 0));
        assertThat(interactor.wantsPing()).isTrue();
        interactor.asked();
        assertThat(interactor.wantsPing()).isFalse();
        interactor.answered(-1);
        assertThat(interactor.wantsPing()).isTrue();
    }

    @Test
    void halfAndNearlyAllOfTheLastMinute() {
        var latency = new Latency();
        assertThat(latency.text(START)).isEqualTo("ping –");
        for (int ms = 1; ms <= 60; ms++) latency.add(ms * 1_000_000L, START.plusSeconds(ms));
        assertThat(latency.text(START.plusSeconds(60))).isEqualTo("ping p50 30.0 · p99 60.0 ms");
        assertThat(latency.text(START.plusSeconds(119))).as("what is left of it").isEqualTo("ping p50 59.0 · p99 60.0 ms");
        latency.add(850_000, START.plusSeconds(300));
        assertThat(latency.text(START.plusSeconds(300))).isEqualTo("ping p50 0.9 · p99 0.9 ms");
        assertThat(latency.text(START.plusSeconds(300).plus(Duration.ofMinutes(2)))).isEqualTo("ping –");
    }
}
