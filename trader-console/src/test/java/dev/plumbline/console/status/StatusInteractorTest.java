package dev.plumbline.console.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.console.Samples;
import dev.plumbline.console.feed.Server;
import dev.plumbline.console.inbox.OpenOrders;
import dev.plumbline.console.inbox.OpenOrders.Hanging;
import dev.plumbline.console.status.PartRow.Heard;
import dev.plumbline.console.status.StatusInteractor.Way;
import dev.plumbline.wire.DeskMessage.Item.SessionItem;
import dev.plumbline.wire.DeskMessage.Line;
import dev.plumbline.wire.DeskMessage.Pong;
import dev.plumbline.wire.follow.FeedStatus;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// What the status bar says as time goes by.
class StatusInteractorTest {
    private static final Instant START = Instant.parse("2026-11-22T14:31:07Z");

    /// By the desk's clock, which is not ours.
    private static final long DESK_NOW = 5_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final StatusModel model = new StatusModel();
    private Instant now = START;
    private final StatusInteractor interactor = new StatusInteractor(model, () -> now, new OpenOrders());

    private static Optional<Way> way(long nanos, Line... lines) {
        return Optional.of(new Way(nanos, new Pong(0, DESK_NOW, List.of(lines))));
    }

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
        assertThat(model.heard.get()).isEqualTo("nothing heard yet");
        second(11);
        assertThat(model.heard.get()).isEqualTo("✖ nothing heard yet");
        interactor.show(new FeedStatus(Phase.LIVE, "", 1, 0));
        second(13);
        assertThat(model.heard.get()).isEqualTo("heard 2 s ago");
        second(16);
        assertThat(model.heard.get()).isEqualTo("⚠ heard 5 s ago");
        interactor.answered(way(2_000_000));
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
    void saysHowManyServersThereAreAndSinceWhen() {
        assertThat(model.servers.get()).isEqualTo("no server");
        interactor.showServers(List.of(new Server("10.0.0.1:5801", Samples.AT)));
        assertThat(model.servers.get()).isEqualTo("1 server");
        interactor.showServers(List.of(new Server("10.0.0.1:5801", Samples.AT), new Server("10.0.0.2:5801", 0)));
        assertThat(model.servers.get()).isEqualTo("2 servers");
        assertThat(model.rows)
                .extracting(PartRow::kind, PartRow::name, PartRow::label, PartRow::at)
                .containsExactly(
                        tuple("Server", "10.0.0.1:5801", "● UP", Samples.AT), tuple("Server", "10.0.0.2:5801", "● UP", 0L),
                        tuple("Feed", "desk", "⚠ CONNECTING", START.getEpochSecond() * SECOND));
    }

    @Test
    void theFeedIsASourceWithItsNumberItsGapsAndItsAge() {
        assertThat(feed().heard()).isEqualTo(new Heard("nothing yet", Freshness.FRESH, 0, 0));
        second(2);
        interactor.show(new FeedStatus(Phase.LIVE, "", 48_112, 0));
        second(6);
        assertThat(feed().heard()).isEqualTo(new Heard("4 s", Freshness.AGING, 48_112, 0));
        assertThat(feed().heard().label()).isEqualTo("⚠ 4 s");
        interactor.show(new FeedStatus(Phase.LOADING, "lost 3 of the desk's batches", 48_112, 1));
        assertThat(feed().label()).as("told at once").isEqualTo("⚠ LOADING");
        assertThat(feed().text()).isEqualTo("lost 3 of the desk's batches");
        interactor.show(new FeedStatus(Phase.LIVE, "", 48_120, 1));
        assertThat(feed()).isEqualTo(new PartRow(
                "Feed", "desk", "LIVE", "last gap 14:31:13", START.plusSeconds(6).getEpochSecond() * SECOND, Hanging.NOTHING,
                new Heard("0 s", Freshness.FRESH, 48_120, 1)));
        second(17);
        assertThat(feed().heard().freshness()).isEqualTo(Freshness.STALE);
    }

    /// Its age is the desk's to tell, by the desk's clock, and grows by ours until the desk tells again.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a quiet market, heartbeats come   | 29 | 30 | 29 s       | FRESH
            its heartbeat is due              | 33 | 30 | 33 s       | FRESH
            … and overdue                     | 34 | 30 | ⚠ 34 s     | AGING
            … for long                        | 41 | 30 | ✖ 41 s     | STALE
            nothing is agreed                 | 99 | 0  | 1 min      | FRESH
            """)
    void aBrokerIsSilentOnceItsHeartbeatIsOverdue(String what, int age, int heartbeat, String heard, Freshness expected) {
        interactor.show(new FeedStatus(Phase.LIVE, "", 1, 0));
        interactor.show(new SessionItem("NYLON", "UP", "", Samples.AT));
        interactor.answered(way(1, new Line("NYLON", DESK_NOW - (age - 1) * SECOND, heartbeat * 1_000L, 4_711, 2)));
        second(1);
        assertThat(broker().heard().label()).as(what).isEqualTo(heard);
        assertThat(broker().heard().freshness()).isEqualTo(expected);
        assertThat(broker().heard().seq()).isEqualTo(4_711);
        assertThat(broker().heard().gaps()).isEqualTo(2);
        assertThat(model.parts.get()).isEqualTo(
                expected == Freshness.FRESH ? "1/1 connections up" : heard.charAt(0) + " NYLON heard " + age + " s ago · 1/1 connections up");
    }

    @Test
    void ofABrokerThatNeverSpokeOrIsNotToldOfNoAgeIsMadeUp() {
        interactor.show(new FeedStatus(Phase.LIVE, "", 1, 0));
        interactor.show(new SessionItem("NYLON", "DOWN", "refused", Samples.AT));
        interactor.pulseEnds();
        assertThat(broker().heard()).isEqualTo(Heard.UNTOLD);
        interactor.answered(way(1, new Line("NYLON", 0, 30_000, 0, 0)));
        second(300);
        assertThat(broker().heard()).isEqualTo(new Heard("nothing yet", Freshness.FRESH, -1, 0));
    }

    private PartRow feed() {
        return row("Feed");
    }

    private PartRow broker() {
        return row("Broker");
    }

    private PartRow row(String kind) {
        return model.rows.stream().filter(row -> row.kind().equals(kind)).findFirst().orElseThrow();
    }

    @Test
    void asksOnlyALiveDeskAndOneQuestionAtATime() {
        assertThat(interactor.wantsPing()).isFalse();
        interactor.show(new FeedStatus(Phase.LIVE, "", 1, 0));
        assertThat(interactor.wantsPing()).isTrue();
        interactor.asked();
        assertThat(interactor.wantsPing()).isFalse();
        interactor.answered(Optional.empty());
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
