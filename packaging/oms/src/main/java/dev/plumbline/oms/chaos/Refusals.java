package dev.plumbline.oms.chaos;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.plumbline.core.Refusal;
import dev.plumbline.wire.DeskMessage.Answer;

/// How often the server has said no, and why. Any thread.
final class Refusals {
    /// So many reasons are told apart.
    private static final int KINDS_MAX = 20;

    private static final String OTHERS = "other reasons";
    private static final String SESSION_WITH_NAME = "broker session \\S+";
    private static final String SESSION = "broker session";

    private final Map<String, Long> times = new ConcurrentHashMap<>();

    void add(Answer refused) {
        var why = why(refused);
        times.merge(times.containsKey(why) || times.size() < KINDS_MAX ? why : OTHERS, 1L, Long::sum);
    }

    /// NOT_CONNECTED is said for many things: there the text tells, for all sessions alike.
    private static String why(Answer refused) {
        return refused.refusal().equals(Refusal.NOT_CONNECTED.name())
                ? refused.text().replaceAll(SESSION_WITH_NAME, SESSION)
                : refused.refusal().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    long sum() {
        return times.values().stream().mapToLong(Long::longValue).sum();
    }

    /// The most frequent first.
    Map<String, Long> byReason() {
        return times.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, LinkedHashMap::new));
    }

    String words() {
        return byReason().entrySet().stream()
                .map(one -> "%,d %s".formatted(one.getValue(), one.getKey()))
                .collect(Collectors.joining("; "));
    }
}
