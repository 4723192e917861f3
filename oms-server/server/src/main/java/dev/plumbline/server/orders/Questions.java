package dev.plumbline.server.orders;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;

/// When to look whether a request was answered, and when to ask the broker about which order (rule 10). It knows times
/// and names only; whether there is still something to ask is for who takes them out to find out. Each look costs what
/// falls due, not what there is. Times are nanoseconds since the epoch, UTC.
final class Questions {
    static final long NEVER = Long.MAX_VALUE;

    /// The pause between two questions about one order grows up to this.
    static final Duration PAUSE_MAX = Duration.ofMinutes(5);

    private final long unknownAfter;
    private final long pauseMax;

    /// In the order in which they were sent, which is the order in which they fall due.
    private final Deque<Deadline> deadlines = new ArrayDeque<>();
    private final PriorityQueue<Question> questions =
            new PriorityQueue<>(Comparator.comparingLong(Question::at).thenComparingLong(Question::number));
    /// The one question of each order that counts.
    private final Map<ClOrdID, Question> current = new HashMap<>();
    private final Map<BrokerSession, Long> logons = new HashMap<>();
    private long lastNumber;

    private record Deadline(long at, ClOrdID request) {}

    /// @param order the first ClOrdID of the order
    /// @param pause until the next one, should this one not be answered
    record Question(long at, long number, ClOrdID order, long pause) {}

    Questions(Duration unknownAfter) {
        this.unknownAfter = unknownAfter.toNanos();
        this.pauseMax = Math.max(PAUSE_MAX.toNanos(), this.unknownAfter);
    }

    /// A request has been sent. In the order of time.
    void sent(ClOrdID request, long at) {
        deadlines.add(new Deadline(at + unknownAfter, request));
    }

    /// The next request whose time is up.
    Optional<ClOrdID> overdue(long now) {
        var first = deadlines.peek();
        return first == null || first.at > now ? Optional.empty() : Optional.of(deadlines.remove().request);
    }

    /// The session is up. First the broker sends again what we have missed; what is then unanswered is asked.
    void loggedOn(BrokerSession session, long now) {
        logons.put(session, now + unknownAfter);
    }

    void loggedOff(BrokerSession session) {
        logons.remove(session);
    }

    /// A session that has been up for long enough.
    Optional<BrokerSession> settled(long now) {
        for (var logon : logons.entrySet()) {
            if (logon.getValue() > now) continue;
            logons.remove(logon.getKey());
            return Optional.of(logon.getKey());
        }
        return Optional.empty();
    }

    /// The broker is to be asked about this order at once.
    void ask(ClOrdID order, long now) {
        put(new Question(now, ++lastNumber, order, unknownAfter));
    }

    /// It was asked; if it stays silent, it is asked again.
    void again(Question asked, long now) {
        put(new Question(now + asked.pause, ++lastNumber, asked.order, Math.min(2 * asked.pause, pauseMax)));
    }

    private void put(Question question) {
        current.put(question.order, question);
        questions.add(question);
    }

    /// There is nothing to ask about it any more.
    void drop(ClOrdID order) {
        var dropped = current.remove(order);
        if (dropped != null) questions.remove(dropped);
    }

    /// The next question whose time has come. Its order has none any more, until [#ask] or [#again].
    Optional<Question> due(long now) {
        while (true) {
            var first = questions.peek();
            if (first == null || first.at > now) return Optional.empty();
            questions.remove();
            if (current.remove(first.order, first)) return Optional.of(first);
        }
    }

    /// When there is something to look at, [#NEVER] where there is nothing.
    long nextAt() {
        long next = NEVER;
        var deadline = deadlines.peek();
        if (deadline != null) next = deadline.at;
        var question = questions.peek();
        if (question != null) next = Math.min(next, question.at);
        for (long at : logons.values()) next = Math.min(next, at);
        return next;
    }
}
