package dev.plumbline.console.notices;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Plays short tones that are made here: no files. On a daemon thread of its own, for opening a sound device can take
/// long. Where there is none it says so once, and is silent from then on.
public final class Tones implements Speaker {
    private static final int WAITING_MAX = 4;

    private final ArrayBlockingQueue<Sound> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread thread = Thread.ofPlatform().name("sounds").daemon().unstarted(this::run);
    private volatile String trouble = "";

    public Tones() {
        thread.start();
    }

    private static Map<Sound, byte[]> waves() {
        var waves = new EnumMap<Sound, byte[]>(Sound.class);
        for (var sound : Sound.values()) waves.put(sound, Wave.of(notes(sound)));
        return waves;
    }

    /// Up for what is good, low and twice for a reject, back and forth for an alert, far down for a lost line.
    private static List<Wave.Note> notes(Sound sound) {
        return switch (sound) {
            case FILL -> List.of(new Wave.Note(880, 60), new Wave.Note(1_175, 80));
            case REJECT -> List.of(new Wave.Note(311, 110), new Wave.Note(0, 40), new Wave.Note(311, 150));
            case ALERT -> List.of(new Wave.Note(988, 90), new Wave.Note(740, 90), new Wave.Note(988, 120));
            case CONNECTION_LOST -> List.of(new Wave.Note(660, 150), new Wave.Note(495, 150), new Wave.Note(330, 260));
        };
    }

    @Override
    public void play(Sound sound) {
        if (!trouble.isEmpty() || waiting.offer(sound)) return;
        log().debug("left out a sound: {} wait already", WAITING_MAX);
    }

    @Override
    public String trouble() {
        return trouble;
    }

    private void run() {
        var waves = waves();
        try {
            while (true) play(waves.getOrDefault(waiting.take(), new byte[0]));
        } catch (InterruptedException closed) {
            log().debug("no more sounds", closed);
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException none) {
            trouble = "no sound: " + none.getMessage();
            log().info("no sounds from here on: {}", none.toString());
        }
    }

    /// Opened for each sound: a line that stays open keeps some devices from others.
    private static void play(byte[] wave) throws LineUnavailableException {
        var format = new AudioFormat(Wave.RATE, Wave.BITS, 1, true, false);
        try (var line = AudioSystem.getSourceDataLine(format)) {
            line.open(format);
            line.start();
            line.write(wave, 0, wave.length);
            line.drain();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /// No constant: what logging reads first takes 50 ms of a start, and mostly there is nothing to say.
    private static Logger log() {
        return LoggerFactory.getLogger(Tones.class);
    }
}
