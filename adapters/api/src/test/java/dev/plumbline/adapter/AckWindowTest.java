package dev.plumbline.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
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

    @Test
    void whoReadsWaitsUntilThereIsRoom() throws Exception {
        for (var end : List.<Consumer<AckWindow>>of(w -> w.acknowledged(2), AckWindow::reset, AckWindow::close)) {
            var window = new AckWindow();
            window.delivered(1);
            window.awaitRoom(2);
            window.delivered(2);
            var waiting = CompletableFuture.runAsync(() -> awaitRoom(window));
            assertThatThrownBy(() -> waiting.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            end.accept(window);
            waiting.get(20, TimeUnit.SECONDS);
        }
    }

    private static void awaitRoom(AckWindow window) {
        try {
            window.awaitRoom(2);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
