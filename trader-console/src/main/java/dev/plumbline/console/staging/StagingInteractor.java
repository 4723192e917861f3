package dev.plumbline.console.staging;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.value.ObservableValue;

import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.staging.Staged.State;
import dev.plumbline.console.staging.StagedStore.Loaded;
import dev.plumbline.console.ui.Show;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Wish;

/// Keeps orders, and releases them. What is about to be sent is written down first: so a console that ends in between
/// knows afterwards that it may have been.
final class StagingInteractor {
    static final int KEPT_MAX = 1_000;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final StagingModel model;
    private final ConsoleFeed feed;
    private final Inbox inbox;
    private final ObservableValue<String> lock;
    private final StagedStore store;
    private final InstantSource clock;
    private final Consumer<Wish.Enter> onEdit;
    /// Why the staged orders cannot be touched at all; empty where they can.
    private String unavailable = "the staged orders are being read";

    /// @param lock why nothing may be sent now, empty where it may
    /// @param onEdit is given an order that a trader wants back in the ticket
    StagingInteractor(
            StagingModel model, ConsoleFeed feed, Inbox inbox, ObservableValue<String> lock, StagedStore store,
            InstantSource clock, Consumer<Wish.Enter> onEdit) {
        this.model = model;
        this.feed = feed;
        this.inbox = inbox;
        this.lock = lock;
        this.store = store;
        this.clock = clock;
        this.onEdit = onEdit;
        allow();
    }

    void load() {
        inbox.whenDone(store.load(), loaded -> {
            switch (loaded) {
                case Loaded.Orders(var orders, var trouble) -> {
                    unavailable = "";
                    orders.forEach(staged -> model.rows.add(new StagedRow(staged)));
                    if (!trouble.isEmpty()) say(trouble, true);
                }
                case Loaded.Unavailable(var why) -> {
                    unavailable = why;
                    say(why, true);
                }
            }
            allow();
        });
    }

    /// Keeps an order. Answers why it cannot, empty where it has.
    String stage(Wish.Enter wish) {
        if (!unavailable.isEmpty()) return unavailable;
        if (model.rows.size() >= KEPT_MAX) return Show.count(KEPT_MAX) + " orders are staged already; release some";
        model.rows.add(new StagedRow(
                new Staged(UUID.randomUUID().toString(), nanos(clock.instant()), wish, State.WAITING, "")));
        save();
        allow();
        return "";
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * NANOS_PER_SECOND + at.getNano();
    }

    private void save() {
        inbox.whenDone(store.save(orders()), trouble -> {
            if (!trouble.isEmpty()) say("These orders would not survive a restart: " + trouble, true);
        });
    }

    private List<Staged> orders() {
        return model.rows.stream().map(StagedRow::now).toList();
    }

    /// Says what may be done: to be called when the selection, the orders or the lock change.
    void allow() {
        model.releaseObstacle.set(toSend(selected(Staged::mayBeReleased), "it"));
        model.releaseAllObstacle.set(toSend(waiting(), "any"));
        model.editObstacle.set(toEdit());
        model.removeObstacle.set(toRemove());
        model.counts.set(counts());
    }

    private String toSend(List<StagedRow> rows, String what) {
        if (!unavailable.isEmpty()) return unavailable;
        if (!lock.getValue().isEmpty()) return lock.getValue();
        if (!rows.isEmpty()) return "";
        if (what.equals("any")) return "no order waits";
        if (model.selected.isEmpty()) return "no order is selected";
        return model.selected.stream().anyMatch(row -> row.now().isSending())
                ? "it is being sent"
                : "it was refused: edit or remove it";
    }

    private String toEdit() {
        if (model.selected.size() != 1) return model.selected.isEmpty() ? "no order is selected" : "select one order only";
        return switch (model.selected.getFirst().now().state()) {
            case WAITING, REFUSED -> "";
            case SENDING -> "it is being sent";
            case UNKNOWN -> "it may have been sent: release it again, which is harmless, or remove it";
        };
    }

    private String toRemove() {
        if (model.selected.isEmpty()) return "no order is selected";
        return selected(staged -> !staged.isSending()).isEmpty() ? "it is being sent" : "";
    }

    private String counts() {
        int all = model.rows.size();
        long troubled = model.rows.stream().filter(row -> !row.now().isWaiting() && !row.now().isSending()).count();
        return all + (all == 1 ? " order" : " orders") + (troubled == 0 ? "" : ", " + troubled + " to look at");
    }

    List<StagedRow> selected(Predicate<Staged> which) {
        return model.selected.stream().filter(row -> which.test(row.now())).toList();
    }

    /// Those that "all" means: what was refused or is unknown wants a look first.
    List<StagedRow> waiting() {
        return model.rows.stream().filter(row -> row.now().isWaiting()).toList();
    }

    /// Sends orders, each with its own request id.
    void release(List<StagedRow> rows) {
        var released = rows.stream().filter(row -> row.now().mayBeReleased()).toList();
        if (released.isEmpty() || !lock.getValue().isEmpty()) return;
        released.forEach(row -> set(row, State.SENDING, ""));
        say("Releasing " + Show.count(released.size()) + " …", false);
        allow();
        inbox.whenDone(store.save(orders()), trouble -> {
            if (trouble.isEmpty()) go(new Wave(released));
            else {
                released.forEach(row -> notSent(row, trouble));
                say("Nothing was released: " + trouble, true);
                allow();
            }
        });
    }

    private void go(Wave wave) {
        while (wave.hasNext() && lock.getValue().isEmpty()) send(wave, wave.next());
        if (!lock.getValue().isEmpty())
            for (var row : wave.giveUp()) notSent(row, lock.getValue());
        say(wave.words(), wave.isBad());
        if (wave.isOver()) save();
        allow();
    }

    private void send(Wave wave, StagedRow row) {
        var staged = row.now();
        inbox.whenDone(feed.ask(staged.requestId(), staged.wish()), reply -> {
            wave.count(reply);
            answered(row, reply);
            go(wave);
        });
    }

    private void answered(StagedRow row, Reply reply) {
        switch (reply) {
            case Reply.Answered(var answer) when answer.isAccepted() -> model.rows.remove(row);
            case Reply.Answered(var answer) -> set(row, State.REFUSED, reason(answer));
            case Reply.Unknown(var why) ->
                set(row, State.UNKNOWN, why + "; releasing it again is harmless: it is the same request");
            case Reply.NotSent(var why) -> notSent(row, why);
        }
    }

    /// A repeat that does not leave says nothing of what left before.
    private static void notSent(StagedRow row, String why) {
        if (row.mayHaveArrived())
            set(row, State.UNKNOWN, "not sent again: " + why + "; whether it arrived before is not known");
        else set(row, State.WAITING, "not sent: " + why);
    }

    private static String reason(Answer answer) {
        return answer.text().isEmpty() ? answer.refusal() : answer.text() + " (" + answer.refusal() + ")";
    }

    private static void set(StagedRow row, State state, String reason) {
        row.staged.set(row.now().now(state, reason));
    }

    /// Hands the selected order back to the ticket; here it is no more.
    void edit() {
        if (!model.editObstacle.get().isEmpty()) return;
        var row = model.selected.getFirst();
        remove(List.of(row));
        onEdit.accept(row.now().wish());
    }

    void removeSelected() {
        remove(selected(staged -> !staged.isSending()));
    }

    private void remove(List<StagedRow> rows) {
        model.rows.removeAll(rows);
        save();
        allow();
    }

    private void say(String notice, boolean isBad) {
        model.notice.set(notice);
        model.noticeIsBad.set(isBad);
    }
}
