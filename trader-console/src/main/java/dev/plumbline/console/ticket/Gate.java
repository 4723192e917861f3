package dev.plumbline.console.ticket;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.plumbline.console.checks.Checking;
import dev.plumbline.console.checks.SecondPress;
import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Wish;

/// Decides whether a press of Send sends, or must be repeated first. Pure: time is an argument, in nanoseconds of any
/// clock that never goes back.
///
/// | | armed | not armed |
/// |---|---|---|
/// | all checks pass | sends | sends the second time |
/// | warnings, or not checked | sends the second time | sends the second time |
/// | a check blocks | never | never |
final class Gate {
    /// So long a warning that was shown counts as seen.
    static final Duration WARNING_SEEN = SecondPress.WARNING_SEEN;
    /// A warning that comes by itself while a preview is shown is not read sooner: a press before that was on its way
    /// already, and meant what was shown before.
    static final Duration READ_AFTER = Duration.ofSeconds(1);
    /// So long a preview without warnings waits for its second press: one from before lunch must not send.
    static final Duration PREVIEW_SEEN = Duration.ofSeconds(30);

    private Optional<Shown> shown = Optional.empty();

    /// What a person has seen of a wish, and when.
    ///
    /// @param isUnasked a warning has come since the press
    private record Shown(Wish wish, List<CheckLine> warnings, long at, boolean isUnasked) {
        boolean isSeenStill(long now) {
            return now - at <= (warnings.isEmpty() ? PREVIEW_SEEN : WARNING_SEEN).toNanos();
        }

        boolean isRead(long now) {
            return !isUnasked || now - at >= READ_AFTER.toNanos();
        }
    }

    /// What a press does.
    sealed interface Step {
        record Send() implements Step {}

        /// Shows what would be sent, and waits for a second press.
        ///
        /// @param why what to look at besides; empty for nothing
        record Preview(String why) implements Step {}

        record Blocked(String why) implements Step {}
    }

    Step press(Wish wish, Checking checking, boolean isArmed, long now) {
        var blocks = checking.of(Verdict.BLOCK);
        if (!blocks.isEmpty()) return new Step.Blocked(blocks.getFirst().rule() + ": " + blocks.getFirst().text());
        var warnings = checking.of(Verdict.WARN);
        var needsNoSecond = isArmed && warnings.isEmpty() && checking instanceof Checking.Answered;
        if (needsNoSecond || hasSeen(wish, warnings, now)) {
            shown = Optional.empty();
            return new Step.Send();
        }
        shown = Optional.of(new Shown(wish, warnings, now, false));
        return new Step.Preview(why(checking, warnings.size()));
    }

    private boolean hasSeen(Wish wish, List<CheckLine> warnings, long now) {
        return shown.filter(seen -> seen.wish.equals(wish) && seen.warnings.containsAll(warnings) && seen.isSeenStill(now)
                        && seen.isRead(now))
                .isPresent();
    }

    private static String why(Checking checking, int warnings) {
        if (warnings > 0)
            return "⚠ " + warnings + (warnings == 1 ? " warning" : " warnings") + ": press again within "
                    + WARNING_SEEN.toSeconds() + " s to send";
        return switch (checking) {
            case Checking.CannotBeAsked(var why) -> "? Not checked: " + why;
            case Checking.Awaited _, Checking.Idle _, Checking.Answered _ -> "";
        };
    }

    /// What to look at besides, where the desk answers while a preview is shown. A warning that came meanwhile is shown from
    /// now on.
    String remark(Checking checking, long now) {
        var warnings = checking.of(Verdict.WARN);
        shown = shown.map(seen -> seen.warnings.containsAll(warnings) ? seen : new Shown(seen.wish, warnings, now, true));
        return why(checking, warnings.size());
    }

    /// A preview is shown and waits for its second press.
    boolean isWaiting() {
        return shown.isPresent();
    }

    /// The preview is of something else than `wish`.
    boolean isAboutAnother(Wish wish) {
        return shown.filter(seen -> !seen.wish.equals(wish)).isPresent();
    }

    /// Forgets the preview.
    void back() {
        shown = Optional.empty();
    }

    /// Forgets the preview where it was shown too long ago; true where it did.
    boolean forgetOld(long now) {
        if (shown.filter(seen -> !seen.isSeenStill(now)).isEmpty()) return false;
        shown = Optional.empty();
        return true;
    }
}
