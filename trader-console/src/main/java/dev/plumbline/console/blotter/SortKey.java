package dev.plumbline.console.blotter;

import java.util.Comparator;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import dev.plumbline.core.Money;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// How a column sorts: by a number that is cheap to compare, and where two rows have the same, by the value itself.
///
/// @param rank rises with the value, and may be the same for different values
/// @param exact decides where the rank does not
public record SortKey<V>(ToLongFunction<V> rank, Comparator<V> exact) {
    private static final int DECIMALS = 6;
    private static final int LETTERS = 8;
    private static final int LETTER_BITS = 7;
    private static final int LAST = 127;

    /// Of a number, such as a time.
    public static <V> SortKey<V> of(ToLongFunction<V> number) {
        return new SortKey<>(number, (_, _) -> 0);
    }

    public static <V> SortKey<V> text(Function<V, String> text) {
        return new SortKey<>(value -> rank(text.apply(value)), Comparator.comparing(text));
    }

    public static <V> SortKey<V> qty(Function<V, Qty> qty) {
        return new SortKey<>(
                value -> rank(qty.apply(value).isStated(), qty.apply(value).unscaled(), qty.apply(value).scale()),
                Comparator.comparing(qty));
    }

    public static <V> SortKey<V> px(Function<V, Px> px) {
        return new SortKey<>(
                value -> rank(px.apply(value).isStated(), px.apply(value).unscaled(), px.apply(value).scale()),
                Comparator.comparing(px));
    }

    public static <V> SortKey<V> money(Function<V, Money> money) {
        return new SortKey<>(value -> money.apply(value).amount().longValue(), Comparator.comparing(money));
    }

    /// The first letters as a number: of two texts, the lesser one never has the greater rank. From the first letter
    /// beyond ASCII on, all are taken for alike.
    static long rank(String text) {
        long rank = 0;
        boolean isAscii = true;
        for (int i = 0; i < LETTERS; i++) {
            isAscii = isAscii && (i >= text.length() || text.charAt(i) < LAST);
            rank = rank << LETTER_BITS | (!isAscii ? LAST : i < text.length() ? text.charAt(i) : 0);
        }
        return rank;
    }

    /// A decimal to six places, cut; beyond what fits, the end of the scale. What is not stated comes first.
    static long rank(boolean isStated, long unscaled, int scale) {
        if (!isStated) return Long.MIN_VALUE;
        long rank = unscaled;
        for (int at = scale; at > DECIMALS; at--) rank = Math.floorDiv(rank, 10);
        for (int at = scale; at < DECIMALS; at++) {
            if (rank > Long.MAX_VALUE / 10) return Long.MAX_VALUE;
            if (rank < Long.MIN_VALUE / 10) return Long.MIN_VALUE + 1;
            rank *= 10;
        }
        return rank;
    }
}
