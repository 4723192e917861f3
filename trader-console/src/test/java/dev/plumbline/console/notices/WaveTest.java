package dev.plumbline.console.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import org.junit.jupiter.api.Test;

class WaveTest {
    @Test
    void swingsAsOftenAsTheNoteSaysAndBeginsAndEndsInSilence() {
        var samples = ByteBuffer.wrap(Wave.of(List.of(new Wave.Note(440, 100)))).order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        int crossings = 0;
        for (int i = 1; i < samples.limit(); i++) if (samples.get(i - 1) < 0 && samples.get(i) >= 0) crossings++;
        assertThat(crossings).isBetween(43, 44);
        assertThat((int) samples.get(0)).isZero();
        assertThat((int) samples.get(samples.limit() - 1)).isZero();
    }
}
