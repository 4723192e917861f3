package dev.plumbline.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.core.Account;
import dev.plumbline.core.Book;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.CostMethod;
import dev.plumbline.core.Halt;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.journal.MemoryDisk;
import dev.plumbline.wire.Wire;

class SnapshotsTest {
    private static final Snapshots.News NEWS = (_, _, number) -> number + 1;

    private final MemoryDisk disk = new MemoryDisk();
    private final Snapshots snapshots = new Snapshots(disk);

    /// One order, a halt, a command in flight and a first answer.
    private static ShardSnapshot taken(int shard, long seq) {
        var command = new Command.Enter(
                new ClOrdID("C" + seq), Entries.SESSION, new Account("ACC"), new Symbol("ACME"), Side.BUY, Qty.of(100),
                OrdType.LIMIT, Px.of("10.5"), TimeInForce.DAY, 7);
        var book = new Book();
        book.sent(seq, command, false);
        book.switched(new KillSwitch.Pull(Halt.EVERYTHING, "ann", "prices are wrong", 8));
        var answer = new FirstAnswer(new Asker("ann", "r1"), "C" + seq, "", "sent");
        var hash = Buffer.buffer(new byte[31]).appendByte((byte) seq);
        return new ShardSnapshot(shard, seq, hash, 10 * seq, book.state(), List.of(command), List.of(answer));
    }

    /// The newest up to `maxSeq` is that of `seq`, whole: written again it is the same file.
    private void assertTaken(int shard, long maxSeq, long seq) throws IOException {
        var read = snapshots.newest(shard, maxSeq).orElseThrow();
        assertThat(file(read)).as("snapshot of %d, not of %d", seq, read.seq()).isEqualTo(file(taken(shard, seq)));
    }

    private static ByteBuffer file(ShardSnapshot snapshot) throws IOException {
        var memory = new MemoryDisk();
        var snapshots = new Snapshots(memory);
        snapshots.write(snapshot);
        return content(memory, snapshots.all().getFirst().file());
    }

    private static ByteBuffer content(MemoryDisk disk, String file) throws IOException {
        try (var source = disk.open(file)) {
            var bytes = ByteBuffer.allocate((int) source.length());
            source.read(0, bytes);
            return bytes.flip();
        }
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        snapshots.write(taken(1, 5));
        snapshots.write(taken(2, 6));
        assertTaken(1, Long.MAX_VALUE, 5);
        assertTaken(2, Long.MAX_VALUE, 6);
        assertThat(snapshots.newest(3, Long.MAX_VALUE)).isEmpty();
    }

    /// One of version 4 is from before there could be halts; a newer one may have what this program would pass over.
    @ParameterizedTest
    @CsvSource({"3, false", "4, true", "5, true", "6, true", "7, false"})
    void versionsThatAreRead(int version, boolean isRead) throws IOException {
        snapshots.write(taken(1, 5));
        var ref = snapshots.all().getFirst();
        var bytes = content(disk, ref.file()).putInt(8, version);
        var crc = new CRC32C();
        crc.update(bytes.slice(0, bytes.limit() - 4));
        bytes.putInt(bytes.limit() - 4, (int) crc.getValue());
        var other = new MemoryDisk();
        other.replace(ref.file(), file -> file.write(bytes));
        assertThat(new Snapshots(other).newest(1, Long.MAX_VALUE).isPresent()).isEqualTo(isRead);
    }

