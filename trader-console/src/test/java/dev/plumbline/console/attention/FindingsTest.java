package dev.plumbline.console.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.plumbline.console.Samples;
import dev.plumbline.console.ui.Stuck;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Life;
import dev.plumbline.core.Order;
import dev.plumbline.core.Request;
import dev.plumbline.core.Request.Stage;

/// What a trader reads of an order of 1,000 at NYLON.
class FindingsTest {
    private static final long SECOND = 1_000_000_000;

    private static String words(Order order, int secondsLater) {
        return Findings.of(order, Samples.AT + secondsLater * SECOND).stream()
                .map(finding -> finding.kind() + ": " + finding.title() + ". " + finding.sentence())
                .collect(Collectors.joining(" + "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CUM_GAP      |  600 |  900 | NONE     | GAP: Executions missing. NYLON says 900 executed, its reports explain 600: 300 missing. The position is without them.
            ''           |  600 |  900 | NONE     | GAP: Executions missing. NYLON says 900 executed, its reports explain 600: 300 missing. The position is without them.
            CUM_MISMATCH |  900 |  600 | NONE     | MISMATCH: Broker says less than we booked. NYLON says 600 executed, we have booked 900: 300 too many here. Our booking stays until a bust comes.
            CUM_MISMATCH |  900 |  900 | NONE     | MISMATCH: Broker says less than we booked. NYLON says less executed than the 900 that we have booked. Our booking stays until a bust comes.
            LATE_FILL    |  300 |  300 | CANCELED | LATE_FILL: Fill after the end. NYLON reported a fill after the order was canceled. It is booked: 300 of 1,000 executed.
            OVERFILL     | 1200 | 1200 | NONE     | OVERFILL: More executed than ordered. 1,200 executed of 1,000 ordered: 200 too many. All of it is in the position.
            OVERFILL     |  900 |  900 | NONE     | OVERFILL: More executed than ordered. More was executed than was ordered at that time. All of it is in the position.
            EXTERNAL     |    0 |    0 | NONE     | EXTERNAL: Not entered here. Nobody here entered it: NYLON reports it, and it counts in the position.
            NO_EXECID    |  100 |  100 | NONE     | NO_EXECID: Fill without ExecID. NYLON sent a fill without ExecID. It is booked by the advance of CumQty: compare with the broker.
            ''           |    0 |    0 | REJECTED | REJECTED: Rejected. NYLON rejected the order.
            ''           |  300 |  300 | NONE     | ''
            ''           | 1000 | 1000 | NONE     | ''
            ''           |  300 |  300 | CANCELED | ''
            ''           |    0 |    0 | EXPIRED  | ''
            """)
    void figures(String flag, int booked, int told, Life.End end, String expected) {
        var flags = flag.isEmpty() ? List.<Flag>of() : List.of(Flag.valueOf(flag));
        var life = new Life(false, false, false, false, end);
        assertThat(words(Troubled.order("C1", booked, told, life, Stage.ACCEPTED, flags), 0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CANCEL  | SENT              |  9 | ''
            CANCEL  | SENT              | 10 | STUCK: Cancel not answered. The cancel went to NYLON at 14:31:07.412, and not a word since. It may still trade.
            REPLACE | SENT              | 10 | STUCK: Amend not answered. The amend went to NYLON at 14:31:07.412, and not a word since. Until then the old terms hold.
            CANCEL  | PENDING           | 59 | ''
            CANCEL  | PENDING           | 60 | STUCK: Cancel pending for long. NYLON works on the cancel sent at 14:31:07.412, and has not decided. It may still trade.
            REPLACE | SENT SENT         | 10 | STUCK: Amend not answered. The amend went to NYLON at 14:31:07.412, and not a word since. Until then the old terms hold. 1 more of its requests are unanswered.
            CANCEL  | UNKNOWN           | 30 | UNKNOWN_OUTCOME: Cancel: outcome unknown. No answer from NYLON to the cancel sent at 14:31:07.412: whether the order is cancelled is not known. It may still trade.
            REPLACE | UNKNOWN           | 30 | UNKNOWN_OUTCOME: Amend: outcome unknown. No answer from NYLON to the amend sent at 14:31:07.412: whether the old or the new terms hold is not known.
            CANCEL  | REJECTED          |  0 | REQUEST_REJECTED: Cancel refused. NYLON refused the cancel sent at 14:31:07.412; the order goes on as it was.
            REPLACE | REJECTED ACCEPTED |  0 | ''
            REPLACE | ACCEPTED REJECTED |  0 | REQUEST_REJECTED: Amend refused. NYLON refused the amend sent at 14:31:07.412; the order goes on as it was.
            """)
    void requests(Request.Kind kind, String stages, int seconds, String expected) {
        var at = Arrays.stream(stages.split(" ")).map(Stage::valueOf).toArray(Stage[]::new);
        assertThat(words(Troubled.asked("C1", kind, at), seconds)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SENT     |  9 | ''
            SENT     | 10 | STUCK: Order not answered. The order went to NYLON at 14:31:07.412, and not a word since. It may trade.
            PENDING  | 60 | STUCK: Order pending for long. NYLON works on the order sent at 14:31:07.412, and has not decided. It may trade.
            BIDDING  | 99 | ''
            ACCEPTED | 99 | ''
            """)
    void newOrders(Stage stage, int seconds, String expected) {
        assertThat(words(Troubled.order("C1", 0, 0, Life.OPEN, stage, List.of()), seconds)).isEqualTo(expected);
    }

    @Test
    void whetherTheBrokerHasAnOrderIsNotKnown() {
        var order = Troubled.order("C1", 0, 0, Life.OPEN, Stage.UNKNOWN, List.of(Flag.UNKNOWN_OUTCOME));
        assertThat(words(order, 30)).isEqualTo(
                "UNKNOWN_OUTCOME: Order: outcome unknown. No answer from NYLON to the order sent at 14:31:07.412: "
                        + "whether it has the order is not known. It may trade.");
    }

    @Test
    void aSuspendedOrderMayGoOn() {
        var life = new Life(false, true, false, false, Life.End.NONE);
        assertThat(words(Troubled.order("C1", 0, 0, life, Stage.ACCEPTED, List.of()), 0)).isEqualTo(
                "SUSPENDED: Suspended. NYLON has suspended the order: it does not trade now, and may go on at any time.");
    }

    @ParameterizedTest
    @EnumSource
    void eachFlagIsAFindingOfItsOwn(Flag flag) {
        assertThat(Findings.of(Troubled.flagged("C1", 300, 300, flag), Samples.AT)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"SENT, 10", "PENDING, 60"})
    void saysWhenTimeWillMakeItStuck(Stage stage, int seconds) {
        var order = Troubled.order("C1", 0, 0, Life.OPEN, stage, List.of());
        assertThat(Findings.dueAt(order, Samples.AT)).isEqualTo(Samples.AT + seconds * SECOND);
        assertThat(Findings.dueAt(order, Samples.AT + seconds * SECOND)).isEqualTo(Stuck.NEVER);
    }
}
