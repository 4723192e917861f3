package dev.plumbline.core;

/// Facts about an order that are not requests and not executions. Each is learned once, in any order of arrival;
/// what is shown of them is decided in [Order#ordStatus()].
///
/// @param doneForDay no more executions today; a good-till order goes on tomorrow
/// @param suspended working, but not now
/// @param stopped executions are guaranteed
/// @param calculated the broker has settled the day's figures
/// @param end why it is over, [End#NONE] while it is not
public record Life(
        boolean doneForDay, boolean suspended, boolean stopped, boolean calculated, End end) {

    public static final Life OPEN = new Life(false, false, false, false, End.NONE);

    public enum End {
        NONE,
        EXPIRED,
        CANCELED,
        REJECTED
    }

    public boolean isOver() {
        return end != End.NONE;
    }

    /// The first end stays: an order ends once.
    Life ended(End cause) {
        return isOver() ? this : new Life(doneForDay, suspended, stopped, calculated, cause);
    }

    Life rested() {
        return doneForDay ? this : new Life(true, suspended, stopped, calculated, end);
    }

    Life renewed() {
        return doneForDay || suspended ? new Life(false, false, stopped, calculated, end) : this;
    }

    Life held() {
        return suspended ? this : new Life(doneForDay, true, stopped, calculated, end);
    }

    Life guaranteed() {
        return stopped ? this : new Life(doneForDay, suspended, true, calculated, end);
    }

    Life settled() {
        return calculated ? this : new Life(doneForDay, suspended, stopped, true, end);
    }
}
