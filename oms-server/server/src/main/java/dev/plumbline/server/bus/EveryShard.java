package dev.plumbline.server.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.vertx.core.Future;

import dev.plumbline.core.Refusal;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Wish;

/// Asks all shards the same about the kill switch, and makes one answer of theirs. There is no agreement among shards: one
/// that is broken must not keep the others from halting. The answer then names it.
public final class EveryShard {
    /// Less than a console waits for: who is told nothing does not know where it is missing.
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private EveryShard() {}

    /// @param shard asks the shard of that number; may fail, or never end, where it does not answer
    public static Future<Answer> ask(Ask ask, int shards, Function<Integer, Future<Answer>> shard) {
        return ask(ask, shards, PATIENCE, shard);
    }

    static Future<Answer> ask(Ask ask, int shards, Duration patience, Function<Integer, Future<Answer>> shard) {
        var parts = IntStream.range(0, shards)
                .mapToObj(number -> shard.apply(number)
                        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                        .otherwise(lost -> lost(ask, patience, lost)))
                .toList();
        return Future.join(parts).map(_ -> together(ask, parts.stream().map(Future::result).toList()));
    }

    /// Of a shard that gave none.
    private static Answer lost(Ask ask, Duration patience, Throwable why) {
        var text = why instanceof TimeoutException ? "no answer within " + patience.toMillis() / 1000.0 + " s" : "no answer: " + why.getMessage();
        return new Answer(ask.requestId(), "", Refusal.NOT_EVERYWHERE.name(), text);
    }

    /// @param answers of all shards, by number
    static Answer together(Ask ask, List<Answer> answers) {
        boolean isDone = answers.stream().allMatch(Answer::isAccepted)
                || answers.stream().anyMatch(Answer::isAccepted) && answers.stream().allMatch(EveryShard::isAsAsked);
        if (isDone) return new Answer(ask.requestId(), "", "", textOfAll(answers));
        var refusals = answers.stream().filter(answer -> !isAsAsked(answer)).map(Answer::refusal).distinct().toList();
        boolean isPart = answers.stream().anyMatch(Answer::isAccepted)
                || refusals.size() > 1 || refusals.contains(Refusal.NOT_EVERYWHERE.name());
        if (isPart) return new Answer(ask.requestId(), "", Refusal.NOT_EVERYWHERE.name(), parts(ask, answers));
        var why = answers.stream().filter(answer -> !isAsAsked(answer)).findFirst().orElse(answers.getFirst());
        return new Answer(ask.requestId(), "", why.refusal(), why.text());
    }

    /// Where a halt has never been it needs no release.
    private static boolean isAsAsked(Answer answer) {
        return answer.isAccepted() || answer.refusal().equals(Refusal.NOT_HALTED.name());
    }

    /// What every shard says is said once; what one had missed until now is news.
    private static String textOfAll(List<Answer> answers) {
        var texts = answers.stream().map(Answer::text).collect(Collectors.toSet());
        return texts.contains("") ? "" : answers.getFirst().text();
    }

    private static String parts(Ask ask, List<Answer> answers) {
        Map<String, List<String>> lacking = new LinkedHashMap<>();
        for (int shard = 0; shard < answers.size(); shard++)
            if (!isAsAsked(answers.get(shard)))
                lacking.computeIfAbsent(answers.get(shard).text(), _ -> new ArrayList<>()).add(Integer.toString(shard));
        long done = answers.stream().filter(EveryShard::isAsAsked).count();
        boolean isPull = ask.wish() instanceof Wish.Pull;
        return (isPull ? "halted in " : "released in ") + done + " of " + answers.size() + " shards; "
                + lacking.entrySet().stream()
                        .map(one -> "not in " + String.join(", ", one.getValue()) + ": " + one.getKey())
                        .collect(Collectors.joining("; "))
                + (isPull ? "; pull it again" : "; release it again");
    }
}
