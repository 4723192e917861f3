package dev.plumbline.core;

/// The arithmetic that [Px] and [Qty] share: a number is `unscaled × 10^-scale`, kept without trailing zeros
/// so that equal numbers have equal fields. Every overflow throws [ArithmeticException].
final class Decimals {
    /// As many decimals as a `long` can hold.
    static final int MAX_SCALE = 18;

    private static final long[] POWERS = powers();

    private Decimals() {}

    private static long[] powers() {
        var powers = new long[MAX_SCALE + 1];
        powers[0] = 1;
        for (int i = 1; i <= MAX_SCALE; i++) powers[i] = powers[i - 1] * 10;
        return powers;
    }

    /// `unscaled` with its scale raised from `from` to `to`.
    static long rescaled(long unscaled, int from, int to) {
        return from == to ? unscaled : Math.multiplyExact(unscaled, POWERS[to - from]);
    }

    /// Whether `unscaled` can take so many digits more.
    static boolean fits(long unscaled, int digits) {
        return Math.abs(unscaled) <= Long.MAX_VALUE / POWERS[digits];
    }

    static int compare(long a, int aScale, long b, int bScale) {
        if (aScale == bScale) return Long.compare(a, b);
        int scale = Math.max(aScale, bScale);
        long whole = Long.compare(a / POWERS[aScale], b / POWERS[bScale]);
        if (whole != 0) return (int) whole;
        return Long.compare(
                (a % POWERS[aScale]) * POWERS[scale - aScale], (b % POWERS[bScale]) * POWERS[scale - bScale]);
    }

    /// The scale that is left once trailing zeros are gone.
    static int shortestScale(long unscaled, int scale) {
        if (unscaled == 0) return 0;
        long rest = unscaled;
        int shortest = scale;
        while (shortest > 0 && rest % 10 == 0) {
            rest /= 10;
            shortest--;
        }
        return shortest;
    }

    static long shrunk(long unscaled, int scale, int shortest) {
        return scale == shortest ? unscaled : unscaled / POWERS[scale - shortest];
    }

    /// Reads FIX's float format: an optional sign, digits, at most one point. No exponent, no blanks.
    /// @throws NumberFormatException where the text is no such number, or has more than 18 digits that count
    static <T> T parse(String text, Build<T> build) {
        int length = text.length();
        int i = 0;
        boolean negative = length > 0 && text.charAt(0) == '-';
        if (negative || (length > 0 && text.charAt(0) == '+')) i++;
        int end = length;
        int point = text.indexOf('.');
        if (point >= 0) while (end > point + 1 && text.charAt(end - 1) == '0') end--;
        long unscaled = 0;
        int scale = -1;
        int digits = 0;
        for (; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' && scale < 0) {
                scale = 0;
                continue;
            }
            if (c < '0' || c > '9') throw notANumber(text);
            digits++;
            if (unscaled > (Long.MAX_VALUE - 9) / 10) throw new NumberFormatException("too many digits: " + text);
            unscaled = unscaled * 10 + (c - '0');
            if (scale >= 0 && ++scale > MAX_SCALE) throw new NumberFormatException("too many decimals: " + text);
        }
        if (digits == 0 && !text.endsWith("0")) throw notANumber(text);
        return build.of(negative ? -unscaled : unscaled, Math.max(scale, 0));
    }

    private static NumberFormatException notANumber(String text) {
        return new NumberFormatException("not a number: '" + text + "'");
    }

    static String text(long unscaled, int scale) {
        if (scale == 0) return Long.toString(unscaled);
        long power = POWERS[scale];
        var fraction = Long.toString(Math.abs(unscaled % power));
        var out = new StringBuilder(24);
        if (unscaled < 0) out.append('-');
        out.append(Math.abs(unscaled / power)).append('.');
        for (int i = fraction.length(); i < scale; i++) out.append('0');
        return out.append(fraction).toString();
    }

    /// Makes the number from its two parts.
    interface Build<T> {
        T of(long unscaled, int scale);
    }
}
