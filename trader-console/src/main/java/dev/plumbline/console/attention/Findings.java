package dev.plumbline.console.attention;

import java.util.ArrayList;
import java.util.List;

import dev.plumbline.console.attention.Finding.AnOrder;
import dev.plumbline.console.ui.Show;
import dev.plumbline.console.ui.Stuck;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Order;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;
import dev.plumbline.core.Request.Stage;

/// Says what is the matter with an order, in a trader's words. Pure: the time is an argument.
final class Findings {
    private static final Qty ONCE = Qty.of(1);

    private final Order order;
    private final String broker;
    private final List<Finding> found = new ArrayList<>();

    private Findings(Order order) {
        this.order = order;
        broker = order.session().value();
    }

    /// @param now nanoseconds since the epoch, UTC
    static List<Finding> of(Order order, long now) {
        var findings = new Findings(order);
        if (order.flags().bits() != 0) for (var flag : order.flags().list()) findings.look(flag);
        if (!order.has(Flag.CUM_GAP) && order.unexplainedQty().isPositive()) findings.gap();
        findings.lookAtLife();
        if (!order.life().isOver()) findings.lookAtRequests(now);
        return findings.found;
    }

    /// When a request of it will be stuck that is not yet, nanoseconds since the epoch, UTC; [Stuck#NEVER] where time alone will
    /// change nothing.
    static long dueAt(Order order, long now) {
        if (!order.awaitsAnswer()) return Stuck.NEVER; // most of them, and each change of each order comes by here
        long due = Stuck.NEVER;
        for (var request : order.openRequests()) {
            long stuckAt = Stuck.at(request);
            if (stuckAt > now) due = Math.min(due, stuckAt);
        }
        return due;
    }

    private void look(Flag flag) {
        switch (flag) {
            case CUM_GAP -> gap();
            case CUM_MISMATCH -> mismatch();
            case LATE_FILL -> add(
                    Kind.LATE_FILL, "Fill after the end",
                    broker + " reported a fill after the order was " + end() + ". It is booked: " + executed() + ".",
                    order.updatedAt(), order.cumQty());
            case OVERFILL -> overfill();
            case NO_EXECID -> add(
                    Kind.NO_EXECID, "Fill without ExecID",
                    broker + " sent a fill without ExecID. It is booked by the advance of CumQty: compare with the broker.",
                    order.updatedAt(), ONCE);
            case EXTERNAL -> add(
                    Kind.EXTERNAL, "Not entered here",
                    "Nobody here entered it: " + broker + " reports it, and it counts in the position.",
                    order.enteredAt(), ONCE);
            case UNKNOWN_OUTCOME -> unknown();
        }
    }

    private String end() {
        return switch (order.life().end()) {
            case NONE -> "over";
            case EXPIRED -> "expired";
            case CANCELED -> "canceled";
            case REJECTED -> "rejected";
        };
    }

    private String executed() {
        return Show.qty(order.cumQty()) + " of " + Show.qty(order.orderQty()) + " executed";
    }

    private void gap() {
        var figures = order.unexplainedQty().isPositive()
                ? broker + " says " + Show.qty(order.toldCumQty()) + " executed, its reports explain "
                        + Show.qty(order.cumQty()) + ": " + Show.qty(order.unexplainedQty()) + " missing"
                : broker + " says more executed than its reports explain";
        add(
                Kind.GAP, "Executions missing", figures + ". The position is without them.", order.updatedAt(),
                order.unexplainedQty().max(ONCE));
    }

    /// What a desk is sent of an order has not always the lower figure: then it goes unsaid.
    private void mismatch() {
        var tooMany = order.cumQty().minus(order.toldCumQty().or(Qty.ZERO));
        var figures = tooMany.isPositive() && order.toldCumQty().isPositive()
                ? broker + " says " + Show.qty(order.toldCumQty()) + " executed, we have booked "
                        + Show.qty(order.cumQty()) + ": " + Show.qty(tooMany) + " too many here. "
                : broker + " says less executed than the " + Show.qty(order.cumQty()) + " that we have booked. ";
        add(
                Kind.MISMATCH, "Broker says less than we booked", figures + "Our booking stays until a bust comes.",
                order.updatedAt(), tooMany.max(ONCE));
    }

