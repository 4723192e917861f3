package dev.plumbline.oms.chaos;

import java.util.Set;
import java.util.SplittableRandom;

/// What is done to the server or its Postgres.
enum Deed {
    KILL(70, "kill -9 of the server"),
    TERMINATE(5, "the server is told to stop"),
    FREEZE(7, "the server is frozen"),
    KILL_POSTGRES(9, "kill -9 of Postgres"),
    FREEZE_POSTGRES(5, "Postgres is frozen"),
    STOP_POSTGRES(4, "Postgres is stopped for a while"),
    FILL_POSTGRES(4, "the disk of Postgres is full for a while");

    private final int weight;
    private final String words;

    Deed(int weight, String words) {
        this.weight = weight;
        this.words = words;
    }

    String words() {
        return words;
    }

    /// @param possible those that can be done here
    static Deed drawn(SplittableRandom random, Set<Deed> possible) {
        int sum = 0;
        for (var deed : possible) sum += deed.weight;
        int at = random.nextInt(sum);
        for (var deed : possible) {
            at -= deed.weight;
            if (at < 0) return deed;
        }
        throw new AssertionError("the weights do not add up");
    }
}
