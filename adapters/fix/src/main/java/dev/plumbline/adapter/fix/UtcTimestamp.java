package dev.plumbline.adapter.fix;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// FIX's UTCTimestamp, `YYYYMMDD-HH:MM:SS` with up to 12 decimals, as nanoseconds since the epoch.
final class UtcTimestamp {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /// Years that fit into a `long` of nanoseconds.
    private static final int FIRST_YEAR = 1678;

    private static final int LAST_YEAR = 2261;

    private UtcTimestamp() {}

    /// 0 where the bytes are no timestamp. Digits behind the ninth decimal are dropped.
    static long parse(byte[] raw, int start, int end) {
        if (end - start < 17 || raw[start + 8] != '-' || raw[start + 11] != ':' || raw[start + 14] != ':') return 0;
        int year = number(raw, start, 4);
        int month = number(raw, start + 4, 2);
        int day = number(raw, start + 6, 2);
        int hour = number(raw, start + 9, 2);
        int minute = number(raw, start + 12, 2);
        int second = number(raw, start + 15, 2);
        boolean isDate = year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= 31;
        boolean isTime = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
        if (!isDate || !isTime) return 0;
        long seconds = ((epochDay(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
        return seconds * NANOS_PER_SECOND + nanos(raw, start + 17, end);
    }

    /// The instant of a broker who writes the time of its own clock on the wall. An hour that comes twice, in autumn, is
    /// taken as its first.
    static long ofLocal(long nanos, ZoneId zone) {
        if (zone.equals(ZoneOffset.UTC)) return nanos;
        long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND);
        int nano = (int) Math.floorMod(nanos, NANOS_PER_SECOND);
        var wall = LocalDateTime.ofEpochSecond(seconds, nano, ZoneOffset.UTC);
        return wall.atZone(zone).toEpochSecond() * NANOS_PER_SECOND + nano;
    }

    private static int number(byte[] raw, int at, int digits) {
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            if (raw[i] < '0' || raw[i] > '9') return -1;
            number = number * 10 + raw[i] - '0';
        }
        return number;
    }

    private static long nanos(byte[] raw, int point, int end) {
        if (point >= end || raw[point] != '.') return 0;
        long nanos = 0;
        long unit = NANOS_PER_SECOND / 10;
        for (int i = point + 1; i < end && raw[i] >= '0' && raw[i] <= '9'; i++, unit /= 10) nanos += (raw[i] - '0') * unit;
        return nanos;
    }

    /// Days since 1970-01-01 in the Gregorian calendar: years counted from March, so that the leap day comes last.
    private static long epochDay(int year, int month, int day) {
        long y = month > 2 ? year : year - 1;
        long m = month > 2 ? month - 3 : month + 9;
        return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719_468;
    }
}
