package dev.plumbline.console.ticket;

import java.time.Duration;

import dev.plumbline.core.Qty;

/// What a desk may want otherwise.
///
/// @param lot what one arrow key adds to a quantity
/// @param disarmAfter without a key or click in the ticket for so long, it is no longer armed
public record TicketSettings(Qty lot, Duration disarmAfter) {
    public static final TicketSettings DEFAULT = new TicketSettings(Qty.of(100), Duration.ofMinutes(5));

    public TicketSettings {
        if (!lot.isPositive()) throw new IllegalArgumentException("a lot must be above 0, not " + lot);
    }
}
