package dev.plumbline.console.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.plumbline.core.Money;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// Reads what stands behind a comparison: numbers, times of the day, durations. All exact.
final class Values {
    static final String NUMBER = "a number such as 5000 or 5k";
    static final String TIME = "a time (UTC) such as 14:30 or 14:30:05";
    static final String DURATION = "a duration such as 90s, 5m or 1h30m";

    static final long SECOND = 1_000_000_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private static final Pattern DECIMAL = Pattern.compile("([+-]?(?:\\d{1,18}(?:\\.\\d{0,18})?|\\.\\d{1,18}))([kKmM]?)");
    private static final Pattern FIRST_GROUP = Pattern.compile("[+-]?\\d{1,3}");
    private static final Pattern GROUP = Pattern.compile("\\d{3}");
    private static final Pattern LAST_GROUP = Pattern.compile("\\d{3}(?:\\.\\d*)?[kKmM]?");
    private static final Pattern CLOCK =
            Pattern.compile("(\\d{1,2})(?::(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?)?");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(ms|s|m|h|d)");

    private Values() {}

    /// @param nanos since midnight
    /// @param unit what it was typed to, in nanoseconds: an hour, a minute, a second or a part of one
    record Time(long nanos, long unit) {}

    static long timeOfDay(long epochNanos) {
        return Math.floorMod(epochNanos, DAY);
    }

    static boolean isRange(Piece value) {
        return value.text().contains("..");
    }

    /// Whether these can be read as one number with commas, and without a blank, in it.
    static boolean isGrouped(List<Piece> values) {
        int last = values.size() - 1;
        if (last == 0 || !FIRST_GROUP.matcher(values.getFirst().text()).matches()) return false;
        for (int i = 0; i < last; i++)
            if (values.get(i).at() + values.get(i).length() + 1 != values.get(i + 1).at()) return false;
        for (int i = 1; i < last; i++) if (!GROUP.matcher(values.get(i).text()).matches()) return false;
        return LAST_GROUP.matcher(values.get(last).text()).matches();
    }

    static <T> BigDecimal decimal(Field<T> field, Piece value) throws Mistake {
        return decimal(field, value, value.text());
    }

    private static <T> BigDecimal decimal(Field<T> field, Piece value, String text) throws Mistake {
        var match = DECIMAL.matcher(text);
        if (!match.matches()) throw not(field, value);
        int zeros = switch (match.group(2)) {
            case "k", "K" -> 3;
            case "m", "M" -> 6;
            default -> 0;
        };
        var exact = new BigDecimal(match.group(1)).scaleByPowerOfTen(zeros).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    static <T> Qty qty(Field<T> field, Piece value) throws Mistake {
        try {
            return Qty.of(decimal(field, value).toPlainString());
        } catch (NumberFormatException tooLong) {
            throw tooManyDigits(field, value);
        }
    }

    static <T> Px px(Field<T> field, Piece value) throws Mistake {
        try {
            return Px.of(decimal(field, value).toPlainString());
        } catch (NumberFormatException tooLong) {
            throw tooManyDigits(field, value);
        }
    }

    static <T> Money money(Field<T> field, Piece value) throws Mistake {
        return new Money(decimal(field, value));
    }

    static <T> BigDecimal percent(Field<T> field, Piece value) throws Mistake {
        return decimal(field, value, value.text().substring(0, value.text().length() - 1));
    }

    static <T> Time time(Field<T> field, Piece value) throws Mistake {
        var match = CLOCK.matcher(value.text());
        if (!match.matches()) throw not(field, value);
        long hours = number(match.group(1));
        long minutes = number(match.group(2));
        long seconds = number(match.group(3));
        if (hours > 23 || minutes > 59 || seconds > 59) throw not(field, value);
        long nanos = hours * HOUR + minutes * MINUTE + seconds * SECOND;
        if (match.group(2) == null) return new Time(nanos, HOUR);
        if (match.group(3) == null) return new Time(nanos, MINUTE);
        var fraction = match.group(4);
        if (fraction == null) return new Time(nanos, SECOND);
        long unit = SECOND;
        for (int i = 0; i < fraction.length(); i++) unit /= 10;
        return new Time(nanos + number(fraction) * unit, unit);
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /// In nanoseconds.
    static <T> long duration(Field<T> field, Piece value) throws Mistake {
        var match = SPAN.matcher(value.text());
        var sum = BigDecimal.ZERO;
        int end = 0;
        while (match.find() && match.start() == end) {
            sum = sum.add(new BigDecimal(match.group(1)).multiply(BigDecimal.valueOf(unit(match.group(2)))));
            end = match.end();
        }
        if (end == 0 || end != value.text().length()) throw not(field, value);
        if (sum.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0)
            throw new Mistake(value, field.name() + " goes up to some 290 years, '" + value.text() + "' is longer");
        return sum.longValue();
    }

    private static long unit(String name) {
        return switch (name) {
            case "ms" -> SECOND / 1_000;
            case "s" -> SECOND;
            case "m" -> MINUTE;
            case "h" -> HOUR;
            default -> DAY;
        };
    }

    private static <T> Mistake not(Field<T> field, Piece value) {
        boolean isPercent = value.text().endsWith("%");
        var why = isPercent && !(field.kind() instanceof Field.Kind.Part<T>) ? " (no percent)" : "";
        return new Mistake(
                value, field.name() + " wants " + Conditions.wants(field) + ", not '" + value.text() + "'" + why);
    }

    private static <T> Mistake tooManyDigits(Field<T> field, Piece value) {
        return new Mistake(value, field.name() + " has 18 digits at most, '" + value.text() + "' has more");
    }
}
