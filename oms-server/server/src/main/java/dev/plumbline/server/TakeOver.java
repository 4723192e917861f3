package dev.plumbline.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/// What a server does between having all leases and acting, step by step. The order matters: it may die, or be paused, between any
/// two, and then there must be somebody who can go on.
final class TakeOver {
    private TakeOver() {}

    /// With what. All of it blocks.
    interface Means {
        /// From now on the shard is written under this epoch, here and by nobody else under a lower one.
        void own(int shard, long epoch);

        /// Whether this server has all that the last owner let out, by what the database says of it now, as nobody begins any more who
        /// had the shards before; and by which members there are now.
        boolean isHeir();

        /// Takes into the journal what the store and the replica have beyond it.
        void takeRest();

        /// What the last owner kept of its sessions is in our own folder, and all of it only there.
        boolean isOwnHeir();

        /// Makes the sessions this server's. Returns once all that each has kept is in our folder, and in a second place where it was
        /// before in our folder alone. Nothing leaves.
        void takeSessions(boolean isOwnHeir);

        /// Remembers in the folder of this server that this run of it has all in its journal.
        void remember();

        /// Says in the database that this server acts.
        void begun();

        /// Opens the shards, and then the sessions.
        void serve();
    }

    /// @param epochs under which each shard is held
    static List<Runnable> steps(Means means, int shards, IntToLongFunction epochs) {
        var steps = new ArrayList<Runnable>();
        for (int i = 0; i < shards; i++) {
            int shard = i;
            steps.add(() -> means.own(shard, epochs.applyAsLong(shard)));
        }
        steps.add(() -> mustBeHeir(means, "another server has begun and ended meanwhile, and not all it had is here"));
        steps.add(means::takeRest);
        // Before we have begun: who began and died would find its own sessions of long ago in its folder, and take them for those of now.
        steps.add(() -> means.takeSessions(means.isOwnHeir()));
        // Members may have gone while it was read, and parts of the replica with them. What was taken is history all the same.
        steps.add(() -> mustBeHeir(means, "members have gone meanwhile, and not all that the last owner had is here"));
        steps.add(means::remember);
        steps.add(() -> {
            means.begun();
            means.serve();
        });
        return steps;
    }

    private static void mustBeHeir(Means means, String elseBecause) {
        if (!means.isHeir()) throw new IllegalStateException(elseBecause);
    }
}
