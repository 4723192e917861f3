package dev.plumbline.adapter.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// What disturbs a line as a whole now and then: each kind once, in an order drawn from the seed, then all of them again.
/// None follows before the client is back from the one before.
final class Troubles {
    private static final long NANOS_PER_MS = 1_000_000;
    private static final List<Misdeed> KINDS = List.of(
            Misdeed.SEQUENCE_RESET, Misdeed.SLOW_READER, Misdeed.CUT, Misdeed.LOGOUT, Misdeed.HALF_OPEN);

    private final Chaos.Line chaos;
    private final SplittableRandom chance;
    private final Consumer<Misdeed> tally;
    private final Deque<Misdeed> next = new ArrayDeque<>();
    private long dueAt = Long.MAX_VALUE;

    Troubles(Chaos.Line chaos, SplittableRandom chance, Consumer<Misdeed> tally) {
        this.chaos = chaos;
        this.chance = chance;
        this.tally = tally;
    }

    /// Called at every tick of the clock.
    /// @param now nanoseconds since the epoch, UTC
    void pass(long now, FixLine line, Relay relay) {
        if (chaos.troubleEveryMs() == 0) return;
        if (!line.isLoggedOn()) dueAt = Long.MAX_VALUE;
        else if (dueAt == Long.MAX_VALUE) dueAt = later(now);
        else if (now >= dueAt) {
            dueAt = later(now);
            make(nextKind(), line, relay);
        }
    }

    private long later(long now) {
        int every = chaos.troubleEveryMs();
        return now + chance.nextInt(every / 2, every * 3 / 2 + 1) * NANOS_PER_MS;
    }

    private Misdeed nextKind() {
        if (next.isEmpty()) {
            var kinds = new ArrayList<>(KINDS);
            Collections.shuffle(kinds, Random.from(chance));
            next.addAll(kinds);
        }
        return next.remove();
    }

    private void make(Misdeed kind, FixLine line, Relay relay) {
        tally.accept(kind);
        switch (kind) {
            case SEQUENCE_RESET -> line.fillNothing();
            case SLOW_READER -> relay.readNothingFor(1 + chance.nextInt(chaos.slowMaxMs() + 1));
            case CUT -> relay.cut();
            case LOGOUT -> line.logout();
            case HALF_OPEN -> relay.goSilent();
            default -> throw new IllegalStateException("no trouble of a line: " + kind);
        }
    }
}
