package dev.plumbline.adapter.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

import io.vertx.core.buffer.Buffer;

/// What becomes of the broker's messages on the wire. Only what it says about orders is spoiled, and nothing twice: what
/// is sent again at the client's request gets through. After each there is calm for a while, so that at any rate of
/// messages the client is once without a gap.
final class Spoiler {
    private static final Pattern ABOUT_AN_ORDER = Pattern.compile("\00135=[89j]\001");
    private static final String SENT_BEFORE = "\00143=Y\001";
    private static final String CHECK_SUM = "\00110=";
    private static final long NANOS_PER_MS = 1_000_000;

    private final Chaos.Line line;
    private final SplittableRandom chance;
    private final Consumer<Misdeed> tally;
    private final LongSupplier clock;
    private long calmUntil = Long.MIN_VALUE;
    private boolean over;

    /// @param clock nanoseconds since the epoch, UTC
    Spoiler(Chaos.Line line, SplittableRandom chance, Consumer<Misdeed> tally, LongSupplier clock) {
        this.line = line;
        this.chance = chance;
        this.tally = tally;
        this.clock = clock;
    }

    /// What is written in place of this message, which may be nothing.
    Buffer pass(Buffer message) {
        var text = message.toString(ISO_8859_1);
        var about = ABOUT_AN_ORDER.matcher(text);
        if (over || text.contains(SENT_BEFORE) || !about.find() || clock.getAsLong() < calmUntil) return message;
        int fate = chance.nextInt(1000);
        if (fate < line.droppedPerMille()) return dropped();
        fate -= line.droppedPerMille();
        if (fate < line.corruptedPerMille()) return corrupted(message, about.end(), text.lastIndexOf(CHECK_SUM));
        fate -= line.corruptedPerMille();
        return fate < line.truncatedPerMille() ? truncated(message) : message;
    }

    /// From now on everything gets through.
    void end() {
        over = true;
    }

    private void did(Misdeed kind) {
        tally.accept(kind);
        calmUntil = clock.getAsLong() + line.calmMs() * NANOS_PER_MS;
    }

    private Buffer dropped() {
        did(Misdeed.DROPPED);
        return Buffer.buffer();
    }

    /// A bit of what the checksum is for: a frame whose length is wrong is another matter, see [#truncated].
    private Buffer corrupted(Buffer message, int from, int to) {
        did(Misdeed.CORRUPTED);
        int at = chance.nextInt(from, to);
        return message.copy().setByte(at, (byte) (message.getByte(at) ^ 1));
    }

    private Buffer truncated(Buffer message) {
        did(Misdeed.TRUNCATED);
        return message.getBuffer(0, chance.nextInt(message.length() / 4, message.length() * 3 / 4));
    }
}
