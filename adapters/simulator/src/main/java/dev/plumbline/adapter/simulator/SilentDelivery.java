package dev.plumbline.adapter.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Falls silent now and then, and says all of it in one burst afterwards. What waits is bounded by the longest silence.
final class SilentDelivery implements Delivery {
    private static final long NANOS_PER_MS = 1_000_000;

    private final Delivery inner;
    private final Chaos chaos;
    private final SplittableRandom chance;
    private final Consumer<Misdeed> tally;
    private List<Outgoing> unsaid = new ArrayList<>();
    private long silentFrom = Long.MIN_VALUE;
    private long silentUntil = Long.MIN_VALUE;
    private boolean drained;

    SilentDelivery(Delivery inner, Chaos chaos, SplittableRandom chance, Consumer<Misdeed> tally) {
        this.inner = inner;
        this.chaos = chaos;
        this.chance = chance;
        this.tally = tally;
    }

    @Override
    public List<Outgoing> pass(List<BrokerMessage> fresh, long now) {
        var said = inner.pass(fresh, now);
        if (drained) return said;
        if (now >= silentUntil) plan(now);
        unsaid.addAll(said);
        return now >= silentFrom ? List.of() : burst();
    }

    /// The next silence, some time from now.
    private void plan(long now) {
        if (silentUntil != Long.MIN_VALUE) tally.accept(Misdeed.SILENCE);
        silentFrom = now + chance.nextInt(chaos.silenceEveryMs() / 2, chaos.silenceEveryMs() * 3 / 2 + 1) * NANOS_PER_MS;
        silentUntil = silentFrom + chance.nextInt(1, chaos.silenceMaxMs() + 1) * NANOS_PER_MS;
    }

    @Override
    public List<Outgoing> drain() {
        drained = true;
        unsaid.addAll(inner.drain());
        return burst();
    }

    private List<Outgoing> burst() {
        var burst = unsaid;
        unsaid = new ArrayList<>();
        return burst;
    }
}
