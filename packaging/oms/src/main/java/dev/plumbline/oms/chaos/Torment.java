package dev.plumbline.oms.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.HdrHistogram.Histogram;

import dev.plumbline.journal.Durability;
import dev.plumbline.oms.Say;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.store.StoreException;
import dev.plumbline.server.verify.Verifier;

/// Does one [Deed] after the other, as the seed says, and now and then verifies what a kill has left. One thread.
final class Torment {
    /// Of the kills, so many in a hundred come while the server starts.
    private static final int WHILE_STARTING = 25;
    /// So many requests that are accepted.
    private static final int TRADING = 100;

    private static final long TRADING_WITHIN_NANOS = 5_000_000_000L;
    private static final long SUCCESSOR_WITHIN_NANOS = 30_000_000_000L;
    private static final long STANDING_WITHIN_NANOS = 120_000_000_000L;
    private static final int BETWEEN_MS = 200;
    private static final int BETWEEN_MORE_MS = 3_000;
    private static final int FULL_RATE_MS = 5_000;
    private static final int FROZEN_MS = 500;
    private static final int FROZEN_MORE_MS = 6_000;
    private static final int PAUSED_MS = 60_000;
    private static final int CUT_MS = 1_000;
    private static final int CUT_MORE_MS = 19_000;
    private static final int FLAPS_MIN = 3;
    private static final int FLAPS_MORE = 8;
    private static final int FLAP_MS = 50;
    private static final int FLAP_MORE_MS = 2_000;
    private static final long PEACE_WITHIN_NANOS = 90_000_000_000L;
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
    private final List<String> late = new ArrayList<>();
    private final List<Long> gaps = new ArrayList<>();
    private final Histogram answeredBefore = new Histogram(Clients.LONGEST_MICROS, Clients.DIGITS);
    private Optional<Upgrade> upgrade = Optional.empty();
    private int verified;

    Torment(ChaosOptions options, Scene scene, Patience patience) {
        this.options = options;
        this.scene = scene;
        this.patience = patience;
        this.random = new SplittableRandom(options.seed());
        this.power = new PowerCut(random.split());
        this.possible = EnumSet.noneOf(Deed.class);
        possible.addAll(options.deeds());
        possible.removeIf(deed -> !isPossible(deed));
        if (possible.isEmpty() && !options.deeds().isEmpty()) throw new ConfigException("--deeds: none of them can be done here, see above");
    }

    private boolean isPossible(Deed deed) {
        return switch (deed.needs()) {
            case NOTHING -> true;
            case MEMBERS -> options.members() > 1;
            case DISK -> scene.disk().isThere();
            case NETWORK -> scene.network().isPresent();
        };
    }

    /// Postgres is not there for as long as the options say.
    void outage() throws InterruptedException {
        if (options.outage() == 0) return;
        scene.awaitOpen();
        Say.progress("Postgres is stopped for " + options.outage() + " s");
        done.merge(Deed.STOP_POSTGRES, 1, Integer::sum);
        away(options.outage() * 1_000);
    }

    /// Each server by one of another build, the one that trades last: what a newer one writes, an older one need not read.
    void upgrade() throws InterruptedException {
        if (options.upgradeTo().isEmpty()) return;
        awaitTrading();
        awaitPeace();
        patience.pause(options.upgradeAfter() * 1_000);
        var clients = scene.clients();
        long began = System.nanoTime();
        long accepted = clients.acceptedCount();
        long refused = clients.refusals().sum();
        long notConnected = clients.refusals().notConnected();
        var refusals = clients.refusals().byReason();
        long repeated = scene.door().repeated();
        var logons = logons();
        answeredBefore.add(clients.answered());
        var trading = scene.trading();
        for (var member : scene.members()) if (member != trading) upgrade(member);
        long handOverMs = handOver(trading);
        awaitPeace();
        var since = logons();
        since.replaceAll((session, times) -> times - Objects.requireNonNull(logons.get(session)));
        var done = new Upgrade(
                (System.nanoTime() - began) / 1_000_000, handOverMs, clients.acceptedCount() - accepted,
                clients.refusals().sum() - refused, clients.refusals().notConnected() - notConnected, clients.refusals().wordsSince(refusals), scene.door().repeated() - repeated,
                clients.answered(), since);
        answeredBefore.add(done.waited());
        upgrade = Optional.of(done);
        Say.progress(done.words());
    }

