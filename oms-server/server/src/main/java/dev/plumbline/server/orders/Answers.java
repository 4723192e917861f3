package dev.plumbline.server.orders;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.core.Command;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Refusal;
import dev.plumbline.core.Result;
import dev.plumbline.server.journal.Asker;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.FirstAnswer;
import dev.plumbline.wire.DeskMessage.Answer;

/// What was answered to whom about orders, the newest [#KEPT]: a request that comes again gets the first answer, also after
/// a restart. What is asked of the kill switch is not here: it is answered from how things stand.
final class Answers {
    static final int KEPT = 10_000;

    /// Between the reason's code and its words, where a refusal is kept as one text.
    private static final String THEN = ": ";

    private final Map<Asker, Answer> first = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Asker, Answer> eldest) {
            return size() > KEPT;
        }
    };

    Optional<Answer> to(Asker asker) {
        return Optional.ofNullable(first.get(asker));
    }

    void put(Asker asker, Answer answer) {
        first.put(asker, answer);
    }

    /// How a refusal is kept.
    static Result refused(Refusal why, String text) {
        return new Result(Outcome.IGNORED, why + THEN + text, List.of());
    }

    /// The answer that was given when `entry` was made.
    void restored(Entry entry) {
        if (entry.asker().equals(Asker.NONE)) return;
        var requestId = entry.asker().requestId();
        switch (entry.what()) {
            case Recorded.Sent(Command command, _) ->
                put(entry.asker(), new Answer(requestId, command.clOrdID().value(), "", ""));
            case Recorded.Switched _, Recorded.NotSwitched _ -> {}
            case Recorded.Refused _ when entry.reason().startsWith(Refusal.NOT_PERMITTED + THEN) -> {}
            case Recorded.Refused _ -> {
                int end = entry.reason().indexOf(THEN);
                put(entry.asker(), new Answer(
                        requestId, "", entry.reason().substring(0, end), entry.reason().substring(end + THEN.length())));
            }
            case Recorded.Told _, Recorded.Silent _, Recorded.NotSent _, Recorded.AboutNoOrder _, Recorded.Unreadable _ ->
                throw new IllegalStateException("nobody asks for a report: " + entry);
        }
    }

    void restored(FirstAnswer answer) {
        put(answer.asker(), new Answer(answer.asker().requestId(), answer.clOrdID(), answer.refusal(), answer.text()));
    }

    /// Oldest first.
    List<FirstAnswer> list() {
        return first.entrySet().stream()
                .map(one -> new FirstAnswer(
                        one.getKey(), one.getValue().clOrdID(), one.getValue().refusal(), one.getValue().text()))
                .toList();
    }
}
