package dev.plumbline.server;

import static dev.plumbline.server.orders.Trade.ALPHA;
import static dev.plumbline.server.orders.Trade.NOON;
import static dev.plumbline.server.orders.Trade.SYMBOL;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.Account;
import dev.plumbline.core.Change;
import dev.plumbline.core.Command;
import dev.plumbline.core.Money;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Rules;
import dev.plumbline.journal.Durability;
import dev.plumbline.server.bus.Bus;
import dev.plumbline.server.history.OrderHistory;
import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.journal.FirstAnswer;
import dev.plumbline.server.journal.JournalConfig;
import dev.plumbline.server.orders.Desk;
import dev.plumbline.server.orders.Handling;
import dev.plumbline.server.orders.OrdersVerticle;
import dev.plumbline.server.orders.Ports;
import dev.plumbline.server.orders.Replica;
import dev.plumbline.server.orders.Restart;
import dev.plumbline.server.store.Filed;
import dev.plumbline.server.store.Store;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.server.store.StoreConfig;
import dev.plumbline.server.store.StoredInput;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.History;
import dev.plumbline.wire.DeskMessage.HistoryRequest;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Item.WaitingItem;
import dev.plumbline.wire.StateHash;

/// A server without clusters, brokers and consoles: the real shards, on the real bus, with the real journal and store. It
/// begins with a recovery. Each shard has an account of its own.
public final class LittleServer {
    private static final int SNAPSHOT_EVERY = 12;

    /// Small files, so that a day has several.
    private static final long SEGMENT_BYTES = 12_000;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> progress = new ArrayList<>();
    private final List<OrdersVerticle> shards = new ArrayList<>();
    private final AtomicLong now = new AtomicLong(NOON);
    private final FileJournal journal;
    private final Store store;
    private final List<Restart> restarts;
    private final Bus bus;
    private volatile boolean isStoring = true;

    /// @param journalFolder as a killed server left it, or nothing
    public LittleServer(Path journalFolder, StoreConfig database, int shards) {
        this.bus = Bus.of(vertx, shards);
        this.journal = FileJournal.open(journalIn(journalFolder));
        this.store = Await.done(Store.open(vertx, database, journal, _ -> {}));
        this.restarts = recover(shards);
        for (var restart : restarts) deploy(restart);
        session(new SessionEvent.Up(ALPHA, NOON));
    }

    private List<Restart> recover(int shards) {
        try {
            return new Recovery(journal, SnapshotBooks.of(journal, shards), store, shards, settings(shards, now::get), progress::add)
                    .run();
        } catch (RuntimeException refused) {
            Await.done(vertx.close());
            journal.close();
            throw refused;
        }
    }

    static JournalConfig journalIn(Path folder) {
        return new JournalConfig(folder, Durability.PROCESS, Duration.ofDays(36_500), SEGMENT_BYTES, Duration.ofSeconds(10), 0);
    }

    static Restart.Settings settings(int shards, LongSupplier nanos) {
        return new Restart.Settings(rules(shards), Handling.USUAL, nanos, NOON / 1_000_000, () -> "");
    }

    private static Rules rules(int shards) {
        return new Rules(
                Set.of(ALPHA),
                IntStream.range(0, shards).mapToObj(LittleServer::account).collect(Collectors.toSet()),
                Map.of(SYMBOL, Px.of("10")), Qty.of(1_000), Money.of("50000"));
    }

    public static Account account(int shard) {
        return new Account("ACC" + shard);
    }

    private void deploy(Restart restart) {
        var snapshooter = new Snapshooter(journal, Runnable::run, SNAPSHOT_EVERY, restart.lastSeq());
        var ports = new Ports(
                journal, Replica.NONE, bus, new Stored(), new NoDesk(), snapshooter);
        var shard = new OrdersVerticle(restart, bus, ports, now::get);
        Await.done(vertx.deployVerticle(shard));
        shards.add(shard);
    }

    private final class Stored implements dev.plumbline.server.orders.History {
        @Override
        public void append(StoreBatch batch) {
            if (isStoring) store.append(batch);
        }

        @Override
        public Future<Void> committed(int shard, long seq) {
            return store.committed(shard, seq);
        }
    }

    private static final class NoDesk implements Desk {
        @Override
        public void changed(List<Change> changes) {}

        @Override
        public void tell(Item item) {}
    }

    /// What the store is given from now on does not reach it, as while Postgres is away.
    public LittleServer withoutStore() {
        isStoring = false;
        return this;
    }

    public void session(SessionEvent event) {
        bus.session(event);
    }

    public Answer ask(int shard, Ask ask) {
        now.addAndGet(1_000_000);
        return Await.done(bus.ask(shard, ask));
    }

    /// Reports that a desk is shown at the start, for they waited or were quarantined.
    public List<WaitingItem> doubtful() {
        return RestoredDoubtful.of(restarts, (after, limit) -> store.inputs(StoredInput.Kind.PARKED, after, limit));
    }

    /// As a desk is told it, with the store as it is.
    public History history(Filed from, OrderKey order, long afterSeq) {
        try (var history = new OrderHistory(from, new JournalTail(journal))) {
            return Await.done(history.of(new HistoryRequest(order, afterSeq)));
        }
    }

    /// What Postgres has by now is all that there is so far.
    public Store drained() {
        Await.done(store.drain());
        return store;
    }

    /// Returns once the shard has them, each in a batch of its own.
    public void reports(int shard, List<Inbound> reports) {
        for (var report : reports) {
            long before = inputs(shard);
            now.addAndGet(1_000_000);
            bus.reports(shard, List.of(report));
            await().pollInSameThread().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1))
                    .until(() -> inputs(shard) > before);
        }
    }

    private long inputs(int shard) {
        return Await.done(shards.get(shard).picture()).counts().inputs();
    }

    public long now() {
        return now.get();
    }

    /// All that a shard is, to be compared after a crash.
    ///
    /// @param stateHash of its book
    public record Whole(long lastSeq, String stateHash, List<Command> inFlight, List<FirstAnswer> answers) {
        static Whole of(Restart restart) {
            var state = restart.state();
            return new Whole(restart.lastSeq(), StateHash.of(restart.book()), state.inFlight(), state.answers());
        }
    }

    /// Ends as a killed server does, as far as that can be within a JVM: the journal has every batch that was let out, and
    /// the store what it had by then. Returns what every shard was.
    public List<Whole> die() {
        Await.done(vertx.close());
        journal.close();
        return restarts.stream().map(Whole::of).toList();
    }

    /// As [#die()], once the store has all.
    public List<Whole> stop() {
        Await.done(store.drain());
        return die();
    }

    /// What the start has told.
    public List<String> progress() {
        return List.copyOf(progress);
    }
}
