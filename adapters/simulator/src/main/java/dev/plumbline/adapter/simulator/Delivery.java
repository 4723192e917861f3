package dev.plumbline.adapter.simulator;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// What happens to the broker's messages between its engine and the wire. This is the place for misbehaviour that
/// changes no truth: a message held back and given out at a later call, given twice, given in another order. Called on
/// the simulator's event loop only.
interface Delivery {
    /// Everything at once, in order.
    Delivery FAITHFUL = (fresh, _) -> fresh.stream().map(Outgoing::first).toList();

    static Delivery of(Chaos chaos, SplittableRandom chance, Consumer<Misdeed> tally) {
        if (chaos.equals(Chaos.NONE)) return FAITHFUL;
        var rough = new RoughDelivery(chaos, chance, tally);
        return chaos.fallsSilent() ? new SilentDelivery(rough, chaos, chance, tally) : rough;
    }

    /// What goes out now. Called with what the engine has just said, and with nothing at every tick of the clock, so that
    /// what was held back can go out.
    ///
    /// @param now nanoseconds since the epoch, UTC
    List<Outgoing> pass(List<BrokerMessage> fresh, long now);

    /// All that is still held back. From now on everything goes out at once, in order.
    default List<Outgoing> drain() {
        return List.of();
    }
}
