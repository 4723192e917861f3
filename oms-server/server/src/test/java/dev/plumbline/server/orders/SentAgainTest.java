package dev.plumbline.server.orders;

import static dev.plumbline.server.orders.Driven.FIRST;
import static dev.plumbline.server.orders.Trade.accepted;
import static dev.plumbline.server.orders.Trade.canceled;
import static dev.plumbline.server.orders.Trade.enter;
import static dev.plumbline.server.orders.Trade.fill;
import static dev.plumbline.server.orders.Trade.inbound;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.Inbound;
import dev.plumbline.core.Book;
import dev.plumbline.core.CostMethod;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Report;
import dev.plumbline.server.journal.Entry;

/// PossDupFlag(43): the same message again. PossResend(97): maybe old content under a new sequence number. The adapter lets
/// both through, so here is where they are told apart: by what they say, never by the mark on them.
class SentAgainTest {
    private Driven driven = new Driven().up().ask(enter("r1", 100));

    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "true, true", "false, false"})
    void whatWasSentBeforeChangesNothingAndRaisesNoFlag(boolean possDup, boolean possResend) {
        var day = List.of(
                accepted(FIRST), fill(FIRST, "E1", 40), fill(FIRST, "E2", 10), canceled(FIRST));
        driven.report(day.toArray(Inbound[]::new));
        var before = driven.order(FIRST);
        driven.said();
        for (var inbound : day) driven.report(marked(inbound, possDup, possResend));
        assertThat(driven.order(FIRST)).isEqualTo(before);
        assertThat(driven.shard.book().counts().duplicate()).isEqualTo(4);
        assertThat(driven.said()).isEmpty();
    }

    /// The fingerprints of the messages survive a restart.
    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void alsoAfterARestart(boolean possDup, boolean possResend) {
        var day = List.of(
                accepted(FIRST), fill(FIRST, "E1", 40), fill(FIRST, "E2", 10), canceled(FIRST));
        driven.report(day.toArray(Inbound[]::new));
        var before = driven.order(FIRST);
        var position = List.copyOf(driven.shard.book().positions());
        var book = Book.of(CostMethod.AVERAGE_COST, Integer.MAX_VALUE, driven.shard.book().state());
        driven = new Driven(book, 5, Handling.USUAL).up();
        for (var inbound : day) driven.report(marked(inbound, possDup, possResend));
        assertThat(driven.order(FIRST)).isEqualTo(before);
        assertThat(List.copyOf(book.positions())).isEqualTo(position);
        assertThat(driven.said()).isEmpty();
    }

    /// A resend may be the first that we hear of it: it counts, once.
    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void whatWasNeverHeardCountsOnce(boolean possDup, boolean possResend) {
        var missed = marked(fill(FIRST, "E1", 40), possDup, possResend);
        driven.report(missed, missed, fill(FIRST, "E1", 40));
        assertThat(outcomes()).containsExactly(Outcome.APPLIED, Outcome.DUPLICATE, Outcome.DUPLICATE);
        assertThat(driven.order(FIRST).cumQty()).hasToString("40");
        assertThat(driven.order(FIRST).flags().list()).isEmpty();
    }

    @Test
    void aTradeUnderANewExecIDIsNewsHoweverItIsMarked() {
        driven.report(fill(FIRST, "E1", 40), marked(fill(FIRST, "E2", 40), false, true));
        assertThat(outcomes()).containsExactly(Outcome.APPLIED, Outcome.APPLIED);
        assertThat(driven.order(FIRST).cumQty()).hasToString("80");
    }

    /// What was parked is parked again, and counts once when its order turns up.
    @Test
    void whatWaitsCountsOnceToo() {
        var ahead = fill(FIRST.substring(0, FIRST.length() - 1) + "2", "E1", 40);
        driven.report(ahead, marked(ahead, true, false), marked(ahead, false, true)).ask(enter("r2", 100));
        assertThat(driven.shard.book().orders().getLast().cumQty()).hasToString("40");
        assertThat(driven.shard.book().counts().duplicate()).isEqualTo(2);
        assertThat(driven.shard.book().counts().parked()).isZero();
    }

    private Stream<Outcome> outcomes() {
        return driven.entries().stream()
                .filter(entry -> entry.what() instanceof Recorded.Told)
                .map(Entry::outcome);
    }

    private static Inbound marked(Inbound inbound, boolean possDup, boolean possResend) {
        var r = ((Decoded.Read) inbound.decoded()).report();
        return inbound(new Report(
                r.session(), r.clOrdID(), r.origClOrdID(), r.orderID(), r.execID(), r.news(), r.told(), r.transactTime(),
                possDup, possResend, r.text()));
    }
}
