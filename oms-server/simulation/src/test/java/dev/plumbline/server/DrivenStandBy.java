package dev.plumbline.server;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;
import java.util.function.Predicate;

import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.lease.Run;
import dev.plumbline.server.orders.Restart;
import dev.plumbline.server.replica.HazelcastReplica;
import dev.plumbline.server.replica.Memory;
import dev.plumbline.server.store.LastOwner;
import dev.plumbline.server.store.Stored;

/// The server's own decision about whose heir it is, its recovery as of one that stands by, and the steps in which it takes over,
/// for who is in another package.
public final class DrivenStandBy {
    private final Heirs heirs;
    private final Recovery recovery;
    private final HazelcastReplica replica;

    /// What [TakeOver.Means] has that is not here.
    public interface Means {
        void own(int shard, long epoch);

        /// Has [DrivenStandBy#see] called with what there is now.
        void seeAgain();

        /// As the database has it now; empty where it is not asked.
        Optional<LastOwner> lastOwner();

        boolean looksForStrays();

        void remember();

        void begun();

        void serve();
    }

    public DrivenStandBy(
            String server, boolean wasLast, FileJournal journal, Stored store, HazelcastReplica replica, int shards,
            Restart.Settings settings, long patienceNanos, long now) {
        this.heirs = new Heirs(server, wasLast, patienceNanos, now);
        this.replica = replica;
        this.recovery = new Recovery(journal, SnapshotBooks.driven(journal, shards), store, shards, false, settings, _ -> {})
                .standingBy(wasLast);
    }

    /// As the server finds out whether it was the last owner.
    /// @param remembered what is in its folder
    /// @param owner what the database has
    public static boolean wasLast(long remembered, String server, Optional<LastOwner> owner) {
        return LastRun.isLast(remembered, server, owner);
    }

    /// Whether what was thrown means that the journal is to be set aside.
    public static boolean isStray(RuntimeException thrown) {
        return thrown instanceof StrayedException;
    }

    /// From which record on it is; nothing for all of it.
    public static OptionalLong strayFrom(RuntimeException thrown) {
        return ((StrayedException) thrown).from();
    }

    public List<Restart> run() {
        return recovery.run();
    }

    /// @param looksForStrays whether it looks if the history has gone on without the end of the journal
    public void follow(boolean looksForStrays) {
        recovery.follow(!looksForStrays || heirs.hasEndOfHistory());
    }

    public void see(List<String> members, Predicate<Run> isInSight, Memory memory, long now) {
        heirs.see(new Heirs.Sight(members, isInSight, memory, now));
    }

    public void told(Optional<LastOwner> owner) {
        heirs.told(owner);
    }

    public boolean wants() {
        return heirs.wants();
    }

    public boolean isHeir() {
        return heirs.isHeir();
    }

    public String standing() {
        return heirs.standing().says();
    }

    public List<Runnable> takeOver(Means means, int shards, IntToLongFunction epochs) {
        return TakeOver.steps(new TakeOver.Means() {
            @Override
            public void own(int shard, long epoch) {
                means.own(shard, epoch);
            }

            @Override
            public boolean isHeir() {
                means.seeAgain();
                means.lastOwner().ifPresent(owner -> heirs.told(Optional.of(owner)));
                return heirs.isHeir();
            }

            @Override
            public void takeRest() {
                recovery.takeOver(replica::of, !means.looksForStrays() || heirs.hasEndOfHistory());
            }

            @Override
            public boolean isOwnHeir() {
                return heirs.isOwnHeir();
            }

            @Override
            public void remember() {
                means.remember();
            }

            @Override
            public void begun() {
                means.begun();
            }

            /// There are no sessions here.
            @Override
            public void takeSessions(boolean isOwnHeir) {}

            @Override
            public void serve() {
                means.serve();
            }
        }, shards, epochs);
    }
}
