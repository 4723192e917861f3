package dev.plumbline.adapter.simulator;

import java.util.List;

/// What happens to the broker's messages between its engine and the wire. This is the place for misbehaviour: hold a
/// message back and give it out at a later call, give it twice, change the order.
interface Delivery {
    /// Everything at once, in order.
    Delivery FAITHFUL = (fresh, _) -> fresh;

    /// What goes out now. Called with what the engine has just said, and with nothing at every tick of the clock, so that
    /// what was held back can go out. Called on the simulator's event loop only.
    ///
    /// @param now nanoseconds since the epoch, UTC
    List<BrokerMessage> pass(List<BrokerMessage> fresh, long now);
}
