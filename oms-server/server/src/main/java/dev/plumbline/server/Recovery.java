package dev.plumbline.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;

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
import dev.plumbline.server.journal.Written;
import dev.plumbline.server.orders.Restart;
import dev.plumbline.server.orders.Snapshooting;
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
    private final SnapshotBooks books;
    private final Stored store;
    private final int shards;
    private final boolean readsAhead;
    private final Restart.Settings settings;
    private final Consumer<String> progress;
    private final Chain chain = new Chain();
    private final List<StoreBatch.Entry> unstored = new ArrayList<>();
    /// What the store lacks, as long as it is not ours to give.
    private final List<StoreBatch> heldBack = new ArrayList<>();
    private List<Restart> restarts = List.of();
    private Function<Restart, Snapshooting> snapshots = _ -> Snapshooting.NEVER;
    private Follower follower = Follower.NOBODY;
    private boolean mayWrite;
    /// What the journal has beyond the store is no part of the history.
    private boolean isStray;
    private long replayed;
    private long toldAt = System.nanoTime();

    /// Who keeps something beside the shards. Called on the thread that follows.
    interface Follower {
        Follower NOBODY = new Follower() {
            @Override
            public void took(StoreBatch.Entry entry) {}

            @Override
            public void settle() {}
        };

        /// The next input of a shard, and all that changed by it.
        void took(StoreBatch.Entry entry);

        /// Now and then, each time that so many inputs were taken as are taken together, and also where there were none.
        void settle();
    }

    /// @param books of that journal
    Recovery(
            FileJournal journal, SnapshotBooks books, Stored store, int shards, Restart.Settings settings,
            Consumer<String> progress) {
        this(journal, books, store, shards, true, settings, progress);
    }

    /// Of a server that stands by: it writes nothing to the store before [#takeOver(IntFunction, boolean)].
    /// @param wasLast it had the shards last, so what its journal has beyond the store is the end of the history. Else
    ///     [#run()] fails with a [StrayedException] where there is such
    Recovery standingBy(boolean wasLast) {
        mayWrite = false;
        isStray = !wasLast;
        return this;
    }

    /// What is taken from the store goes into snapshots as well, so that a server that has long stood by does not begin its next run
    /// with all of it.
    Recovery snapshooting(Function<Restart, Snapshooting> byShard) {
        snapshots = byShard;
        return this;
    }

    /// From here on it is told of each input that is taken.
    void tell(Follower keepsUp) {
        follower = keepsUp;
    }

    /// @param readsAhead whether a thread of its own reads the journal meanwhile
    Recovery(
            FileJournal journal, SnapshotBooks books, Stored store, int shards, boolean readsAhead,
            Restart.Settings settings, Consumer<String> progress) {
        this.journal = journal;
        this.books = books;
        this.store = store;
        this.shards = shards;
        this.readsAhead = readsAhead;
        this.settings = settings;
        this.progress = progress;
        this.mayWrite = true;
    }

    /// All shards, by number.
    /// @throws ConfigException where journal and store contradict each other
    List<Restart> run() {
        var stored = Await.done(store.positionsOf(shards));
        var begun = begin(stored);
        refuseStrays(begun, stored);
        replay(begun, stored);
        for (var one : begun) takeFromStore(one.restart, stored.get(one.restart.number()));
        progress.accept("%,d orders are back, after %,d inputs of the journal".formatted(
                begun.stream().mapToLong(one -> one.restart.book().size()).sum(), replayed));
        restarts = begun.stream().map(one -> one.restart).toList();
        return restarts;
    }

    /// Takes what the owner of the shards has written since: for a server that stands by, again and again.
    ///
    /// @param hasEndOfHistory nobody has had the shards since the end of the journal here was written, as far as is known
    /// @throws StrayedException where the journal has what is no part of the history: another server has gone on without it. It was
    ///     none when this server began
    void follow(boolean hasEndOfHistory) {
        isStray = !hasEndOfHistory;
        follower.settle();
        var stored = Await.done(store.positionsOf(shards));
        for (var restart : restarts) follow(restart, stored.get(restart.number()));
    }

    private StoredShard follow(Restart restart) {
        return follow(restart, Await.done(store.positionOf(restart.number())));
    }

    private StoredShard follow(Restart restart, StoredShard stored) {
        refuseStray(restart, stored);
        forgetStored(stored, restart.number());
        if (stored.lastSeq() > restart.lastSeq()) takeEvents(restart, stored);
        return stored;
    }

    /// Who only follows is never ahead of the store.
    private void refuseStray(Restart restart, StoredShard stored) {
        if (isStray && restart.lastSeq() > stored.lastSeq()) throw ahead(restart.number(), restart.lastSeq(), stored.lastSeq());
        for (var batch : heldBack) {
            if (batch.shard() != restart.number()) continue;
            for (var entry : batch.entries())
                if (entry.kept().entry().seq() == stored.lastSeq())
                    refuseOther(restart.number(), stored.lastSeq(), entry.kept().hash(), stored.lastHash());
        }
    }

    private static StrayedException ahead(int shard, long inJournal, long inStore) {
        return new StrayedException("the journal has inputs of shard " + shard + " up to " + inJournal
                + ", of which the history has those up to " + inStore);
    }

    /// What its owner has written since need not be given again.
    private void forgetStored(StoredShard stored, int shard) {
        heldBack.removeIf(batch -> batch.shard() == shard
                && batch.entries().getLast().kept().entry().seq() <= stored.stateSeq());
    }

    /// Inputs that wait until the store is ours.
    int heldBack() {
        return heldBack.stream().mapToInt(batch -> batch.entries().size()).sum();
    }

    /// The last that there is of shards that nobody else writes any more. From here on the store is ours.
    ///
    /// @param replica what other members have in memory of a shard, oldest first; asked before the store, for what the store
    ///     has got goes from there
    /// @param hasEndOfHistory as of [#follow(boolean)]
    /// @throws StrayedException as there; nothing is written then
    void takeOver(IntFunction<List<Written>> replica, boolean hasEndOfHistory) {
        isStray = !hasEndOfHistory;
        for (var restart : restarts) {
            var inMemory = replica.apply(restart.number());
            var stored = follow(restart);
            takeFromReplica(restart, inMemory, stored);
        }
        mayWrite = true;
        for (var batch : heldBack) giveAgain(batch);
        heldBack.clear();
        giveToStore();
    }

    private void takeFromReplica(Restart restart, List<Written> inMemory, StoredShard stored) {
        var news = inMemory.stream().filter(one -> one.entry().seq() > restart.lastSeq()).toList();
        if (news.isEmpty()) return;
        long first = news.getFirst().entry().seq();
        long last = news.getLast().entry().seq();
        if (first != restart.lastSeq() + 1 || last - first + 1 != news.size())
            throw new IllegalStateException("shard " + restart.number() + ": after input " + restart.lastSeq() + " the replica has "
                    + news.size() + " from " + first + " to " + last + ": some are nowhere");
        progress.accept("shard " + restart.number() + ": taking " + news.size() + " inputs from the memory of the members");
        for (int from = 0; from < news.size(); from += AT_ONCE) {
            var some = news.subList(from, Math.min(news.size(), from + AT_ONCE));
            for (var kept : Await.done(journal.appendAgain(some))) again(restart, kept, stored);
            follower.settle();
        }
    }

    /// Who wrote the event may have written the states as well since.
    private void giveAgain(StoreBatch batch) {
        long stateSeq = Await.done(store.positionOf(batch.shard())).stateSeq();
        var lacking = batch.entries().stream().filter(entry -> entry.kept().entry().seq() > stateSeq).toList();
        if (!lacking.isEmpty()) store.append(new StoreBatch(batch.shard(), lacking));
    }

    /// @param head the input after which it begins
    /// @param from the first record of the journal that may be news to it
    private record Begun(Restart restart, Chain.Head head, long from) {}

    /// One that is ahead of the store would leave out what the store lacks.
    private List<Begun> begin(List<StoredShard> stored) {
        progress.accept("reading snapshots");
        var taken = books.upTo(shard -> stored.get(shard).stateSeq(), progress);
        var begun = new ArrayList<Begun>(shards);
        for (int i = 0; i < shards; i++) {
            int shard = i;
            begun.add(taken.get(i)
                    .map(snapshot -> begin(snapshot, stored.get(shard)))
                    .orElseGet(() -> new Begun(
                            Restart.empty(shard, new Book(CostMethod.AVERAGE_COST, PARKED_MAX), settings),
                            Chain.BEGINNING, journal.newsTo(shard, 0, 0))));
        }
        return begun;
    }

    private Begun begin(SnapshotBooks.Taken snapshot, StoredShard stored) {
        int shard = snapshot.shard();
        long seq = snapshot.head().seq();
        if (seq == stored.stateSeq()) refuseOther(shard, seq, snapshot.head().hash(), stored.stateHash());
        var restart = new Restart(shard, snapshot.book(), seq, snapshot.inFlight(), snapshot.answers(), settings);
        return new Begun(
                restart, snapshot.head(),
                books.isInJournal(snapshot) ? journal.newsTo(shard, seq, snapshot.number()) : 1);
    }

    private void refuseStrays(List<Begun> begun, List<StoredShard> stored) {
        try {
            refuseStrangers(begun, stored);
        } catch (StrayedException strayed) {
            throw strayed.from(Strays.first(journal, store, heads(begun), from(begun)));
        }
    }

    private static Map<Integer, Chain.Head> heads(List<Begun> begun) {
        var heads = new HashMap<Integer, Chain.Head>();
        for (var one : begun) heads.put(one.restart.number(), one.head);
        return heads;
    }

    /// Before anything is written: an event that went into the wrong database would stay there.
    private void refuseStrangers(List<Begun> begun, List<StoredShard> stored) {
        var heads = heads(begun);
        journal.places(from(begun), place -> {
            if (place.shard() >= shards) throw otherShards();
            heads.put(place.shard(), new Chain.Head(place.seq(), place.hash()));
            var last = stored.get(place.shard());
            if (place.seq() == last.lastSeq()) refuseOther(place.shard(), place.seq(), place.hash(), last.lastHash());
        });
        heads.forEach((shard, head) -> {
            if (isStray && head.seq() > stored.get(shard).lastSeq()) throw ahead(shard, head.seq(), stored.get(shard).lastSeq());
            if (head.seq() > 0 && head.seq() < stored.get(shard).lastSeq())
                refuseOther(shard, head.seq(), head.hash(), Await.done(store.hashOf(shard, head.seq())));
        });
    }

    private void refuseOther(int shard, long seq, Buffer inJournal, Buffer inStore) {
        if (!inJournal.equals(inStore)) throw contradiction(shard, seq);
    }

    private static long from(List<Begun> begun) {
        return begun.stream().mapToLong(Begun::from).min().orElse(1);
    }

    private void replay(List<Begun> begun, List<StoredShard> stored) {
        var heads = heads(begun);
        long from = from(begun);
        Consumer<Kept> again = kept -> {
            int shard = kept.entry().shard();
            again(begun.get(shard).restart, kept, stored.get(shard));
        };
        if (readsAhead) ReadAhead.run("replay", into -> journal.replay(heads, from, into), again);
        else journal.replay(heads, from, kept -> {
            again.accept(kept);
            return true;
        });
        giveToStore();
    }

    private void again(Restart restart, Kept kept, StoredShard stored) {
        long seq = kept.entry().seq();
        var entry = restart.again(kept);
        follower.took(entry);
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
        var batch = new StoreBatch(unstored.getFirst().kept().entry().shard(), List.copyOf(unstored));
        unstored.clear();
        if (mayWrite) store.append(batch);
        else heldBack.add(batch);
    }

    /// After a power cut, or where its folder is gone, the journal may have less than Postgres.
    private void takeFromStore(Restart restart, StoredShard stored) {
        if (stored.lastSeq() <= restart.lastSeq()) return;
        if (mayWrite) LOG.error("ALARM: the journal lacks the inputs {} to {} of shard {}: taken from the store",
                restart.lastSeq() + 1, stored.lastSeq(), restart.number());
        progress.accept("the journal lacks inputs of shard " + restart.number() + ": taking "
                + (stored.lastSeq() - restart.lastSeq()) + " from the store");
        takeEvents(restart, stored);
    }

    private void takeEvents(Restart restart, StoredShard stored) {
        List<Kept> page;
        do {
            page = Await.done(store.events(restart.number(), restart.lastSeq(), AT_ONCE));
            keepAgain(restart, page, stored);
        } while (page.size() == AT_ONCE);
        giveToStore();
    }

    private void keepAgain(Restart restart, List<Kept> page, StoredShard stored) {
        if (page.isEmpty()) return;
        refuseWhatDoesNotFollow(page);
        for (var kept : Await.done(journal.appendAgain(page.stream().map(Written::of).toList()))) again(restart, kept, stored);
        follower.settle();
        restart.snapshotIfDue(snapshots.apply(restart));
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

    private RuntimeException contradiction(int shard, long seq) {
        if (isStray) return new StrayedException("input " + seq + " of shard " + shard + " is another one in the journal than in the history");
        return new ConfigException("input " + seq + " of shard " + shard + " is one in the journal and"
                + " another in the store: they do not belong together; name the database that belongs to this data"
                + " folder, and see `oms verify`");
    }

    private ConfigException otherShards() {
        return new ConfigException("shards: is " + shards
                + ", but the journal was written with more; set it back, or name another data folder");
    }
}
