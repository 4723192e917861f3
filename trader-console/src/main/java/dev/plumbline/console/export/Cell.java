package dev.plumbline.console.export;

import java.math.BigDecimal;

/// A value of a table, exact and typed, whatever it is written as.
public sealed interface Cell {
    Cell EMPTY = new Empty();

    record Text(String text) implements Cell {}

    record Decimal(BigDecimal value) implements Cell {}

    /// @param epochNanos nanoseconds since the epoch, UTC
    record Time(long epochNanos) implements Cell {}

    /// Nothing to show, such as the limit of a market order.
    record Empty() implements Cell {}
}
