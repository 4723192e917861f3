package dev.plumbline.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.adapter.SessionCopies;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.server.cluster.Strangers;
import dev.plumbline.server.ops.ClusterPicture.State;
import dev.plumbline.server.replica.HazelcastReplica;
import dev.plumbline.server.replica.KeptAhead;
import dev.plumbline.server.replica.ReplicatedSession;
import dev.plumbline.server.store.Store;
import dev.plumbline.server.store.StoreException;
import dev.plumbline.server.store.UnreadableException;

/// One of several servers, from its start on: follows the history, takes over when it has the leases, and says when it has lost
/// them. A sequential chore, on a thread of its own.
final class StandBy {
    private static final Logger LOG = LoggerFactory.getLogger(StandBy.class);

    /// Between two looks at what the owner has written, and at the leases.
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LOOK_FOR_STRANGERS = Duration.ofSeconds(1);
    /// What is not in Postgres by then stays in the journal, and this server the only one that can go on.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int shards;
    private final Set<BrokerSession> sessionNames;
    private final Succession succession;
    private final HazelcastReplica replica;
    private final Store store;
    private final Recovery recovery;
    private final LastRun lastRun;
    private final Consumer<String> progress;
    private final Turn turn;
    private final List<Strangers> strangers;
    private volatile String estranged = "";
    private volatile boolean hasGivenAway;
    private final List<ReplicatedSession> sessions = new CopyOnWriteArrayList<>();
    /// What the database has of each session, while it takes over.
    private volatile Map<BrokerSession, KeptAhead> ahead = Map.of();
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("stand by").daemon().unstarted(this::run);

    /// What becomes of it.
    interface Turn {
        /// To make the sessions its own. Nothing leaves.
        /// @param copies where else what a session keeps is; blocks
        void takeSessions(Warrant warrant, Function<BrokerSession, SessionCopies> copies);

        /// To run the shards, as they are in the recovery, and the sessions, which it has taken.
        void serve(Warrant warrant);

        /// It acts no more, or never will.
        void lost(String why, Exception cause);
    }

