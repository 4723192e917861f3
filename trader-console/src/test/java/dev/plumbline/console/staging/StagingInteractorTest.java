package dev.plumbline.console.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.console.FakeFeed;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.staging.Staged.State;
import dev.plumbline.core.Account;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Wish;

class StagingInteractorTest {
    private final StagingModel model = new StagingModel();
    private final FakeFeed feed = new FakeFeed();
    private final SlowFeed slow = new SlowFeed();
    private final Inbox inbox = new Inbox();
    private final StringProperty lock = new SimpleStringProperty("");
    private final MemoryStore store = new MemoryStore();
    private final List<Wish.Enter> edited = new ArrayList<>();
    private StagingInteractor staging = over(feed);

    private StagingInteractor over(FakeFeed how) {
        return new StagingInteractor(
                model, how, inbox, lock, store, InstantSource.fixed(Instant.EPOCH), edited::add);
    }

    /// What would be on disk.
    private static final class MemoryStore implements StagedStore {
        private List<Staged> saved = List.of();
        private String trouble = "";

        @Override
        public CompletionStage<Loaded> load() {
            return CompletableFuture.completedFuture(new Loaded.Orders(saved, ""));
        }

        @Override
        public CompletionStage<String> save(List<Staged> orders) {
            if (trouble.isEmpty()) saved = List.copyOf(orders);
            return CompletableFuture.completedFuture(trouble);
        }

        @Override
        public void close() {}
    }

    /// Answers when the test says so.
    private static final class SlowFeed extends FakeFeed {
        private final List<CompletableFuture<Reply>> open = new ArrayList<>();

        @Override
        public CompletionStage<Reply> ask(String requestId, Wish wish) {
            asked.add(new Asked(requestId, wish));
            open.add(new CompletableFuture<>());
            return open.getLast();
        }
    }

    private void drain() {
        inbox.drain(1_000_000_000);
    }

    @BeforeEach
    void load() {
        staging.load();
        drain();
    }

    private static Wish.Enter buy(int qty) {
        return new Wish.Enter(
                "NYLON", new Account("ALPHA"), new Symbol("NVDA"), Side.BUY, Qty.of(qty), OrdType.LIMIT,
                Px.of("187.42"), TimeInForce.DAY);
    }

    private void stage(int... quantities) {
        for (int qty : quantities) assertThat(staging.stage(buy(qty))).isEmpty();
    }

    private void select(int... rows) {
        model.selected.setAll(IntStream.of(rows).mapToObj(model.rows::get).toList());
        staging.allow();
    }

    private List<String> shown() {
        return model.rows.stream()
                .map(row -> row.now().wish().orderQty() + " " + row.now().state().shown())
                .toList();
    }

    @Test
    void releasesAllAsAWaveAndCountsWhatBecameOfIt() {
        stage(100, 200, 300, 400);
        feed.answerWith((id, wish) -> switch (((Wish.Enter) wish).orderQty().toString()) {
            case "200" -> new Reply.Answered(new Answer(id, "", "MAX_ORDER_QTY", "200 is above the limit of 150"));
            case "300" -> new Reply.Unknown("no answer within 5 s");
            case "400" -> new Reply.NotSent("not connected");
            default -> new Reply.Answered(new Answer(id, "C1", "", ""));
        });
        staging.release(staging.waiting());
        drain();
        assertThat(model.notice.get()).isEqualTo("Released 4: 1 sent, 1 refused, 1 of unknown outcome, 1 not sent");
        assertThat(model.noticeIsBad.get()).isTrue();
        assertThat(shown()).containsExactly("200 ✖ refused", "300 ? unknown", "400 ◌ waiting");
        assertThat(model.rows.getFirst().now().reason()).isEqualTo("200 is above the limit of 150 (MAX_ORDER_QTY)");
        assertThat(feed.asked).extracting(FakeFeed.Asked::requestId).doesNotHaveDuplicates();
        assertThat(store.saved).extracting(Staged::state)
                .containsExactly(State.REFUSED, State.UNKNOWN, State.WAITING);
    }

    @Test
    void aRepeatOfAnUnknownOutcomeIsTheSameRequest() {
        stage(100);
        feed.answerWith((_, _) -> new Reply.Unknown("no answer within 5 s"));
        staging.release(staging.waiting());
        drain();
        assertThat(staging.waiting()).as("not part of all").isEmpty();
        select(0);
        assertThat(model.editObstacle.get()).startsWith("it may have been sent");
        staging.release(staging.selected(Staged::mayBeReleased));
        drain();
        assertThat(feed.asked).hasSize(2);
        assertThat(feed.asked.get(1)).isEqualTo(feed.asked.get(0));
    }

