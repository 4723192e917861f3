package dev.plumbline.server.orders;

import static dev.plumbline.server.orders.Driven.FIRST;
import static dev.plumbline.server.orders.Trade.accepted;
import static dev.plumbline.server.orders.Trade.cancel;
import static dev.plumbline.server.orders.Trade.canceled;
import static dev.plumbline.server.orders.Trade.enter;
import static dev.plumbline.server.orders.Trade.fill;
import static dev.plumbline.server.orders.Trade.inbound;
import static dev.plumbline.server.orders.Trade.replace;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.plumbline.adapter.Inbound;
import dev.plumbline.core.Book;
import dev.plumbline.core.Chaining;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.CostMethod;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Flag;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Report;
import dev.plumbline.core.Request;
import dev.plumbline.server.journal.Entry;

/// Rule 10: silence after a send is not a rejection. The order is shown as unknown, the broker is asked, nothing is sent
/// again, and absence alone kills nothing.
class UnknownOutcomeTest {
    private static final String ASKS = "Status " + FIRST;
    private static final String SILENCE = "ALERT no answer from ALPHA to the order within 10.0 s; whether it has it is not"
            + " known; asking";

    private Driven driven = new Driven().up().pass(60);

    @Test
    void anAnswerInTimeLeavesNothingToAsk() {
        driven.ask(enter("r1", 100)).pass(9).report(accepted(FIRST)).pass(3600);
        assertThat(driven.said()).containsExactly("Enter " + FIRST);
        assertThat(driven.shard.lookAt()).isEqualTo(Questions.NEVER);
    }

    @Test
    void flagsAsksAndSendsNothingAgain() {
        driven.ask(enter("r1", 100)).pass(9);
        assertThat(driven.said()).containsExactly("Enter " + FIRST);
        assertThat(driven.order(FIRST).has(Flag.UNKNOWN_OUTCOME)).isFalse();
        driven.pass(1);
        assertThat(driven.said()).containsExactly(ASKS, SILENCE);
        assertThat(driven.order(FIRST).has(Flag.UNKNOWN_OUTCOME)).isTrue();
        driven.report(accepted(FIRST)).pass(3600);
        assertThat(driven.said()).containsExactly("INFO the outcome is known again: New");
        assertThat(driven.order(FIRST).flags().list()).isEmpty();
        assertThat(driven.shard.figures().unknownOrders()).isZero();
    }

    /// A status request names the order by the order's own id. That it did not leave is no word about the order, which did.
    @Test
    void aQuestionThatDoesNotLeaveRejectsNothing() {
        driven.ask(enter("r1", 100)).notSent(FIRST, true);
        assertThat(driven.said()).containsExactly("Enter " + FIRST, "INFO not asked: the line is down");
        assertThat(driven.order(FIRST).ordStatus()).isEqualTo(OrdStatus.PENDING_NEW);
        driven.pass(10);
        assertThat(driven.said()).containsExactly(ASKS, SILENCE);
        driven.notSent(FIRST, true).pass(9);
        assertThat(driven.said()).as("asked again in time").isEmpty();
        driven.pass(1);
        assertThat(driven.said()).containsExactly(ASKS);
        driven.report(accepted(FIRST));
        assertThat(driven.order(FIRST).ordStatus()).isEqualTo(OrdStatus.NEW);
    }

    @Test
    void anOrderThatDoesNotLeaveIsOver() {
        driven.ask(enter("r1", 100)).notSent(FIRST, false);
        assertThat(driven.order(FIRST).ordStatus()).isEqualTo(OrdStatus.REJECTED);
    }

    /// After 10, 20, 40, 80, 160 seconds, and then every five minutes.
    @Test
    void asksAgainAfterPausesThatGrowToALimit() {
        driven.ask(enter("r1", 100)).pass(10);
        driven.said();
        int[] pauses = {10, 20, 40, 80, 160, 300, 300, 300};
        for (int pause : pauses) {
            driven.pass(pause - 1);
            assertThat(driven.said()).isEmpty();
            driven.pass(1);
            assertThat(driven.said()).containsExactly(ASKS);
        }
        assertThat(driven.shard.figures().questions()).isEqualTo(1 + pauses.length);
        assertThat(driven.order(FIRST).ordStatus()).isEqualTo(OrdStatus.PENDING_NEW);
    }

