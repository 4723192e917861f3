package dev.plumbline.console.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.plumbline.console.FakeFeed;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.core.Account;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Wish;

/// Whose an order is, over a restart of the console.
class OwnOrdersTest {
    private static final long BUDGET = 60_000_000_000L;

    private final FakeFeed desk = new FakeFeed();
    private final Inbox inbox = new Inbox();
    private final CompletableFuture<List<String>> before = new CompletableFuture<>();
    private final List<String> kept = new ArrayList<>();
    private final OwnOrders own = new OwnOrders(desk, inbox, before, kept::add);

    private void enter(String id, String refusal) {
        desk.answerWith((requestId, _) -> new Reply.Answered(new Answer(requestId, id, refusal, "")));
        own.ask("R", new Wish.Enter(
                "NYLON", new Account("ALPHA"), new Symbol("NVDA"), Side.BUY, Qty.of(1000), OrdType.LIMIT, Px.of("187.40"), TimeInForce.DAY));
        inbox.drain(BUDGET);
    }

    private boolean has(String id) {
        return own.has(new OrderKey(id));
    }

    @Test
    void keepsWhatTheDeskHasAcceptedAndNothingElse() {
        enter("C1", "");
        enter("C2", "LIMIT");
        own.ask("R", new Wish.Cancel(new OrderKey("C3")));
        inbox.drain(BUDGET);
        assertThat(kept).containsExactly("C1");
        assertThat(has("C1")).isTrue();
        assertThat(has("C2")).isFalse();
    }

    @Test
    void knowsThoseOfEarlierRunsAsSoonAsTheyAreRead() {
        enter("C9", "");
        assertThat(has("C1")).isFalse();
        before.complete(List.of("C1", "C2"));
        inbox.drain(BUDGET);
        assertThat(has("C1") && has("C2") && has("C9")).isTrue();
        assertThat(kept).as("they are kept already").containsExactly("C9");
    }

    @Test
    void theOldestAreForgottenFirst() {
        enter("NEW", "");
        before.complete(IntStream.range(0, OwnOrders.REMEMBERED_MAX).mapToObj(i -> "C" + i).toList());
        inbox.drain(BUDGET);
        assertThat(has("NEW")).isTrue();
        assertThat(has("C0")).isFalse();
        assertThat(has("C1")).isTrue();
        enter("NEWER", "");
        assertThat(has("C1")).isFalse();
        assertThat(has("C2") && has("NEW") && has("NEWER")).isTrue();
    }
}
