package dev.plumbline.simulation;

/// A clock that began anywhere and is a little too fast or too slow, as each machine's is. It counts on while a process
/// is paused.
final class Clock {
    private static final int PER_MILLE = 1_000;

    private final World world;
    private final long began;
    private final long offset;
    private final int rate;

    /// @param offBy at most so many parts of a thousand
    Clock(World world, int offBy) {
        this.world = world;
        this.began = world.now();
        // Also about to overflow: nanoTime may.
        this.offset = world.below(4) == 0 ? Long.MAX_VALUE - world.below(60_000 * World.MS) : world.below(Long.MAX_VALUE / 2);
        this.rate = PER_MILLE - offBy + world.below(2 * offBy + 1);
    }

    long now() {
        return offset + (world.now() - began) * rate / PER_MILLE;
    }

    /// How long that many nanoseconds of this clock are.
    long real(long nanos) {
        return nanos * PER_MILLE / rate;
    }
}
