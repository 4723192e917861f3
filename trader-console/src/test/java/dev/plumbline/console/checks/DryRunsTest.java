package dev.plumbline.console.checks;

import static dev.plumbline.core.Verdict.BLOCK;
import static dev.plumbline.core.Verdict.PASS;
import static dev.plumbline.core.Verdict.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.plumbline.console.checks.Checks.Outcome;
import dev.plumbline.console.checks.SecondPress.Step;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.core.Account;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Wish;

class DryRunsTest {
    private static final Outcome FINE = answer(new CheckLine("Max qty", PASS, ""));
    private static final Outcome WARNED = answer(new CheckLine("Price away", WARN, "12 % from 187.40"));
    private static final Outcome BLOCKED =
            answer(new CheckLine("Price away", WARN, "far"), new CheckLine("Max qty", BLOCK, "5,000 of at most 1,000"));
    private static final Outcome SILENT = new Outcome.CannotBeAsked("no answer within 5 s");

    private final List<Wish> asked = new ArrayList<>();
    private final List<CompletableFuture<Outcome>> open = new ArrayList<>();
    private final Inbox inbox = new Inbox();
    private final DryRuns runs = new DryRuns(this::check, inbox);
    private final SecondPress press = new SecondPress();

    private CompletableFuture<Outcome> check(Wish wish) {
        asked.add(wish);
        open.add(new CompletableFuture<>());
        return open.getLast();
    }

    private static Outcome answer(CheckLine... lines) {
        return new Outcome.Answered(List.of(lines));
    }

    private static Wish replace(int qty) {
        return new Wish.Replace(new OrderKey("C" + qty), Qty.of(qty), Px.of("5"));
    }

    private static List<Wish> wishes(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(DryRunsTest::replace).toList();
    }

    private void answer(int which, Outcome outcome) {
        open.get(which).complete(outcome);
        inbox.drain(1_000_000_000);
    }

    private List<String> remarks(List<DryRuns.Each> all) {
        return all.stream().map(each -> each.now().remark()).toList();
    }

    private Step press(List<DryRuns.Each> all, int seconds) {
        return press.press(all, "release", Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void saysOfEachWhatTheDeskWouldSay() {
        var all = runs.ask(wishes(4));
        assertThat(runs.tally().get().words()).isEqualTo("… the desk is asked about 4 of 4");
        answer(0, FINE);
        answer(1, WARNED);
        answer(2, BLOCKED);
        answer(3, SILENT);
        assertThat(remarks(all)).containsExactly(
                "✓ checked", "⚠ Price away: 12 % from 187.40", "✖ will be refused: Max qty: 5,000 of at most 1,000",
                "? not checked: no answer within 5 s");
        assertThat(runs.tally().get().words()).isEqualTo("✖ 1 will be refused · ⚠ 1 with a warning · ? 1 not checked");
    }

    @Test
    void asksAboutABoundedNumberAtOnceAndAboutEachOnce() {
        runs.ask(wishes(50));
        assertThat(asked).hasSize(DryRuns.ON_THE_WAY_MAX);
        for (int i = 0; i < 50; i++) answer(i, FINE);
        assertThat(asked).isEqualTo(wishes(50));
        assertThat(runs.tally().get().words()).isEqualTo("✓ the desk's checks pass");
    }

    @Test
    void anAnswerToWhatIsNoLongerAskedCountsNothing() {
        runs.ask(wishes(30));
        var all = runs.ask(List.of(replace(7)));
        assertThat(asked).as("the way is full").hasSize(DryRuns.ON_THE_WAY_MAX);
        answer(0, BLOCKED);
        assertThat(runs.tally().get().words()).isEqualTo("… the desk is asked about 1 of 1");
        assertThat(asked).hasSize(DryRuns.ON_THE_WAY_MAX + 1).last().isEqualTo(replace(7));
        answer(20, FINE);
        assertThat(remarks(all)).containsExactly("✓ checked");
    }

    @Test
    void warnsOfTheSameOrderTwiceInOneLot() {
        var order = new Wish.Enter(
                "NYLON", new Account("ALPHA"), new Symbol("NVDA"), Side.BUY, Qty.of(100), OrdType.LIMIT, Px.of("187.42"),
                TimeInForce.DAY);
        var all = runs.ask(List.of(order, order));
        answer(0, FINE);
        answer(1, FINE);
        assertThat(remarks(all)).containsExactly("✓ checked", "⚠ Same order: the same is among these already");
    }

    @Test
    void whatPassesIsSentByOnePress() {
        var all = runs.ask(wishes(1));
        answer(0, FINE);
        assertThat(press(all, 0)).isEqualTo(new Step.Send());
    }

    @Test
    void whatIsWarnedOfWantsASecondPressSoon() {
        var all = runs.ask(wishes(2));
        answer(0, FINE);
        answer(1, WARNED);
        var again = new Step.Again("⚠ 1 order with a warning: press again within 10 s to release");
        assertThat(press(all, 0)).isEqualTo(again);
        assertThat(press(all, 11)).as("too late").isEqualTo(again);
        assertThat(press(all, 21)).isEqualTo(new Step.Send());
    }

    @Test
    void whatTheDeskHasNotLookedAtWantsASecondPressToo() {
        var all = runs.ask(wishes(2));
        answer(0, SILENT);
        assertThat(press(all, 0)).isEqualTo(new Step.Again("? 2 not checked: press again within 10 s to release"));
        assertThat(press(all, 1)).isEqualTo(new Step.Send());
    }

    @Test
    void aWarningThatCameBetweenThePressesHasNotBeenSeen() {
        var all = runs.ask(wishes(1));
        assertThat(press(all, 0)).isInstanceOf(Step.Again.class);
        answer(0, WARNED);
        assertThat(press(all, 1)).isInstanceOf(Step.Again.class);
        assertThat(press(all, 2)).isEqualTo(new Step.Send());
    }

    @Test
    void anotherLotHasNotBeenSeen() {
        var all = runs.ask(wishes(2));
        assertThat(press(all, 0)).isInstanceOf(Step.Again.class);
        assertThat(press(all.subList(0, 1), 1)).isInstanceOf(Step.Again.class);
    }
}
