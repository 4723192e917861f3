package dev.plumbline.server.verify;

import static dev.plumbline.server.store.TestDatabase.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.plumbline.core.Book;
import dev.plumbline.core.Outcome;
import dev.plumbline.journal.FileDisk;
import dev.plumbline.server.Day;
import dev.plumbline.server.LittleServer;
import dev.plumbline.server.journal.Asker;
import dev.plumbline.server.journal.Chain;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.EntryForm;
import dev.plumbline.server.journal.FirstAnswer;
import dev.plumbline.server.journal.JournalException;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.journal.ShardSnapshot;
import dev.plumbline.server.journal.Snapshots;
import dev.plumbline.server.store.Archive;
import dev.plumbline.server.store.StoreConfig;
import dev.plumbline.server.store.TestDatabase;
import dev.plumbline.server.verify.JournalFiles.Framed;

/// One day is traded; then somebody who owns the disk and the database, and knows how both are written, changes one thing at
/// a time. Each is found, and the first finding names its place.
class VerifierTest {
    private static final int SHARDS = 3;
    private static final List<String> STATES = List.of("orders", "execution", "position", "release", "shard");

    /// The columns of each table that say which row it is.
    private static final Map<String, String> KEYS = Map.of(
            "event", "shard, seq", "orders", "shard, order_key", "execution", "shard, order_key, exec_no",
            "position", "account, symbol", "release", "shard, seq", "shard", "shard", "left_out", "shard, seq, what, row_key");

    @TempDir
    static Path traded;

    @TempDir
    Path folder;

    private static StoreConfig database;

    private JournalFiles journal;

    @BeforeAll
    static void trade() {
        database = TestDatabase.fresh();
        var server = new LittleServer(traded.resolve("journal"), database, SHARDS);
        for (int day = 1; day <= 2; day++)
            for (int shard = 0; shard < SHARDS; shard++) new Day(server, shard, day).trade();
        server.stop();
        for (var table : KEYS.keySet()) {
            sql(database, "ALTER TABLE " + table + " DISABLE TRIGGER USER");
            sql(database, "CREATE TABLE saved_" + table + " AS SELECT * FROM " + table);
        }
        for (var check : sql(database, """
                SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
                  FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace"""))
            sql(database, check);
        sql(database, "DROP INDEX execution_exec_id");
    }

    @BeforeEach
    void copy() throws IOException {
        try (var files = Files.list(traded.resolve("journal"))) {
            for (var file : files.toList()) Files.copy(file, folder.resolve(file.getFileName()));
        }
        journal = new JournalFiles(folder);
    }

    @AfterEach
    void restore() {
        for (var table : KEYS.keySet())
            sql(database, "DELETE FROM " + table + "; INSERT INTO " + table + " SELECT * FROM saved_" + table);
    }

    private Verifier.Report verify() {
        return new Verifier(folder, Optional.of(database), _ -> {}).run();
    }

    private Verifier.Report verifyJournalAlone() {
        return new Verifier(folder, Optional.empty(), _ -> {}).run();
    }

    private static void assertFirst(Verifier.Report report, String regex) {
        assertThat(report.findings().first()).isNotEmpty();
        assertThat(report.findings().first().getFirst()).matches("(?s)" + regex);
        assertThat(report.isClean()).isFalse();
    }

