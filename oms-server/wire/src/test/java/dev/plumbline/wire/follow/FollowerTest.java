package dev.plumbline.wire.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.wire.DeskMessage.Batch;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Snapshot;
import dev.plumbline.wire.DeskMessage.SnapshotRequest;
import dev.plumbline.wire.follow.Follower.Effect;

/// A history is written as words: `+` connected, `-` disconnected, `b1.5` batch 5 of epoch 1 (with one alert in it),
/// `h1.5` the same empty, `s1.4` a whole snapshot at 4 of epoch 1, `p1.4` its first part of two, `q1.4` its second,
/// `o1.4` one that was asked for earlier, `c1.4` one of what has changed, `n1.4` one that came with a gap, `g` one that the
/// desk has given up, `f` a failed snapshot, `w2000` two seconds pass.
///
/// What came of it is written likewise: `ask` (with the cursor where it is not 0), `show` a snapshot shown (`new-`
/// before it in a new life), `5` the news of batch 5, and at the end the phase.
class FollowerTest {
    private final Follower follower = new Follower("me");
    private final List<String> seen = new ArrayList<>();
    private FeedStatus status = FeedStatus.STARTING;
    private SnapshotRequest lastAsked = new SnapshotRequest("", 0);
    private String asked = "";
    private String askedBefore = "";
    private long now = 1_000_000;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing yet                        | b1.1                              |                               | CONNECTING
            asks first                         | +                                 | ask                           | LOADING
            takes a snapshot                   | + s1.4                            | ask new-show                  | LIVE
            takes it in parts                  | + p1.4 q1.4                       | ask ask@1 new-show            | LIVE
            follows                            | + s1.4 b1.5 b1.6                  | ask new-show 5 6              | LIVE
            a heartbeat counts                 | + s1.4 h1.5 b1.6                  | ask new-show 6                | LIVE
            batch before the snapshot          | + b1.4 b1.5 b1.6 s1.4             | ask new-show 5 6              | LIVE
            batch within the snapshot          | + p1.4 b1.5 q1.4 b1.6             | ask ask@1 new-show 5 6        | LIVE
            duplicate batch                    | + s1.4 b1.5 b1.5 b1.4 b1.6        | ask new-show 5 6              | LIVE
            gap                                | + s1.4 w600 b1.6                  | ask new-show ask              | LOADING
            gap healed                         | + s1.4 w600 b1.6 s1.5 b1.7        | ask new-show ask show 6 7     | LIVE
            gap healed by the newer snapshot   | + s1.4 w600 b1.6 s1.7 b1.8        | ask new-show ask show 8       | LIVE
            gap just after a snapshot waits    | + s1.4 b1.6                       | ask new-show                  | LOADING
            … and is asked for by the clock    | + s1.4 b1.6 w500                  | ask new-show ask              | LOADING
            gap between snapshot and kept      | + b1.6 b1.8 w600 s1.6             | ask new-show ask              | LOADING
            new epoch                          | + s1.4 w600 b2.1                  | ask new-show ask              | LOADING
            new epoch taken over               | + s1.4 w600 b2.1 s2.0 b2.2        | ask new-show ask new-show 1 2 | LIVE
            same numbers in a new epoch        | + s1.4 w600 b2.5 s2.5 b2.6        | ask new-show ask new-show 6   | LIVE
            old words of another epoch         | + b9.7 s1.4 b1.5                  | ask new-show 5                | LIVE
            parts of two epochs                | + p1.4 w600 q2.0 w500             | ask ask@1 ask                 | LOADING
            answer to an older request         | + s1.4 w600 b1.9 o1.9             | ask new-show ask              | LOADING
            failed snapshot is tried again     | + w600 f                          | ask ask                       | LOADING
            silent snapshot is tried again     | + w5000                           | ask ask                       | LOADING
            silence                            | + s1.4 w2999                      | ask new-show                  | LIVE
            stale                              | + s1.4 w3000                      | ask new-show                  | STALE
            stale and back                     | + s1.4 w9000 b1.5                 | ask new-show 5                | LIVE
            stale and back with a gap          | + s1.4 w9000 b1.7                 | ask new-show ask              | LOADING
            heartbeats keep it live            | + s1.4 w2000 h1.5 w2000 h1.6 w900 | ask new-show                  | LIVE
            thrown off                         | + s1.4 -                          | ask new-show                  | DISCONNECTED
            deaf while off                     | + s1.4 - b1.5                     | ask new-show                  | DISCONNECTED
            back on                            | + s1.4 - w600 + s1.9 b1.10        | ask new-show ask show 10      | LIVE
            back on, with what has changed     | + s1.4 - w600 + c1.9 b1.10        | ask new-show ask missed:changed 10   | LIVE
            gap healed by what has changed     | + s1.4 w600 b1.6 c1.6 b1.7        | ask new-show ask missed:changed 7    | LIVE
            snapshot with a gap                | + w600 n1.4                       | ask ask                       | LOADING
            snapshot given up                  | + p1.4 w600 g                     | ask ask@1 ask                 | LOADING
            """)
    void histories(String what, String history, String expected, FeedStatus.Phase phase) {
        for (var word : history.split(" ")) play(word);
        assertThat(String.join(" ", seen)).as(what).isEqualTo(expected == null ? "" : expected);
        assertThat(status.phase()).as(what).isEqualTo(phase);
    }

    @Test
    void aGapIsCountedAndNamed() {
        for (var word : "+ s1.4 w600 b1.7".split(" ")) play(word);
        assertThat(status).isEqualTo(new FeedStatus(FeedStatus.Phase.LOADING, "lost 2 of the desk's batches", 4, 1));
    }

    @Test
    void staleTellsItsAge() {
        for (var word : "+ s1.4 w7000".split(" ")) play(word);
        assertThat(status.reason()).isEqualTo("no word from the desk for 7 s");
    }

    @Test
    void keepsNoMoreBatchesThanItSays() {
        play("+");
        for (int i = 0; i <= Follower.KEPT_MAX; i++) play("h1." + (i + 1));
        assertThat(status.reason()).contains("more than 10000 batches");
    }

    /// The desk may know what has changed since then.
    @Test
    void saysWhatItHas() {
        play("+");
        assertThat(lastAsked).isEqualTo(new SnapshotRequest("me-1", 0, "", 0));
        for (var word : "s1.4 b1.5 - w600 +".split(" ")) play(word);
        assertThat(lastAsked).isEqualTo(new SnapshotRequest("me-2", 0, "1", 5));
    }

    @Test
    void asksForAFewPartsAhead() {
        play("+");
        follower.snapshot(part(0, 2, 9), now).forEach(this::see);
        assertThat(seen).containsExactly("ask", "ask@2", "ask@4", "ask@6", "ask@8");
        for (int from = 2; from < 9; from += 2) follower.snapshot(part(from, Math.min(from + 2, 9), 9), now).forEach(this::see);
        assertThat(seen).hasSize(6).endsWith("new-show");
        assertThat(status.phase()).isEqualTo(FeedStatus.Phase.LIVE);
    }

    /// With the items from `from` to `to` of all.
    private Snapshot part(int from, int to, int total) {
        var items = new ArrayList<Item>();
        for (int i = from; i < to; i++) items.add(alert("item " + i));
        return new Snapshot(asked, "1", 4, to == total ? -1 : to, total, items);
    }

    private void play(String word) {
        var number = word.length() > 1 ? word.substring(1).split("\\.") : new String[0];
        var effects = switch (word.charAt(0)) {
            case '+' -> follower.connected(now);
            case '-' -> follower.disconnected("the server has gone");
            case 'b' -> follower.batch(batch(number, List.of(alert(number[1]))), now);
            case 'h' -> follower.batch(batch(number, List.of()), now);
            case 's' -> follower.snapshot(part(number, asked, -1, 1), now);
            case 'p' -> follower.snapshot(part(number, asked, 1, 2), now);
            case 'q' -> follower.snapshot(part(number, asked, -1, 2), now);
            case 'n' -> follower.snapshot(part(number, asked, -1, 3), now);
            case 'o' -> follower.snapshot(part(number, askedBefore, -1, 1), now);
            case 'c' -> follower.snapshot(
                    new Snapshot(asked, number[0], Long.parseLong(number[1]), -1, 1, List.of(alert("changed")), true), now);
            case 'g' -> follower.snapshot(new Snapshot(asked, "1", Snapshot.GONE, -1, 0, List.of()), now);
            case 'f' -> follower.snapshotFailed(asked, "no answer", now);
            case 'w' -> {
                now += Long.parseLong(number[0]);
                yield follower.tick(now);
            }
            default -> throw new IllegalArgumentException(word);
        };
        effects.forEach(this::see);
    }

    private static Batch batch(String[] number, List<Item> items) {
        return new Batch(number[0], Long.parseLong(number[1]), 0, items);
    }

    private static Snapshot part(String[] number, String id, int next, int total) {
        return new Snapshot(id, number[0], Long.parseLong(number[1]), next, total, List.of(alert("snapshot")));
    }

    private static Item alert(String text) {
        return new Item.AlertItem("INFO", text, "", 0);
    }

    private void see(Effect effect) {
        switch (effect) {
            case Effect.AskSnapshot(var request) -> {
                lastAsked = request;
                if (request.cursor() == 0) askedBefore = asked;
                asked = request.snapshotId();
                seen.add(request.cursor() == 0 ? "ask" : "ask@" + request.cursor());
            }
            case Effect.ShowSnapshot(var anew, _) -> seen.add(anew ? "new-show" : "show");
            case Effect.ShowNews(var items) ->
                items.forEach(item -> seen.add(((Item.AlertItem) item).text()));
            case Effect.ShowMissed(var items) ->
                items.forEach(item -> seen.add("missed:" + ((Item.AlertItem) item).text()));
            case Effect.ShowStatus(var now) -> status = now;
        }
    }
}
