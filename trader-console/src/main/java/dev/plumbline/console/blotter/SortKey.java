package dev.plumbline.console.blotter;

import java.util.Comparator;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// How a column sorts: by a number that is cheap to compare, and where that is not all of the value, by the value itself.
///
/// @param rank rises with the value; odd where it is not all of it, so that others of the same rank may differ
/// @param exact decides among those of an odd rank
public record SortKey<V>(ToLongFunction<V> rank, Comparator<V> exact) {
    /// As AvgPx has; more of them make the rank odd.
    private static final int DECIMALS = 8;
    private static final int LETTERS = 8;
    private static final int LETTER_BITS = 7;
    private static final int LAST = 127;
    private static final long MAX = Long.MAX_VALUE / 2;

    /// Whether all values of that rank are alike.
    public static boolean isWhole(long rank) {
        return (rank & 1) == 0;
    }

    public int compare(V a, V b) {
        long rankA = rank.applyAsLong(a);
        int byRank = Long.compare(rankA, rank.applyAsLong(b));
        return byRank != 0 || isWhole(rankA) ? byRank : exact.compare(a, b);
    }

    /// Of a number within 62 bits, such as a time in nanoseconds since the epoch.
    public static <V> SortKey<V> of(ToLongFunction<V> number) {
        return new SortKey<>(
                value -> rank(number.applyAsLong(value), true),
                (a, b) -> Long.compare(number.applyAsLong(a), number.applyAsLong(b)));
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

    /// The first letters as a number: of two texts, the lesser one never has the greater rank. From the first letter
    /// beyond ASCII on, all are taken for alike.
    static long rank(String text) {
        long rank = 0;
        boolean isAscii = true;
        for (int i = 0; i < LETTERS; i++) {
            isAscii = isAscii && (i >= text.length() || text.charAt(i) < LAST);
            rank = rank << LETTER_BITS | (!isAscii ? LAST : i < text.length() ? text.charAt(i) : 0);
        }
        return rank(rank, isAscii && text.length() <= LETTERS && text.indexOf(0) < 0);
    }

    /// A decimal to eight places, cut; beyond what fits, the end of the scale. What is not stated comes first.
    static long rank(boolean isStated, long unscaled, int scale) {
        if (!isStated) return Long.MIN_VALUE;
        long rank = unscaled;
        boolean isWhole = true;
        for (int at = scale; at > DECIMALS; at--) {
            isWhole = isWhole && rank % 10 == 0;
            rank = Math.floorDiv(rank, 10);
        }
        for (int at = scale; at < DECIMALS; at++) {
            if (Math.abs(rank) > MAX / 10) return rank(rank < 0 ? -MAX : MAX, false);
            rank *= 10;
        }
        return rank(rank, isWhole);
    }

    private static long rank(long value, boolean isWhole) {
        if (value > MAX || value < -MAX) return (value < 0 ? -MAX : MAX) << 1 | 1;
        return value << 1 | (isWhole ? 0 : 1);
    }
}
