package dev.plumbline.server;

import static dev.plumbline.server.orders.Trade.ALPHA;
import static dev.plumbline.server.orders.Trade.NOON;
import static dev.plumbline.server.store.TestDatabase.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.server.LittleServer.Whole;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.desk.DeskGateway;
import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.journal.Written;
import dev.plumbline.server.orders.Restart;
import dev.plumbline.server.orders.Snapshooting;
import dev.plumbline.server.store.Store;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.server.store.StoreConfig;
import dev.plumbline.server.store.Stored;
import dev.plumbline.server.store.StoredInput;
import dev.plumbline.server.store.StoredShard;
import dev.plumbline.server.store.TestDatabase;
import dev.plumbline.server.store.UnreadableException;
import dev.plumbline.server.verify.Verifier;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.Wire;

/// One server trades, another stands by with a journal of its own, and takes over: with the same state in every shard, and
/// nothing written before its turn.
class StandingByTest {
    private static final int SHARDS = 3;
    private static final IntFunction<List<Written>> NOTHING = _ -> List.of();

    @TempDir
    Path folder;

    private final List<StandBy> standing = new ArrayList<>();
    private Path theirs;
    private Path ours;
    private StoreConfig database;

    @BeforeEach
    void begin() {
        theirs = folder.resolve("theirs");
        ours = folder.resolve("ours");
        database = TestDatabase.fresh();
    }

    @AfterEach
    void end() {
        standing.forEach(StandBy::close);
    }

    private LittleServer owner() {
        return new LittleServer(theirs, database, SHARDS);
    }

    private static LittleServer traded(LittleServer server, int day) {
        for (int shard = 0; shard < SHARDS; shard++) new Day(server, shard, day).trade();
        return server;
    }

    /// One that has traded a day of which the store has nothing, after one that it has, and dies.
    private List<Whole> diesWithADayUnstored(Path journal) {
        var server = traded(new LittleServer(journal, database, SHARDS), 1);
        server.drained();
        return traded(server.withoutStore(), 2).die();
    }

    private long stored() {
        return Long.parseLong(sql(database, "SELECT count(*) FROM event").getFirst());
    }

    private static long inputs(List<Whole> all) {
        return all.stream().mapToLong(Whole::lastSeq).sum();
    }

    private IntFunction<List<Written>> memoryOf(Path journal) {
        return memoryOf(journal, Kept::form);
    }

    /// @param form as which the last owner has written it
    private static IntFunction<List<Written>> memoryOf(Path journal, Writing form) {
        var written = new ArrayList<Written>();
        try (var read = FileJournal.open(LittleServer.journalIn(journal))) {
            read.read(1, kept -> written.add(new Written(kept.entry(), form.of(kept))));
        }
        return shard -> written.stream().filter(one -> one.entry().shard() == shard).toList();
    }

    private void assertSound(Path journal) {
        assertThat(new Verifier(journal, Optional.of(database), _ -> {}).run().findings().first()).isEmpty();
    }

    @Test
    void followsWhatTheOwnerWritesAndWritesNothing() {
        var owner = traded(owner(), 1);
        owner.drained();
        var standBy = new StandBy(ours, false);
        traded(owner, 2).drained();
        standBy.recovery.follow(false);
        traded(owner, 3).drained();
        standBy.recovery.follow(false);
        standBy.recovery.follow(false);
        var before = owner.stop();
        assertThat(standBy.wholes()).isEqualTo(before);
        standBy.recovery.takeOver(NOTHING, false);
        assertThat(standBy.wholes()).isEqualTo(before);
        assertThat(standBy.appended).as("the owner has written it").isEmpty();
        standBy.close();
        assertSound(ours);
    }