    @Test
    void asksNothingWhileTheSessionIsDownAndAllOnceItIsUp() {
        driven.ask(enter("r1", 100), enter("r2", 50)).report(accepted(FIRST)).down().pass(3600);
        assertThat(driven.said()).containsExactly(
                "Enter " + FIRST, "Enter " + id(2),
                "ALERT no answer from ALPHA to the order within 10.0 s; whether it has it is not known; the session is"
                        + " down, asking once it is up");
        driven.up().pass(9);
        assertThat(driven.said()).isEmpty();
        driven.pass(1);
        assertThat(driven.said()).containsExactly("Status " + id(2));
        driven.pass(10);
        assertThat(driven.said()).containsExactly("Status " + id(2));
    }

    /// What the broker sends again on logon needs no question.
    @Test
    void theResendHasItsChanceFirst() {
        driven.ask(enter("r1", 100)).down().pass(5).up().pass(1).report(accepted(FIRST)).pass(3600);
        assertThat(driven.said()).containsExactly("Enter " + FIRST);
    }

    /// The line goes down again before its time is up; what was sent since is not asked about before its own.
    @Test
    void asksOnceALogonHasLasted() {
        driven.ask(enter("r1", 100)).pass(10).down();
        driven.said();
        driven.up().pass(5).down().pass(60).up().pass(9).ask(enter("r2", 1)).pass(1);
        assertThat(driven.said()).containsExactly("Enter " + id(2), ASKS);
        driven.pass(9);
        assertThat(driven.said()).containsExactly("Status " + id(2), SILENCE);
    }

    @Test
    void asksAfterALogonAboutWhatTheBrokerOnlyCalledPending() {
        driven.ask(enter("r1", 100)).report(accepted(FIRST)).ask(cancel("r2", FIRST))
                .report(told(id(2), "", new News.PendingCancel(), OrdStatus.PENDING_CANCEL));
        driven.pass(600);
        assertThat(driven.said()).containsExactly("Enter " + FIRST, "Cancel " + id(2));
        driven.down().up().pass(600);
        assertThat(driven.said()).containsExactly(ASKS);
    }

    /// D4, D9: the broker goes on filling as if there were no cancel; that tells nothing of the cancel.
    @Test
    void aFillSaysNothingOfASilentCancel() {
        driven.ask(enter("r1", 100)).report(accepted(FIRST)).ask(cancel("r2", FIRST)).pass(10);
        assertThat(driven.said()).containsExactly(
                "Enter " + FIRST, "Cancel " + id(2), ASKS,
                "ALERT no answer from ALPHA to the cancel " + id(2) + " within 10.0 s; whether it has it is not known; asking");
        driven.report(fill(FIRST, "E1", 10), answer(OrdStatus.PARTIALLY_FILLED));
        assertThat(driven.order(FIRST).has(Flag.UNKNOWN_OUTCOME)).isTrue();
        driven.pass(10).report(canceled(id(2)));
        assertThat(driven.said()).containsExactly(ASKS, "INFO the outcome is known again: Canceled");
        assertThat(driven.pass(3600).said()).isEmpty();
    }

    @Test
    void theBrokerDoesNotKnowTheOrder() {
        driven.ask(enter("r1", 100)).pass(10).report(answer(OrdStatus.REJECTED)).pass(3600);
        assertThat(driven.order(FIRST).ordStatus()).isEqualTo(OrdStatus.REJECTED);
        assertThat(driven.said()).containsExactly(
                "Enter " + FIRST, ASKS, SILENCE, "INFO the outcome is known again: Rejected");
    }

    @Test
    void aBrokerThatTakesNoQuestionsIsNotAskedAgainBeforeItsNextLogon() {
        driven.ask(enter("r1", 100)).pass(10);
        driven.said();
        driven.report(told(FIRST, "", new News.RequestRejected("H", 0), OrdStatus.NONE)).pass(3600);
        assertThat(driven.said()).containsExactly(
                "WARN ALPHA does not say how the order stands: text; ask it by other means");
        assertThat(driven.order(FIRST).has(Flag.UNKNOWN_OUTCOME)).isTrue();
        assertThat(driven.down().up().pass(10).said()).containsExactly(ASKS);
    }

