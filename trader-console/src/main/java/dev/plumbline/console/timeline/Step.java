package dev.plumbline.console.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Outcome;
import dev.plumbline.wire.DeskMessage.Difference;
import dev.plumbline.wire.DeskMessage.Event;

/// An event of an order and how long it took to come. Times are those at which the server had it: one clock. Whoever it came
/// from has another, by which it is stamped.
///
/// @param sincePrevious nanoseconds since the event before, [#NONE] for the first
/// @param sinceRequest nanoseconds since the request of ours that it names, [#NONE] where it is one or names none
record Step(Event event, long sincePrevious, long sinceRequest) {
    static final long NONE = Long.MIN_VALUE;
    /// A client that was not answered by then has given up: a request does not take so long. A report may, for it is sent again.
    private static final long LONG_NANOS = 5_000_000_000L;

    /// What became of an event, for the eye.
    enum Chip {
        APPLIED("✔ applied"),
        DUPLICATE("≡ duplicate"),
        PARKED("‖ parked"),
        QUARANTINED("⚠ quarantined"),
        REFUSED("✖ refused"),
        IGNORED("· ignored");

        private final String label;

        Chip(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /// @param events oldest first
    static List<Step> of(List<Event> events) {
        var requests = new HashMap<String, Event>();
        var steps = new ArrayList<Step>(events.size());
        Event previous = null;
        for (var event : events) {
            var request = isOurs(event) ? null : requests.get(event.clOrdID());
            steps.add(new Step(
                    event, previous == null ? NONE : event.receivedAt() - previous.receivedAt(),
                    request == null ? NONE : event.receivedAt() - request.receivedAt()));
            if (isOurs(event) && !event.clOrdID().isEmpty()) requests.putIfAbsent(event.clOrdID(), event);
            previous = event;
        }
        return steps;
    }

    /// When it was sent, by the clock of whoever sent it: of a client where it is a request, of the broker (TransactTime) where a
    /// message came in. 0 where it was not stated, and where the server did it of itself.
    long stamp() {
        if (isOurs(event)) return event.askedAt();
        return event.isMessage() ? event.at() : 0;
    }

    /// From the stamp to the server, by two clocks: negative where the other one is ahead. [#NONE] where there is no stamp.
    long onItsWay() {
        return stamp() == 0 ? NONE : event.receivedAt() - stamp();
    }

    /// As a delta, with a sign where it cannot be how long the way took.
    String way() {
        return (clocks().isEmpty() ? "" : "⚠ ") + delta(onItsWay());
    }

    /// What the stamp says of the clocks; empty where nothing is odd.
    String clocks() {
        long way = onItsWay();
        if (way == NONE) return "";
        var whose = isOurs(event) ? "the client's clock" : "the broker's clock";
        if (way < 0) return "It came before it was sent: " + whose + " is ahead of the server's, by " + delta(way).substring(1) + " or more";
        if (isOurs(event) && way > LONG_NANOS)
            return "Either it was long on its way, or " + whose + " is behind the server's, by up to " + delta(way).substring(1);
        return "";
    }

    /// A person asked for it.
    private static boolean isOurs(Event event) {
        return !event.user().isEmpty();
    }

    /// Who asked for it, or which session told it.
    String who() {
        if (!isOurs(event)) return event.session();
        return event.session().isEmpty() ? event.user() : event.user() + " → " + event.session();
    }

    /// An outcome that this console does not know is shown as the server calls it.
    String outcome() {
        for (var chip : Chip.values())
            if (chip.name().equals(event.outcome())) return isReleased() ? chip.label + ", then released" : chip.label;
        return event.outcome();
    }

    private boolean isReleased() {
        return !event.became().isEmpty();
    }

    /// Its outcome may still change: what it waits for has not come.
    boolean isWaiting() {
        return event.outcome().equals(Outcome.PARKED.name()) && !isReleased();
    }

    boolean is(Chip chip) {
        return event.outcome().equals(chip.name());
    }

    /// What it did, and why it did nothing.
    String did() {
        var did = event.did().stream().map(Step::text).collect(Collectors.joining(" · "));
        var why = event.reason() + (isReleased() ? (event.reason().isEmpty() ? "" : "; ") + event.became() : "");
        if (did.isEmpty()) return why.isEmpty() ? "changed nothing" : why;
        return why.isEmpty() ? did : did + "  (" + why + ")";
    }

    boolean changed(String figure) {
        return event.did().stream().anyMatch(difference -> difference.figure().equals(figure));
    }

    private static String text(Difference difference) {
        if (difference.from().isEmpty()) return difference.figure() + " " + difference.to();
        var to = difference.to().isEmpty() ? "none" : difference.to();
        return difference.figure() + " " + difference.from() + " → " + to;
    }

    /// `+412 µs`, `+3.1 ms`, `+412 ms`, `+3.2 s`, `+4 min 12 s`, `+3 h 04 min`, `+2 d 3 h`.
    static String delta(long nanos) {
        if (nanos == NONE) return Show.NOTHING;
        var sign = nanos < 0 ? "−" : "+";
        long micros = Math.abs(nanos) / 1_000;
        if (micros < 1_000) return sign + micros + " µs";
        if (micros < 10_000) return sign + tenths(micros, 1_000) + " ms";
        if (micros < 1_000_000) return sign + micros / 1_000 + " ms";
        if (micros < 60_000_000) return sign + tenths(micros, 1_000_000) + " s";
        long seconds = micros / 1_000_000;
        if (seconds < 3_600) return sign + seconds / 60 + " min " + twoDigits(seconds % 60) + " s";
        if (seconds < 86_400) return sign + seconds / 3_600 + " h " + twoDigits(seconds / 60 % 60) + " min";
        return sign + seconds / 86_400 + " d " + seconds / 3_600 % 24 + " h";
    }

    private static String tenths(long micros, long unit) {
        return micros / unit + "." + micros % unit * 10 / unit;
    }

    private static String twoDigits(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
