package dev.plumbline.simulation;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.plumbline.server.lease.Arbiter.Registered;
import dev.plumbline.server.lease.Arbiter.Tenure;
import dev.plumbline.server.lease.FencedException;
import dev.plumbline.server.lease.LeaseTerms;
import dev.plumbline.server.lease.Run;

/// What the arbiter's statements leave in its tables, each done at one moment.
final class LeaseTables {
    private final LeaseTerms terms;
    private final LeaseFault fault;
    private final Clock clock;
    private final World world;
    private final Map<String, Server> servers = new TreeMap<>();
    private final Map<String, Lease> leases = new TreeMap<>();

    /// @param overAt by the arbiter's clock, -1 while it is not
    private record Server(long incarnation, boolean over, long overAt, long renewedAt, long number) {}

    private record Lease(Run owner, long epoch) {
        static final Run NOBODY = new Run("", 0);

        boolean isFree() {
            return owner.equals(NOBODY);
        }
    }

    LeaseTables(World world, LeaseTerms terms, LeaseFault fault) {
        this.world = world;
        this.terms = terms;
        this.fault = fault;
        this.clock = new Clock(world, 10);
    }

    long lastIncarnation(String name) {
        var server = servers.get(name);
        return server == null ? 0 : server.incarnation;
    }

    Registered register(String name, long after, Set<String> inSight) {
        if (lastIncarnation(name) != after && fault != LeaseFault.LATE_REQUEST_COUNTS)
            throw new IllegalStateException("another run of " + name + " has begun since " + after);
        boolean isFew = inSight.size() < terms.majority();
        if (isFew && servers.keySet().stream().anyMatch(other -> !inSight.contains(other) && isRenewed(other)))
            throw new IllegalStateException(name + " is cut off from others that go on");
        var before = servers.get(name);
        if (before != null) free(new Run(name, before.incarnation));
        var run = new Run(name, before == null ? 1 : before.incarnation + 1);
        servers.put(name, new Server(run.incarnation(), false, -1, clock.now(), 0));
        world.trace("arbiter: " + run + " begins");
        var over = new TreeMap<String, Run>();
        servers.forEach((other, server) -> {
            long last = server.over ? server.incarnation : server.incarnation - 1;
            if (last > 0 && !other.equals(name)) over.put(other, new Run(other, last));
        });
        return new Registered(run, fault == LeaseFault.OVER_FORGOTTEN ? Map.of() : over);
    }

    Map<String, Tenure> renew(Run by, long number, Set<String> wanted, Set<Run> quiet) {
        boolean isLate = servers.get(by.server()).number >= number && fault != LeaseFault.LATE_REQUEST_COUNTS;
        if (fault != LeaseFault.RENEWED_THOUGH_OVER) check(by);
        if (isLate) throw new IllegalStateException("request " + number + " of " + by + " comes late");
        var server = servers.get(by.server());
        servers.put(by.server(), new Server(server.incarnation, server.over, server.overAt, clock.now(), number));
        leases.replaceAll((name, lease) ->
                lease.owner.equals(by) && !wanted.contains(name) ? new Lease(Lease.NOBODY, lease.epoch) : lease);
        var tenures = new TreeMap<String, Tenure>();
        for (var name : wanted) tenures.put(name, wanted(by, name, quiet));
        return tenures;
    }

    private Tenure wanted(Run by, String name, Set<Run> quiet) {
        var lease = leases.getOrDefault(name, new Lease(Lease.NOBODY, 0));
        boolean isOver = isOver(lease.owner);
        boolean isQuiet = quiet.contains(lease.owner) || fault == LeaseFault.NO_WAIT;
        if (lease.isFree() || isOver && isQuiet) {
            world.trace("arbiter: " + name + " goes from " + lease.owner + " to " + by);
            lease = new Lease(by, lease.epoch + 1);
            leases.put(name, lease);
        }
        return lease.owner.equals(by) ? new Tenure.Ours(lease.epoch) : new Tenure.Others(lease.owner, isOver);
    }

    boolean fence(Run by, Run whom, Set<Run> refusers, boolean seen) {
        check(by);
        if (isOver(whom)) return true;
        var server = servers.get(whom.server());
        if (isRenewed(whom.server()) && !seen || !isRefused(whom, refusers)) return false;
        servers.put(whom.server(), new Server(server.incarnation, true, clock.now(), server.renewedAt, server.number));
        world.trace("arbiter: " + by + " has " + whom + " fenced, as nobody promises: " + refusers);
        return true;
    }

    private boolean isRenewed(String name) {
        var server = servers.get(name);
        return server != null && !server.over && clock.now() - server.renewedAt < terms.span().toNanos();
    }

    private boolean isRefused(Run whom, Set<Run> refusers) {
        long refusing = terms.servers().stream()
                .filter(name -> !name.equals(whom.server()))
                .filter(name -> refuses(name, refusers))
                .count();
        return refusing >= terms.refusals() || fault == LeaseFault.REFUSERS_NOT_ASKED;
    }

    private boolean refuses(String name, Set<Run> refusers) {
        var server = servers.get(name);
        if (server == null) return true;
        if (server.over) return clock.now() - server.overAt > terms.waitNanos() || fault == LeaseFault.OVER_REFUSES_AT_ONCE;
        return refusers.stream().anyMatch(run -> run.server().equals(name)
                && (run.incarnation() == server.incarnation || fault == LeaseFault.OLD_REFUSER_COUNTS));
    }

    void end(Run by) {
        check(by);
        var server = servers.get(by.server());
        servers.put(by.server(), new Server(server.incarnation, true, clock.now(), server.renewedAt, server.number));
        free(by);
    }

    private void free(Run run) {
        leases.replaceAll((_, lease) -> lease.owner.equals(run) ? new Lease(Lease.NOBODY, lease.epoch) : lease);
    }

    private boolean isOver(Run run) {
        var server = servers.get(run.server());
        return server == null || server.incarnation > run.incarnation() || server.over;
    }

    private void check(Run by) {
        if (isOver(by)) throw new FencedException(by);
    }
}