    @Test
    void whatIsAsItWasWrittenIsClean() {
        var report = verify();
        assertThat(report.findings().first()).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.events()).isEqualTo(report.records()).isGreaterThan(100);
        assertThat(report.unstored()).isZero();
        assertThat(report.shards()).isEqualTo(SHARDS);
        assertThat(report.snapshots()).isEqualTo(journal.snapshots().size()).isGreaterThanOrEqualTo(2 * SHARDS);
        assertThat(List.of(report.orders(), report.executions(), report.positions()).toString())
                .isEqualTo(sql(database, """
                        SELECT format('[%s, %s, %s]', (SELECT count(*) FROM orders), (SELECT count(*) FROM execution),
                                      (SELECT count(*) FROM position))""").getFirst());
    }

    /// The day has met all that there is to meet.
    @Test
    void theDayWasBad() {
        assertThat(sql(database, "SELECT DISTINCT outcome FROM event ORDER BY 1"))
                .containsExactly("APPLIED", "DUPLICATE", "PARKED", "QUARANTINED", "REFUSED");
        assertThat(sql(database, "SELECT DISTINCT state FROM execution ORDER BY 1"))
                .containsExactly("BUSTED", "CORRECTED", "LIVE");
        assertThat(sql(database, "SELECT count(*) FROM release")).containsExactly("6");
        assertThat(journal.logs()).hasSizeGreaterThan(3);
    }

    @Test
    void theJournalAloneCanBeLookedAt() {
        var report = verifyJournalAlone();
        assertThat(report.findings().first()).isEmpty();
        assertThat(report.events()).isZero();
        assertThat(report.unstored()).isEqualTo(report.records()).isEqualTo(verify().events());
        assertThat(report.orders()).isEqualTo(verify().orders());
    }

    /// No finding: the store is behind, and gets it after the next start.
    @Test
    void whatTheStoreDoesNotHaveYetIsCounted() {
        for (var table : STATES) sql(database, "DELETE FROM " + table);
        sql(database, "DELETE FROM event WHERE seq > 10");
        var report = verify();
        assertThat(report.findings().first()).isEmpty();
        assertThat(report.events()).isEqualTo(10L * SHARDS);
        assertThat(report.unstored()).isEqualTo(report.records() - report.events());
    }

    /// No finding: snapshots say that what is gone may be gone.
    @Test
    void oldFilesThatNobodyNeedsMayBeGone() throws IOException {
        dropFirstLog();
        assertThat(verify().findings().first()).isEmpty();
        assertThat(verifyJournalAlone().findings().first()).isEmpty();
        assertThat(verifyJournalAlone().orders()).isEqualTo(verify().orders());
    }

    private void dropFirstLog() throws IOException {
        Files.delete(journal.logs().getFirst());
    }

    // ---- the journal

    /// What somebody does to the journal.
    private interface Tampering {
        void with(VerifierTest test) throws IOException;
    }

    static Stream<Arguments> journalTamperings() {
        var tamperings = new TreeMap<String, Tampering>();
        tamperings.put("a byte of a message -> journal, record 40 .*hash does not follow", test -> test.changeBytes(39));
        tamperings.put("a byte of the last record -> journal, record \\d+ .*hash does not follow",
                test -> test.changeBytes(test.journal.records().size() - 1));
        tamperings.put("a byte without its checksum -> journal: damaged at \\d+\\.log, offset \\d+: .*",
                test -> test.flip(test.journal.logs().get(1), 300));
        tamperings.put("a missing record -> journal, record 40 \\(input (\\d+) of shard (\\d)\\): follows input .*",
                test -> test.rewrite(records -> records.remove(39)));
        tamperings.put("two records swapped -> journal, record 21 \\(input 22 of shard 0\\): follows input 20 .*",
                test -> test.rewrite(records -> test.swap(records, 20, 21)));
        tamperings.put("a record of another shard -> journal, record 40 \\(input \\d+ of shard \\d\\): .*",
                test -> test.rewrite(records -> records.set(39, records.get(39).with(records.get(0).bytes()))));
        tamperings.put("a record that says it is of another shard -> journal, record 40 \\(input \\d+ of shard 2\\): .*",
                test -> test.rewrite(records -> {
                    var bytes = records.get(39).bytes().clone();
                    bytes[4] = 2;
                    records.set(39, records.get(39).with(bytes));
                }));
        tamperings.put("a middle file -> journal: damaged at \\d+\\.log, offset \\d+: .*",
                test -> Files.delete(test.journal.logs().get(1)));
        tamperings.put("the first file, and no snapshots -> journal: begins with input \\d+ of shard \\d, and there is no snapshot to go on from",
                test -> {
                    test.dropFirstLog();
                    for (var snapshot : test.journal.snapshots()) Files.delete(snapshot);
                });
        tamperings.put("its end, whole records that the store has -> journal: ends with input \\d+ of shard 2, and the table event has \\d+",
                test -> test.rewrite(List::removeLast));
        tamperings.put("all of it -> journal: has nothing of shard \\d, and the table event has the inputs up to \\d+", test -> {
            for (var file : test.journal.logs()) Files.delete(file);
        });
        tamperings.put("an entry, and the chain made right in the journal -> journal, record \\d+ \\(input 12 of shard 1\\): is another one than the table event has .*",
                test -> test.journal.changeAndChain(1, 12, VerifierTest::changed));
        return tamperings.entrySet().stream()
                .map(one -> Arguments.of(one.getKey().split(" -> ")[0], one.getKey().split(" -> ")[1], one.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("journalTamperings")
    void whatIsDoneToTheJournalIsFound(String what, String first, Tampering tampering) throws IOException {
        tampering.with(this);
        assertFirst(verify(), first);
    }

    private void rewrite(Consumer<List<Framed>> change) throws IOException {
        var records = new ArrayList<>(journal.records());
        change.accept(records);
        journal.write(records);
    }

    private void changeBytes(int record) throws IOException {
        rewrite(records -> {
            var bytes = records.get(record).bytes().clone();
            bytes[20] ^= 1; // receivedAt
            records.set(record, records.get(record).with(bytes));
        });
    }

    private void swap(List<Framed> records, int one, int other) {
        var first = records.get(one);
        records.set(one, first.with(records.get(other).bytes()));
        records.set(other, records.get(other).with(first.bytes()));
    }

    private void flip(Path file, int at) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    private static Entry changed(Entry e) {
        return new Entry(
                e.shard(), e.seq(), e.what(), e.order(), e.session(), e.outcome(), e.reason(), e.receivedAt() + 1, e.asker(),
                e.raw());
    }

    /// With its first file gone, rightly: the store knows what was before the first record that is left.
    @Test
    void theFirstRecordThatIsLeftIsHeldByTheStore() throws IOException {
        dropFirstLog();
        changeBytes(0);
        assertFirst(verify(), "journal, record \\d+ .*hash does not follow");
    }

    // ---- the table event, and the tables of states

    static Stream<Arguments> columns() {
        return sql(database, """
                SELECT table_name || ' ' || column_name || ' ' || data_type FROM information_schema.columns
                 WHERE table_schema = 'public' AND table_name IN ('event', 'orders', 'execution', 'position', 'shard', 'release')
                   AND (table_name, column_name) <> ('shard', 'epoch')
                 ORDER BY table_name, ordinal_position""").stream()
                .map(column -> column.split(" ", 3))
                .map(column -> Arguments.of(column[0], column[1], column[2]));
    }

    /// Each column that there is, whatever its table gets one day; but for the epoch, which says who may write, not what was
    /// written.
    @ParameterizedTest(name = "{0}.{1}")
    @MethodSource("columns")
    void aChangedColumnIsFound(String table, String column, String type) {
        var key = keyOfMiddle(table);
        sql(database, "UPDATE " + table + " SET " + column + " = " + changed(column, type) + " WHERE (" + KEYS.get(table)
                + ")::text = '" + key + "'");
        assertFirst(verify(), place(table, key));
    }

    private static String changed(String column, String type) {
        return switch (type) {
            case "text" -> column + " || 'x'";
            case "bytea" -> "CASE WHEN length(" + column + ") = 0 THEN '\\x00' ELSE set_byte(" + column + ", length(" + column
                    + ") - 1, get_byte(" + column + ", length(" + column + ") - 1) # 1) END";
            case "ARRAY" -> "array_append(" + column + ", 'x')";
            case "smallint", "integer", "bigint" -> column + " + 1000";
            case "numeric" -> "coalesce(" + column + ", 0) + 1";
            default -> throw new IllegalStateException("no change for the type " + type);
        };
    }

    private static String keyOfMiddle(String table) {
        return sql(database, "SELECT (" + KEYS.get(table) + ")::text FROM " + table + " ORDER BY " + KEYS.get(table)
                + " LIMIT 1 OFFSET (SELECT count(*) / 2 FROM " + table + ")").getFirst();
    }

    /// A finding that names table and row; of a changed key the old row, which is missing, or the new one.
    private static String place(String table, String key) {
        var parts = key.replaceAll("[()\"]", "").split(",");
        return switch (table) {
            case "event" -> "table event(, input " + parts[1] + "|: the inputs " + parts[1] + " to .*) of shard " + parts[0] + ".*"
                    + "|table event, input " + parts[1] + " of shard " + parts[0] + ".*";
            case "shard" -> "table shard(, row |: lacks the row of shard )\\d+.*";
            default -> "table " + table + ", row .*";
        };
    }

    static Stream<String> tables() {
        return Stream.concat(Stream.of("event"), STATES.stream());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aMissingRowIsFound(String table) {
        var key = keyOfMiddle(table);
        sql(database, "DELETE FROM " + table + " WHERE (" + KEYS.get(table) + ")::text = '" + key + "'");
        assertFirst(verify(), place(table, key));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void anAddedRowIsFound(String table) {
        var key = keyOfMiddle(table);
        var first = KEYS.get(table).split(",")[0];
        var other = first.equals("account") ? "'nobody'" : "7";
        sql(database, "CREATE TEMPORARY TABLE added AS SELECT * FROM " + table + " WHERE (" + KEYS.get(table) + ")::text = '"
                + key + "'; UPDATE added SET " + first + " = " + other + "; INSERT INTO " + table + " SELECT * FROM added");
        assertFirst(verify(), "table " + table + "(:|,) .*(7|nobody).*");
    }

    /// All but the keys of two rows.
    @ParameterizedTest
    @MethodSource("tables")
    void twoSwappedRowsAreFound(String table) {
        var keys = List.of(KEYS.get(table).split(", "));
        var others = sql(database, "SELECT column_name FROM information_schema.columns WHERE table_name = '" + table
                + "' AND table_schema = 'public'").stream().filter(column -> !keys.contains(column)).toList();
        var numbered = "(SELECT *, row_number() OVER (ORDER BY " + KEYS.get(table) + ") AS n FROM saved_" + table + ")";
        var sets = others.stream().map(column -> column + " = b." + column).toList();
        var same = keys.stream().map(column -> "t." + column + " = a." + column).toList();
        sql(database, "UPDATE " + table + " t SET " + String.join(", ", sets) + " FROM " + numbered + " a, " + numbered
                + " b WHERE " + String.join(" AND ", same) + " AND ((a.n = 1 AND b.n = 2) OR (a.n = 2 AND b.n = 1))");
        assertFirst(verify(), "table " + table + ", (row|input) .*");
    }

    /// The newest events are the easiest to take away: the journal has them, and the states are ahead of the history.
    /// As of a shard that a server owns and has written nothing of.
    @Test
    void aShardWithoutStatesIsClean() {
        sql(database, "INSERT INTO shard (shard, state_seq, hash, epoch) VALUES (7, 0, '', 3)");
        assertThat(verify().findings().first()).isEmpty();
        sql(database, "UPDATE shard SET state_seq = 0, hash = '' WHERE shard = 1");
        assertFirst(verify(), "table shard: lacks the row of shard 1, which has states");
    }

    @Test
    void missingLastEventsAreFound() {
        sql(database, "DELETE FROM event WHERE shard = 1 AND seq > 30");
        assertFirst(verify(), "table shard, row 1: its states are as after input \\d+, and the table event ends with 30");
    }

    @Test
    void aLeftOutRowIsAFindingAndSoIsWhatItLacks() {
        var key = keyOfMiddle("orders");
        sql(database, "INSERT INTO left_out VALUES (1, 7, 'orders', 'C7', 'too large')");
        assertFirst(verify(), "table orders lacks the row of 'C7' after input 7 of shard 1: too large");
        sql(database, "DELETE FROM left_out; DELETE FROM orders WHERE (shard, order_key)::text = '" + key + "'");
        assertFirst(verify(), "table orders, row .*: is missing");
    }

    /// Whoever owns the database may make every hash right again: the journal tells.
    @Test
    void aChainThatWasMadeRightInTheStoreIsFoundByTheJournal() {
        changeEventAndChain(1, 12, VerifierTest::changed);
        assertFirst(verify(), "journal, record \\d+ \\(input 12 of shard 1\\): is another one than the table event has .*");
    }

    @Test
    void alsoWhereTheJournalNoLongerHasTheChangedInput() throws IOException {
        dropFirstLog();
        changeEventAndChain(0, 2, VerifierTest::changed);
        assertThat(journal.records()).noneMatch(record -> record.entry().shard() == 0 && record.entry().seq() == 2);
        assertFirst(verify(), "journal, record \\d+ \\(input \\d+ of shard 0\\): .*");
    }

    private static void changeEventAndChain(int shard, long seq, UnaryOperator<Entry> change) {
        var events = new ArrayList<Kept>();
        try (var archive = Archive.open(database)) {
            archive.events(event -> events.addAll(event.kept()));
        }
        var chain = new Chain();
        var before = Chain.NOTHING;
        for (var kept : events) {
            if (kept.entry().shard() != shard) continue;
            var entry = kept.entry().seq() == seq ? change.apply(kept.entry()) : kept.entry();
            before = chain.hash(before, EntryForm.encode(entry, kept.form().getBytes()));
            sql(database, "UPDATE event SET received_ns = " + entry.receivedAt() + ", raw = " + literal(entry.raw()) + ", hash = "
                    + literal(before) + (entry.outcome() == kept.entry().outcome() ? "" : ", outcome = '" + entry.outcome() + "'")
                    + " WHERE shard = " + shard + " AND seq = " + entry.seq());
        }
        sql(database, "UPDATE shard SET hash = " + literal(before) + " WHERE shard = " + shard);
    }

    /// In journal and store alike, as only somebody who owns both can.
    private void changeEverywhere(int shard, long seq, UnaryOperator<Entry> change) throws IOException {
        journal.changeAndChain(shard, seq, change);
        changeEventAndChain(shard, seq, change);
        for (var snapshot : journal.snapshots()) Files.delete(snapshot);
    }

    /// What cannot be found: whoever rewrites both makes another history, which fits. It is written down.
    @Test
    void aHistoryThatWasRewrittenEverywhereFits() throws IOException {
        changeEverywhere(1, 12, VerifierTest::changed);
        assertThat(verify().findings().first()).isEmpty();
    }

    /// But it has to be one that could have been.
    @Test
    void whatDidNotComeOfItsInputsIsFoundAlsoWhereAllHashesFit() throws IOException {
        changeEverywhere(1, 2, e -> new Entry(
                e.shard(), e.seq(), e.what(), e.order(), e.session(), Outcome.DUPLICATE, e.reason(), e.receivedAt(), e.asker(),
                e.raw()));
        assertFirst(verify(), "table event, input 2 of shard 1: the outcome is DUPLICATE, and done again APPLIED");
    }

    @Test
    void aMessageWithoutItsBytesIsFoundAlsoWhereAllHashesFit() throws IOException {
        changeEverywhere(1, 2, e -> new Entry(
                e.shard(), e.seq(), e.what(), e.order(), e.session(), e.outcome(), e.reason(), e.receivedAt(), e.asker(),
                Buffer.buffer()));
        assertFirst(verify(), "table event, input 2 of shard 1: a message without its bytes");
    }

    private static String literal(Buffer bytes) {
        return "'\\x" + HexFormat.of().formatHex(bytes.getBytes()) + "'";
    }

    // ---- the snapshots

    @Test
    void aChangedByteOfASnapshotIsFound() throws IOException {
        var snapshot = journal.snapshots().getFirst();
        flip(snapshot, (int) Files.size(snapshot) / 2);
        assertFirst(verify(), snapshot.getFileName() + ": .*");
    }

    @Test
    void swappedSnapshotsAreFound() throws IOException {
        var one = journal.snapshots().get(0);
        var other = journal.snapshots().get(1);
        var bytes = Files.readAllBytes(one);
        Files.write(one, Files.readAllBytes(other));
        Files.write(other, bytes);
        assertFirst(verify(), one.getFileName() + ": it is of another shard or input than its name says");
    }

    static Stream<Arguments> snapshotTamperings() {
        var other = new FirstAnswer(new Asker("eve", "r1"), "C1", "", "");
        return Stream.of(
                snapshot("its hash is not .*", s -> new ShardSnapshot(
                        s.shard(), s.seq(), Chain.NOTHING, s.number(), s.book(), s.inFlight(), s.answers())),
                snapshot("the requests without an answer .*", s -> new ShardSnapshot(
                        s.shard(), s.seq(), s.hash(), s.number(), s.book(), List.of(), s.answers())),
                snapshot("the first answers .*", s -> new ShardSnapshot(
                        s.shard(), s.seq(), s.hash(), s.number(), s.book(), s.inFlight(), List.of(other))),
                snapshot("is not what the inputs of its shard come to", s -> new ShardSnapshot(
                        s.shard(), s.seq(), s.hash(), s.number(),
                        new Book().state(), s.inFlight(),
                        s.answers())));
    }

    private static Arguments snapshot(String finding, UnaryOperator<ShardSnapshot> change) {
        return Arguments.of(finding, change);
    }

    /// With its checksum made right again.
    @ParameterizedTest(name = "{0}")
    @MethodSource("snapshotTamperings")
    void aChangedSnapshotIsFound(String finding, UnaryOperator<ShardSnapshot> change) throws IOException {
        var snapshots = new Snapshots(FileDisk.of(folder));
        var ref = snapshots.all().stream().sorted(Comparator.comparing(Snapshots.Ref::file).reversed()).findFirst().orElseThrow();
        snapshots.write(change.apply(snapshots.read(ref)));
        assertFirst(verify(), ref.file() + ": " + finding);
    }

    // ---- what is refused

    @Test
    void aJournalThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> new Verifier(folder.resolve("nowhere"), Optional.empty(), _ -> {}).run())
                .isInstanceOf(JournalException.class).hasMessageEndingWith("nowhere");
    }

    @Test
    void aJournalInUseIsRefused() throws IOException {
        try (var _ = FileDisk.of(folder).lock()) {
            assertThatThrownBy(this::verify).isInstanceOf(JournalException.class).hasMessageContaining("in use");
        }
    }
}
