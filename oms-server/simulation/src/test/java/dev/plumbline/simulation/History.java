package dev.plumbline.simulation;

import java.util.List;
import java.util.Optional;

/// One history: what the seed makes happen, up to the moment when everything has come to rest, and what is then looked at.
final class History {
    private static final long SECOND = 1_000 * World.MS;

    /// Everything has to come to rest in that time.
    private static final long REST_WITHIN = 60 * SECOND;

    private final Plan plan;
    private final Fault fault;
    private final World world;
    private final Machine machine;
    private final Witness witness;
    private final BrokerSide broker;
    private final Network network;
    private final Clients clients;
    private Optional<Server> server = Optional.empty();
    private int runs;
    private int killsLeft;

    /// What became of it.
    record Result(long seed, Optional<String> violation, List<String> lastLines, long hash, Tally tally) {}

    private History(long seed, Fault fault, boolean looksAtEffects, boolean aloud) {
        this.plan = Plan.of(seed);
        this.fault = fault;
        world = new World(seed, aloud);
        machine = new Machine(fault, world.tally);
        witness = new Witness(looksAtEffects);
        broker = new BrokerSide(world, plan);
        network = new Network(world, broker);
        clients = new Clients(world, (shard, ask, reply) -> server.ifPresent(up -> up.ask(shard, ask, reply)));
        killsLeft = plan.kills();
    }

    static Result of(long seed) {
        return of(seed, Fault.NONE, true, false);
    }

    /// @param looksAtEffects also whether the cause of each effect is on the disk, not only what becomes of it
    /// @param aloud prints the whole trace
    static Result of(long seed, Fault fault, boolean looksAtEffects, boolean aloud) {
        var history = new History(seed, fault, looksAtEffects, aloud);
        var violation = history.live();
        return new Result(seed, violation, history.world.lastLines(), history.world.hash(), history.world.tally);
    }

    private Optional<String> live() {
        try {
            world.trace(plan.toString());
            start();
            unrest();
            rest();
            if (fault != Fault.NONE || plan.losesOnBus() || world.happens(500)) onceMore();
            new Reckoning(server.orElseThrow(), broker, machine, clients, world.tally).check();
            return Optional.empty();
        } catch (Violation violated) {
            world.trace("VIOLATED: " + violated.getMessage());
            return Optional.of(String.valueOf(violated.getMessage()));
        } catch (RuntimeException fell) {
            world.trace("FAILED: " + fell);
            return Optional.of("failed: " + fell + at(fell));
        }
    }

    private static String at(Throwable fell) {
        var deepest = fell;
        while (deepest.getCause() != null) deepest = deepest.getCause();
        return deepest.getStackTrace().length == 0 ? "" : " at " + deepest.getStackTrace()[0] + " (" + deepest + ")";
    }

    // ---- what happens

    private void unrest() {
        long end = 0;
        for (int i = 0; i < plan.requests(); i++) {
            end += world.micros(2_000, 300_000);
            world.in(end, clients::makeRequest);
        }
        for (int i = 0; i < plan.kills(); i++)
            if (world.below(2) == 0) world.in(world.below(end + 1), this::kill);
        if (plan.diskFails()) world.in(world.below(end + 1), this::fillDisk);
        tick();
        for (long until = world.now() + end + SECOND / 3; pass(until);) {}
    }

    private boolean pass(long until) {
        try {
            return world.step(until);
        } catch (Crash crash) {
            died(crash);
            return true;
        }
    }

    private void tick() {
        if (world.isCalm()) return;
        broker.tick(world.below(3));
        if (world.happens(plan.linePerMille())) network.lose("by chance", world.micros(1_000, 800_000));
        if (world.happens(plan.storePerMille()) && !machine.tables.isAway()) storeAway();
        if (server.map(Server::standsStill).orElse(false) && world.happens(30)) kill();
        world.in(world.micros(5_000, 120_000), this::tick);
    }

    private void storeAway() {
        world.tally.met(Met.STORE_AWAY);
        world.trace("store: away");
        machine.tables.away(true);
        world.in(world.micros(10_000, 3_000_000), () -> storeIs(true));
    }

    private void storeIs(boolean back) {
        if (back) world.trace("store: back");
        machine.tables.away(!back);
    }

    private void fillDisk() {
        world.tally.met(Met.DISK_FULL);
        world.trace("the journal's disk is full");
        machine.full(true);
        world.in(world.micros(10_000, 1_000_000), () -> machine.full(false));
    }

    private void kill() {
        if (server.isEmpty()) return;
        server.get().kill();
        died(new Crash(Met.KILL_BETWEEN_STEPS, "between two steps"));
    }

    private void died(Crash crash) {
        world.tally.met(crash.how);
        world.trace("CRASH " + crash.getMessage());
        server.ifPresent(Server::kill);
        server = Optional.empty();
        network.lose("the process is dead", 0);
        if (plan.power()) {
            world.tally.met(Met.POWER_CUT);
            machine.afterPowerCut(world);
        } else {
            machine.afterKill(world);
        }
        world.in(world.micros(5_000, 1_000_000), this::start);
    }

    /// Waits for the database, as the server does.
    private void start() {
        if (server.isPresent()) return;
        machine.full(false);
        if (machine.tables.isAway()) {
            world.in(100 * World.MS, this::start);
            return;
        }
        runs++;
        var mortal = new Mortal(effectsToLive());
        try {
            server = Optional.of(new Server(
                    world, plan, fault, machine, witness, broker, network, mortal, runs));
        } catch (Crash crash) {
            world.tally.met(Met.KILL_IN_RECOVERY);
            died(crash);
        }
    }

    /// Few at times, so that it dies while it starts.
    private int effectsToLive() {
        if (world.isCalm() || killsLeft == 0) return 0;
        killsLeft--;
        return world.below(3) == 0 ? 1 + world.below(12) : 1 + world.below(600);
    }

    // ---- to rest

    private void rest() {
        world.calm();
        killsLeft = 0;
        broker.settle();
        storeIs(true);
        machine.full(false);
        if (server.map(Server::standsStill).orElse(false)) kill();
        comeToRest();
    }

    /// What was lost on the bus comes again with the next run.
    private void onceMore() {
        world.trace("once more");
        kill();
        comeToRest();
    }

    private void comeToRest() {
        long until = world.now() + REST_WITHIN;
        long quietSince = 0;
        while (quietSince == 0 || world.now() < quietSince + 8 * SECOND) {
            if (world.now() >= until) throw new Violation("does not come to rest: " + why());
            for (long step = world.now() + SECOND / 2; pass(step);) {}
            if (!isQuiet()) quietSince = 0;
            else if (quietSince == 0) quietSince = world.now();
        }
    }

    private boolean isQuiet() {
        if (server.map(Server::standsStill).orElse(false)) kill();
        return clients.areAnswered() && network.isUp() && server.map(Server::isQuiet).orElse(false);
    }

    private String why() {
        return server.flatMap(Server::notQuiet).orElse("")
                + (clients.areAnswered() ? "" : "; not all requests are answered")
                + (network.isUp() ? "" : "; the line is down");
    }
}
