package dev.plumbline.server;

import static dev.plumbline.server.store.TestDatabase.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.server.LittleServer.Whole;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.journal.JournalException;
import dev.plumbline.server.store.StoreConfig;
import dev.plumbline.server.store.TestDatabase;
import dev.plumbline.server.verify.Verifier;

/// A server dies, something happens to what it left, and the next one has to be the same: every shard with the same state
/// hash, first answers and requests without an answer, and `oms verify` content.
class RecoveryTest {
    private static final int SHARDS = 3;

    @TempDir
    Path folder;

    private Path journal;
    private StoreConfig database;

    @BeforeEach
    void begin() {
        journal = folder.resolve("journal");
        database = TestDatabase.fresh();
    }

    private LittleServer start() {
        return new LittleServer(journal, database, SHARDS);
    }

    private static LittleServer traded(LittleServer server, int day) {
        for (int shard = 0; shard < SHARDS; shard++) new Day(server, shard, day).trade();
        return server;
    }

    /// The next server, at once asked what it is; then it must be able to go on, and to come back once more.
    private LittleServer assertComesBack(List<Whole> before) {
        assertThat(start().stop()).as("after the restart").isEqualTo(before);
        var next = start();
        assertThat(traded(next, 9).stop()).as("went on").noneMatch(before::contains);
        assertThat(new Verifier(journal, Optional.of(database), _ -> {}).run().findings().first()).isEmpty();
        return next;
    }

    private List<Path> files(String part) throws IOException {
        try (var files = Files.list(journal)) {
            return files.filter(file -> file.getFileName().toString().contains(part)).sorted().toList();
        }
    }

    private void delete(String part) throws IOException {
        for (var file : files(part)) Files.delete(file);
    }

    private long stored() {
        return Long.parseLong(sql(database, "SELECT count(*) FROM event").getFirst());
    }

    @Test
    void fromNothing() {
        var server = start();
        assertThat(server.progress()).containsExactly("reading snapshots", "0 orders are back, after 0 inputs of the journal");
        assertThat(server.stop()).extracting(Whole::lastSeq).containsExactly(0L, 0L, 0L);
    }

    @Test
    void fromTheNewestSnapshotsAndWhatIsBehindThem() {
        var before = traded(start(), 1).stop();
        assertThat(before).allSatisfy(shard -> {
            assertThat(shard.inFlight()).as("a cancel and an order without an answer").hasSize(2);
            assertThat(shard.answers()).anyMatch(answer -> answer.refusal().equals("MAX_ORDER_QTY"));
        });
        var after = start();
        assertThat(after.progress()).hasSize(2).last().asString().matches("21 orders are back, after \\d+ inputs of the journal");
        assertThat(replayed(after)).as("inputs behind the snapshots").isBetween(1L, before.getFirst().lastSeq());
        after.stop();
        assertComesBack(before);
    }

    private static long replayed(LittleServer server) {
        return Long.parseLong(server.progress().getLast().replaceAll(".* after ([\\d,]+) inputs.*", "$1").replace(",", ""));
    }

    @Test
    void fromTheFirstInputWhereThereIsNoSnapshot() throws Exception {
        var before = traded(start(), 1).stop();
        delete("snapshot");
        var after = start();
        assertThat(replayed(after)).isEqualTo(before.stream().mapToLong(Whole::lastSeq).sum());
        after.stop();
        assertComesBack(before);
    }

    @Test
    void aDamagedSnapshotIsPassedOverForAnOlderOne() throws Exception {
        var before = traded(start(), 1).stop();
        var whole = start();
        long fewest = replayed(whole);
        whole.stop();
        for (int shard = 0; shard < SHARDS; shard++) flipLastByte(files("snapshot-00" + shard).getLast());
        var after = start();
        assertThat(replayed(after)).isGreaterThan(fewest).isLessThan(before.stream().mapToLong(Whole::lastSeq).sum());
        assertThat(after.stop()).isEqualTo(before);
        for (int shard = 0; shard < SHARDS; shard++) Files.delete(files("snapshot-00" + shard).getLast());
        assertComesBack(before);
    }

    private static void flipLastByte(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length - 20] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void theStoreGetsAgainWhatItLacks() {
        traded(start(), 1).stop();
        long stored = stored();
        var before = traded(start().withoutStore(), 2).die();
        assertThat(stored()).isEqualTo(stored);
        assertComesBack(before);
    }

