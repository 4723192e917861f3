package dev.plumbline.server.orders;

import java.util.Locale;

import dev.plumbline.core.ClOrdID;

/// Makes the ClOrdIDs of one shard and reads the shard off any: two base-36 digits of shard, the start of this run in
/// milliseconds, a counter. Unique over restarts as long as the clock does not go back over one; short enough for
/// venues that allow 20 characters.
public final class Ids {
    private static final int RADIX = 36;

    private final String prefix;
    private long last;

    /// @param runStartedAt milliseconds since the epoch
    public Ids(int shard, long runStartedAt) {
        var digits = Integer.toString(shard, RADIX);
        prefix = ((digits.length() == 1 ? "0" : "") + digits + Long.toString(runStartedAt, RADIX) + "-").toUpperCase(Locale.ROOT);
    }

    public ClOrdID next() {
        return new ClOrdID(prefix + Long.toString(++last, RADIX).toUpperCase(Locale.ROOT));
    }

    /// The shard that made the id, or -1 where it is none of ours.
    public static int shardOf(ClOrdID clOrdID) {
        var value = clOrdID.value();
        if (value.length() < 4 || value.indexOf('-') < 3) return -1;
        int high = Character.digit(value.charAt(0), RADIX);
        int low = Character.digit(value.charAt(1), RADIX);
        return high < 0 || low < 0 ? -1 : high * RADIX + low;
    }
}
