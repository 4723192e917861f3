package dev.plumbline.core;

/// A moment as a person reads it. What the core says is part of what a replay has to say again, so neither a locale nor a
/// table of time zones has a say in it.
final class Moment {
    private static final long NANOS_PER_S = 1_000_000_000;
    private static final long S_PER_DAY = 86_400;

    /// Of the 400 years after which the calendar repeats itself.
    private static final long DAYS_PER_ERA = 146_097;

    /// From 0000-03-01 to 1970-01-01.
    private static final long DAYS_BEFORE_EPOCH = 719_468;

    private Moment() {}

    /// @param nanos since the epoch, UTC
    /// @return to the second: `2026-11-29 14:31:07 UTC`
    static String utc(long nanos) {
        long seconds = Math.floorDiv(nanos, NANOS_PER_S);
        long ofDay = Math.floorMod(seconds, S_PER_DAY);
        return date(Math.floorDiv(seconds, S_PER_DAY)) + " " + two(ofDay / 3_600) + ":" + two(ofDay / 60 % 60) + ":"
                + two(ofDay % 60) + " UTC";
    }

    /// Years that begin in March have their odd day at the end, and months of 153 days to each five.
    private static String date(long sinceEpoch) {
        long days = sinceEpoch + DAYS_BEFORE_EPOCH;
        long era = Math.floorDiv(days, DAYS_PER_ERA);
        long ofEra = days - era * DAYS_PER_ERA;
        long years = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / (DAYS_PER_ERA - 1)) / 365;
        long ofYear = ofEra - (365 * years + years / 4 - years / 100);
        long month = (5 * ofYear + 2) / 153;
        long day = ofYear - (153 * month + 2) / 5 + 1;
        boolean isNextYear = month >= 10;
        return (era * 400 + years + (isNextYear ? 1 : 0)) + "-" + two(isNextYear ? month - 9 : month + 3) + "-" + two(day);
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
