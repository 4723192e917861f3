package dev.plumbline.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.console.Samples;
import dev.plumbline.core.Life;
import dev.plumbline.core.Request.Stage;
import dev.plumbline.core.Side;

/// Which orders go by Delete alone. A market order that is filled in part has an AvgPx of 100.
class SingleKeyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            SELL |   100 | 10000.00 |    0 | true
            SELL |   101 | 10000.00 |    0 | false
            BUY  |   201 | 10000.00 |  101 | true
            BUY  |     1 | -        |    0 | false
            BUY  | 10100 | -        |  100 | true
            BUY  | 10201 | -        |  200 | false
            """)
    void byItsWorth(Side side, int qty, String price, int filled, boolean mayCancel) {
        var order = Samples.order("C1", side, qty, "NVDA", price == null ? "" : price, filled, Life.OPEN, Stage.ACCEPTED);
        assertThat(SingleKey.mayCancel(order)).isEqualTo(mayCancel);
    }
}
