package dev.plumbline.console.timeline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.wire.DeskMessage.Difference;
import dev.plumbline.wire.DeskMessage.Event;

/// Why a figure of an order is what it is: all differences that led to it, joined end to end.
///
/// What a parked input did took effect only when it was released, so that the order of the inputs is not the order of
/// the effects. Each difference says what was before it: they are put in the order in which each begins where the one
/// before it ended.
///
/// @param figure its name, such as `cumQty`
/// @param value what the differences come to, empty for nothing
/// @param changes in the order in which they took effect
/// @param isWhole they join up, from nothing to the value; else something is missing
record Why(String figure, String value, List<Change> changes, boolean isWhole) {
    /// Terms of a sum that are written out.
    static final int TERMS_MAX = 12;

    /// @param seq of the input that did it
    record Change(long seq, String from, String to) {}

    Why {
        changes = List.copyOf(changes);
    }

    /// Of all figures that the events have changed, in the order in which they first appear.
    static List<Why> of(List<Event> events) {
        Map<String, List<Change>> byFigure = new LinkedHashMap<>();
        for (var event : events)
            for (var did : event.did())
                byFigure.computeIfAbsent(did.figure(), _ -> new ArrayList<>()).add(change(event, did));
        return byFigure.entrySet().stream().map(each -> joined(each.getKey(), each.getValue())).toList();
    }

    private static Change change(Event event, Difference did) {
        return new Change(event.seq(), did.from(), did.to());
    }

    private static Why joined(String figure, List<Change> told) {
        var rest = new ArrayList<>(told);
        var joined = new ArrayList<Change>(told.size());
        var value = "";
        while (!rest.isEmpty()) {
            int next = beginningWith(value, rest);
            if (next < 0) break;
            joined.add(rest.remove(next));
            value = joined.getLast().to;
        }
        boolean isWhole = rest.isEmpty();
        joined.addAll(rest);
        return new Why(figure, isWhole ? value : joined.getLast().to, joined, isWhole);
    }

    private static int beginningWith(String value, List<Change> changes) {
        for (int i = 0; i < changes.size(); i++) if (changes.get(i).from.equals(value)) return i;
        return -1;
    }

    /// `0 + 200 + 300 − 200 = 300` for numbers, `PendingNew → New` for words.
    String sum() {
        var sum = isNumber() ? numbers() : words();
        return isWhole ? sum : sum + "   (the differences do not join up: some are not here)";
    }

    private boolean isNumber() {
        return changes.stream().allMatch(change -> number(change.from).isPresent() && number(change.to).isPresent());
    }

    private String numbers() {
        var sum = new StringBuilder();
        int from = Math.max(0, changes.size() - TERMS_MAX);
        var begin = number(changes.get(from).from).orElseThrow();
        var end = begin;
        sum.append(from > 0 ? from + " changes: " : "").append(begin.toPlainString());
        for (var change : changes.subList(from, changes.size())) {
            var difference = number(change.to).orElseThrow().subtract(number(change.from).orElseThrow());
            if (difference.signum() != 0) sum.append(difference.signum() < 0 ? " − " : " + ").append(plain(difference.abs()));
            end = end.add(difference);
        }
        return sum.append(" = ").append(plain(end)).toString();
    }

    private String words() {
        var words = new StringBuilder();
        int from = Math.max(0, changes.size() - TERMS_MAX);
        words.append(from > 0 ? from + " changes → " : "");
        var first = changes.get(from).from;
        if (!first.isEmpty()) words.append(first).append(" → ");
        for (var change : changes.subList(from, changes.size()))
            words.append(change.to.isEmpty() ? "none" : change.to).append(" → ");
        words.setLength(words.length() - " → ".length());
        return words.toString();
    }

    /// Nothing is zero.
    private static Optional<BigDecimal> number(String text) {
        if (text.isEmpty()) return Optional.of(BigDecimal.ZERO);
        if (!text.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?")) return Optional.empty();
        return Optional.of(new BigDecimal(text));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
