package dev.plumbline.console.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.wire.DeskMessage.Event;

class StepTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                              0, +0 µs
                        412_000, +412 µs
                      3_100_000, +3.1 ms
                      9_999_999, +9.9 ms
                    412_000_000, +412 ms
                  3_200_000_000, +3.2 s
                252_000_000_000, +4 min 12 s
             11_040_000_000_000, +3 h 04 min
            183_600_000_000_000, +2 d 3 h
                     -5_000_000, −5.0 ms
            """)
    void saysADelta(String nanos, String shown) {
        assertThat(Step.delta(Long.parseLong(nanos.replace("_", "")))).isEqualTo(shown);
    }

    @Test
    void countsFromTheEventBeforeAndFromTheRequest() {
        var steps = Step.of(List.of(
                Events.ours(1, 0, "Order sent", "C1", ""),
                Events.told(2, 3_100, "New", "C1", "", ""),
                Events.ours(3, 10_000, "Cancel sent", "C2", ""),
                Events.told(4, 15_000, "Trade", "C1", "", ""),
                Events.told(5, 422_000, "Canceled", "C2", "", "")));
        assertThat(steps.stream().map(step -> Step.delta(step.sincePrevious()) + " / " + Step.delta(step.sinceRequest())))
                .containsExactly(
                        "– / –", "+3.1 ms / +3.1 ms", "+6.9 ms / –", "+5.0 ms / +15 ms", "+407 ms / +412 ms");
    }

    /// By two clocks: what cannot be a way is shown as it comes out, and says whose clock it is.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            client | 1_000     | 200       | +800 µs   |
            client | 1_000     | 13_400    | ⚠ −12 ms  | It came before it was sent: the client's clock is ahead of the server's, by 12 ms or more
            client | 5_000_000 | 0         | +5.0 s    |
            client | 7_300_000 | 0         | ⚠ +7.3 s  | Either it was long on its way, or the client's clock is behind the server's, by up to 7.3 s
            broker | 3_100     | 0         | +3.1 ms   |
            broker | 3_100     | 1_003_100 | ⚠ −1.0 s  | It came before it was sent: the broker's clock is ahead of the server's, by 1.0 s or more
            broker | 7_300_000 | 0         | +7.3 s    |
            """)
    void saysHowLongItWasOnItsWay(String who, String receivedAt, String stamp, String way, @Nullable String clocks) {
        long micros = Long.parseLong(receivedAt.replace("_", ""));
        long at = Long.parseLong(stamp.replace("_", ""));
        var event = who.equals("client") ? Events.asked(1, micros, at) : Events.said(1, micros, at);
        var step = new Step(event, Step.NONE, Step.NONE);
        assertThat(step.stamp()).isEqualTo(Events.AT + at * 1_000);
        assertThat(step.way()).isEqualTo(way);
        assertThat(step.clocks()).isEqualTo(or(clocks));
    }

    /// Of a client that does not say, of a broker that does not, and of what the server does of itself at a time of its own.
    @Test
    void makesNoStampUp() {
        var ofTheServer = new Event(
                3, 2, Events.AT, Events.AT, "No answer in time", "", "NYLON", "C1", "APPLIED", "", "", Buffer.buffer(), "", List.of(), 0);
        for (var event : List.of(Events.ours(1, 0, "Order sent", "C1", ""), Events.told(1, 0, "New", "C1", "8=FIX.4.4", ""), ofTheServer)) {
            var step = new Step(event, Step.NONE, Step.NONE);
            assertThat(step.stamp()).isZero();
            assertThat(step.way()).isEqualTo("–");
            assertThat(step.clocks()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            APPLIED     |                |                       | cumQty 0 200 | ✔ applied                | cumQty 0 → 200
            APPLIED     |                |                       | price - 50   | ✔ applied                | price 50
            DUPLICATE   |                |                       |              | ≡ duplicate              | changed nothing
            PARKED      | no such trade  |                       |              | ‖ parked                 | no such trade
            PARKED      | no such trade  | applied with input 20 | cumQty 9 0   | ‖ parked, then released  | cumQty 9 → 0  (no such trade; applied with input 20)
            QUARANTINED | LastQty=-1     |                       |              | ⚠ quarantined            | LastQty=-1
            REFUSED     | above 100,000  |                       |              | ✖ refused                | above 100,000
            FROM_AFAR   |                |                       |              | FROM_AFAR                | changed nothing
            """)
    void saysWhatItDidOrWhyNot(String outcome, String reason, String became, String did, String chip, String text) {
        var event = Events.event(1, 0, "Trade", "", "C1", outcome, or(reason), or(became), "", or(did));
        var step = new Step(event, Step.NONE, Step.NONE);
        assertThat(step.outcome()).isEqualTo(chip);
        assertThat(step.did()).isEqualTo(text);
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            cumQty - 0 / cumQty 0 200 / cumQty 200 500 / cumQty 500 300 ; cumQty    ; 300   ; 0 + 200 + 300 − 200 = 300
            avgPx - 50 / avgPx 50 50.25                    ; avgPx     ; 50.25 ; 0 + 50 + 0.25 = 50.25
            cumQty 200 0 / cumQty - 200                    ; cumQty    ; 0     ; 0 + 200 − 200 = 0
            ordStatus - New / ordStatus New Filled         ; ordStatus ; Filled; New → Filled
            flags - LATE / flags LATE -                    ; flags     ; ''    ; LATE → none
            cumQty 200 300                                 ; cumQty    ; 300   ; '200 + 100 = 300   (the differences do not join up: some are not here)'
            """)
    void saysWhyANumberIsSo(String did, String figure, String value, String sum) {
        var events = new ArrayList<Event>();
        for (var each : did.split(" / ")) events.add(Events.told(events.size() + 1, 0, "Trade", "C1", "", each));
        var why = Why.of(events).getFirst();
        assertThat(why.figure()).isEqualTo(figure);
        assertThat(why.value()).isEqualTo(value);
        assertThat(why.sum()).isEqualTo(sum);
    }

    @Test
    void writesForTheBroker() {
        var steps = Step.of(List.of(
                Events.ours(1, 0, "Order sent", "C1", "orderQty - 1000"),
                Events.event(2, 3_100, "Trade", "", "C1", "QUARANTINED", "LastQty=-1", "", "8=FIX.4.4|35=8|32=-1|", "")));
        assertThat(Letter.of("C1", steps)).isEqualTo("""
                Order C1 (times in UTC, as we received them)

                2026-11-22 14:31:07.412000  Order sent  session NYLON  ClOrdID(11) C1

                2026-11-22 14:31:07.415100  Trade  session NYLON  ClOrdID(11) C1  +3.1 ms after the request
                  quarantined: LastQty=-1
                  8=FIX.4.4|35=8|32=-1|
                """);
    }
}
