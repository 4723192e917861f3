package dev.plumbline.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.plumbline.server.lease.Arbiter.Registered;
import dev.plumbline.server.lease.Arbiter.Tenure;
import dev.plumbline.server.lease.LeaseRegister;
import dev.plumbline.server.lease.LeaseTerms;
import dev.plumbline.server.lease.Run;

/// The arbiter's register behind a clock that jumps now and then, and what is broken in it.
final class LeaseTables extends LeaseRegister {
    private final LeaseFault fault;
    private final Clock clock;
    private final World world;
    private final long waitNanos;
    private final Map<Run, Long> overAt = new HashMap<>();
    private long ahead;

    LeaseTables(World world, LeaseTerms terms, LeaseFault fault) {
        super(terms);
        this.world = world;
        this.fault = fault;
        this.clock = new Clock(world, 10);
        this.waitNanos = terms.waitNanos();
    }

    /// The clock of its machine is set.
    void jump(long nanos) {
        world.trace("arbiter: its clock is set by " + nanos / World.MS + " ms");
        ahead += nanos;
    }

    private long now() {
        return clock.now() + ahead;
    }

    Registered register(String name, long after, Set<String> inSight) {
        var registered = register(name, after, inSight, now());
        world.trace("arbiter: " + registered.run() + " begins");
        return registered;
    }

    Map<String, Tenure> renew(Run by, long number, Set<String> wanted, Set<Run> quiet) {
        var tenures = renew(by, number, wanted, quiet, now());
        tenures.forEach((name, tenure) -> {
            if (tenure instanceof Tenure.Ours) world.trace("arbiter: " + name + " is " + by + "'s");
        });
        return tenures;
    }

    boolean fence(Run by, Run whom, Set<Run> refusers, Set<Run> quiet, boolean seen) {
        boolean wasOver = isOver(whom);
        boolean isOver = fence(by, whom, refusers, quiet, seen, now());
        if (isOver && !wasOver) overAt.put(whom, now());
        if (isOver && !wasOver) world.trace("arbiter: " + by + " has " + whom + " fenced, as nobody promises: " + refusers);
        return isOver;
    }

    // ---- what is broken

    @Override
    protected boolean isLast(String name, long after) {
        return super.isLast(name, after) || fault == LeaseFault.LATE_REQUEST_COUNTS;
    }

    @Override
    protected boolean isLate(Server server, long number) {
        return super.isLate(server, number) && fault != LeaseFault.LATE_REQUEST_COUNTS;
    }

    @Override
    protected Map<String, Run> over(String name) {
        return fault == LeaseFault.OVER_FORGOTTEN ? Map.of() : super.over(name);
    }

    @Override
    protected void checkRenewable(Run by) {
        if (fault != LeaseFault.RENEWED_THOUGH_OVER) super.checkRenewable(by);
    }

    @Override
    protected boolean isFreed(Run owner, Set<Run> quiet) {
        return super.isFreed(owner, quiet) || fault == LeaseFault.NO_WAIT;
    }

    @Override
    protected boolean isRefused(Run whom, Set<Run> refusers, Set<Run> quiet) {
        return super.isRefused(whom, refusers, quiet) || fault == LeaseFault.REFUSERS_NOT_ASKED;
    }

    @Override
    protected boolean isSilent(Run over, Set<Run> quiet) {
        return switch (fault) {
            case OVER_REFUSES_AT_ONCE -> true;
            case SILENT_BY_THE_ARBITERS_CLOCK -> now() - overAt.getOrDefault(over, now()) > waitNanos;
            default -> super.isSilent(over, quiet);
        };
    }

    @Override
    protected boolean isAmong(String name, long incarnation, Set<Run> refusers) {
        return super.isAmong(name, incarnation, refusers)
                || fault == LeaseFault.OLD_REFUSER_COUNTS && refusers.stream().anyMatch(run -> run.server().equals(name));
    }
}