    @Test
    void aRepeatThatDoesNotLeaveMakesNoWaitingOrderOfAnUnknownOne() {
        stage(100);
        feed.answerWith((_, _) -> new Reply.Unknown("no answer within 5 s"));
        staging.release(staging.waiting());
        drain();
        feed.answerWith((_, _) -> new Reply.NotSent("not connected"));
        select(0);
        staging.release(staging.selected(Staged::mayBeReleased));
        drain();
        assertThat(shown()).containsExactly("100 ? unknown");
        assertThat(model.rows.getFirst().now().reason())
                .isEqualTo("not sent again: not connected; whether it arrived before is not known");
        assertThat(model.editObstacle.get()).startsWith("it may have been sent");
    }

    @Test
    void whatIsBeingSentCannotBeReleasedEditedOrRemoved() {
        staging = over(slow);
        staging.load();
        drain();
        stage(100);
        select(0);
        var rows = staging.waiting();
        staging.release(rows);
        drain();
        staging.release(rows);
        staging.edit();
        staging.removeSelected();
        drain();
        assertThat(slow.asked).hasSize(1);
        assertThat(edited).isEmpty();
        assertThat(List.of(model.releaseObstacle.get(), model.editObstacle.get(), model.removeObstacle.get()))
                .containsOnly("it is being sent");
        slow.open.getFirst().complete(new Reply.Answered(new Answer("", "C1", "", "")));
        drain();
        assertThat(model.rows).isEmpty();
        staging.release(rows);
        drain();
        assertThat(slow.asked).as("it is over").hasSize(1);
    }

    @Test
    void itIsWrittenDownBeforeItIsSent() {
        staging = over(slow);
        staging.load();
        drain();
        stage(100, 200);
        staging.release(staging.waiting());
        assertThat(slow.asked).isEmpty();
        assertThat(store.saved).extracting(Staged::state).containsOnly(State.SENDING);
        drain();
        assertThat(slow.asked).hasSize(2);
    }

    @Test
    void whatCannotBeWrittenDownIsNotSent() {
        stage(100);
        drain();
        store.trouble = "cannot write: disk full";
        staging.release(staging.waiting());
        drain();
        assertThat(feed.asked).isEmpty();
        assertThat(model.notice.get()).isEqualTo("Nothing was released: cannot write: disk full");
        assertThat(shown()).containsExactly("100 ◌ waiting");
    }

    @Test
    void aWaveStopsWhereTheDeskGoes() {
        staging = over(slow);
        staging.load();
        drain();
        stage(IntStream.rangeClosed(1, 25).toArray());
        staging.release(staging.waiting());
        drain();
        assertThat(slow.asked).as("the others follow as answers come").hasSize(Wave.IN_FLIGHT_MAX);
        slow.open.get(0).complete(new Reply.Answered(new Answer("", "C1", "", "")));
        drain();
        assertThat(slow.asked).hasSize(Wave.IN_FLIGHT_MAX + 1);
        lock.set("the desk is silent");
        for (var open : slow.open) open.complete(new Reply.Answered(new Answer("", "C1", "", "")));
        drain();
        assertThat(slow.asked).hasSize(Wave.IN_FLIGHT_MAX + 1);
        assertThat(model.notice.get()).isEqualTo("Released 25: 21 sent, 4 not sent");
        assertThat(model.rows).hasSize(4).allMatch(
                row -> row.now().isWaiting() && row.now().reason().equals("not sent: the desk is silent"));
        assertThat(model.releaseAllObstacle.get()).isEqualTo("the desk is silent");
    }

    @Test
    void aRefusedOneIsEditedIntoAnotherRequest() {
        stage(100);
        feed.answerWith((id, _) -> new Reply.Answered(new Answer(id, "", "MAX_ORDER_QTY", "too many")));
        staging.release(staging.waiting());
        drain();
        select(0);
        assertThat(model.releaseObstacle.get()).isEqualTo("it was refused: edit or remove it");
        staging.edit();
        assertThat(edited).containsExactly(buy(100));
        assertThat(model.rows).isEmpty();
        stage(50);
        staging.release(staging.waiting());
        drain();
        assertThat(feed.asked).extracting(FakeFeed.Asked::requestId).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void keepsAThousandAtMost() {
        for (int i = 1; i <= StagingInteractor.KEPT_MAX; i++) stage(i);
        assertThat(staging.stage(buy(1))).isEqualTo("1,000 orders are staged already; release some");
        assertThat(store.saved).hasSize(StagingInteractor.KEPT_MAX);
    }

    @Test
    void saysWhatIsNotSaved() {
        store.trouble = "cannot write: disk full";
        stage(100);
        drain();
        assertThat(model.notice.get()).isEqualTo("These orders would not survive a restart: cannot write: disk full");
    }
}
