package dev.plumbline.console.notices;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// Makes samples of notes: signed, 16 bit, little-endian, one channel.
final class Wave {
    static final int RATE = 22_050;
    static final int BITS = 16;

    /// A quarter of full scale: to be heard, not to startle.
    private static final double LOUDNESS = 0.25 * Short.MAX_VALUE;
    private static final int FADE = RATE * 8 / 1_000;

    private Wave() {}

    /// @param hertz 0 for a rest
    record Note(int hertz, int ms) {
        int samples() {
            return RATE * ms / 1_000;
        }
    }

    static byte[] of(List<Note> notes) {
        int samples = notes.stream().mapToInt(Note::samples).sum();
        var wave = ByteBuffer.allocate(samples * BITS / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (var note : notes)
            for (int i = 0; i < note.samples(); i++) wave.putShort(sample(note, i));
        return wave.array();
    }

    /// Fades in and out, for a wave that is cut clicks.
    private static short sample(Note note, int i) {
        int fromEdge = Math.min(i, note.samples() - 1 - i);
        double fade = Math.min(1.0, fromEdge / (double) FADE);
        return (short) (LOUDNESS * fade * Math.sin(2 * Math.PI * note.hertz() * i / RATE));
    }
}
