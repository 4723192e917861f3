package dev.plumbline.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.vertx.core.buffer.Buffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.core.Book;
import dev.plumbline.core.CostMethod;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.journal.Chain;
import dev.plumbline.server.journal.EntryForm;
import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.journal.ShardSnapshot;
import dev.plumbline.server.journal.Snapshots;
import dev.plumbline.server.orders.Restart;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.server.store.Stored;
import dev.plumbline.server.store.StoredShard;

/// Brings the shards back to where the last run left them: the newest snapshot that Postgres has caught up with, what the
/// journal has behind it, and what only Postgres has, should the journal have lost its tail. What Postgres lacks is given
/// to it again. Sequential chores on a thread that may block.
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /// Reports that wait for their order or trade, in each shard. What is more is quarantined: in the database, with its
    /// bytes, for a person.
    public static final int PARKED_MAX = 10_000;

    /// Inputs given to the store, or taken from it, at a time.
    private static final int AT_ONCE = 1_000;

    /// Between two lines of progress.
    private static final long TELL_EVERY_NANOS = 1_000_000_000;

    private final FileJournal journal;
    private final Snapshots snapshots;
    private final Stored store;
    private final int shards;
    private final int readers;
    private final Restart.Settings settings;
    private final Consumer<String> progress;
    private final Chain chain = new Chain();
    private final List<StoreBatch.Entry> unstored = new ArrayList<>();
    private long replayed;
    private long toldAt = System.nanoTime();

    Recovery(
            FileJournal journal, Snapshots snapshots, Stored store, int shards, Restart.Settings settings,
            Consumer<String> progress) {
        this(journal, snapshots, store, shards, Runtime.getRuntime().availableProcessors(), settings, progress);
    }

    /// @param readers so many snapshots are read at a time; one at a time on the caller's own thread
    Recovery(
            FileJournal journal, Snapshots snapshots, Stored store, int shards, int readers, Restart.Settings settings,
            Consumer<String> progress) {
        this.journal = journal;
        this.snapshots = snapshots;
        this.store = store;
        this.shards = shards;
        this.readers = readers;
        this.settings = settings;
        this.progress = progress;
    }

    /// All shards, by number.
    /// @throws ConfigException where journal and store contradict each other
    List<Restart> run() {
        var stored = IntStream.range(0, shards).mapToObj(shard -> Await.done(store.positionOf(shard))).toList();
        var there = journal.forgetLostSnapshots(shards);
        var begun = begin(stored, there);
        refuseStrangers(begun, stored);
        replay(begun, stored);
        for (var one : begun) takeFromStore(one.restart, stored.get(one.restart.number()));
        progress.accept("%,d orders are back, after %,d inputs of the journal".formatted(
                begun.stream().mapToLong(one -> one.restart.book().orders().size()).sum(), replayed));
        return begun.stream().map(one -> one.restart).toList();
    }

    /// @param head the input after which it begins
    /// @param from the first record of the journal that may be news to it
    private record Begun(Restart restart, Chain.Head head, long from) {}

    /// Snapshots are large, and each is read by one thread: so many at a time as there are processors.
    private List<Begun> begin(List<StoredShard> stored, Set<Long> there) {
        progress.accept("reading snapshots");
        if (readers == 1) return IntStream.range(0, shards).mapToObj(shard -> begin(shard, stored.get(shard), there)).toList();
        try (var pool = Executors.newFixedThreadPool(readers)) {
            var reading = IntStream.range(0, shards)
                    .mapToObj(shard -> pool.submit(() -> begin(shard, stored.get(shard), there)))
                    .toList();
            var begun = new ArrayList<Begun>(shards);
            for (var one : reading) begun.add(one.get());
            return begun;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ConfigException wrong) throw wrong;
            throw new IllegalStateException("a snapshot cannot be read: " + failed.getCause(), failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /// One that is ahead of the store would leave out what the store lacks.
    private Begun begin(int shard, StoredShard stored, Set<Long> there) {
        return snapshots.newest(shard, stored.stateSeq())
                .map(snapshot -> begin(snapshot, stored, there))
                .orElseGet(() -> new Begun(
                        Restart.empty(shard, new Book(CostMethod.AVERAGE_COST, PARKED_MAX), settings),
                        Chain.BEGINNING, journal.newsTo(shard, 0, 0)));
    }

    private Begun begin(ShardSnapshot snapshot, StoredShard stored, Set<Long> there) {
        if (snapshot.seq() == stored.stateSeq())
            refuseOther(snapshot.shard(), snapshot.seq(), snapshot.hash(), stored.stateHash());
        var book = Book.of(CostMethod.AVERAGE_COST, PARKED_MAX, snapshot.book());
        var restart = new Restart(
                snapshot.shard(), book, snapshot.seq(), snapshot.inFlight(), snapshot.answers(), settings);
        boolean isInJournal = there.contains(snapshot.number());
        return new Begun(
                restart, snapshot.head(),
                isInJournal ? journal.newsTo(snapshot.shard(), snapshot.seq(), snapshot.number()) : 1);
    }

    /// Before anything is written: an event that went into the wrong database would stay there.
    private void refuseStrangers(List<Begun> begun, List<StoredShard> stored) {
        var heads = new HashMap<Integer, Chain.Head>();
        for (var one : begun) heads.put(one.restart.number(), one.head);
        journal.places(from(begun), place -> {
            if (place.shard() >= shards) throw otherShards();
            heads.put(place.shard(), new Chain.Head(place.seq(), place.hash()));
            var last = stored.get(place.shard());
            if (place.seq() == last.lastSeq()) refuseOther(place.shard(), place.seq(), place.hash(), last.lastHash());
        });
        heads.forEach((shard, head) -> {
            if (head.seq() > 0 && head.seq() < stored.get(shard).lastSeq())
                refuseOther(shard, head.seq(), head.hash(), Await.done(store.hashOf(shard, head.seq())));
        });
    }

    private static void refuseOther(int shard, long seq, Buffer inJournal, Buffer inStore) {
        if (!inJournal.equals(inStore)) throw contradiction(shard, seq);
    }

    private static long from(List<Begun> begun) {
        return begun.stream().mapToLong(Begun::from).min().orElse(1);
    }

    private void replay(List<Begun> begun, List<StoredShard> stored) {
        var heads = new HashMap<Integer, Chain.Head>();
        for (var one : begun) heads.put(one.restart.number(), one.head);
        journal.replay(heads, from(begun), kept -> {
            int shard = kept.entry().shard();
            again(begun.get(shard).restart, kept, stored.get(shard));
            return true;
        });
        giveToStore();
    }

    private void again(Restart restart, Kept kept, StoredShard stored) {
        long seq = kept.entry().seq();
        var entry = restart.again(kept);
        replayed++;
        if (seq > stored.stateSeq()) unstored(entry);
        if (System.nanoTime() - toldAt >= TELL_EVERY_NANOS) {
            toldAt = System.nanoTime();
            progress.accept("%,d inputs of the journal are back".formatted(replayed));
        }
    }

    private void unstored(StoreBatch.Entry entry) {
        boolean isOfAnother = !unstored.isEmpty()
                && unstored.getFirst().kept().entry().shard() != entry.kept().entry().shard();
        if (isOfAnother || unstored.size() == AT_ONCE) giveToStore();
        unstored.add(entry);
    }

    private void giveToStore() {
        if (unstored.isEmpty()) return;
        store.append(new StoreBatch(unstored.getFirst().kept().entry().shard(), List.copyOf(unstored)));
        unstored.clear();
    }

    /// After a power cut, or where its folder is gone, the journal may have less than Postgres.
    private void takeFromStore(Restart restart, StoredShard stored) {
        if (stored.lastSeq() <= restart.lastSeq()) return;
        LOG.error("ALARM: the journal lacks the inputs {} to {} of shard {}: taken from the store",
                restart.lastSeq() + 1, stored.lastSeq(), restart.number());
        progress.accept("the journal lacks inputs of shard " + restart.number() + ": taking "
                + (stored.lastSeq() - restart.lastSeq()) + " from the store");
        var page = new ArrayList<Kept>();
        Await.done(store.events(restart.number(), restart.lastSeq(), kept -> {
            page.add(kept);
            if (page.size() == AT_ONCE) keepAgain(restart, page, stored);
        }));
        keepAgain(restart, page, stored);
        giveToStore();
    }

    private void keepAgain(Restart restart, List<Kept> page, StoredShard stored) {
        if (page.isEmpty()) return;
        refuseWhatDoesNotFollow(page);
        for (var kept : Await.done(journal.append(page.stream().map(Kept::entry).toList()))) again(restart, kept, stored);
        page.clear();
    }

    /// Before it is in the journal, which forgets nothing either.
    private void refuseWhatDoesNotFollow(List<Kept> page) {
        var before = journal.head(page.getFirst().entry().shard()).hash();
        for (var kept : page) {
            var bytes = EntryForm.encode(kept.entry(), kept.form().getBytes());
            if (!chain.hash(before, bytes).equals(kept.hash())) throw contradiction(kept.entry().shard(), kept.entry().seq());
            before = kept.hash();
        }
    }

    private static ConfigException contradiction(int shard, long seq) {
        return new ConfigException("input " + seq + " of shard " + shard + " is one in the journal and"
                + " another in the store: they do not belong together; name the database that belongs to this data"
                + " folder, and see `oms verify`");
    }

    private ConfigException otherShards() {
        return new ConfigException("shards: is " + shards
                + ", but the journal was written with more; set it back, or name another data folder");
    }
}
