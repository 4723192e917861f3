package dev.plumbline.server;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.plumbline.server.lease.Run;
import dev.plumbline.server.ops.ClusterPicture.State;
import dev.plumbline.server.replica.Memory;
import dev.plumbline.server.store.LastOwner;

/// Whose heir this server is, and whether it is its turn to take the leases: the rules of decision 14, without a cluster, a
/// database or a clock, so that a table can check them and the simulation can attack them.
///
/// An **heir** has all that the last owner let out: it stood by while that one acted, and the replica was safe, and no part of it can
/// have been lost since; or it was that one itself, and has its journal; or the last owner ended as it should, and all is in Postgres.
/// Anybody else waits, for what Postgres lacks may be in the last owner's journal alone. Of several heirs the member that has been there longest begins.
///
/// One thread changes it. What it answers any thread may ask.
final class Heirs {
    private final String server;
    private final boolean wasLast;
    private final long patienceNanos;
    /// Those of which we have a share of all that they let out. Replaced, never changed.
    private volatile Set<Run> stoodBy = Set.of();
    private volatile Optional<LastOwner> lastOwner = Optional.empty();
    private volatile boolean isKnown;
    private volatile boolean isAnotherActing;
    private volatile Sight sight;
    private volatile long nobodySince;

    /// What a server sees at one moment.
    ///
    /// @param members names of the servers that are members of the cluster, the oldest member first
    /// @param isInSight whether that run of another server lives and is a member
    /// @param now by a clock that only grows, nanoseconds
    record Sight(List<String> members, Predicate<Run> isInSight, Memory memory, long now) {}

    /// @param wasLast this server had the shards last, as the database has it, and has the journal of then
    /// @param patienceNanos after so long without an owner an heir that is not the first one does not wait for the first one
    Heirs(String server, boolean wasLast, long patienceNanos, long now) {
        this.server = server;
        this.wasLast = wasLast;
        this.patienceNanos = patienceNanos;
        this.nobodySince = now;
        this.sight = new Sight(List.of(), _ -> false, new Memory(0, false), now);
    }

    /// To be called again and again while this server does not hold all.
    void see(Sight now) {
        if (now.memory.losses() != sight.memory.losses()) stoodBy = Set.of();
        sight = now;
        var acting = lastOwner.filter(owner -> !owner.isStored()).map(Heirs::run).filter(now.isInSight);
        if (now.memory.isSafe()) acting.ifPresent(this::standBy);
        isAnotherActing = acting.isPresent();
        if (isAnotherActing) nobodySince = now.now;
    }

    private void standBy(Run owner) {
        var more = new HashSet<>(stoodBy);
        more.add(owner);
        stoodBy = Set.copyOf(more);
    }

    private static Run run(LastOwner owner) {
        return new Run(owner.server(), owner.incarnation());
    }

    /// What the database says.
    void told(Optional<LastOwner> owner) {
        lastOwner = owner;
        isKnown = true;
    }

    /// Whether this server has all that the last owner let out.
    boolean isHeir() {
        return isKnown && lastOwner.map(owner -> owner.isStored() || hasStoodBy(owner) || isOurs(owner)).orElse(true);
    }

    private boolean hasStoodBy(LastOwner owner) {
        return stoodBy.contains(run(owner));
    }

    private boolean isOurs(LastOwner owner) {
        return wasLast && owner.server().equals(server);
    }

    /// What the last owner kept of its sessions is in our own folder, and all of it only there.
    boolean isOwnHeir() {
        return lastOwner.filter(owner -> !owner.isStored() && !hasStoodBy(owner) && isOurs(owner)).isPresent();
    }

    /// Whether what the journal here has beyond the database is the end of the history. Not known is yes: until somebody is known to
    /// have begun since, it is as it was at the start.
    boolean hasEndOfHistory() {
        return lastOwner.map(this::isOurs).orElse(true);
    }

    /// Whether it is this server's turn.
    boolean wants() {
        if (!isHeir() || isAnotherActing) return false;
        var seen = sight;
        // The first one may be no heir.
        return server.equals(first(seen.members)) || seen.now - nobodySince > patienceNanos;
    }

    /// Whoever has given all away is about to go, or has just come back: it begins where nobody else is there.
    private String first(List<String> members) {
        var gaveAway = lastOwner.filter(LastOwner::isStored).map(LastOwner::server).orElse("");
        var others = members.stream().filter(member -> !member.equals(gaveAway)).findFirst();
        return others.or(() -> members.stream().findFirst()).orElse("");
    }

    /// Another one that runs the shards, as far as is known; empty for none.
    String otherActing() {
        return isAnotherActing ? formerOwner() : "";
    }

    /// Who has begun to act and has not ended as it should, as the database has it; empty for nobody. It may be dead.
    String acting() {
        return lastOwner.filter(owner -> !owner.isStored()).map(LastOwner::server).orElse("");
    }

    /// Who had the shards last; empty for nobody.
    String formerOwner() {
        return lastOwner.map(LastOwner::server).orElse("");
    }

    /// How long it is that another one was last seen running the shards, or else since the start.
    long nobodyForNanos(long now) {
        return now - nobodySince;
    }

    /// @param says in words, for people: why this server does not run the shards
    record Standing(State state, String says) {}

    Standing standing() {
        if (!isKnown) return new Standing(State.WAITING, "waiting for the database");
        var owner = formerOwner();
        if (!isHeir() && !sight.members.contains(owner))
            return new Standing(State.WAITING, "waiting for " + owner + ", which ran the shards last: what it has not written to the database is in its journal. Start it; where its disk is lost, see 'oms cluster abandon'");
        if (!isHeir()) return new Standing(State.JOINING, "joining: " + owner + " runs the shards, and not all it has is here yet");
        return wants()
                ? new Standing(State.TAKING_OVER, "taking over")
                : new Standing(State.STANDING_BY, acting().isEmpty() ? "standing by: nobody runs the shards yet" : "standing by: " + owner + " runs the shards");
    }
}
