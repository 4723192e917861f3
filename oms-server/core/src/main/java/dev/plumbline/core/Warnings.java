package dev.plumbline.core;

import java.math.BigDecimal;

/// From where on a person is asked to look twice at an order that is not refused.
///
/// @param priceAwayPercent a limit price further than this from the reference price, in percent of it
/// @param notionalPercent a notional above this part of the most allowed, in percent
/// @param sameWithinNanos the same order sent again within so many nanoseconds; zero to be silent about it
public record Warnings(BigDecimal priceAwayPercent, BigDecimal notionalPercent, long sameWithinNanos) {
    public static final Warnings USUAL =
            new Warnings(BigDecimal.valueOf(5), BigDecimal.valueOf(50), 10_000_000_000L);
}
