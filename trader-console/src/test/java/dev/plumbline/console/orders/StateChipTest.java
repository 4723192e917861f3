package dev.plumbline.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.plumbline.console.Samples;
import dev.plumbline.core.Life;
import dev.plumbline.core.Order;
import dev.plumbline.core.Request.Stage;
import dev.plumbline.core.Side;

/// A request that was sent is not yet pending, and a trader sees both.
class StateChipTest {
    private static Order order(int filled, Life.End end, Stage stage) {
        var life = new Life(false, false, false, false, end);
        return Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40", filled, life, stage);
    }

    @Test
    void saysWhatATraderWantsToKnow() {
        assertThat(StateChip.of(order(0, Life.End.NONE, Stage.SENT)).label()).isEqualTo("◌ SENT");
        assertThat(StateChip.of(order(0, Life.End.NONE, Stage.PENDING)).label()).isEqualTo("◌ PEND NEW");
        assertThat(StateChip.of(order(0, Life.End.NONE, Stage.ACCEPTED)).label()).isEqualTo("○ NEW");
        assertThat(StateChip.of(order(300, Life.End.NONE, Stage.ACCEPTED)).label()).isEqualTo("◐ PARTIAL");
        assertThat(StateChip.of(order(1000, Life.End.NONE, Stage.ACCEPTED)).label()).isEqualTo("● FILLED");
        assertThat(StateChip.of(order(300, Life.End.CANCELED, Stage.ACCEPTED)).label()).isEqualTo("⊘ CANCELED");
        assertThat(StateChip.of(order(0, Life.End.REJECTED, Stage.REJECTED)).label()).isEqualTo("✖ REJECTED");
        assertThat(StateChip.of(Samples.cancelSent(order(300, Life.End.NONE, Stage.ACCEPTED))).label())
                .isEqualTo("◌ PARTIAL · CXL SENT");
    }
}
