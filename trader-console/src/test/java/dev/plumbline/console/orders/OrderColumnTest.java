package dev.plumbline.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.plumbline.console.Samples;
import dev.plumbline.core.Life;
import dev.plumbline.core.Order;
import dev.plumbline.core.Request.Stage;
import dev.plumbline.core.Side;

/// What lights up at a change.
class OrderColumnTest {
    private static final Order OPEN = Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40");

    private static int change(String column, Order before, Order now) {
        return OrderColumn.ALL.stream().filter(each -> each.id().equals(column)).findFirst().orElseThrow().change(before, now);
    }

    private static Order unanswered(Stage stage) {
        return Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40", 0, Life.OPEN, stage);
    }

    @Test
    void theStateLightsUpWhereItsChipChangesAndOrdStatusDoesNot() {
        var sent = Samples.cancelSent(OPEN);
        assertThat(sent.ordStatus()).isEqualTo(OPEN.ordStatus());
        assertThat(change("status", OPEN, sent)).isPositive();
        assertThat(change("status", sent, OPEN)).as("and where that is over").isPositive();
        assertThat(change("status", sent, Samples.cancelSent(OPEN))).isZero();
        assertThat(change("status", unanswered(Stage.SENT), unanswered(Stage.PENDING))).isPositive();
    }

    @Test
    void aStateHasNoDirection() {
        var filled = Samples.filled(OPEN, 1000);
        assertThat(change("status", unanswered(Stage.SENT), OPEN)).isPositive();
        assertThat(change("status", OPEN, filled)).isPositive();
        assertThat(change("status", filled, OPEN)).isPositive();
    }

    @Test
    void aFigureLightsUpByItsDirection() {
        assertThat(change("filled", OPEN, Samples.filled(OPEN, 100))).isPositive();
        assertThat(change("leaves", OPEN, Samples.filled(OPEN, 100))).isNegative();
        assertThat(change("filled", OPEN, Samples.cancelSent(OPEN))).isZero();
    }
}
