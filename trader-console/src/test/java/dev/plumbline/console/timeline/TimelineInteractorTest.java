package dev.plumbline.console.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.console.Samples;
import dev.plumbline.console.feed.NoAnswer;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Event;
import dev.plumbline.wire.DeskMessage.History;
import dev.plumbline.wire.DeskMessage.HistoryRequest;

class TimelineInteractorTest {
    private static final Order ORDER = Samples.order("C1", Side.BUY, 1000, "NVDA", "50");

    private final TimelineModel model = new TimelineModel();
    private final Inbox inbox = new Inbox();
    private final List<HistoryRequest> asked = new ArrayList<>();
    private final List<CompletableFuture<History>> answers = new ArrayList<>();
    private long nanos;
    private final TimelineInteractor timeline = new TimelineInteractor(
            model,
            request -> {
                asked.add(request);
                var answer = new CompletableFuture<History>();
                answers.add(answer);
                return answer;
            },
            _ -> Optional.empty(), inbox, () -> nanos, () -> Samples.AT / 1_000_000);

    @BeforeEach
    void see() {
        model.seen.set(true);
    }

    @Test
    void asksPageByPage() {
        timeline.follow(ORDER.key());
        answer(true, "", sent(), acked());
        answer(false, "", traded(3, 0, 200));
        assertThat(asked).containsExactly(request(0), request(2));
    }

    @Test
    void asksOnlyForWhatIsNewAndAtMostTwiceASecond() {
        shows(sent(), acked());
        for (int i = 0; i < 20; i++) timeline.live(Samples.item(ORDER));
        timeline.ask();
        assertThat(asked).hasSize(1);
        later(TimelineInteractor.ASK_EVERY_NANOS);
        timeline.ask();
        timeline.live(Samples.item(ORDER));
        assertThat(asked).containsExactly(request(0), request(2));
        answer(false, "", traded(3, 0, 200));
        assertThat(seqs()).containsExactly(1L, 2L, 3L);
        later(TimelineInteractor.ASK_EVERY_NANOS);
        timeline.ask();
        assertThat(asked).containsExactly(request(0), request(2), request(3));
        answer(false, "");
        later(TimelineInteractor.ASK_EVERY_NANOS);
        timeline.ask();
        assertThat(asked).as("nothing has happened since").hasSize(3);
    }

    @Test
    void asksAgainForWhatIsParked() {
        shows(sent(), Events.event(2, 5, "Trade cancel", "", "C1", "PARKED", "no such trade", "", "", ""));
        changed();
        assertThat(asked.getLast()).isEqualTo(request(1));
        answer(false, "",
                Events.event(2, 5, "Trade cancel", "", "C1", "PARKED", "no such trade", "applied with input 3", "", "cumQty 200 0"),
                traded(3, 0, 200));
        assertThat(model.steps.get(1).step.get().outcome()).isEqualTo("‖ parked, then released");
        changed();
        assertThat(asked.getLast()).isEqualTo(request(3));
    }

    @Test
    void saysWhatFailedAndHowOldItIs() {
        shows(sent());
        changed();
        answers.getLast().completeExceptionally(new NoAnswer("the desk does not answer"));
        inbox.drain(1_000_000_000);
        assertThat(model.notice.get())
                .isEqualTo("history not available: the desk does not answer; what is shown is as of 14:31:07");
        assertThat(model.noticeIsBad.get()).isTrue();
        assertThat(seqs()).as("stays").containsExactly(1L);
        later(TimelineInteractor.ASK_EVERY_NANOS);
        timeline.ask();
        assertThat(asked).hasSize(2);
        later(TimelineInteractor.RETRY_AFTER_NANOS);
        timeline.ask();
        answer(false, "the store does not answer", acked());
        assertThat(model.notice.get()).isEqualTo("incomplete: the store does not answer");
    }

    @Test
    void saysOfTheChosenEventThatTheClocksDiffer() {
        shows(Events.asked(1, 0, 800), Events.asked(2, 900, 850));
        timeline.choose(List.of(model.steps.get(0)));
        assertThat(model.remarks).contains(new RawFix.Remark(
                false, "It came before it was sent: the client's clock is ahead of the server's, by 800 µs or more"));
        timeline.choose(List.of(model.steps.get(1)));
        assertThat(model.remarks).allMatch(RawFix.Remark::isGood);
    }

