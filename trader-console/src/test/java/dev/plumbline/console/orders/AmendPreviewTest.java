package dev.plumbline.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.plumbline.console.FakeFeed;
import dev.plumbline.console.Samples;
import dev.plumbline.console.checks.Checks;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Checked;
import dev.plumbline.wire.DeskMessage.Wish;

class AmendPreviewTest {
    private static final Order C1 = Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40");
    private static final Order C2 = Samples.order("C2", Side.BUY, 2000, "NVDA", "187.40");
    private static final Order C3 = Samples.order("C3", Side.SELL, 5000, "SAP", "85.40");

    private final FakeFeed feed = new FakeFeed();
    private final Inbox inbox = new Inbox();
    private final AmendPreview preview = new AmendPreview(Checks.of(feed, "akira"), inbox);

    /// More than 5,000 is blocked, more than 2,000 is warned of.
    private static DeskMessage answer(DeskMessage.Question<?> question) {
        if (!(question instanceof Check(var id, _, Wish.Replace(_, var qty, _)))) throw new AssertionError(question);
        if (qty.isMoreThan(Qty.of(5000)))
            return new Checked(id, List.of(new CheckLine("Max qty", Verdict.BLOCK, "of at most 5,000")));
        if (qty.isMoreThan(Qty.of(2000)))
            return new Checked(id, List.of(new CheckLine("Change", Verdict.WARN, "much more")));
        return new Checked(id, List.of(new CheckLine("Max qty", Verdict.PASS, "")));
    }

    private void type(List<Order> orders, String qty) {
        feed.questionsWith(AmendPreviewTest::answer);
        preview.show(orders, qty, "");
        preview.ask();
        inbox.drain(1_000_000_000);
    }

    private List<String> press(List<Order> orders, String qty, int seconds) {
        return preview.press(orders, qty, "", Duration.ofSeconds(seconds).toNanos()).stream()
                .flatMap(List::stream)
                .map(each -> each.wish.toString())
                .toList();
    }

    private List<String> said() {
        return preview.rows().stream().map(each -> each.status.get().text()).toList();
    }

    @Test
    void showsWhatTheDeskWouldSayToEachChange() {
        type(List.of(C1, C2, C3), "+500");
        assertThat(said()).containsExactly(
                "✓ checked", "⚠ Change: much more", "✖ will be refused: Max qty: of at most 5,000");
        assertThat(preview.summary().get())
                .isEqualTo("2 of 3 orders change · ✖ 1 will be refused · ⚠ 1 with a warning");
    }

    @Test
    void aWarningWantsASecondPressAndWhatWouldBeRefusedIsLeftAlone() {
        var orders = List.of(C1, C2, C3);
        type(orders, "+500");
        assertThat(press(orders, "+500", 0)).isEmpty();
        assertThat(preview.notice().get())
                .isEqualTo("⚠ 1 order with a warning: press again within 10 s to amend");
        assertThat(press(orders, "+500", 1)).containsExactly(
                new Wish.Replace(C1.key(), Qty.of(1500), Px.of("187.4")).toString(),
                new Wish.Replace(C2.key(), Qty.of(2500), Px.of("187.4")).toString());
    }

    @Test
    void withoutWarningsOnePressSends() {
        type(List.of(C1), "+500");
        assertThat(press(List.of(C1), "+500", 0)).hasSize(1);
    }

    @Test
    void whatWasTypedBeforeIsNotAnsweredAnyMore() {
        type(List.of(C3), "+500");
        assertThat(preview.obstacle().get()).isEqualTo("the desk would refuse it");
        preview.show(List.of(C3), "-500", "");
        assertThat(preview.obstacle().get()).isEmpty();
        assertThat(preview.summary().get()).isEqualTo("1 of 1 orders change");
    }

    @Test
    void ordersThatChangedMeanwhileAreShownAndAskedAboutAnew() {
        type(List.of(C1), "+500");
        var now = List.of(Samples.order("C1", Side.BUY, 1800, "NVDA", "187.40"));
        assertThat(press(now, "+500", 0)).isEmpty();
        assertThat(preview.notice().get()).isEqualTo("The orders have changed meanwhile: look again.");
        inbox.drain(1_000_000_000);
        assertThat(said()).containsExactly("⚠ Change: much more");
        assertThat(press(now, "+500", 1)).as("the warning is new").isEmpty();
        assertThat(press(now, "+500", 2)).hasSize(1);
    }

    @Test
    void anAnswerThatComesAfterTheChangeIsSentChangesNothing() {
        type(List.of(C1), "+500");
        var sent = preview.press(List.of(C1), "+500", "", 0).orElseThrow().getFirst();
        sent.status.set(new Wave.Status(Wave.State.ACCEPTED, ""));
        preview.stop();
        inbox.drain(1_000_000_000);
        assertThat(sent.status.get().text()).isEqualTo("● accepted");
    }
}
