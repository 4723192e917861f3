package dev.plumbline.simulation;

import java.util.function.Consumer;

/// One connection between us and the broker. When it ends, all that is under way is lost, and neither side need notice at
/// once.
final class Wire {
    private final World world;
    private final Lane toBroker;
    private final Lane toUs;
    private boolean open = true;

    Wire(World world) {
        this.world = world;
        toBroker = new Lane(world, () -> open, 50, 4_000);
        toUs = new Lane(world, () -> open, 50, 4_000);
    }

    boolean isOpen() {
        return open;
    }

    void close(String why) {
        if (!open) return;
        open = false;
        int lost = toBroker.underWay() + toUs.underWay();
        world.tally.met(Met.LINE_LOST);
        world.tally.met(Met.FRAMES_LOST, lost);
        world.trace("line lost with " + lost + " messages: " + why);
    }

    void toBroker(Frame frame, Consumer<Frame> broker) {
        if (open) toBroker.send(() -> broker.accept(frame));
        else world.tally.met(Met.FRAMES_LOST);
    }

    void toUs(Frame frame, Consumer<Frame> us) {
        if (open) toUs.send(() -> us.accept(frame));
        else world.tally.met(Met.FRAMES_LOST);
    }
}
