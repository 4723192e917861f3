package dev.plumbline.oms.chaos;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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
    private final AtomicLong notConnected = new AtomicLong();

    void add(Answer refused) {
        if (isNotConnected(refused)) notConnected.incrementAndGet();
        var why = why(refused);
        times.merge(times.containsKey(why) || times.size() < KINDS_MAX ? why : OTHERS, 1L, Long::sum);
    }

    /// NOT_CONNECTED is said for many things: there the text tells, for all sessions alike.
    private static String why(Answer refused) {
        return isNotConnected(refused)
                ? refused.text().replaceAll(SESSION_WITH_NAME, SESSION)
                : refused.refusal().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static boolean isNotConnected(Answer refused) {
        return refused.refusal().equals(Refusal.NOT_CONNECTED.name());
    }

    /// Those that the same request would not meet a little later: no server, or no broker, was there for it.
    long notConnected() {
        return notConnected.get();
    }

    long sum() {
        return times.values().stream().mapToLong(Long::longValue).sum();
    }

    /// The most frequent first.
    Map<String, Long> byReason() {
        return sorted(times);
    }

    private static Map<String, Long> sorted(Map<String, Long> times) {
        return times.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, LinkedHashMap::new));
    }

    /// In words, the most frequent first.
    String words() {
        return words(byReason());
    }

    /// In words, those that came since.
    /// @param before [#byReason()] of then
    String wordsSince(Map<String, Long> before) {
        var since = byReason();
        before.forEach((why, times) -> since.merge(why, -times, Long::sum));
        since.values().removeIf(times -> times == 0);
        return words(sorted(since));
    }

    private static String words(Map<String, Long> byReason) {
        return byReason.entrySet().stream()
                .map(one -> "%,d %s".formatted(one.getValue(), one.getKey()))
                .collect(Collectors.joining("; "));
    }
}