    /// @param strangers of each cluster
    /// @param recovery of a server that stands by, which has run
    /// @param turn called on the thread of this
    StandBy(
            int shards, Set<BrokerSession> sessions, Succession succession, List<Strangers> strangers, HazelcastReplica replica, Store store, Recovery recovery, LastRun lastRun,
            Consumer<String> progress, Turn turn) {
        this.shards = shards;
        this.sessionNames = Set.copyOf(sessions);
        this.succession = succession;
        this.strangers = List.copyOf(strangers);
        this.replica = replica;
        this.store = store;
        this.recovery = recovery;
        this.lastRun = lastRun;
        this.progress = progress;
        this.turn = turn;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            awaitTurn();
            if (!isStopped()) takeTurn();
        } catch (RuntimeException failed) {
            if (!isStopped()) turn.lost(estranged.isEmpty() ? "cannot stand in: " + failed.getMessage() : estranged, failed);
        }
    }

    private void awaitTurn() {
        var told = "";
        Thread.ofVirtual().name("strangers").start(this::lookForStrangers);
        while (!succession.holdsAll() && !pauses(LOOK)) {
            if (!estranged.isEmpty()) throw new IllegalStateException(estranged);
            replica.look();
            follow();
            var standing = succession.standing();
            readAhead(standing.state() == State.TAKING_OVER);
            if (!standing.says().equals(told)) progress.accept(standing.says());
            told = standing.says();
        }
    }

    /// In the span in which the last owner may still act.
    private void readAhead(boolean isTakingOver) {
        if (!isTakingOver) ahead = Map.of();
        else if (ahead.isEmpty()) ahead = sessionNames.stream().collect(Collectors.toUnmodifiableMap(name -> name, name -> KeptAhead.of(store, name.value())));
    }

    private void lookForStrangers() {
        while (!succession.holdsAll() && estranged.isEmpty() && !pauses(LOOK_FOR_STRANGERS)) {
            for (var cluster : strangers) lookForStrangers(cluster);
        }
    }

    private void lookForStrangers(Strangers cluster) {
        try {
            var found = cluster.look();
            if (cluster.mustJoin(found, succession.acting(), succession.seemsHeir()))
                estranged = "another part of the cluster can be reached again (" + String.join(", ", found) + "): joining it";
        } catch (RuntimeException leaving) {
            LOG.debug("not known who else is there", leaving);
        }
    }

    /// While Postgres is away nothing can be followed, and nobody takes over. Who cannot read the history, for one of a newer version
    /// writes it, can never take over.
    private void follow() {
        try {
            recovery.follow(succession.hasEndOfHistory());
        } catch (UnreadableException newer) {
            throw newer;
        } catch (StoreException away) {
            LOG.debug("the history cannot be followed now", away);
        }
    }

    private void takeTurn() {
        var held = succession.epochs();
        LOG.info("has all leases");
        long lossesBefore = replica.memory().losses();
        var taking = new Taking(held);
        for (var step : TakeOver.steps(taking, shards, shard -> epoch(held, Succession.lease(shard)))) step.run();
        progress.accept("took over: " + taking.laps);
        watch(held, lossesBefore);
    }

    private final class Taking implements TakeOver.Means {
        private final Map<String, Long> held;
        /// Of the run that has them: where it is over meanwhile, another one has begun nothing yet.
        private final long incarnation = succession.incarnation();
        private final Warrant warrant;
        private final Laps laps = new Laps();

        Taking(Map<String, Long> held) {
            this.held = held;
            this.warrant = new Warrant(
                    replica,
                    shard -> succession.mayAct(Succession.lease(shard), epoch(held, Succession.lease(shard))),
                    session -> succession.mayAct(Succession.lease(session), epoch(held, Succession.lease(session))));
        }

        @Override
        public void own(int shard, long epoch) {
            Await.done(store.own(shard, epoch));
            replica.own(shard, epoch);
        }

        @Override
        public boolean isHeir() {
            return succession.isHeir();
        }

        @Override
        public void takeRest() {
            laps.done("fencing the last owner");
            recovery.takeOver(replica::of, succession.hasEndOfHistory());
            laps.done("the rest of the inputs");
        }

        @Override
        public boolean isOwnHeir() {
            return succession.isOwnHeir();
        }

        @Override
        public void remember() {
            lastRun.write(incarnation);
        }

        @Override
        public void begun() {
            succession.begun(held, incarnation);
            laps.done("saying so");
        }

        @Override
        public void takeSessions(boolean isOwnHeir) {
            turn.takeSessions(warrant, session -> copies(session, epoch(held, Succession.lease(session)), isOwnHeir));
            ahead = Map.of();
            laps.done("the sessions");
        }

        @Override
        public void serve() {
            turn.serve(warrant);
            laps.done("opening");
        }
    }

    private static long epoch(Map<String, Long> held, String lease) {
        return Objects.requireNonNull(held.get(lease));
    }

    /// What was taken over need not be in the replica once Postgres has it. Where members have gone at once that had all of a part of
    /// it, what we have put there is gone as well, and whoever joins would be an heir without it: all begins anew, from our folder.
    private void watch(Map<String, Long> held, long lossesBefore) {
        var stored = store.drain();
        boolean isCleared = false;
        while (succession.epochs().equals(held)) {
            if (pauses(LOOK)) return;
            replica.look();
            if (replica.memory().losses() != lossesBefore) {
                turn.lost("servers have gone at once that had what this one may lose: giving it anew", new IllegalStateException("" + replica.memory()));
                return;
            }
            if (isCleared || !stored.succeeded()) continue;
            for (int shard = 0; shard < shards; shard++) replica.clear(shard);
            isCleared = true;
        }
        turn.lost("another server has taken over, or may",
                new IllegalStateException("had " + held + ", has " + succession.epochs()));
    }

    private SessionCopies copies(BrokerSession session, long epoch, boolean isOurs) {
        try {
            var laps = new Laps();
            var copies = ReplicatedSession.take(
                    replica, store, Objects.requireNonNullElseGet(ahead.get(session), () -> KeptAhead.of(store, session.value())), session.value(), epoch, isOurs);
            sessions.add(copies);
            laps.done("taking what session " + session + " has kept took");
            progress.accept(laps.toString());
            return copies;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// @return whether it is told to stop
    private boolean pauses(Duration time) {
        try {
            return stopAsked.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private boolean isStopped() {
        return stopAsked.getCount() == 0;
    }

    /// Nothing is taken over any more. Returns once the thread has ended, or does not in time.
    void stop() {
        stopAsked.countDown();
        sessions.forEach(ReplicatedSession::end);
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /// Ahead of a stop, while this server acts: what the sessions have kept so far.
    void keepSoFar() {
        for (var session : sessions) {
            try {
                session.keepSoFar();
            } catch (IOException failed) {
                LOG.warn("not yet in the database", failed);
                return;
            }
        }
    }

    /// Gives the leases back. What acts must have stopped.
    void end() {
        boolean isAllKept = isAllKept();
        Await.done(succession.end(isAllKept), PATIENCE);
        hasGivenAway = isAllKept;
    }

    /// Another server can go on at once.
    boolean hasGivenAway() {
        return hasGivenAway;
    }

    /// Whether another server finds all that this one has acted on.
    private boolean isAllKept() {
        try {
            for (var session : sessions) session.keep();
            int left = Await.done(store.drain(PATIENCE));
            if (left == 0) return true;
            LOG.warn("{} inputs are not in the database: start this server again before another goes on", left);
        } catch (IOException failed) {
            LOG.warn("start this server again before another goes on", failed);
        }
        return false;
    }
}