    /// What a console would see is kept up to date while it follows, and at the take-over with what only the replica has.
    @Test
    void hasWhatTheDeskSeesReadyWhenItTakesOver() {
        var owner = traded(owner(), 1);
        owner.drained();
        var standBy = new StandBy(ours, false);
        var followed = DeskPictures.gateway(SHARDS);
        var prepared = standBy.prepared(followed);
        standBy.recovery.tell(prepared);
        traded(owner, 2).drained();
        standBy.recovery.follow(false);
        traded(owner, 3).drained();
        standBy.recovery.follow(false);
        traded(owner.withoutStore(), 4).die();
        standBy.recovery.takeOver(memoryOf(theirs), false);
        prepared.complete();
        var anew = DeskPictures.gateway(SHARDS);
        standBy.prepared(anew).complete();
        var fromScratch = DeskPictures.of(anew, standBy.vertx);
        assertThat(DeskPictures.of(followed, standBy.vertx)).containsExactlyInAnyOrderElementsOf(fromScratch);
        assertThat(fromScratch).hasAtLeastOneElementOfType(Item.ExecutionItem.class).hasAtLeastOneElementOfType(Item.WaitingItem.class)
                .hasAtLeastOneElementOfType(Item.PositionItem.class);
    }

    /// Its next run would begin with its first input otherwise, however long it has stood by.
    @Test
    void putsAsideWhatItHasFollowed() {
        var owner = traded(owner(), 1);
        owner.drained();
        var standBy = new StandBy(ours, false);
        for (int day = 2; day < 5; day++) {
            traded(owner, day).drained();
            standBy.recovery.follow(false);
        }
        var before = owner.stop();
        standBy.close();
        var next = new StandBy(ours, false);
        assertThat(next.restarts).allSatisfy(restart ->
                assertThat(restart.begunAt()).isGreaterThan(restart.lastSeq() / 2).isLessThanOrEqualTo(restart.lastSeq()));
        assertThat(next.wholes()).isEqualTo(before);
        next.close();
        assertSound(ours);
    }

    /// The owner writes between two looks at the store. What the store has by the next one need not be given to it, and is
    /// not remembered either: a server may stand by for weeks.
    @Test
    void remembersNothingThatTheStoreHas() {
        var owner = traded(owner(), 1);
        owner.drained();
        var standBy = new StandBy(ours, false);
        traded(owner, 2).drained();
        standBy.meanwhile = () -> traded(owner, 3).drained();
        standBy.recovery.follow(false);
        assertThat(standBy.recovery.heldBack()).as("inputs that came meanwhile").isPositive();
        standBy.recovery.follow(false);
        assertThat(standBy.recovery.heldBack()).isZero();
        assertThat(standBy.wholes()).isEqualTo(owner.stop());
        assertThat(standBy.appended).isEmpty();
    }

    @Test
    void takesTheRestFromTheReplicaAndGivesItToTheStore() {
        var before = diesWithADayUnstored(theirs);
        long stored = stored();
        var standBy = new StandBy(ours, false);
        standBy.recovery.follow(false);
        assertThat(standBy.appended).isEmpty();
        assertThat(stored()).as("before its turn").isEqualTo(stored).isLessThan(inputs(before));
        standBy.recovery.takeOver(memoryOf(theirs), false);
        assertThat(standBy.wholes()).isEqualTo(before);
        standBy.drain();
        assertThat(stored()).isEqualTo(inputs(before));
        standBy.close();
        assertSound(ours);
        assertThat(traded(new LittleServer(ours, database, SHARDS), 9).stop()).as("went on").noneMatch(before::contains);
        assertSound(ours);
    }

    private interface Writing {
        Buffer of(Kept kept);
    }

    /// As no version of this program writes it, and each reads it: the JSON twin, with a field that is not known here.
    private static Buffer foreign(Kept kept) {
        var json = Wire.json(kept.entry().input());
        return Buffer.buffer(json.substring(0, json.lastIndexOf('}')) + ", \"Later\": \"no\"}");
    }

    /// As a program of the next version would.
    private static Buffer newer(Kept kept) {
        var form = Wire.json(kept.entry().input()).replaceFirst("\"v\": *" + Wire.VERSION, "\"v\": " + (Wire.VERSION + 1));
        return Buffer.buffer(form);
    }

