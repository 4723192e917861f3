package dev.plumbline.console.status;

import java.time.Duration;

/// How long a source has been silent: the desk speaks each second and answers when it is asked, a broker speaks once in the
/// interval that was agreed with it.
public enum Freshness {
    FRESH(""),
    /// More than three seconds.
    AGING("⚠ "),
    /// More than ten seconds: nobody should take it for the truth.
    STALE("✖ ");

    private static final Duration AGING_AFTER = Duration.ofSeconds(3);
    private static final Duration STALE_AFTER = Duration.ofSeconds(10);

    private final String glyph;

    Freshness(String glyph) {
        this.glyph = glyph;
    }

    String glyph() {
        return glyph;
    }

    static Freshness of(Duration age) {
        return of(age, Duration.ZERO);
    }

    /// @param heartbeat for so long a source may be silent although it is there
    static Freshness of(Duration age, Duration heartbeat) {
        return overdue(age.minus(heartbeat));
    }

    private static Freshness overdue(Duration age) {
        if (age.compareTo(STALE_AFTER) > 0) return STALE;
        return age.compareTo(AGING_AFTER) > 0 ? AGING : FRESH;
    }
}
