package dev.plumbline.core;

import java.math.BigDecimal;
import java.time.Duration;

/// From where on a person is asked to look twice at an order that is not refused.
///
/// @param priceAwayPercent a limit price further than this from the reference price, in percent of it
/// @param notionalPercent a notional above this part of the most allowed, in percent
/// @param sameWithin the same order sent again within this long; zero to be silent about it
public record Warnings(BigDecimal priceAwayPercent, BigDecimal notionalPercent, Duration sameWithin) {
    public static final Warnings USUAL =
            new Warnings(BigDecimal.valueOf(5), BigDecimal.valueOf(50), Duration.ofSeconds(10));
}
