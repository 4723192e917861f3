package dev.plumbline.console.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.plumbline.console.FakeFeed;
import dev.plumbline.console.checks.Checks;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.staging.Release.Press;
import dev.plumbline.console.staging.Staged.State;
import dev.plumbline.core.Account;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Checked;
import dev.plumbline.wire.DeskMessage.Wish;

class ReleaseTest {
    private final FakeFeed feed = new FakeFeed();
    private final Inbox inbox = new Inbox();

    private static StagedRow row(int qty, State state) {
        var wish = new Wish.Enter(
                "NYLON", new Account("ALPHA"), new Symbol("NVDA"), Side.BUY, Qty.of(qty), OrdType.LIMIT, Px.of("187.42"),
                TimeInForce.DAY);
        return new StagedRow(new Staged("R" + qty, 0, wish, state, ""));
    }

    /// More than 150 is blocked, more than 100 is warned of.
    private static DeskMessage answer(DeskMessage.Question<?> question) {
        if (!(question instanceof Check(var id, _, Wish.Enter wish))) throw new AssertionError(question);
        if (wish.orderQty().isMoreThan(Qty.of(150)))
            return new Checked(id, List.of(new CheckLine("Max qty", Verdict.BLOCK, wish.orderQty() + " of at most 150")));
        if (wish.orderQty().isMoreThan(Qty.of(100)))
            return new Checked(id, List.of(new CheckLine("Price away", Verdict.WARN, "12 % away")));
        return new Checked(id, List.of(new CheckLine("Max qty", Verdict.PASS, "")));
    }

    private Release release(StagedRow... rows) {
        feed.questionsWith(ReleaseTest::answer);
        var release = new Release(List.of(rows), Checks.of(feed, "akira"), inbox);
        inbox.drain(1_000_000_000);
        return release;
    }

    private static Press press(Release release, int seconds) {
        return release.press(Duration.ofSeconds(seconds).toNanos());
    }

    private static List<String> shown(Release release) {
        return release.lines().stream().map(line -> line.shown().getValue().remark()).toList();
    }

    @Test
    void showsWhatTheDeskSaysToEachOrder() {
        var release = release(row(100, State.WAITING), row(120, State.WAITING), row(200, State.WAITING));
        assertThat(shown(release)).containsExactly(
                "✓ checked", "⚠ Price away: 12 % away", "✖ will be refused: Max qty: 200 of at most 150");
        assertThat(release.tally().get().words()).isEqualTo("✖ 1 will be refused · ⚠ 1 with a warning");
    }

    @Test
    void aWarningWantsASecondPressAndWhatWouldBeRefusedStays() {
        var fine = row(100, State.WAITING);
        var warned = row(120, State.WAITING);
        var release = release(fine, warned, row(200, State.WAITING));
        assertThat(release.toSend().get()).containsExactly(fine, warned);
        assertThat(press(release, 0)).isEqualTo(
                new Press.NotYet("⚠ 1 order with a warning: press again within 10 s to release"));
        assertThat(press(release, 1)).isEqualTo(new Press.Confirmed(List.of(fine, warned)));
    }

    @Test
    void oneOrderIsAskedAboutLikeAWave() {
        assertThat(press(release(row(120, State.WAITING)), 0)).isInstanceOf(Press.NotYet.class);
        assertThat(press(release(row(100, State.WAITING)), 0)).isInstanceOf(Press.Confirmed.class);
    }

    @Test
    void whereAllWouldBeRefusedNothingCanBeReleased() {
        var release = release(row(200, State.WAITING));
        assertThat(release.obstacle().get()).isEqualTo("the desk would refuse it");
        assertThat(press(release, 0)).isEqualTo(new Press.NotYet("the desk would refuse it"));
    }

    @Test
    void aRepeatOfUnknownOutcomeIsNotAskedAboutAsIfItWereNew() {
        var again = row(200, State.UNKNOWN);
        var release = release(again, row(100, State.WAITING));
        assertThat(shown(release)).containsExactly("again: outcome unknown", "✓ checked");
        assertThat(feed.questions).hasSize(1);
        assertThat(press(release, 0)).isEqualTo(new Press.Confirmed(Stream.concat(
                Stream.of(again), release.lines().stream().skip(1).map(Release.Line::row)).toList()));
    }
}
