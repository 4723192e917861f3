package dev.plumbline.simulation;

import java.util.function.BooleanSupplier;

/// From one sender to one consumer: takes time, and keeps order. What is under way when `isOpen` says no is lost.
final class Lane {
    private final World world;
    private final BooleanSupplier isOpen;
    private final int leastMicros;
    private final int mostMicros;
    private long last;
    private int underWay;

    Lane(World world, BooleanSupplier isOpen, int leastMicros, int mostMicros) {
        this.world = world;
        this.isOpen = isOpen;
        this.leastMicros = leastMicros;
        this.mostMicros = mostMicros;
    }

    void send(Runnable arrival) {
        underWay++;
        last = Math.max(last + 1, world.now() + world.micros(leastMicros, mostMicros));
        world.at(last, () -> {
            underWay--;
            if (isOpen.getAsBoolean()) arrival.run();
        });
    }

    /// How much is lost should it close now.
    int underWay() {
        return underWay;
    }
}
