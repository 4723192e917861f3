package dev.plumbline.server.lease;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.plumbline.server.lease.Arbiter.Registered;
import dev.plumbline.server.lease.Arbiter.Tenure;

/// What the arbiter knows, and what it says to each request: the rules of [Arbiter] without the database that keeps it.
/// Pure: the time is an argument. A method that throws has changed nothing.
///
/// The time is the arbiter's own, and may jump: by it nothing is decided that could let two act. It only keeps those who were
/// cut off from coming back by force, and one who has just begun from ending another of which it has not heard yet.
///
/// For one thread.
public class LeaseRegister {
    private static final Run NOBODY = new Run("", 0);

    private final LeaseTerms terms;
    private final SortedMap<String, Server> servers;
    private final SortedMap<String, Lease> leases;

    /// The newest run of a server.
    ///
    /// @param isOver it never acts again
    /// @param renewedAt when it was registered or renewed last, nanoseconds since the epoch by the arbiter's clock
    /// @param number of its last request
    public record Server(long incarnation, boolean isOver, long renewedAt, long number) {}

    /// @param owner the run that took it last, which may be over; of server "" where it is free
    /// @param epoch of that run, and of the one before where it is free
    public record Lease(Run owner, long epoch) {
        public boolean isFree() {
            return owner.equals(NOBODY);
        }
    }

    /// One that nobody has registered at.
    public LeaseRegister(LeaseTerms terms) {
        this(terms, Map.of(), Map.of());
    }

    /// As it was.
    public LeaseRegister(LeaseTerms terms, Map<String, Server> servers, Map<String, Lease> leases) {
        this.terms = terms;
        this.servers = new TreeMap<>(servers);
        this.leases = new TreeMap<>(leases);
    }

    public SortedMap<String, Server> servers() {
        return Collections.unmodifiableSortedMap(servers);
    }

    public SortedMap<String, Lease> leases() {
        return Collections.unmodifiableSortedMap(leases);
    }

    /// See [Arbiter#lastIncarnation].
    public long lastIncarnation(String name) {
        var server = servers.get(name);
        return server == null ? 0 : server.incarnation;
    }

    /// See [Arbiter#register].
    public Registered register(String name, long after, Set<String> inSight, long now) {
        if (!isLast(name, after)) throw new IllegalStateException("another run of " + name + " has begun since " + after);
        boolean isFew = inSight.size() < terms.majority();
        if (isFew && servers.keySet().stream().anyMatch(other -> !inSight.contains(other) && isRenewed(other, now)))
            throw new IllegalStateException(name + " is cut off from others that go on");
        long last = lastIncarnation(name);
        free(new Run(name, last));
        servers.put(name, new Server(last + 1, false, now, 0));
        return new Registered(new Run(name, last + 1), over(name));
    }

    protected boolean isLast(String name, long after) {
        return lastIncarnation(name) == after;
    }

    /// Of each other server the last run that is over.
    protected Map<String, Run> over(String name) {
        var over = new TreeMap<String, Run>();
        servers.forEach((other, server) -> {
            long last = server.isOver ? server.incarnation : server.incarnation - 1;
            if (last > 0 && !other.equals(name)) over.put(other, new Run(other, last));
        });
        return over;
    }

    /// See [Arbiter#renew].
    public Map<String, Tenure> renew(Run by, long number, Set<String> wanted, Set<Run> quiet, long now) {
        checkRenewable(by);
        var server = known(by);
        if (isLate(server, number)) throw new IllegalStateException("request " + number + " of " + by + " comes late");
        servers.put(by.server(), new Server(server.incarnation, server.isOver, now, number));
        leases.replaceAll((name, lease) ->
                lease.owner.equals(by) && !wanted.contains(name) ? new Lease(NOBODY, lease.epoch) : lease);
        var tenures = new TreeMap<String, Tenure>();
        for (var name : wanted) tenures.put(name, tenure(by, name, quiet));
        return tenures;
    }

    protected void checkRenewable(Run by) {
        check(by);
    }

    protected boolean isLate(Server server, long number) {
        return server.number >= number;
    }

    private Tenure tenure(Run by, String name, Set<Run> quiet) {
        var lease = leases.getOrDefault(name, new Lease(NOBODY, 0));
        boolean isOver = isOver(lease.owner);
        if (lease.isFree() || isOver && isFreed(lease.owner, quiet)) {
            lease = new Lease(by, lease.epoch + 1);
            leases.put(name, lease);
        }
        return lease.owner.equals(by) ? new Tenure.Ours(lease.epoch) : new Tenure.Others(lease.owner, isOver);
    }

    /// What it has can be taken, though it has not given it back.
    protected boolean isFreed(Run over, Set<Run> quiet) {
        return quiet.contains(over);
    }

    /// See [Arbiter#fence].
    public boolean fence(Run by, Run whom, Set<Run> refusers, Set<Run> quiet, boolean seen, long now) {
        check(by);
        if (isOver(whom)) return true;
        if (isRenewed(whom.server(), now) && !seen || !isRefused(whom, refusers, quiet)) return false;
        endKnown(whom);
        return true;
    }

    private boolean isRenewed(String name, long now) {
        var server = servers.get(name);
        if (server == null || server.isOver) return false;
        long age = now - server.renewedAt; // less than 0 where the clock was set back: it will be renewed by the new time soon
        return age >= 0 && age < terms.spanNanos();
    }

    protected boolean isRefused(Run whom, Set<Run> refusers, Set<Run> quiet) {
        long refusing = terms.servers().stream()
                .filter(name -> !name.equals(whom.server()))
                .filter(name -> refuses(name, refusers, quiet))
                .count();
        return refusing >= terms.refusals();
    }

    private boolean refuses(String name, Set<Run> refusers, Set<Run> quiet) {
        var server = servers.get(name);
        if (server == null) return true;
        return server.isOver ? isSilent(new Run(name, server.incarnation), quiet) : isAmong(name, server.incarnation, refusers);
    }

    /// It promises nothing any more.
    protected boolean isSilent(Run over, Set<Run> quiet) {
        return quiet.contains(over);
    }

    protected boolean isAmong(String name, long incarnation, Set<Run> refusers) {
        return refusers.contains(new Run(name, incarnation));
    }

    /// See [Arbiter#end].
    public void end(Run by) {
        check(by);
        endKnown(by);
        free(by);
    }

    private void endKnown(Run run) {
        var server = known(run);
        servers.put(run.server(), new Server(server.incarnation, true, server.renewedAt, server.number));
    }

    private void free(Run run) {
        leases.replaceAll((_, lease) -> lease.owner.equals(run) ? new Lease(NOBODY, lease.epoch) : lease);
    }

    private Server known(Run run) {
        var server = servers.get(run.server());
        if (server == null) throw new FencedException(run);
        return server;
    }

    protected final boolean isOver(Run run) {
        var server = servers.get(run.server());
        return server == null || server.incarnation > run.incarnation() || server.isOver;
    }

    private void check(Run by) {
        if (isOver(by)) throw new FencedException(by);
    }
}
