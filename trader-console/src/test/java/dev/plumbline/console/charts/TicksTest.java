package dev.plumbline.console.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            187.12 | 187.61   | 5 | 187.2 187.3 187.4 187.5 187.6
            187.40 | 187.43   | 3 | 187.40 187.41 187.42 187.43
            0      | 1        | 4 | 0.00 0.25 0.50 0.75 1.00
            -250   | 1250     | 5 | 0 500 1,000
            -3     | 3        | 6 | −3 −2 −1 0 1 2 3
            0.0001 | 0.0009   | 4 | 0.0002 0.0004 0.0006 0.0008
            1e9    | 5e9      | 4 | 1,000,000,000 2,000,000,000 3,000,000,000 4,000,000,000 5,000,000,000
            5      | 5        | 4 | ''
            """)
    void areAtRoundValues(double from, double to, int count, String labels) {
        assertThat(labels(Ticks.ofValues(from, to, count))).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-22T14:31:07Z     | 2026-11-22T14:31:27Z     | 4 | 14:31:10 14:31:15 14:31:20 14:31:25
            2026-11-22T14:00:00Z     | 2026-11-22T16:00:00Z     | 4 | 14:00 14:30 15:00 15:30 16:00
            2026-11-22T14:31:07.001Z | 2026-11-22T14:31:07.021Z | 4 | 14:31:07.005 14:31:07.010 14:31:07.015 14:31:07.020
            2026-11-22T14:00:00Z     | 2026-11-26T14:00:00Z     | 4 | 23 Nov 24 Nov 25 Nov 26 Nov
            2026-11-22T23:30:00Z     | 2026-11-23T01:30:00Z     | 2 | 23 Nov 01:00
            """)
    void areAtRoundTimes(Instant from, Instant to, int count, String labels) {
        assertThat(labels(Ticks.ofTimes(nanos(from), nanos(to), count))).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0,  10, 100, 200, 5,  150
            0,  10, 200, 100, 5,  150
            50, 60, 0,   100, 50, 0
            50, 60, 0,   100, 65, 150
            """)
    void scaleGoesThereAndBack(double from, double to, double pixelFrom, double pixelTo, double value, double pixel) {
        var scale = new Scale(from, to, pixelFrom, pixelTo);
        assertThat(scale.at(value)).isEqualTo(pixel, within(1e-9));
        assertThat(scale.value(pixel)).isEqualTo(value, within(1e-9));
    }

    /// What is under the pointer stays there.
    @Test
    void zoomKeepsTheCentre() {
        var near = new Span(0, 1_000_000_000_000L).zoomed(0.5, 250_000_000_000L);
        assertThat(near).isEqualTo(new Span(125_000_000_000L, 625_000_000_000L));
        assertThat(near.zoomed(2, 250_000_000_000L)).isEqualTo(new Span(0, 1_000_000_000_000L));
        assertThat(near.zoomed(1e-12, 250_000_000_000L).length()).as("not without end").isEqualTo(10_000_000);
        assertThat(near.moved(-5)).isEqualTo(new Span(124_999_999_995L, 624_999_999_995L));
    }

    private static String labels(Ticks ticks) {
        return ticks.list().stream().map(Ticks.Tick::label).collect(Collectors.joining(" "));
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000 + at.getNano();
    }
}