    /// The broker hangs with all that is on its way: the traders get a list they can read, the broker no burst.
    @Test
    void manyAtOnceAreToldAsASumAndAskedByAndBy() {
        for (int i = 0; i < 250; i++) driven.ask(enter("r" + i, 1));
        driven.said();
        driven.pass(10);
        var said = driven.said();
        assertThat(said).filteredOn(line -> line.startsWith("Status")).hasSize(250);
        assertThat(said).filteredOn(line -> line.startsWith("ALERT")).hasSize(Shard.NAMED_AT_ONCE + 1)
                .contains("ALERT no answer to 240 more requests");
        assertThat(driven.shard.figures().unknownOrders()).isEqualTo(250);
    }

    /// One look asks no more than so many; the event loop waits a moment before the next.
    @Test
    void oneLookAsksNoMoreThanItMay() {
        for (int i = 0; i < 250; i++) driven.ask(enter("r" + i, 1));
        driven.said();
        driven.pass(Duration.ofSeconds(10).minusNanos(1));
        driven.lookOnce(1);
        assertThat(driven.said()).filteredOn(line -> line.startsWith("Status")).hasSize(Shard.ASKED_AT_ONCE);
    }

    @Test
    void itIsAnInputLikeAnyOtherAndAReplayEndsTheSame() {
        driven.ask(enter("r1", 100)).pass(10).report(fill(FIRST, "E1", 10)).ask(cancel("r2", FIRST)).pass(10);
        var entries = driven.entries();
        assertThat(entries).extracting(entry -> entry.what().getClass().getSimpleName())
                .containsExactly("Sent", "Silent", "Sent", "Told", "Sent", "Silent", "Sent");
        assertThat(entries).extracting(Entry::seq).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        var again = new Book();
        for (var entry : entries) new Recorded(entry.seq(), "", entry.what()).into(again);
        assertThat(again.orders()).isEqualTo(driven.shard.book().orders());
        assertThat(again.counts()).isEqualTo(driven.shard.book().counts());
    }

    @Test
    void aRestartForgetsNeitherWhatIsUnknownNorWhatIsOnItsWay() {
        driven.ask(enter("r1", 100)).pass(10).ask(enter("r2", 100)).pass(1);
        var book = Book.of(CostMethod.AVERAGE_COST, Integer.MAX_VALUE, driven.shard.book().state());
        driven = new Driven(book, 4, Handling.USUAL);
        assertThat(driven.shard.figures().unknownOrders()).isEqualTo(1);
        driven.pass(3600);
        assertThat(driven.said()).hasSize(1).first().asString().contains("the session is down");
        assertThat(driven.up().pass(10).said()).containsExactlyInAnyOrder(ASKS, "Status " + id(2));
    }

    @Test
    void chainsAsTheBrokersDialectWants() {
        assertThat(origOfASecondReplace(Chaining.ACCEPTED)).isEqualTo(FIRST);
        assertThat(origOfASecondReplace(Chaining.OPTIMISTIC)).isEqualTo(id(2));
    }

    private static String origOfASecondReplace(Chaining chaining) {
        var driven = new Driven(new Book(), 0, new Handling(Handling.UNKNOWN_AFTER, _ -> chaining)).up();
        driven.ask(enter("r1", 100)).report(accepted(FIRST)).ask(replace("r2", FIRST, 200), replace("r3", FIRST, 300));
        return driven.order(FIRST).requests().stream().reduce((_, last) -> last).map(Request::origClOrdID)
                .orElse(ClOrdID.NONE).value();
    }

    private static String id(int number) {
        return FIRST.substring(0, FIRST.length() - 1) + number;
    }

    private static Inbound answer(OrdStatus status) {
        return told(FIRST, "0", new News.OrderStatus(), status);
    }

    private static Inbound told(String clOrdID, String execID, News news, OrdStatus status) {
        var nothing = Report.Told.NOTHING;
        var told = new Report.Told(
                status, nothing.account(), nothing.symbol(), nothing.side(), nothing.ordType(), nothing.timeInForce(),
                Qty.NONE, nothing.price(), Qty.NONE, Qty.NONE);
        return inbound(new Report(
                Trade.ALPHA, new ClOrdID(clOrdID), ClOrdID.NONE, OrderID.NONE,
                execID.equals("0") ? ExecID.NONE : new ExecID(execID), news, told, 0, false, false, "text"));
    }
}