    @Test
    void showsTheEventsOfAFigureAndTheirSum() {
        shows(sent(), acked(), traded(3, 0, 200), traded(4, 200, 500));
        timeline.live(Samples.item(Samples.filled(ORDER, 500)));
        timeline.filter("cumQty");
        assertThat(seqs()).containsExactly(1L, 3L, 4L);
        assertThat(model.sum.get()).isEqualTo("cumQty:  0 + 200 + 300 = 500   ✔ as the order shows");
        timeline.filter("");
        assertThat(seqs()).containsExactly(1L, 2L, 3L, 4L);
        model.newestFirst.set(true);
        timeline.turn();
        assertThat(seqs()).containsExactly(4L, 3L, 2L, 1L);
    }

    @Test
    void saysWhereTheSumIsNotTheFigure() {
        shows(sent(), traded(3, 0, 200));
        timeline.live(Samples.item(Samples.filled(ORDER, 500)));
        timeline.filter("cumQty");
        assertThat(model.sum.get()).isEqualTo("cumQty:  0 + 200 = 200   ✖ the order shows 500");
    }

    @Test
    void decodesWhatIsChosen() {
        shows(Events.told(1, 0, "Trade", "C1", "8=FIX.4.4|39=1|", ""));
        timeline.choose(List.of(model.steps.getFirst()));
        assertThat(model.fields.getLast().field.get())
                .isEqualTo(new RawFix.Field(39, "OrdStatus", "1", "Partially filled"));
    }

    @Test
    void staysWhenPinnedAndAsksNothingUnseen() {
        shows(sent());
        model.pinned.set(true);
        timeline.follow(new OrderKey("C2"));
        assertThat(asked).hasSize(1);
        model.pinned.set(false);
        model.seen.set(false);
        timeline.follow(new OrderKey("C2"));
        assertThat(asked).hasSize(1);
        model.seen.set(true);
        timeline.ask();
        assertThat(asked.getLast()).isEqualTo(new HistoryRequest(new OrderKey("C2"), 0));
    }

    @Test
    void asksForAllAgainOfANewLifeOfTheServer() {
        shows(sent(), acked());
        timeline.snapshotBegins(false);
        assertThat(asked).hasSize(1);
        timeline.snapshotBegins(true);
        assertThat(model.steps).isEmpty();
        assertThat(asked).containsExactly(request(0), request(0));
    }

    @Test
    void lateAnswerForAnotherOrderIsNotTaken() {
        timeline.follow(ORDER.key());
        timeline.follow(new OrderKey("C2"));
        answers.getFirst().complete(new History(ORDER.key(), List.of(sent()), false, ""));
        inbox.drain(1_000_000_000);
        assertThat(model.steps).isEmpty();
    }

    private void shows(Event... events) {
        timeline.follow(ORDER.key());
        answer(false, "", events);
    }

    private void changed() {
        later(TimelineInteractor.ASK_EVERY_NANOS);
        timeline.live(Samples.item(ORDER));
    }

    private void answer(boolean more, String incomplete, Event... events) {
        answers.getLast().complete(new History(ORDER.key(), List.of(events), more, incomplete));
        inbox.drain(1_000_000_000);
    }

    private void later(long by) {
        nanos += by;
    }

    private List<Long> seqs() {
        return model.steps.stream().map(TimelineModel.StepRow::seq).toList();
    }

    private static Event sent() {
        return Events.ours(1, 0, "Order sent", "C1", "orderQty - 1000, leavesQty - 1000, cumQty - 0");
    }

    private static Event acked() {
        return Events.told(2, 3_100, "New", "C1", "", "ordStatus - New");
    }

    private static Event traded(long seq, int from, int to) {
        return Events.told(seq, seq * 1_000, "Trade", "C1", "", "cumQty " + from + " " + to);
    }

    private static HistoryRequest request(long afterSeq) {
        return new HistoryRequest(ORDER.key(), afterSeq);
    }
}
