package dev.plumbline.adapter.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import dev.plumbline.adapter.Outbound;

class OutboxTest {
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private final List<String> failed = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whatExceedsItsCapacityFailsAtOnceAndTheRestIsSentInOrder() throws Exception {
        var blocked = new CountDownLatch(1);
        var outbox = new Outbox("outbox-test", outbound -> {
            await(blocked);
            sent.add(id(outbound));
        }, this::fail);
        outbox.add(List.of(Orders.enter("A"), Orders.enter("B")));
        outbox.add(Collections.nCopies(Outbox.CAPACITY, Orders.enter("X")));
        assertThat(failed).hasSize(Outbox.CAPACITY);
        assertThat(failed.getFirst()).isEqualTo("X: 65536 messages wait to be sent already");
        outbox.add(List.of(Orders.enter("C")));
        blocked.countDown();
        outbox.close();
        assertThat(sent).containsExactly("A", "B", "C");
    }

    /// Whether the message has left is then not known: to say that it has not would be a guess.
    @Test
    void aFaultOfTheEngineTellsNothingAndTheNextGoesOut() {
        var outbox = new Outbox("outbox-test", outbound -> {
            if (id(outbound).equals("A")) throw new UnsupportedOperationException("broken");
            sent.add(id(outbound));
        }, this::fail);
        outbox.add(List.of(Orders.enter("A"), Orders.enter("B")));
        outbox.close();
        assertThat(failed).isEmpty();
        assertThat(sent).containsExactly("B");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void fail(Outbound outbound, String why) {
        failed.add(id(outbound) + ": " + why);
    }

    private static String id(Outbound outbound) {
        return outbound.command().clOrdID().value();
    }
}
