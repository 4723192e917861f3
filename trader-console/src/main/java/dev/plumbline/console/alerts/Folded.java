package dev.plumbline.console.alerts;

import java.util.regex.Pattern;

import dev.plumbline.wire.DeskMessage.Item.AlertItem;

/// Alerts that say the same of different things, in one row.
///
/// @param newest the one that is shown
/// @param firstAt when the first of them came, nanoseconds since the epoch, UTC
record Folded(AlertItem newest, int count, long firstAt, boolean seen) {
    /// So long after the first one they are folded: then a new row begins, or a trouble that goes on would stay where it
    /// began, far below.
    static final long FOLD_NANOS = 10_000_000_000L;

    /// Ids, times and numbers.
    private static final Pattern PARTICULAR = Pattern.compile("\\S*\\d\\S*");

    /// What alerts of one row have in common: the level, and the text without what tells them apart.
    record Alike(String level, String text) {
        static Alike of(AlertItem item) {
            var text = item.order().isEmpty() ? item.text() : item.text().replace(item.order(), "#");
            return new Alike(item.level(), PARTICULAR.matcher(text).replaceAll("#"));
        }
    }

    static Folded of(AlertItem item) {
        return new Folded(item, 1, item.at(), false);
    }

    boolean takes(AlertItem item) {
        return item.at() - firstAt <= FOLD_NANOS;
    }

    /// With one more of its kind, which nobody has seen.
    Folded plus(AlertItem item) {
        return new Folded(item, count + 1, firstAt, false);
    }

    Folded asSeen() {
        return new Folded(newest, count, firstAt, true);
    }

    /// A person should look, and has not.
    boolean isUnseen() {
        return !seen && !newest.level().equals(AlertItem.INFO);
    }

    boolean isUrgent() {
        return newest.level().equals(AlertItem.ALERT);
    }
}
