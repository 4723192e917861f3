package dev.plumbline.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.console.Samples;
import dev.plumbline.console.attention.Troubled;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Life;
import dev.plumbline.core.Order;
import dev.plumbline.core.Request;
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

    /// A word of its own for each, which a trader tells from the others without colours.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CANCEL  | SENT    | ◌ NEW · CXL SENT
            CANCEL  | PENDING | ◌ PEND CXL
            CANCEL  | UNKNOWN | ? UNKNOWN
            REPLACE | SENT    | ◌ NEW · AMEND SENT
            REPLACE | PENDING | ◌ PEND AMEND
            REPLACE | UNKNOWN | ? UNKNOWN
            """)
    void saysHowFarARequestIs(Request.Kind kind, Stage stage, String label) {
        assertThat(StateChip.of(Troubled.asked("C1", kind, stage)).label()).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            doneForDay | ◑ DONE DAY
            suspended  | ◫ SUSPENDED
            stopped    | ◍ STOPPED
            calculated | ● CALC
            """)
    void saysWhatTheBrokerMadeOfIt(String fact, String label) {
        var life = new Life(
                fact.equals("doneForDay"), fact.equals("suspended"), fact.equals("stopped"), fact.equals("calculated"), Life.End.NONE);
        assertThat(StateChip.of(Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40", 0, life, Stage.ACCEPTED)).label())
                .isEqualTo(label);
    }

    @Test
    void silenceAsksForAPerson() {
        var silent = StateChip.of(Troubled.flagged("C1", 300, 300, Flag.UNKNOWN_OUTCOME));
        assertThat(silent.label()).isEqualTo("? UNKNOWN");
        assertThat(silent.tone()).isEqualTo(StateChip.Tone.ATTENTION);
        assertThat(StateChip.of(order(0, Life.End.EXPIRED, Stage.ACCEPTED)).label()).isEqualTo("⊘ EXPIRED");
    }
}
