package dev.plumbline.console.checks;

import java.time.Duration;
import java.util.List;

import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Wish;

/// Decides whether a press of the button of a dialog sends several wishes, or must be repeated first. The dialog has shown
/// them already, so they want a second press only where something is warned of or not checked, as in the ticket. Pure: time
/// is an argument, in nanoseconds of any clock that never goes back.
public final class SecondPress {
    /// So long a warning that was shown counts as seen: time to read a few lines of it.
    public static final Duration WARNING_SEEN = Duration.ofSeconds(10);

    private List<Seen> seen = List.of();
    private long seenAt;

    private record Seen(Wish wish, List<CheckLine> warnings) {
        static Seen of(DryRuns.Each each) {
            return new Seen(each.wish(), each.now().of(Verdict.WARN));
        }

        /// Nothing is in it that was not in what was seen.
        boolean isIn(Seen before) {
            return before.wish.equals(wish) && before.warnings.containsAll(warnings);
        }
    }

    /// What a press does.
    public sealed interface Step {
        record Send() implements Step {}

        /// @param why what to look at first
        record Again(String why) implements Step {}
    }

    /// @param each what would be sent now; nothing that a check blocks
    /// @param what the button does, such as `release`
    public Step press(List<DryRuns.Each> each, String what, long now) {
        if (each.stream().anyMatch(one -> one.now().isBlocked())) throw new IllegalArgumentException("would be refused");
        if (each.stream().allMatch(one -> one.now().isFine()) || hasSeen(each, now)) {
            seen = List.of();
            return new Step.Send();
        }
        seen = each.stream().map(Seen::of).toList();
        seenAt = now;
        return new Step.Again(why(each) + ": press again within " + WARNING_SEEN.toSeconds() + " s to " + what);
    }

    private boolean hasSeen(List<DryRuns.Each> each, long now) {
        if (seen.size() != each.size() || now - seenAt > WARNING_SEEN.toNanos()) return false;
        for (int i = 0; i < seen.size(); i++) if (!Seen.of(each.get(i)).isIn(seen.get(i))) return false;
        return true;
    }

    private static String why(List<DryRuns.Each> each) {
        long warned = each.stream().filter(one -> !one.now().of(Verdict.WARN).isEmpty()).count();
        long unchecked = each.stream().filter(one -> !(one.now() instanceof Checking.Answered)).count();
        if (warned == 0) return "? " + unchecked + " not checked";
        var text = "⚠ " + warned + (warned == 1 ? " order with a warning" : " orders with warnings");
        return unchecked == 0 ? text : text + ", " + unchecked + " not checked";
    }
}
