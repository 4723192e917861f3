package dev.plumbline.console.checks;

import java.util.List;
import java.util.stream.Collectors;

import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage.CheckLine;

/// How the desk's dry run of a wish stands.
public sealed interface Checking {
    /// There is nothing to check yet.
    record Idle() implements Checking {}

    /// The desk has not answered yet.
    record Awaited() implements Checking {}

    record Answered(List<CheckLine> lines) implements Checking {
        public Answered {
            lines = List.copyOf(lines);
        }
    }

    /// Whether it would be taken is not known.
    record CannotBeAsked(String why) implements Checking {}

    /// What came of asking, as what is shown.
    static Checking of(Checks.Outcome outcome) {
        return switch (outcome) {
            case Checks.Outcome.Answered(var lines) -> new Answered(lines);
            case Checks.Outcome.CannotBeAsked(var why) -> new CannotBeAsked(why);
        };
    }

    default List<CheckLine> of(Verdict verdict) {
        return this instanceof Answered(var lines)
                ? lines.stream().filter(line -> line.verdict() == verdict).toList()
                : List.of();
    }

    default boolean isBlocked() {
        return !of(Verdict.BLOCK).isEmpty();
    }

    /// The desk has looked at it and neither blocks it nor warns of it.
    default boolean isFine() {
        return this instanceof Answered && of(Verdict.WARN).isEmpty() && !isBlocked();
    }

    /// For a row among others, with a glyph: why it will be refused, or what is warned of, each with the desk's words; empty
    /// where nothing is to be said.
    default String remark() {
        return switch (this) {
            case Idle _ -> "";
            case Awaited _ -> "… asking the desk";
            case CannotBeAsked(var why) -> "? not checked: " + why;
            case Answered _ when isBlocked() -> "✖ will be refused: " + said(of(Verdict.BLOCK));
            case Answered _ -> isFine() ? "✓ checked" : "⚠ " + said(of(Verdict.WARN));
        };
    }

    private static String said(List<CheckLine> lines) {
        return lines.stream()
                .map(line -> line.text().isEmpty() ? line.rule() : line.rule() + ": " + line.text())
                .collect(Collectors.joining("; "));
    }

    /// One line for it, with a glyph.
    default String words() {
        return switch (this) {
            case Idle _ -> "";
            case Awaited _ -> "… asking the desk";
            case CannotBeAsked(var why) -> "? Not checked: " + why + ". The desk checks what is sent.";
            case Answered(var lines) -> words(lines.size(), of(Verdict.WARN).size(), of(Verdict.BLOCK).size());
        };
    }

    private static String words(int all, int warnings, int blocks) {
        if (blocks > 0) return "✖ " + many(blocks, "check blocks", "checks block") + " it";
        if (warnings > 0) return "⚠ " + many(warnings, "warning", "warnings");
        return "✓ " + many(all, "check passes", "checks pass");
    }

    private static String many(int count, String one, String more) {
        return count + " " + (count == 1 ? one : more);
    }
}
