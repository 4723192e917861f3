package dev.plumbline.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

class StepsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            reference | from      | ticks | to        | why
            187.40    | 187.42    |   1   | 187.43    | a cent
            187.40    | 187.42    | -10   | 187.32    |
            85        | 85        |   1   | 85.01     | never more than a cent
            1.08215   | 1.08215   |   1   | 1.08216   | as fine as the reference
            ''        | 5         |  -1   | 4.99      | nothing known of the symbol
            187.40    | 187.425   |   1   | 187.43    | onto the grid
            187.40    | 187.425   |  -1   | 187.42    |
            187.40    | 0.01      |  -2   | -0.01     | spreads go below zero
            187.40    | 9999999999999.99 | 1 | 10000000000000 |
            187.40    | 9999999999999999 | 1 | 9999999999999999 | no room
            """, useHeadersInDisplayName = true)
    void prices(String reference, String from, int ticks, String to) {
        var tick = Steps.tick(reference.isEmpty() ? Px.NONE : Px.of(reference));
        assertThat(Steps.price(Px.of(from), tick, ticks)).isEqualTo(Px.of(to));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from | lot  | lots | to
            500  | 100  |  1   | 600
            500  | 100  | -10  | 500
            0    | 100  |  1   | 100
            150  | 100  |  1   | 200
            150  | 100  | -1   | 100
            100  | 100  | -1   | 100
            0.3  | 0.1  |  1   | 0.4
            1    | 1    | 10   | 11
            """, useHeadersInDisplayName = true)
    void quantities(String from, String lot, int lots, String to) {
        assertThat(Steps.qty(Qty.of(from), Qty.of(lot), lots)).isEqualTo(Qty.of(to));
    }
}
