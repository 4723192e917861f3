package dev.plumbline.console.ticket;

import java.util.List;

import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage.CheckLine;

/// How the desk's dry run of what is typed stands.
sealed interface Checking {
    /// There is nothing to check yet.
    record Idle() implements Checking {}

    /// The desk has not answered yet.
    record Awaited() implements Checking {}

    record Answered(List<CheckLine> lines) implements Checking {}

    /// Whether it would be taken is not known.
    record CannotBeAsked(String why) implements Checking {}

    default List<CheckLine> of(Verdict verdict) {
        return this instanceof Answered(var lines)
                ? lines.stream().filter(line -> line.verdict() == verdict).toList()
                : List.of();
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
