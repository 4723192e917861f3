package dev.plumbline.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12500                   | 12500
            12,500                  | 12500
            5k                      | 5000
            1.5M                    | 1500000
            0.25                    | 0.25
            .5                      | 0.5
            5kk                     | ''
            1,5                     | ''
            12,50                   | ''
            -5                      | ''
            1e3                     | ''
            twelve                  | ''
            999999999999999m        | ''
            """)
    void quantities(String typed, String expected) {
        assertThat(Typed.qty(typed).toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            187.42    | 187.42
            1,187.4   | 1187.4
            -37.63    | -37.63
            12.       | 12
            187,42    | ''
            1.2.3     | ''
            k         | ''
            """)
    void prices(String typed, String expected) {
        assertThat(Typed.price(typed).toString()).isEqualTo(expected);
    }
}
