package dev.plumbline.console.status;

import java.time.Duration;

/// How old the picture of the desk is: the desk speaks each second, and answers when it is asked.
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
        if (age.compareTo(STALE_AFTER) > 0) return STALE;
        return age.compareTo(AGING_AFTER) > 0 ? AGING : FRESH;
    }
}