    @Test
    void anEmptyStoreGetsEverything() {
        var before = traded(start(), 1).stop();
        TestDatabase.empty(database);
        assertComesBack(before);
    }

    /// As a power cut leaves it, where the journal was kept from a killed process only.
    @Test
    void whatTheJournalLostIsTakenFromTheStore() throws Exception {
        var before = traded(start(), 1).stop();
        cutOff(files(".log").getLast(), 1_500);
        var after = start();
        assertThat(after.progress()).anyMatch(line -> line.matches(
                "the journal lacks inputs of shard \\d: taking \\d+ from the store"));
        after.stop();
        assertComesBack(before);
    }

    /// The newest snapshots were made durable, and the records that they were taken after were not: other records have those
    /// numbers by and by.
    @Test
    void snapshotsAheadOfTheJournalAreNotBelieved() throws Exception {
        var before = traded(start(), 1).stop();
        var logs = files(".log");
        for (var lost : logs.subList(2, logs.size())) Files.delete(lost);
        assertComesBack(before);
        assertThat(start().stop()).as("and once more").hasSize(SHARDS);
    }

    private static void cutOff(Path file, long bytes) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(Math.max(channel.size() - bytes, 30));
        }
    }

    @Test
    void aJournalThatIsGoneIsMadeAnewFromTheStore() throws Exception {
        var before = traded(start(), 1).stop();
        delete("");
        var after = start();
        assertThat(after.progress()).filteredOn(line -> line.contains("from the store")).hasSize(SHARDS);
        after.stop();
        assertComesBack(before);
    }

    @Test
    void aTornEndIsCutOff() throws Exception {
        var before = traded(start(), 1).stop();
        try (var channel = FileChannel.open(files(".log").getLast(), StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(new byte[] {0x50, 0x4C, 0x4D, 0x52, 0, 0, 1}));
        }
        assertComesBack(before);
    }

    /// Neither is changed: what is written to the wrong place once stays there.
    @Test
    void theJournalOfAnotherDatabaseIsRefused() throws Exception {
        traded(start(), 1).stop();
        Files.move(journal, folder.resolve("theirs"));
        TestDatabase.empty(database);
        var ours = new LittleServer(journal, database, SHARDS);
        new Day(ours, 1, 7).trade();
        new Day(ours, 1, 8).trade();
        ours.stop();
        long stored = stored();
        var theirs = folder.resolve("theirs");
        assertThatThrownBy(() -> new LittleServer(theirs, database, SHARDS))
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching("input \\d+ of shard 1 is one in the journal and another in the store: they do not belong"
                        + " together; name the database that belongs to this data folder, and see `oms verify`");
        assertThat(stored()).isEqualTo(stored);
        TestDatabase.empty(database);
        var whole = new LittleServer(theirs, database, SHARDS);
        assertThat(whole.stop()).hasSize(SHARDS);
    }

    /// And the other way round: the store has fewer.
    @Test
    void aDatabaseWithFewerInputsOfAnotherJournalIsRefused() throws Exception {
        traded(start(), 1).stop();
        Files.move(journal, folder.resolve("theirs"));
        TestDatabase.empty(database);
        var ours = start();
        new Day(ours, 2, 7).trade();
        ours.stop();
        long stored = stored();
        traded(new LittleServer(journal, database, SHARDS).withoutStore(), 2).die();
        assertThatThrownBy(() -> new LittleServer(folder.resolve("theirs"), database, SHARDS))
                .isInstanceOf(ConfigException.class).hasMessageContaining("of shard 2 is one in the journal and another");
        assertThat(stored()).isEqualTo(stored);
    }

    @Test
    void fewerShardsAreRefused() {
        traded(start(), 1).stop();
        TestDatabase.empty(database);
        assertThatThrownBy(() -> new LittleServer(journal, database, 2))
                .isInstanceOf(ConfigException.class)
                .hasMessage("shards: is 2, but the journal was written with more; set it back, or name another data folder");
        assertThat(stored()).isZero();
    }

    @Test
    void aJournalWithAHoleIsRefused() throws Exception {
        traded(start(), 1).stop();
        delete("snapshot");
        TestDatabase.empty(database);
        Files.delete(files(".log").getFirst());
        assertThatThrownBy(this::start)
                .isInstanceOf(JournalException.class)
                .hasMessageMatching("the journal in .* lacks the inputs 1 to \\d+ of shard \\d: bring back its files, or the"
                        + " database that belongs to it");
    }
}
