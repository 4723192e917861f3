package dev.plumbline.console.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.plumbline.console.feed.NoAnswer;
import dev.plumbline.console.feed.RawBytes;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.timeline.TimelineModel.FieldRow;
import dev.plumbline.console.timeline.TimelineModel.Figure;
import dev.plumbline.console.timeline.TimelineModel.FigureRow;
import dev.plumbline.console.timeline.TimelineModel.StepRow;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Event;
import dev.plumbline.wire.DeskMessage.History;
import dev.plumbline.wire.DeskMessage.HistoryRequest;
import dev.plumbline.wire.DeskMessage.Item;

/// Asks for the history of the order that is shown, keeps it up to date while the order lives, and works out why its
/// figures are what they are.
final class TimelineInteractor implements Inbox.PictureReader {
    /// An order that changes all the time is asked about no more often.
    static final long ASK_EVERY_NANOS = 500_000_000;
    /// After a failure.
    static final long RETRY_AFTER_NANOS = 5_000_000_000L;
    private static final long NANOS_PER_MS = 1_000_000;

    private final TimelineModel model;
    private final Histories histories;
    private final Function<OrderKey, Optional<Order>> orders;
    private final Inbox inbox;
    private final LongSupplier nanoClock;
    private final LongSupplier millis;
    private final TreeMap<Long, Event> events = new TreeMap<>();
    private final Map<Long, StepRow> rows = new HashMap<>();
    private OrderKey order = new OrderKey("");
    private @Nullable Order live;
    /// Of which question the answer is still wanted; each question has its own.
    private int question;
    private boolean isAsked;
    private boolean isBehind;
    private long notBefore;
    private long asOf;
    private String incomplete = "";
    private boolean isCut;
    private boolean isGone;

    /// Where histories come from.
    interface Histories {
        CompletionStage<History> of(HistoryRequest request);
    }

    private sealed interface Answer {
        record Told(History history) implements Answer {}

        record Failed(String why) implements Answer {}
    }

    /// @param orders finds an order as it is now
    /// @param nanoClock for the pace of asking
    /// @param millis wall clock, milliseconds since the epoch: for "as of"
    TimelineInteractor(
            TimelineModel model, Histories histories, Function<OrderKey, Optional<Order>> orders, Inbox inbox,
            LongSupplier nanoClock, LongSupplier millis) {
        this.model = model;
        this.histories = histories;
        this.orders = orders;
        this.inbox = inbox;
        this.nanoClock = nanoClock;
        this.millis = millis;
        notBefore = nanoClock.getAsLong();
    }

    /// What is chosen elsewhere: followed unless pinned.
    void follow(OrderKey chosen) {
        if (!model.pinned.get() && !chosen.value().isEmpty()) show(chosen);
    }

    void show(OrderKey wanted) {
        if (wanted.equals(order)) return;
        order = wanted;
        live = orders.apply(wanted).orElse(null);
        isGone = false;
        model.title.set(live == null ? "Order " + wanted : title(live));
        begin();
    }

    /// A new life of the server may have another journal: what was asked of the old one is asked again.
    @Override
    public void snapshotBegins(boolean anew) {
        if (anew) anew();
    }

    /// From the first event again.
    void anew() {
        if (!order.value().isEmpty()) begin();
    }

    private void begin() {
        events.clear();
        rows.clear();
        incomplete = "";
        isCut = false;
        asOf = 0;
        question++;
        isAsked = false;
        isBehind = true;
        notBefore = nanoClock.getAsLong();
        model.figure.set("");
        model.chosen.set(List.of());
        model.noticeIsBad.set(false);
        model.notice.set("asking for its history …");
        lay();
        ask();
    }

    void live(Item.OrderItem item) {
        if (!item.order().key().equals(order)) return;
        live = item.order();
        model.title.set(title(item.order()));
        isBehind = true;
        ask();
    }

    void gone(Item.GoneItem item) {
        if (!item.order().equals(order)) return;
        isGone = true;
        say();
    }

    /// To be called once a second and when the panel comes into sight.
    void ask() {
        if (isAsked || !isBehind || order.value().isEmpty() || !model.seen.get()) return;
        if (nanoClock.getAsLong() - notBefore < 0) return;
        isAsked = true;
        isBehind = false;
        notBefore = nanoClock.getAsLong() + ASK_EVERY_NANOS;
        int mine = ++question;
        var answer = histories.of(new HistoryRequest(order, afterSeq())).handle(TimelineInteractor::answer);
        inbox.whenDone(answer, came -> {
            if (mine == question) take(came);
        });
    }

    private static Answer answer(@Nullable History history, @Nullable Throwable trouble) {
        return trouble == null
                ? new Answer.Told(Objects.requireNonNull(history, "history"))
                : new Answer.Failed(NoAnswer.why(trouble));
    }

    /// What is parked may have been released meanwhile: it is asked for again.
    private long afterSeq() {
        for (var event : events.values()) if (new Step(event, 0, 0).isWaiting()) return event.seq() - 1;
        return events.isEmpty() ? 0 : events.lastKey();
    }

    private void take(Answer answer) {
        isAsked = false;
        switch (answer) {
            case Answer.Failed(var why) -> {
                isBehind = true;
                notBefore = nanoClock.getAsLong() + RETRY_AFTER_NANOS;
                model.noticeIsBad.set(true);
                model.notice.set("history not available: " + why + (asOf == 0 ? "" : "; what is shown is as of " + shown(asOf)));
            }
            case Answer.Told(var history) -> {
                asOf = millis.getAsLong();
                incomplete = history.incomplete();
                add(history);
                lay();
                say();
                ask();
            }
        }
    }

