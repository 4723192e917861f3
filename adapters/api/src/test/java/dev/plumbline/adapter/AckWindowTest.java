package dev.plumbline.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a restart may expect, after each step.
class AckWindowTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # handed over (+), acknowledged (-), reset (0)  | the session expects | safe
                                                            | 7                   | 7
            +7                                              | 8                   | 7
            +7 +8 +9                                        | 10                  | 7
            +7 +8 +9 -8                                     | 10                  | 7
            +7 +8 +9 -8 -7                                  | 10                  | 9
            +7 +8 +9 -8 -7 -9                               | 10                  | 10
            +7 +9 -7                                        | 10                  | 9
            +7 +7 -7                                        | 8                   | 8
            +7 0                                            | 1                   | 1
            +7 0 -7 +1                                      | 2                   | 1
            # the broker has begun again below
            +900                                            | 5                   | 5
            """)
    void nothingBelowItCanBeLost(String steps, long expected, long safe) {
        var window = new AckWindow();
        for (var step : (steps == null ? "" : steps).split(" ", -1)) {
            if (step.isEmpty()) continue;
            switch (step.charAt(0)) {
                case '+' -> window.delivered(Long.parseLong(step.substring(1)));
                case '-' -> window.acknowledged(Long.parseLong(step.substring(1)));
                default -> window.reset();
            }
        }
        assertThat(window.safe(expected)).isEqualTo(safe);
    }
}
