package dev.plumbline.console.orders;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;

import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.core.Order;
import dev.plumbline.wire.DeskMessage.Wish;

/// The same kind of wish for several orders: sent with a bounded number on their way, each answer shown beside its order.
///
/// For the FX thread.
final class Wave {
    /// Requests on their way at once: a thousand cancels must not shut out the one that a trader sends meanwhile.
    static final int ON_THE_WAY_MAX = 100;

    private final ConsoleFeed feed;
    private final Inbox inbox;
    private final ObservableValue<String> sendLock;
    private final List<Each> all;
    private final ReadOnlyObjectWrapper<Tally> tally;
    private int next;
    private int onTheWay;
    private Subscription watch = Subscription.EMPTY;

    enum State {
        WAITING(""),
        SENT("sent …"),
        ACCEPTED("● accepted"),
        TOO_LATE("◌ too late"),
        REFUSED("✖ refused"),
        UNKNOWN("? outcome unknown"),
        NOT_SENT("✖ not sent");

        final String label;

        State(String label) {
            this.label = label;
        }

        boolean isOver() {
            return this != WAITING && this != SENT;
        }
    }

    /// One order of the wave.
    static final class Each {
        final Order order;
        final Wish wish;
        final ReadOnlyObjectWrapper<Status> status = new ReadOnlyObjectWrapper<>(new Status(State.WAITING, ""));

        Each(Order order, Wish wish) {
            this.order = order;
            this.wish = wish;
        }
    }

    /// @param why empty where there is nothing to add
    record Status(State state, String why) {
        /// What is said of one that waits is the whole of it, such as what the desk would say to it.
        String text() {
            if (state == State.WAITING) return why;
            return why.isEmpty() ? state.label : state.label + ": " + why;
        }
    }

    /// How far the wave is.
    record Tally(int asked, int answered, int accepted, int tooLate, int refused, int unknown, int notSent) {
        boolean isOver() {
            return answered == asked;
        }

        boolean isBad() {
            return refused + unknown + notSent > 0;
        }

        String text() {
            var text = new StringBuilder();
            if (!isOver()) text.append(answered).append(" of ").append(asked).append(" answered · ");
            text.append(accepted).append(" accepted");
            add(text, tooLate, "too late");
            add(text, refused, "refused");
            add(text, unknown, "unknown");
            add(text, notSent, "not sent");
            return text.toString();
        }

        private static void add(StringBuilder text, int count, String what) {
            if (count > 0) text.append(" · ").append(count).append(' ').append(what);
        }
    }

    /// @param sendLock why nothing but a cancel may be sent now; empty where it may
    Wave(ConsoleFeed feed, Inbox inbox, ObservableValue<String> sendLock, List<Each> all) {
        this.feed = feed;
        this.inbox = inbox;
        this.sendLock = sendLock;
        this.all = new ArrayList<>(all);
        tally = new ReadOnlyObjectWrapper<>(new Tally(all.size(), 0, 0, 0, 0, 0, 0));
    }

    static List<Each> cancels(List<Order> orders) {
        var all = new ArrayList<Each>(orders.size());
        for (var order : orders) all.add(new Each(order, new Wish.Cancel(order.key())));
        return all;
    }

    List<Each> all() {
        return Collections.unmodifiableList(all);
    }

    List<Order> orders() {
        return all.stream().map(each -> each.order).toList();
    }

    ReadOnlyObjectProperty<Tally> tally() {
        return tally.getReadOnlyProperty();
    }

    /// Sends all of them. Once the lock comes, what was not sent yet never is; but cancels, which only take risk away, go as
    /// long as there is a connection.
    void run() {
        watch = sendLock.subscribe(this::giveUp);
        sendNext();
        endWatch();
    }

    /// These as well, of a wave that runs.
    void add(List<Each> more) {
        all.addAll(more);
        count();
        sendNext();
    }

    private void giveUp(String why) {
        if (why.isEmpty()) return;
        for (var each : all)
            if (!(each.wish instanceof Wish.Cancel) && each.status.get().state() == State.WAITING)
                each.status.set(new Status(State.NOT_SENT, why));
        count();
    }

    private void sendNext() {
        while (onTheWay < ON_THE_WAY_MAX && next < all.size()) {
            var each = all.get(next++);
            if (each.status.get().state() == State.WAITING) send(each);
        }
    }

    private void send(Each each) {
        onTheWay++;
        each.status.set(new Status(State.SENT, ""));
        inbox.whenDone(feed.ask(UUID.randomUUID().toString(), each.wish), reply -> {
            onTheWay--;
            each.status.set(status(reply));
            count();
            sendNext();
        });
    }

    private static Status status(Reply reply) {
        return switch (reply) {
            case Reply.Answered(var answer) when answer.isAccepted() -> new Status(State.ACCEPTED, "");
            case Reply.Answered(var answer) when answer.refusal().equals("ORDER_OVER") ->
                new Status(State.TOO_LATE, answer.text());
            case Reply.Answered(var answer) -> new Status(State.REFUSED, answer.text());
            case Reply.Unknown(var why) -> new Status(State.UNKNOWN, why);
            case Reply.NotSent(var why) -> new Status(State.NOT_SENT, why);
        };
    }

    private void count() {
        var counts = new int[State.values().length];
        for (var each : all) counts[each.status.get().state().ordinal()]++;
        int answered = all.size() - counts[State.WAITING.ordinal()] - counts[State.SENT.ordinal()];
        tally.set(new Tally(
                all.size(), answered, counts[State.ACCEPTED.ordinal()], counts[State.TOO_LATE.ordinal()],
                counts[State.REFUSED.ordinal()], counts[State.UNKNOWN.ordinal()], counts[State.NOT_SENT.ordinal()]));
        endWatch();
    }

    private void endWatch() {
        if (tally.get().isOver()) watch.unsubscribe();
    }
}