    private void overfill() {
        var excess = order.cumQty().minus(order.orderQty());
        var figures = excess.isPositive()
                ? Show.qty(order.cumQty()) + " executed of " + Show.qty(order.orderQty()) + " ordered: "
                        + Show.qty(excess) + " too many"
                : "More was executed than was ordered at that time";
        add(
                Kind.OVERFILL, "More executed than ordered", figures + ". All of it is in the position.",
                order.updatedAt(), excess.max(ONCE));
    }

    private void unknown() {
        var silent = order.requests().stream().filter(request -> request.stage() == Stage.UNKNOWN).toList();
        if (silent.isEmpty()) {
            add(
                    Kind.UNKNOWN_OUTCOME, "Outcome unknown", broker + " has not answered; what became of it is not known.",
                    order.updatedAt(), ONCE);
            return;
        }
        var first = silent.getFirst();
        add(
                Kind.UNKNOWN_OUTCOME, capital(name(first)) + ": outcome unknown",
                "No answer from " + broker + " to the " + name(first) + " sent at " + Show.time(first.sentAt()) + ": "
                        + whatIsUnknown(first) + more(silent.size()),
                first.sentAt(), Qty.of(silent.size()));
    }

    private static String whatIsUnknown(Request request) {
        return switch (request.kind()) {
            case NEW -> "whether it has the order is not known. It may trade.";
            case CANCEL -> "whether the order is cancelled is not known. It may still trade.";
            case REPLACE -> "whether the old or the new terms hold is not known.";
        };
    }

    private static String more(int count) {
        return count == 1 ? "" : " " + (count - 1) + " more of its requests are unanswered.";
    }

    private void lookAtLife() {
        var life = order.life();
        switch (life.end()) {
            case REJECTED -> add(
                    Kind.REJECTED, "Rejected", broker + " rejected the order" + reason(), order.updatedAt(), ONCE);
            case NONE -> {
                if (life.suspended() && order.isOpen()) add(
                        Kind.SUSPENDED, "Suspended",
                        broker + " has suspended the order: it does not trade now, and may go on at any time" + reason(),
                        order.updatedAt(), ONCE);
            }
            case EXPIRED, CANCELED -> {}
        }
    }

    private String reason() {
        return order.text().isEmpty() ? "." : ": " + order.text();
    }

    private void lookAtRequests(long now) {
        if (order.awaitsAnswer()) {
            var stuck = order.requests().stream().filter(request -> Stuck.at(request) <= now).toList();
            if (!stuck.isEmpty()) stuck(stuck.getFirst(), stuck.size());
        }
        if (order.isOpen() && order.requests().size() > 1) lookForRefusal();
    }

    private void stuck(Request request, int count) {
        var when = Show.time(request.sentAt());
        boolean isPending = request.stage() == Stage.PENDING;
        var sentence = isPending
                ? broker + " works on the " + name(request) + " sent at " + when + ", and has not decided. "
                : "The " + name(request) + " went to " + broker + " at " + when + ", and not a word since. ";
        add(
                Kind.STUCK, capital(name(request)) + (isPending ? " pending for long" : " not answered"),
                sentence + untilThen(request) + more(count), request.sentAt(), Qty.of(count));
    }

    private static String untilThen(Request request) {
        return switch (request.kind()) {
            case NEW -> "It may trade.";
            case CANCEL -> "It may still trade.";
            case REPLACE -> "Until then the old terms hold.";
        };
    }

    /// Of interest as long as nothing that was asked later was done.
    private void lookForRefusal() {
        var requests = order.requests();
        int refused = 0;
        for (int i = requests.size() - 1; i > 0 && requests.get(i).stage() != Stage.ACCEPTED; i--)
            if (requests.get(i).stage() == Stage.REJECTED) refused++;
        if (refused == 0) return;
        var last = requests.stream().filter(request -> request.stage() == Stage.REJECTED).toList().getLast();
        add(
                Kind.REQUEST_REJECTED, capital(name(last)) + " refused",
                broker + " refused the " + name(last) + " sent at " + Show.time(last.sentAt())
                        + "; the order goes on as it was" + reason(),
                last.sentAt(), Qty.of(refused));
    }

    private static String name(Request request) {
        return switch (request.kind()) {
            case NEW -> "order";
            case CANCEL -> "cancel";
            case REPLACE -> "amend";
        };
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private void add(Kind kind, String title, String sentence, long since, Qty measure) {
        found.add(new Finding(kind, new AnOrder(order), title, sentence, since, measure));
    }
}