    /// Two days at hostile brokers, kept by the program that wrote version 4, and its orders and positions as it told of them.
    @Test
    void whatTheProgramOfVersion4WroteIsReadWhole() throws IOException {
        var old = resource("version-4");
        disk.replace("snapshot-003-0000000000000000124-0000000000000001240", file -> file.write(ByteBuffer.wrap(old)));
        var read = snapshots.newest(3, Long.MAX_VALUE).orElseThrow();
        assertThat(read.seq()).isEqualTo(124);
        assertThat(read.answers()).extracting(answer -> answer.asker().requestId()).containsExactly("r1");
        var book = Book.of(CostMethod.AVERAGE_COST, 1_000, read.book());
        var told = new ArrayList<String>();
        for (var order : book.orders()) told.add(Wire.json(order));
        for (var position : book.positions()) told.add(Wire.json(position));
        var expected = new String(resource("version-4.json"), StandardCharsets.UTF_8).split("(?<=\n})\n");
        assertThat(told).containsExactlyInAnyOrder(expected);
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = SnapshotsTest.class.getResourceAsStream("/snapshots/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    @Test
    void theNewestThatIsNotTooNew() throws IOException {
        snapshots.write(taken(1, 5));
        snapshots.write(taken(1, 8));
        assertTaken(1, 8, 8);
        assertTaken(1, 7, 5);
        assertThat(snapshots.newest(1, 4)).isEmpty();
    }

    /// Whichever byte it is, no other exception than is caught there.
    @Test
    void aDamagedOneIsPassedOverAndTheOlderIsUsed() throws IOException {
        snapshots.write(taken(1, 5));
        snapshots.write(taken(1, 8));
        var newest = snapshots.all().getLast();
        assertThat(newest.seq()).isEqualTo(8);
        for (int at = 0; at < disk.length(newest.file()); at++) {
            disk.flip(newest.file(), at);
            assertTaken(1, Long.MAX_VALUE, 5);
            assertThatThrownBy(() -> snapshots.read(newest)).isInstanceOf(JournalException.class);
            disk.flip(newest.file(), at);
        }
        assertTaken(1, Long.MAX_VALUE, 8);
    }

    @Test
    void aTruncatedOneIsPassedOver() throws IOException {
        snapshots.write(taken(1, 5));
        snapshots.write(taken(1, 8));
        var newest = snapshots.all().getLast();
        for (int length = disk.length(newest.file()) - 1; length >= 0; length--) {
            disk.reopen(newest.file(), length).close();
            assertTaken(1, Long.MAX_VALUE, 5);
        }
    }

    @Test
    void oneUnderTheNameOfAnotherIsPassedOver() throws IOException {
        snapshots.write(taken(1, 5));
        var ref = snapshots.all().getFirst();
        var other = new MemoryDisk();
        var bytes = content(disk, ref.file());
        other.replace(ref.file().replace("snapshot-001", "snapshot-002"), file -> file.write(bytes));
        assertThat(new Snapshots(other).newest(2, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void oneThatCannotBeWrittenLeavesTheOthers() throws IOException {
        snapshots.write(taken(1, 5));
        disk.fail(true);
        assertThatThrownBy(() -> snapshots.write(taken(1, 8)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageEndingWith("cannot be written: No space left on device");
        disk.fail(false);
        assertTaken(1, Long.MAX_VALUE, 5);
        assertThat(snapshots.all()).hasSize(1);
    }

    /// The two newest, and the newest that the store has caught up with, for the day on which the journal is lost.
    @Test
    void whichAreKept() {
        for (long seq = 1; seq <= 4; seq++) snapshots.write(taken(1, seq));
        assertThat(seqs(1)).as("nobody knows how far the store is").containsExactly(1L, 3L, 4L);
        snapshots.released(35);
        snapshots.write(taken(1, 5));
        assertThat(seqs(1)).containsExactly(3L, 4L, 5L);
        for (long seq = 6; seq <= 9; seq++) snapshots.write(taken(1, seq));
        assertThat(seqs(1)).as("the store is away").containsExactly(3L, 8L, 9L);
        snapshots.released(91);
        snapshots.write(taken(1, 10));
        assertThat(seqs(1)).as("the newest that the store has is one of them").containsExactly(9L, 10L);
    }

    @Test
    void whereARestartMayHaveToBegin() {
        snapshots.write(taken(1, 5));
        snapshots.write(taken(1, 6));
        snapshots.write(taken(2, 1));
        assertThat(snapshots.neededFrom(List.of(1), NEWS)).isEqualTo(51);
        assertThat(snapshots.neededFrom(List.of(1, 2), NEWS)).isEqualTo(11);
        assertThat(snapshots.neededFrom(List.of(1, 2, 3), NEWS)).as("3 has had inputs and has none").isEqualTo(1);
    }

    private List<Long> seqs(int shard) {
        return snapshots.all().stream().filter(ref -> ref.shard() == shard).map(Snapshots.Ref::seq).toList();
    }
}