    private List<Whole> diesWithDaysUnstored(int days) {
        var server = owner().withoutStore();
        for (int day = 1; day <= days; day++) new Day(server, 0, day).trade();
        return server.die();
    }

    /// Who acts is of another version than who takes over from it, and than who stands by after that: by the chain, which is one of
    /// bytes, all three have the same. Several pages of it.
    @Test
    void whatAnotherVersionHasWrittenStaysAsItWas() {
        var before = diesWithDaysUnstored(60);
        var second = new StandBy(ours, false);
        second.recovery.takeOver(memoryOf(theirs, StandingByTest::foreign), false);
        second.drain();
        assertThat(stored()).isEqualTo(inputs(before)).isGreaterThan(2_000);
        assertThat(sql(database, "SELECT count(*) FROM event WHERE convert_from(form, 'UTF8') LIKE '%\"Later\": \"no\"}'"))
                .containsExactly(Long.toString(stored()));
        second.close();

        var thirds = folder.resolve("third");
        var third = new StandBy(thirds, false);
        assertThat(third.wholes()).isEqualTo(before);
        assertThat(third.journal.head(0)).isEqualTo(second.journal.head(0));
        third.close();
        assertSound(ours);
        assertSound(thirds);
        assertThat(traded(new LittleServer(thirds, database, SHARDS), 9_999).stop()).as("went on").noneMatch(before::contains);
        assertSound(thirds);
    }

    /// It has not been upgraded, and another that has been acts already.
    @Test
    void whoCannotReadTheHistorySaysSoAndTouchesNothing() {
        var before = diesWithADayUnstored(theirs);
        long readable = stored();
        var old = new StandBy(folder.resolve("old"), false);
        var newer = new StandBy(ours, false);
        newer.recovery.takeOver(memoryOf(theirs, StandingByTest::newer), false);
        newer.drain();
        assertThat(stored()).isEqualTo(inputs(before)).isGreaterThan(readable);
        var refusal = "the stored event \\d+ of shard 0 cannot be read: .* has version %d, this program reads up to version %d: update it"
                .formatted(Wire.VERSION + 1, Wire.VERSION);
        assertThatThrownBy(() -> old.recovery.follow(false)).isInstanceOf(UnreadableException.class).hasMessageMatching(refusal);
        assertThatThrownBy(() -> old.recovery.takeOver(NOTHING, false)).isInstanceOf(UnreadableException.class);
        assertThat(old.appended).isEmpty();
        old.close();
        assertThatThrownBy(() -> new StandBy(folder.resolve("old"), false)).isInstanceOf(UnreadableException.class).hasMessageMatching(refusal);
    }

    /// What the owner wrote last, and what the members have in memory of it: the database is asked after them.
    @Test
    void takesWhatTheStoreHasFromThere() {
        var owner = traded(owner(), 1);
        owner.drained();
        var standBy = new StandBy(ours, false);
        traded(owner, 2);
        var before = owner.stop();
        standBy.recovery.takeOver(memoryOf(theirs), false);
        assertThat(standBy.wholes()).isEqualTo(before);
        assertThat(standBy.appended).isEmpty();
    }

