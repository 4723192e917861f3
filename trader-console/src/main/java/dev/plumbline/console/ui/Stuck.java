package dev.plumbline.console.ui;

import dev.plumbline.core.Order;
import dev.plumbline.core.Request;

/// When a request of ours is stuck: one meaning for the list of exceptions and for filters. Pure: the time is an argument.
public final class Stuck {
    /// So long after it was sent, if the broker has not said a word of it.
    public static final long SENT_NANOS = 10_000_000_000L;
    /// One that the broker works on has longer: a person over there may have to decide it.
    public static final long PENDING_NANOS = 60_000_000_000L;
    /// Time alone will not make it so.
    public static final long NEVER = Long.MAX_VALUE;

    private Stuck() {}

    /// From when on it is stuck, nanoseconds since the epoch, UTC, or [#NEVER].
    public static long at(Request request) {
        return switch (request.stage()) {
            case SENT -> request.sentAt() + SENT_NANOS;
            case PENDING -> request.sentAt() + PENDING_NANOS;
            case UNKNOWN, BIDDING, ACCEPTED, REJECTED -> NEVER;
        };
    }

    /// Whether any request of the order is. None is where the order's life is over.
    ///
    /// @param now nanoseconds since the epoch, UTC
    public static boolean is(Order order, long now) {
        if (order.life().isOver()) return false;
        for (var request : order.requests()) if (at(request) <= now) return true;
        return false;
    }
}