    /// From the server that trades to another one.
    /// @return from when it was told to stop until another one takes orders, milliseconds
    private long handOver(Member trading) throws InterruptedException {
        Say.progress("upgrading " + trading.name() + ", which trades");
        long accepted = scene.clients().acceptedCount();
        long stoppedAt = System.nanoTime();
        trading.upgrade(options.upgradeTo().orElseThrow());
        trading.process().tellToStop();
        long took = awaitSuccessor(accepted, stoppedAt, trading);
        trading.process().terminate();
        scene.start(trading);
        return took;
    }

    /// Of each session.
    private Map<String, Integer> logons() {
        var logons = new TreeMap<String, Integer>();
        for (var session : scene.speakers()) logons.put(session.broker(), session.logons());
        return logons;
    }

    /// Once it is done.
    Optional<Upgrade> upgraded() {
        return upgrade;
    }

    /// What requests waited that were answered before [Clients#answered()] began anew.
    Histogram answeredBefore() {
        return answeredBefore;
    }

    private void upgrade(Member member) throws InterruptedException {
        Say.progress("upgrading " + member.name());
        member.process().terminate();
        member.upgrade(options.upgradeTo().orElseThrow());
        scene.start(member);
        awaitPeace();
    }

    void next() throws InterruptedException {
        if (possible.isEmpty()) {
            patience.pause(BETWEEN_MS);
            return;
        }
        var deed = Deed.drawn(random, possible);
        boolean whileStarting = options.members() == 1 && deed == Deed.KILL && random.nextInt(100) < WHILE_STARTING;
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
            case KILL -> kill(victim());
            case TERMINATE -> {
                var member = victim();
                member.process().terminate();
                scene.start(member);
                if (options.members() > 1) awaitStanding(member);
            }
            case FREEZE -> {
                var member = victim();
                boolean wasTrading = member == scene.trading();
                member.listenFromHere();
                member.process().freeze();
                patience.pause(frozenMs());
                member.process().thaw();
                if (options.members() > 1 && wasTrading && scene.trading() != member) awaitStanding(member);
            }
            case PAUSE -> pause(scene.trading());
            case PART, PART_ONE_WAY, PART_OTHER_WAY, FLAP, CUT_OFF, LOSE_HOUSE, SLOW -> onTheLines(deed);
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

    /// It wakes with all its connections as it left them, and must not use them.
    private void pause(Member member) throws InterruptedException {
        long accepted = scene.clients().acceptedCount();
        long frozenAt = System.nanoTime();
        scene.hold(member);
        member.process().freeze();
        awaitSuccessor(accepted, frozenAt, member);
        patience.pause(Math.max(0, PAUSED_MS - (System.nanoTime() - frozenAt) / 1_000_000));
        member.process().thaw();
        awaitPeace();
        scene.release(member);
    }

    private void onTheLines(Deed deed) throws InterruptedException {
        var network = scene.network().orElseThrow();
        int victim = scene.members().indexOf(victim());
        Say.progress("   it is " + scene.members().get(victim).name() + (scene.members().get(victim) == scene.trading() ? ", which trades" : ""));
        long accepted = scene.clients().acceptedCount();
        long cutAt = System.nanoTime();
        boolean mayMove = scene.members().get(victim) == scene.trading();
        int times = deed == Deed.FLAP ? FLAPS_MIN + random.nextInt(FLAPS_MORE) : 1;
        for (int i = 0; i < times; i++) {
            cut(network, deed, victim);
            patience.pause(deed == Deed.FLAP ? FLAP_MS + random.nextLong(FLAP_MORE_MS) : CUT_MS + random.nextLong(CUT_MORE_MS));
            network.heal();
            if (deed == Deed.FLAP) patience.pause(random.nextLong(FLAP_MORE_MS));
        }
        Say.progress("   the lines are whole again after %,d ms, in which %,d requests were accepted%s".formatted(
                (System.nanoTime() - cutAt) / 1_000_000, scene.clients().acceptedCount() - accepted,
                mayMove && scene.members().get(victim) != scene.trading() ? ", and " + scene.trading().name() + " went on" : ""));
        awaitPeace();
    }

    private void cut(OwnNetwork network, Deed deed, int victim) {
        for (int other = 0; other < scene.members().size(); other++) {
            if (other == victim) continue;
            if (deed != Deed.PART_OTHER_WAY && deed != Deed.LOSE_HOUSE && deed != Deed.SLOW) network.cut(victim, other);
            if (deed != Deed.PART_ONE_WAY && deed != Deed.LOSE_HOUSE && deed != Deed.SLOW) network.cut(other, victim);
        }
        if (deed == Deed.CUT_OFF || deed == Deed.LOSE_HOUSE) network.cutHouse(victim);
        if (deed == Deed.SLOW) network.slow(victim);
    }

    /// One trades, and all others stand by. That it takes too long is a finding.
    private void awaitPeace() throws InterruptedException {
        long deadline = System.nanoTime() + PEACE_WITHIN_NANOS;
        while (!isPeace() && System.nanoTime() < deadline && !patience.isOver()) patience.pause(50);
        if (isPeace() || patience.isOver()) return;
        var states = scene.members().stream().map(member -> member.name() + " \"" + member.state() + "\"").toList();
        late.add(PEACE_WITHIN_NANOS / 1_000_000_000 + " s after deed " + sum() + " not all stand by: " + states);
        Say.progress("FINDING " + late.getLast());
    }

    private boolean isPeace() {
        var serving = scene.members().stream().filter(Member::isServing).toList();
        return serving.size() == 1
                && scene.members().stream().allMatch(member -> member.isServing() || member.isStandingBy())
                && scene.door().isConnected();
    }

    private Member victim() {
        return scene.members().get(random.nextInt(scene.members().size()));
    }

    private void kill(Member member) throws InterruptedException {
        boolean wasTrading = member == scene.trading() && scene.door().isConnected();
        boolean hasHeir = scene.members().stream().anyMatch(other -> other != member && other.isStandingBy());
        long accepted = scene.clients().acceptedCount();
        long killedAt = System.nanoTime();
        member.process().kill();
        if (options.durability() == Durability.POWER) scene.cut(power, member);
        // With others the history goes on meanwhile.
        if (options.members() == 1 && kills() % options.verifyEvery() == 0) verify(member);
        if (wasTrading && hasHeir) awaitSuccessor(accepted, killedAt, member);
        scene.start(member);
        if (options.members() > 1) comeUp(member);
    }

    private void comeUp(Member member) throws InterruptedException {
        if (options.comingUpRate() == options.rate()) {
            awaitStanding(member);
            return;
        }
        scene.clients().trade(options.comingUpRate());
        awaitStanding(member);
        scene.clients().trade(options.rate());
        patience.pause(FULL_RATE_MS);
    }

    /// One that is killed before it stands by has nobody to take over from it, which is no failure.
    private void awaitStanding(Member member) throws InterruptedException {
        long deadline = System.nanoTime() + STANDING_WITHIN_NANOS;
        while (!member.hasSaid("standing by") && System.nanoTime() < deadline && !patience.isOver()) patience.pause(20);
    }

    /// From the end of the one to the first order that another one accepts.
    private long awaitSuccessor(long accepted, long killedAt, Member before) throws InterruptedException {
        // What it has answered may still be on its way.
        while (scene.trading() == before && System.nanoTime() - killedAt < SUCCESSOR_WITHIN_NANOS && !patience.isOver()) {
            accepted = scene.clients().acceptedCount();
            patience.pause(5);
        }
        while (scene.clients().acceptedCount() <= accepted && System.nanoTime() - killedAt < SUCCESSOR_WITHIN_NANOS && !patience.isOver())
            patience.pause(5);
        long took = (System.nanoTime() - killedAt) / 1_000_000;
        gaps.add(took);
        Say.progress("orders are taken again after " + took + " ms");
        return took;
    }

    /// From each kill of the server that traded to the first order that another one took, milliseconds.
    List<Long> gaps() {
        return gaps.stream().sorted().toList();
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
    void verify(Member member) {
        if (member.launcher().isPresent()) {
            verify(member, member.launcher().get());
            return;
        }
        try {
            var report = new Verifier(member.journal(), Optional.of(scene.store()), _ -> {}).run();
            verified++;
            found.addAll(report.findings().first());
            Say.progress("verified %,d inputs: %s".formatted(
                    report.events() + report.unstored(),
                    report.isClean() ? "all is as it was written" : report.findings().count() + " FINDINGS"));
        } catch (StoreException away) {
            Say.progress("not verified this time: " + away.getMessage());
        }
    }

    /// By the build that wrote it.
    private void verify(Member member, Path launcher) {
        var log = member.folder().resolve("verify.log");
        try {
            var verifying = new ProcessBuilder(launcher.toString(), "verify", "--config", member.config().toString())
                    .redirectErrorStream(true).redirectOutput(log.toFile()).start();
            int exitCode = verifying.waitFor();
            verified++;
            var said = Files.readAllLines(log);
            if (exitCode != 0) found.add("exit code " + exitCode + ": " + (said.isEmpty() ? "" : said.getLast()));
            said.forEach(line -> Say.progress("verified by the other build: " + line));
        } catch (IOException stuck) {
            throw new UncheckedIOException(launcher + " cannot verify: " + stuck.getMessage(), stuck);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /// What took too long.
    List<String> late() {
        return List.copyOf(late);
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
