package dev.plumbline.server.orders;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.plumbline.core.ClOrdID;

/// Makes the ClOrdIDs of one shard and reads the shard off any: two base-36 digits of shard, eight of the start of this
/// run in milliseconds, a dash, a counter. Unique over restarts as long as no two runs start in the same millisecond;
/// who makes them checks that. Short enough for venues that allow 20 characters.
public final class Ids {
    private static final int RADIX = 36;
    private static final int DASH_AT = 10;
    /// The shape of an id of ours, so that a stranger's is hardly taken for one.
    private static final Pattern OURS = Pattern.compile("[0-9A-Z]{10}-[0-9A-Z]{1,9}");

    private final String prefix;
    private long last;

    /// @param runStartedAt milliseconds since the epoch, up to the year 2059
    public Ids(int shard, long runStartedAt) {
        prefix = digits(shard, 2) + digits(runStartedAt, DASH_AT - 2) + "-";
    }

    private static String digits(long number, int width) {
        var digits = Long.toString(number, RADIX).toUpperCase(Locale.ROOT);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    public ClOrdID next() {
        return new ClOrdID(prefix + digits(++last, 1));
    }

    /// The shard that made the id, or -1 where it is none of ours.
    public static int shardOf(ClOrdID clOrdID) {
        var value = clOrdID.value();
        if (!OURS.matcher(value).matches()) return -1;
        return Character.digit(value.charAt(0), RADIX) * RADIX + Character.digit(value.charAt(1), RADIX);
    }
}
