package dev.plumbline.console.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace(100);

    @Test
    void theFirstHappensAtOnceAndTheNextAfterARest() {
        assertThat(pace.isDue(-7)).isTrue();
        assertThat(pace.isDue(-6)).isFalse();
        assertThat(pace.isDue(92)).isFalse();
        assertThat(pace.isDue(93)).isTrue();
        assertThat(pace.isDue(94)).isFalse();
    }

    @Test
    void askingDoesNotPutItOff() {
        pace.isDue(0);
        for (int at = 1; at < 100; at++) assertThat(pace.isDue(at)).isFalse();

        assertThat(pace.isDue(100)).isTrue();
    }

    /// As [System#nanoTime()] may.
    @Test
    void theClockMayRunOverItsEnd() {
        pace.isDue(Long.MAX_VALUE - 10);

        assertThat(pace.isDue(Long.MAX_VALUE)).isFalse();
        assertThat(pace.isDue(Long.MIN_VALUE + 89)).isTrue();
    }
}
