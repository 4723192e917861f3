package dev.plumbline.console.export;

import java.math.BigDecimal;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import dev.plumbline.core.Money;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// A column of a table.
///
/// @param title as its header shows it
/// @param kind decides its width and format in a workbook
/// @param <R> what a row shows
public record Column<R>(String title, Kind kind, Function<R, Cell> cell) {
    public enum Kind {
        TEXT,
        /// Whole numbers and quantities.
        QUANTITY,
        /// With at least two decimals.
        PRICE,
        /// With two decimals on screen; the cell holds them all.
        MONEY,
        /// To the millisecond, UTC.
        TIME
    }

    public static <R> Column<R> text(String title, Function<R, String> of) {
        return new Column<>(title, Kind.TEXT, row -> text(of.apply(row)));
    }

    private static Cell text(String text) {
        return text.isEmpty() ? Cell.EMPTY : new Cell.Text(text);
    }

    /// Empty where it is not stated.
    public static <R> Column<R> qty(String title, Function<R, Qty> of) {
        return new Column<>(title, Kind.QUANTITY, row -> {
            var qty = of.apply(row);
            return qty.isStated() ? number(qty.unscaled(), qty.scale()) : Cell.EMPTY;
        });
    }

    /// Empty where it is not stated.
    public static <R> Column<R> px(String title, Function<R, Px> of) {
        return new Column<>(title, Kind.PRICE, row -> {
            var px = of.apply(row);
            return px.isStated() ? number(px.unscaled(), px.scale()) : Cell.EMPTY;
        });
    }

    public static <R> Column<R> money(String title, Function<R, Money> of) {
        return new Column<>(title, Kind.MONEY, row -> new Cell.Decimal(of.apply(row).amount()));
    }

    public static <R> Column<R> count(String title, ToLongFunction<R> of) {
        return new Column<>(title, Kind.QUANTITY, row -> number(of.applyAsLong(row), 0));
    }

    /// @param of nanoseconds since the epoch, UTC
    public static <R> Column<R> time(String title, ToLongFunction<R> of) {
        return new Column<>(title, Kind.TIME, row -> new Cell.Time(of.applyAsLong(row)));
    }

    private static Cell number(long unscaled, int scale) {
        return new Cell.Decimal(BigDecimal.valueOf(unscaled, scale));
    }
}
