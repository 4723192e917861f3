package dev.plumbline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The calendar of the core is that of Java.
class MomentTest {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Property(tries = 2_000)
    void isThatOfJava(@ForAll long nanos) {
        assertThat(Moment.utc(nanos)).isEqualTo(
                UTC.format(Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L))));
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 1970-01-01 00:00:00 UTC", "2000-02-29T23:59:59Z, 2000-02-29 23:59:59 UTC",
        "2100-02-28T12:00:00Z, 2100-02-28 12:00:00 UTC", "2100-03-01T00:00:00Z, 2100-03-01 00:00:00 UTC",
        "2026-12-31T23:59:59Z, 2026-12-31 23:59:59 UTC", "1969-12-31T23:59:59Z, 1969-12-31 23:59:59 UTC",
    })
    void atTheEndsOfMonthsAndYears(Instant moment, String shown) {
        assertThat(Moment.utc(moment.getEpochSecond() * 1_000_000_000L)).isEqualTo(shown);
    }
}