    private void add(History history) {
        long lastBefore = events.isEmpty() ? 0 : events.lastKey();
        for (var event : history.events()) if (events.size() < TimelineModel.EVENTS_MAX || events.containsKey(event.seq()))
            events.put(event.seq(), event);
        isCut = events.size() >= TimelineModel.EVENTS_MAX;
        boolean hasMoved = !events.isEmpty() && events.lastKey() > lastBefore;
        if (!history.more() || isCut || !hasMoved) return;
        isBehind = true;
        notBefore = nanoClock.getAsLong();
    }

    private void say() {
        model.noticeIsBad.set(isGone || isCut || !incomplete.isEmpty());
        if (isGone) model.notice.set("there is no such order any more: it turned out to be part of another");
        else if (isCut) model.notice.set("only the first " + Show.count(TimelineModel.EVENTS_MAX) + " events are shown");
        else if (!incomplete.isEmpty()) model.notice.set("incomplete: " + incomplete);
        else model.notice.set(count(events.size()) + " · as of " + shown(asOf));
    }

    private static String count(int events) {
        return events == 0 ? "no events" : events == 1 ? "1 event" : Show.count(events) + " events";
    }

    private static String shown(long millis) {
        return Show.time(millis * NANOS_PER_MS).substring(0, "14:31:07".length());
    }

    /// Shows the events that have changed a figure; all for an empty name.
    void filter(String figure) {
        model.figure.set(figure);
        layOut(List.copyOf(events.values()));
    }

    /// In the order that is wished.
    void turn() {
        layOut(List.copyOf(events.values()));
    }

    private void lay() {
        var all = List.copyOf(events.values());
        layOut(all);
        choose(model.chosen.get());
    }

    private void layOut(List<Event> all) {
        var why = Why.of(all);
        figures(all.size(), why);
        var name = model.figure.get();
        model.sum.set(why.stream().filter(each -> each.figure().equals(name)).findFirst().map(this::told).orElse(""));
        var shown = new ArrayList<StepRow>();
        for (var step : Step.of(all)) {
            var row = rows.computeIfAbsent(step.event().seq(), _ -> new StepRow(step));
            if (!row.step.get().equals(step)) row.step.set(step);
            if (name.isEmpty() || step.changed(name)) shown.add(row);
        }
        var ordered = model.newestFirst.get() ? shown.reversed() : shown;
        if (!model.steps.equals(ordered)) model.steps.setAll(ordered);
    }

    private void figures(int count, List<Why> whys) {
        var wanted = new ArrayList<Figure>();
        if (count > 0) wanted.add(new Figure("", "", count));
        for (var why : whys) wanted.add(new Figure(why.figure(), why.value(), why.changes().size()));
        for (int i = 0; i < wanted.size(); i++) {
            if (i >= model.figures.size()) model.figures.add(new FigureRow(wanted.get(i)));
            else if (!model.figures.get(i).figure.get().equals(wanted.get(i))) model.figures.get(i).figure.set(wanted.get(i));
        }
        if (model.figures.size() > wanted.size()) model.figures.remove(wanted.size(), model.figures.size());
    }

    /// The sum, and whether the order that we are shown says the same.
    private String told(Why why) {
        var sum = why.figure() + ":  " + why.sum();
        var shown = live == null ? "" : OrderFigures.of(live, why.figure());
        if (shown.isEmpty()) return sum;
        return shown.equals(why.value()) ? sum + "   ✔ as the order shows" : sum + "   ✖ the order shows " + shown;
    }

    /// Decodes the message of the first of these.
    void choose(List<StepRow> chosen) {
        model.chosen.set(List.copyOf(chosen));
        if (chosen.isEmpty()) {
            model.fields.clear();
            model.remarks.clear();
            model.readAs.set("");
            return;
        }
        var step = chosen.getFirst().step.get();
        var event = step.event();
        var raw = RawFix.of(RawBytes.of(event));
        model.fields.setAll(raw.fields().stream().map(FieldRow::new).toList());
        var remarks = new ArrayList<>(raw.remarks());
        if (!step.clocks().isEmpty()) remarks.add(new RawFix.Remark(false, step.clocks()));
        model.remarks.setAll(remarks);
        model.readAs.set(event.readAs());
    }

    /// What was chosen, or all that is shown, for an e-mail; oldest first.
    String letter() {
        var steps = chosen().stream().sorted((a, b) -> Long.compare(a.event().seq(), b.event().seq())).toList();
        return Letter.of(letterTitle(), steps);
    }

    /// What was chosen, or all that is shown.
    List<Step> chosen() {
        return steps(model.chosen.get().isEmpty() ? model.steps : model.chosen.get());
    }

    /// As they are shown.
    List<Step> shown() {
        return steps(model.steps);
    }

    private static List<Step> steps(List<StepRow> rows) {
        return rows.stream().map(row -> row.step.get()).toList();
    }

    /// Of which order these are and, where only a part is shown, which.
    String what() {
        var figure = model.figure.get();
        return model.title.get() + (figure.isEmpty() ? "" : ", what has changed " + figure) + ", " + model.notice.get();
    }

    private String letterTitle() {
        if (live == null) return order.value();
        var id = live.orderID().value();
        return live.clOrdID() + (id.isEmpty() ? "" : ", your OrderID(37) " + id) + ": " + live.side() + " "
                + Show.qty(live.orderQty()) + " " + live.symbol();
    }

    private static String title(Order order) {
        return order.key() + "  " + Show.side(order.side()) + " " + Show.qty(order.orderQty()) + " " + order.symbol()
                + (order.price().isStated() ? " @ " + Show.px(order.price()) : "") + "  ·  " + order.ordStatus().label();
    }

    /// That is shown; with an empty value for none.
    OrderKey order() {
        return order;
    }
}
