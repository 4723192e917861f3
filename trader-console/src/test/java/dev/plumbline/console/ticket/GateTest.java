package dev.plumbline.console.ticket;

import static dev.plumbline.core.Verdict.BLOCK;
import static dev.plumbline.core.Verdict.PASS;
import static dev.plumbline.core.Verdict.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.plumbline.console.checks.Checking;
import dev.plumbline.console.ticket.Gate.Step;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Wish;

class GateTest {
    private static final Wish WISH = new Wish.Replace(new OrderKey("C1"), Qty.of(100), Px.of("5"));
    private static final Wish OTHER = new Wish.Replace(new OrderKey("C1"), Qty.of(200), Px.of("5"));
    private static final Checking FINE = answered(line("Max qty", PASS));
    private static final Checking WARNED = answered(line("Max qty", PASS), line("Price away", WARN));
    private static final Checking WARNED_TWICE = answered(line("Price away", WARN), line("Same order", WARN));
    private static final Checking BLOCKED = answered(line("Price away", WARN), line("Max qty", BLOCK));
    private static final Step SEND = new Step.Send();
    private static final Step PREVIEW = new Step.Preview("");
    private static final String AGAIN = "⚠ 1 warning: press again within 10 s to send";

    private final Gate gate = new Gate();

    private static Checking answered(CheckLine... lines) {
        return new Checking.Answered(List.of(lines));
    }

    private static CheckLine line(String rule, Verdict verdict) {
        return new CheckLine(rule, verdict, rule + " says so");
    }

    private Step press(Wish wish, Checking checking, boolean armed, long seconds) {
        return gate.press(wish, checking, armed, Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void armedAndWithoutWarningsOnePressSends() {
        assertThat(press(WISH, FINE, true, 0)).isEqualTo(SEND);
    }

    @Test
    void notArmedTheSecondPressSends() {
        assertThat(press(WISH, FINE, false, 0)).isEqualTo(PREVIEW);
        assertThat(press(WISH, FINE, false, 30)).isEqualTo(SEND);
        assertThat(press(WISH, FINE, false, 31)).as("each order anew").isEqualTo(PREVIEW);
    }

    @Test
    void aPreviewFromLongAgoCountsNoMore() {
        assertThat(press(WISH, FINE, false, 0)).isEqualTo(PREVIEW);
        assertThat(press(WISH, FINE, false, 31)).isEqualTo(PREVIEW);
    }

    @Test
    void warningsWantASecondPressWithinTenSecondsAlsoWhereArmed() {
        assertThat(press(WISH, WARNED, true, 0)).isEqualTo(new Step.Preview(AGAIN));
        assertThat(press(WISH, WARNED, true, 11)).isEqualTo(new Step.Preview(AGAIN));
        assertThat(press(WISH, WARNED, true, 21)).isEqualTo(SEND);
    }

    @Test
    void aWarningThatCameAfterTheFirstPressIsSeenOnceItCanHaveBeenRead() {
        assertThat(press(WISH, new Checking.Awaited(), false, 0)).isEqualTo(PREVIEW);
        assertThat(remark(WARNED, 100)).isEqualTo(AGAIN);
        assertThat(gate.press(WISH, WARNED, false, millis(1_100))).isEqualTo(SEND);
    }

    @Test
    void aPressThatWasOnItsWayWhenTheWarningCameSendsNothing() {
        assertThat(press(WISH, new Checking.Awaited(), false, 0)).isEqualTo(PREVIEW);
        remark(WARNED, 100);
        assertThat(gate.press(WISH, WARNED, false, millis(1_099))).isEqualTo(new Step.Preview(AGAIN));
        assertThat(remark(WARNED, 1_200)).as("told again").isEqualTo(AGAIN);
        assertThat(gate.press(WISH, WARNED, false, millis(1_300))).as("read by then").isEqualTo(SEND);
    }

    @Test
    void eachWarningWantsToBeSeen() {
        press(WISH, new Checking.Awaited(), false, 0);
        remark(WARNED, 100);
        assertThat(press(WISH, WARNED_TWICE, false, 2)).isInstanceOf(Step.Preview.class);
        assertThat(press(WISH, WARNED_TWICE, false, 3)).isEqualTo(SEND);
    }

    private String remark(Checking checking, long millis) {
        return gate.remark(checking, millis(millis));
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    @Test
    void whatCannotBeCheckedMayBeSentTheSecondTime() {
        var unchecked = new Checking.CannotBeAsked("no answer within 5 s");
        assertThat(press(WISH, unchecked, true, 0)).isEqualTo(new Step.Preview("? Not checked: no answer within 5 s"));
        assertThat(press(WISH, unchecked, true, 1)).isEqualTo(SEND);
    }

    @Test
    void whatIsBlockedIsNeverSent() {
        for (int i = 0; i < 3; i++)
            assertThat(press(WISH, BLOCKED, true, i)).isEqualTo(new Step.Blocked("Max qty: Max qty says so"));
    }

    @Test
    void anotherOrderWantsItsOwnPreview() {
        assertThat(press(WISH, FINE, false, 0)).isEqualTo(PREVIEW);
        assertThat(gate.isAboutAnother(OTHER)).isTrue();
        assertThat(press(OTHER, FINE, false, 1)).isEqualTo(PREVIEW);
        gate.back();
        assertThat(press(OTHER, FINE, false, 2)).as("taken back").isEqualTo(PREVIEW);
    }

    @Test
    void forgetsAnOldPreviewOnce() {
        press(WISH, WARNED, true, 0);
        assertThat(gate.forgetOld(Duration.ofSeconds(10).toNanos())).isFalse();
        assertThat(gate.forgetOld(Duration.ofSeconds(11).toNanos())).isTrue();
        assertThat(gate.forgetOld(Duration.ofSeconds(12).toNanos())).isFalse();
    }
}
