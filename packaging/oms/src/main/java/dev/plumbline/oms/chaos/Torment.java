package dev.plumbline.oms.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

import dev.plumbline.journal.Durability;
import dev.plumbline.oms.Say;
import dev.plumbline.server.store.StoreException;
import dev.plumbline.server.verify.Verifier;

/// Does one [Deed] after the other, as the seed says, and now and then verifies what a kill has left. One thread.
final class Torment {
    /// Of the kills, so many in a hundred come while the server starts.
    private static final int WHILE_STARTING = 25;
    /// So many requests that are accepted.
    private static final int TRADING = 100;

    private static final long TRADING_WITHIN_NANOS = 5_000_000_000L;
    private static final int BETWEEN_MS = 200;
    private static final int BETWEEN_MORE_MS = 3_000;
    private static final int FROZEN_MS = 500;
    private static final int FROZEN_MORE_MS = 6_000;
    private static final int AWAY_MS = 1_000;
    private static final int AWAY_MORE_MS = 8_000;

    private final ChaosOptions options;
    private final Scene scene;
    private final Patience patience;
    private final SplittableRandom random;
    private final Set<Deed> possible;
    private final PowerCut power;
    private final Map<Deed, Integer> done = new EnumMap<>(Deed.class);
    private final List<String> found = new ArrayList<>();
    private int verified;

    Torment(ChaosOptions options, Scene scene, Patience patience) {
        this.options = options;
        this.scene = scene;
        this.patience = patience;
        this.random = new SplittableRandom(options.seed());
        this.power = new PowerCut(random.split());
        this.possible = scene.disk().isThere() ? EnumSet.allOf(Deed.class) : EnumSet.complementOf(EnumSet.of(Deed.FILL_POSTGRES));
    }

    /// Postgres is not there for as long as the options say.
    void outage() throws InterruptedException {
        if (options.outage() == 0) return;
        scene.awaitOpen();
        Say.progress("Postgres is stopped for " + options.outage() + " s");
        done.merge(Deed.STOP_POSTGRES, 1, Integer::sum);
        away(options.outage() * 1_000);
    }

    void next() throws InterruptedException {
        var deed = Deed.drawn(random, possible);
        boolean whileStarting = deed == Deed.KILL && random.nextInt(100) < WHILE_STARTING;
        if (!whileStarting) awaitTrading();
        patience.pause((whileStarting ? 0 : BETWEEN_MS) + random.nextLong(BETWEEN_MORE_MS));
        if (patience.isOver()) return;
        done.merge(deed, 1, Integer::sum);
        Say.progress("%d: %s%s".formatted(sum(), deed.words(), whileStarting ? " while it starts" : ""));
        act(deed);
    }

    /// What is open is not yet trading: brokers have to log on. A line that is down, or a broker that says nothing, is no
    /// reason to wait for long.
    private void awaitTrading() throws InterruptedException {
        scene.awaitOpen();
        long enough = scene.clients().acceptedCount() + TRADING;
        long deadline = System.nanoTime() + TRADING_WITHIN_NANOS;
        while (scene.clients().acceptedCount() < enough && System.nanoTime() < deadline && !patience.isOver())
            patience.pause(20);
    }

    private void act(Deed deed) throws InterruptedException {
        switch (deed) {
            case KILL -> kill();
            case TERMINATE -> {
                scene.server().terminate();
                scene.startServer();
            }
            case FREEZE -> {
                scene.server().freeze();
                patience.pause(frozenMs());
                scene.server().thaw();
            }
            case KILL_POSTGRES -> Signal.send("KILL", scene.postgresPids().getFirst());
            case FREEZE_POSTGRES -> {
                var all = scene.postgresPids();
                Signal.sendToThoseLeft("STOP", all);
                patience.pause(frozenMs());
                Signal.sendToThoseLeft("CONT", all);
            }
            case STOP_POSTGRES -> away(AWAY_MS + random.nextLong(AWAY_MORE_MS));
            case FILL_POSTGRES -> {
                scene.disk().fill();
                patience.pause(AWAY_MS + random.nextLong(AWAY_MORE_MS));
                scene.disk().free();
            }
        }
    }

    private void kill() {
        scene.server().kill();
        if (options.durability() == Durability.POWER) scene.cut(power);
        if (kills() % options.verifyEvery() == 0) verify();
        scene.startServer();
    }

    private long frozenMs() {
        return FROZEN_MS + random.nextLong(FROZEN_MORE_MS);
    }

    private void away(long ms) throws InterruptedException {
        scene.postgres().goAway();
        patience.pause(ms);
        scene.postgres().comeBack();
    }

    /// As the crash has left it. Where Postgres is just being started again, the next time will do.
    void verify() {
        try {
            var report = new Verifier(scene.journal(), Optional.of(scene.store()), _ -> {}).run();
            verified++;
            found.addAll(report.findings().first());
            Say.progress("verified %,d inputs: %s".formatted(
                    report.events() + report.unstored(),
                    report.isClean() ? "all is as it was written" : report.findings().count() + " FINDINGS"));
        } catch (StoreException away) {
            Say.progress("not verified this time: " + away.getMessage());
        }
    }

    int kills() {
        return done.getOrDefault(Deed.KILL, 0);
    }

    int sum() {
        return done.values().stream().mapToInt(Integer::intValue).sum();
    }

    Map<Deed, Integer> done() {
        return Map.copyOf(done);
    }

    int verified() {
        return verified;
    }

    /// What the verifications came upon.
    List<String> found() {
        return List.copyOf(found);
    }

    PowerCut power() {
        return power;
    }
}