    /// Whoever goes on with a hole has another history than the brokers.
    @Test
    void aHoleInTheReplicaIsRefused() {
        var before = diesWithADayUnstored(theirs);
        long stored = stored();
        var memory = memoryOf(theirs);
        var standBy = new StandBy(ours, false);
        long first = standBy.wholes().get(1).lastSeq() + 1;
        long last = before.get(1).lastSeq();
        assertThatThrownBy(() -> standBy.recovery.takeOver(without(memory, first), false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("shard 1: after input %d the replica has %d from %d to %d: some are nowhere".formatted(
                        first - 1, last - first, first + 1, last));
        assertThat(standBy.journal.head(1).seq()).isEqualTo(first - 1);
        assertThatThrownBy(() -> standBy.recovery.takeOver(without(memory, first + 3), true))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("from %d to %d: some are nowhere".formatted(first, last));
        assertThat(standBy.journal.head(1).seq()).isEqualTo(first - 1);
        assertThat(standBy.appended).isEmpty();
        assertThat(stored()).isEqualTo(stored);
    }

    private static IntFunction<List<Written>> without(IntFunction<List<Written>> memory, long seq) {
        return shard -> memory.apply(shard).stream().filter(one -> shard != 1 || one.entry().seq() != seq).toList();
    }

    /// It had the shards once, and another server went on with less.
    @Test
    void aJournalThatIsAheadOfTheHistoryHasStrayed() {
        var before = diesWithADayUnstored(ours);
        long stored = stored();
        assertThatThrownBy(() -> new StandBy(ours, false))
                .isInstanceOf(StrayedException.class)
                .hasMessageMatching("the journal has inputs of shard \\d up to " + before.getFirst().lastSeq()
                        + ", of which the history has those up to \\d+");
        assertThat(stored()).isEqualTo(stored);
    }

    /// Another server went on, as far, and further, in other ways.
    @Test
    void aJournalThatIsOtherThanTheHistoryHasStrayed() {
        diesWithADayUnstored(ours);
        var other = owner();
        for (int day = 8; day <= 9; day++) {
            traded(other, day).drained();
            long stored = stored();
            assertThatThrownBy(() -> new StandBy(ours, false))
                    .isInstanceOf(StrayedException.class)
                    .hasMessageMatching("input \\d+ of shard \\d is another one in the journal than in the history");
            assertThatThrownBy(() -> new StandBy(ours, true)).isInstanceOf(ConfigException.class);
            assertThat(stored()).isEqualTo(stored);
        }
        other.stop();
    }

    /// A server that was killed at work has a little at its end that nobody else has. All before that need not be taken from the
    /// database again.
    @Test
    void theJournalGoesOnFromWhereItPartedFromTheHistory() {
        diesWithADayUnstored(ours);
        var other = owner();
        for (int day = 8; day <= 9; day++) {
            var strayed = catchThrowableOfType(StrayedException.class, () -> new StandBy(ours, false));
            var aside = folder.resolve("aside" + day);
            FileJournal.setEndAside(LittleServer.journalIn(ours), strayed.from().orElseThrow(), aside);
            long left = records(ours);
            assertThat(left).as("what both had").isPositive().isEqualTo(strayed.from().orElseThrow() - 1);
            assertThat(records(aside)).as("what nobody else had is there").isPositive();
            traded(other, day).drained();
            var standBy = new StandBy(ours, false);
            standBy.close();
            assertSound(ours);
            assertThat(records(ours)).isEqualTo(stored());
            // And once more, from the middle of a shared history.
            traded(new LittleServer(ours, database, SHARDS).withoutStore(), 7).die();
        }
        other.stop();
    }

    @Test
    void aJournalThatHasNothingInCommonWithTheHistoryGoesWhole() {
        traded(new LittleServer(ours, database, SHARDS).withoutStore(), 2).die();
        var other = traded(owner(), 1);
        other.drained();
        assertThat(catchThrowableOfType(StrayedException.class, () -> new StandBy(ours, false)).from()).isEmpty();
        other.stop();
    }

    private static long records(Path journal) {
        try (var read = FileJournal.open(LittleServer.journalIn(journal))) {
            var count = new AtomicLong();
            read.places(1, _ -> count.incrementAndGet());
            return count.get();
        }
    }

    /// Nobody else has had them since: it is the end of the history, and becomes so where this server goes on.
    @Test
    void theEndOfTheJournalOfTheLastOwnerIsHistoryOnceItTakesOver() {
        var before = diesWithADayUnstored(ours);
        long stored = stored();
        var standBy = new StandBy(ours, true);
        assertThat(standBy.wholes()).isEqualTo(before);
        standBy.recovery.follow(true);
        assertThat(standBy.appended).isEmpty();
        assertThat(stored()).isEqualTo(stored);
        standBy.recovery.takeOver(NOTHING, true);
        standBy.drain();
        assertThat(stored()).isEqualTo(inputs(before));
        standBy.close();
        assertSound(ours);
    }

    /// It came back as the last owner, and while it waits another goes on, which has all but what was never let out: by the database
    /// as far as it, and further.
    @Test
    void theEndOfTheJournalIsNoHistoryOnceAnotherHasGoneOn() {
        var before = diesWithADayUnstored(ours);
        var standBy = new StandBy(ours, true);
        standBy.recovery.follow(true);
        assertThatThrownBy(() -> standBy.recovery.follow(false)).as("another has begun").isInstanceOf(StrayedException.class)
                .hasMessageMatching("the journal has inputs of shard 0 up to " + before.getFirst().lastSeq()
                        + ", of which the history has those up to \\d+");
        assertThatThrownBy(() -> standBy.recovery.takeOver(NOTHING, false)).isInstanceOf(StrayedException.class);
        var other = owner();
        for (int day = 8; day <= 9; day++) {
            traded(other, day).drained();
            long stored = stored();
            assertThatThrownBy(() -> standBy.recovery.follow(false)).isInstanceOf(StrayedException.class)
                    .hasMessageMatching("input \\d+ of shard \\d is another one in the journal than in the history");
            assertThatThrownBy(() -> standBy.recovery.takeOver(NOTHING, false)).isInstanceOf(StrayedException.class);
            assertThat(stored()).isEqualTo(stored);
        }
        assertThat(standBy.appended).isEmpty();
        other.stop();
    }

    /// A server that waits for its turn: its journal, and a store that notes what it is given.
    private final class StandBy implements Stored {
        private final Vertx vertx = Vertx.vertx();
        private final AtomicLong now = new AtomicLong(NOON);
        private final List<StoreBatch> appended = new ArrayList<>();
        private final FileJournal journal;
        private final Store store;
        private final Recovery recovery;
        private final List<Restart> restarts;
        private final Map<Integer, Snapshooting> snapshots = new HashMap<>();
        private Runnable meanwhile = () -> {};
        private boolean isClosed;

        /// @param wasLast as of [Recovery#standingBy(boolean)]
        StandBy(Path folder, boolean wasLast) {
            standing.add(this);
            journal = FileJournal.open(LittleServer.journalIn(folder));
            store = Await.done(Store.open(vertx, database, journal, _ -> {}));
            var settings = LittleServer.settings(SHARDS, now::get);
            recovery = new Recovery(journal, SnapshotBooks.of(journal, SHARDS), this, SHARDS, settings, _ -> {})
                    .standingBy(wasLast).snapshooting(this::snapshots);
            try {
                restarts = recovery.run();
            } catch (RuntimeException refused) {
                close();
                throw refused;
            }
        }

        private Snapshooting snapshots(Restart restart) {
            return snapshots.computeIfAbsent(restart.number(), _ -> new Snapshooter(journal, Runnable::run, 5, restart.begunAt()));
        }

        List<Whole> wholes() {
            return restarts.stream().map(Whole::of).toList();
        }

        Prepared prepared(DeskGateway gateway) {
            return Prepared.of(
                    restarts, List.of(ALPHA), account -> Integer.parseInt(account.value().substring("ACC".length())),
                    (after, limit) -> store.inputs(StoredInput.Kind.PARKED, after, limit), gateway);
        }

        void drain() {
            Await.done(store.drain());
        }

        void close() {
            if (isClosed) return;
            isClosed = true;
            Await.done(vertx.close());
            journal.close();
        }

        @Override
        public Future<StoredShard> positionOf(int shard) {
            var position = Await.done(store.positionOf(shard));
            var once = meanwhile;
            meanwhile = () -> {};
            once.run();
            return Future.succeededFuture(position);
        }

        @Override
        public Future<Buffer> hashOf(int shard, long seq) {
            return store.hashOf(shard, seq);
        }

        @Override
        public Future<List<Kept>> events(int shard, long afterSeq, int limit) {
            return store.events(shard, afterSeq, limit);
        }

        @Override
        public void append(StoreBatch batch) {
            appended.add(batch);
            store.append(batch);
        }
    }
}
