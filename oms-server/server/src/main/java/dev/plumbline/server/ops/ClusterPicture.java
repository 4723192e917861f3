package dev.plumbline.server.ops;

import java.util.List;
import java.util.Optional;

/// What one server of a cluster says of itself and of the others, at one moment. Its form as JSON is [ClusterForm].
///
/// @param at when this was looked up, by the clock of that server: nanoseconds since the epoch, UTC, as all times here
/// @param startedAt since when it runs; 0 where that is not known
/// @param says what it does, in words for people
/// @param servers all that are configured, and which of them it sees
/// @param acting who runs the shards, as far as it knows; empty for nobody
/// @param leases who holds what, as far as it knows
/// @param takeOver the last time that it took over in this life; empty where it never did
public record ClusterPicture(
        String server,
        long at,
        long startedAt,
        State state,
        String says,
        List<Member> servers,
        String acting,
        Promise promise,
        Replica replica,
        Store store,
        List<Lease> leases,
        Optional<TakeOver> takeOver) {

    public ClusterPicture {
        servers = List.copyOf(servers);
        leases = List.copyOf(leases);
    }

    /// Of a server that tells nothing of itself.
    public static ClusterPicture of(String server, long at, State state, String says) {
        return new ClusterPicture(
                server, at, 0, state, says, List.of(), "", Promise.NONE, Replica.NONE, Store.UNKNOWN, List.of(), Optional.empty());
    }

    /// What a server does.
    public enum State {
        /// It is not yet known what it will do.
        STARTING,
        /// It needs something before it can stand by: the database, or the server that ran the shards last.
        WAITING,
        /// Another one runs the shards, and not all that it has is here yet.
        JOINING,
        /// Another one runs the shards; all that it has let out is here as well.
        STANDING_BY,
        /// It is about to run the shards.
        TAKING_OVER,
        /// It runs the shards.
        ACTING,
        /// The shards are its own, and it sends nothing: neither the database nor a majority of servers answers it.
        HELD_UP,
        /// Another one took what it ran, or may have. It does nothing any more and begins anew.
        FENCED,
        STOPPING,
        /// A member that gives no answer.
        SILENT,
        /// Configured, and no member.
        ABSENT
    }

    /// Where an input is before its effects run, besides the journal of who acts.
    public enum Promise {
        /// This server promises nothing now.
        NONE,
        /// Nowhere else: it is the only server.
        JOURNAL,
        /// In the memory of a second server.
        SECOND_SERVER,
        /// In Postgres, as no second server has it.
        DATABASE
    }

    /// @param since when it came up; 0 where it is not seen
    public record Member(String server, boolean isInSight, long since) {}

    /// @param inputs that this server has put there, and Postgres does not have
    /// @param bytes of those
    /// @param memoryBytes what this server keeps of the replica, its own and others', inputs and sessions
    /// @param isSafe a second server has a copy of all that is in it
    /// @param misses batches that had to wait for Postgres as no second server had them, since the start
    public record Replica(long inputs, long bytes, long memoryBytes, boolean isSafe, long misses) {
        public static final Replica NONE = new Replica(0, 0, 0, false, 0);
    }

    /// @param isReached the database has just answered
    /// @param backlog inputs that it does not have yet
    /// @param lagNanos how long they have been waiting without any being written; 0 where none waits
    public record Store(boolean isReached, int backlog, long lagNanos) {
        public static final Store UNKNOWN = new Store(false, 0, 0);
    }

    /// @param owner the server that took it last; empty where it was given back
    /// @param isOver that run of it has been ended: another one can take it
    public record Lease(String lease, String owner, long epoch, boolean isOver) {}

    /// @param at when it was open
    /// @param nanos from when the one before was last in sight
    /// @param from who ran the shards before; empty for nobody
    public record TakeOver(long at, long nanos, String from) {}

    /// It takes orders, or will as soon as it has something to lean on.
    public boolean isOwner() {
        return state == State.ACTING || state == State.HELD_UP;
    }

    public long inSight() {
        return servers.stream().filter(Member::isInSight).count();
    }
}
