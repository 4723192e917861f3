package dev.plumbline.core;

/// Facts about an order that are not requests and not executions. What is shown of them is decided
/// in [Order#ordStatus()].
///
/// @param doneForDay no more executions today; a good-till order goes on tomorrow
/// @param suspended working, but not now
/// @param stopped executions are guaranteed
/// @param calculated the broker has settled the day's figures
/// @param end why it is over, [End#NONE] while it is not
public record Life(
        boolean doneForDay, boolean suspended, boolean stopped, boolean calculated, End end) {

    public static final Life OPEN = new Life(false, false, false, false, End.NONE);

    /// Where several were told the highest counts, as in FIX's precedence of OrdStatus.
    public enum End {
        NONE,
        EXPIRED,
        CANCELED,
        REJECTED;

        /// Rejected ranks below the others, which the order must have lived for.
        End or(End other) {
            if (this == NONE || other == NONE) return this == NONE ? other : this;
            if (this == REJECTED || other == REJECTED) return this == REJECTED ? other : this;
            return compareTo(other) >= 0 ? this : other;
        }
    }

    public boolean isOver() {
        return end != End.NONE;
    }
}
