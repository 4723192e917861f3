package dev.plumbline.oms.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.plumbline.wire.DeskMessage.Answer;

class RefusalsTest {
    private final Refusals refusals = new Refusals();

    @Test
    void theyAreToldApartByTheirReasonAndNotByTheNamesInIt() {
        refuse("ORDER_OVER", "order 00A-1 is over: Filled");
        refuse("NOT_CONNECTED", "broker session ALPHA is down");
        refuse("ORDER_OVER", "order 00A-2 is over: Canceled");
        refuse("NOT_CONNECTED", "broker session BRAVO is down");
        refuse("ORDER_OVER", "order 00A-3 is over: Filled");
        refuse("NOT_CONNECTED", "the server is stopping");
        assertThat(refusals.words()).isEqualTo("3 order over; 2 broker session is down; 1 the server is stopping");
        assertThat(refusals.sum()).isEqualTo(6);
        assertThat(refusals.notConnected()).isEqualTo(3);
    }

    @Test
    void whatCameSinceStandsByItself() {
        refuse("ORDER_OVER", "order 00A-1 is over: Filled");
        refuse("ORDER_OVER", "order 00A-2 is over: Filled");
        refuse("NOT_CONNECTED", "the server is stopping");
        var before = refusals.byReason();
        assertThat(refusals.wordsSince(before)).isEmpty();
        refuse("ORDER_OVER", "order 00A-3 is over: Filled");
        refuse("DUPLICATE", "");
        refuse("DUPLICATE", "");
        assertThat(refusals.wordsSince(before)).isEqualTo("2 duplicate; 1 order over");
    }

    @Test
    void reasonsWithoutEndAreNotKeptApart() {
        IntStream.range(0, 1_000).forEach(i -> refuse("NOT_CONNECTED", "a fault of ours: number " + i));
        assertThat(refusals.byReason()).hasSize(21).containsEntry("other reasons", 980L);
        assertThat(refusals.byReason().keySet()).startsWith("other reasons");
    }

    private void refuse(String refusal, String text) {
        refusals.add(new Answer("", "", refusal, text));
    }
}
