package dev.plumbline.simulation;

import java.util.Optional;

/// Makes connections and loses them.
final class Network {
    private final World world;
    private final BrokerSide broker;
    private Optional<Wire> current = Optional.empty();
    private Optional<Adapter> ours = Optional.empty();
    private long downUntil;

    Network(World world, BrokerSide broker) {
        this.world = world;
        this.broker = broker;
    }

    /// Nothing where it is down.
    Optional<Wire> connect(Adapter adapter) {
        if (world.now() < downUntil) return Optional.empty();
        current.ifPresent(before -> lose("a new one is made", 0));
        var made = new Wire(world);
        current = Optional.of(made);
        ours = Optional.of(adapter);
        return current;
    }

    /// The line is lost, and stays so for a while.
    void lose(String why, long nanos) {
        downUntil = Math.max(downUntil, world.now() + nanos);
        current.ifPresent(wire -> {
            wire.close(why);
            ours.ifPresent(adapter -> world.in(world.micros(100, 300_000), () -> adapter.lineLost(wire)));
            world.in(world.micros(100, 300_000), () -> broker.lostLine(wire));
        });
        current = Optional.empty();
    }

    /// The wire may have been closed by an end of it.
    boolean isUp() {
        return current.map(Wire::isOpen).orElse(false);
    }
}
