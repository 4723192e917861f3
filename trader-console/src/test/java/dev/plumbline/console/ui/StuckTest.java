package dev.plumbline.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.console.Samples;
import dev.plumbline.console.filter.Filter;
import dev.plumbline.console.filter.Filter.Ready;
import dev.plumbline.console.filter.OrderFields;
import dev.plumbline.core.Life;
import dev.plumbline.core.Order;
import dev.plumbline.core.Request.Stage;
import dev.plumbline.core.Side;

class StuckTest {
    private static final long SECOND = 1_000_000_000;

    /// The filter means the same as the list of exceptions does.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SENT     | 9    | false
            SENT     | 10   | true
            PENDING  | 10   | false
            PENDING  | 59   | false
            PENDING  | 60   | true
            ACCEPTED | 6000 | false
            """)
    void isOneThatNobodyAnswersForTooLong(Stage stage, int seconds, boolean isStuck) {
        var order = Samples.order("C1", Side.BUY, 100, "NVDA", "187.40", 0, Life.OPEN, stage);
        long now = order.requests().getFirst().sentAt() + seconds * SECOND;
        assertThat(Stuck.is(order, now)).isEqualTo(isStuck);
        var filter = (Ready<Order>) Filter.parse("is:stuck", OrderFields.of(() -> now));
        assertThat(filter.condition().test(order)).isEqualTo(isStuck);
    }
}
