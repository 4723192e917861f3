package dev.plumbline.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.vertx.core.buffer.Buffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Recorded;

/// What is read is what was written, and whatever the bytes are, it is that or a [JournalException].
class EntryFormTest {
    private static final Chain CHAIN = new Chain();
    private static final String WITHOUT_ASKED_AT = "01000000010000000000000001000000000000000141000000024f3100000005414c5048410000000000000003616e6e"
            + "0000000272310000000572617720310000003bbf6176016474797065724f7264657243616e63656c5265717565737467"
            + "436c4f726449446243316b4f726967436c4f72644944624f3162417401ff06f4d87344956c9df33889fae9355b9c79f5"
            + "7a42dc1af7e73c26f9b669e71d25";

    @Property(tries = 300)
    void roundTrip(@ForAll("entries") Entry entry) {
        var decoded = EntryForm.decode(7, record(entry));
        assertThat(decoded.kept().entry()).isEqualTo(entry);
        assertThat(decoded.kept().number()).isEqualTo(7);
        assertThat(decoded.kept().form()).isEqualTo(Buffer.buffer(Entries.form(entry)));
        assertThat(decoded.kept().hash()).isEqualTo(hash(EntryForm.encode(entry, Entries.form(entry))));
    }

    private static ByteBuffer record(Entry entry) {
        var bytes = EntryForm.encode(entry, Entries.form(entry));
        var hash = hash(bytes.duplicate());
        int end = bytes.limit();
        return bytes.limit(end + EntryForm.HASH).put(end, hash.getBytes());
    }

    private static Buffer hash(ByteBuffer entry) {
        return CHAIN.hash(Chain.NOTHING, entry);
    }

    @Property(tries = 30)
    void everyPartOfARecordIsRefused(@ForAll("entries") Entry entry) {
        var whole = record(entry);
        for (int length = 0; length < whole.limit(); length++) assertThat(read(whole.slice(0, length))).isEmpty();
    }

    @Test
    void aRecordWithSomethingBehindIsRefused() {
        var whole = record(Entries.entry(1, 1));
        var longer = ByteBuffer.allocate(whole.limit() + 1).put(whole.duplicate()).flip().limit(whole.limit() + 1);
        assertThatThrownBy(() -> EntryForm.decode(7, longer)).isInstanceOf(JournalException.class);
    }

    /// Of a record that can still be read, the hash is wrong.
    @Property(tries = 60)
    void everyFlippedByteIsRefusedOrFoundByTheHash(@ForAll("entries") Entry entry, @ForAll byte flip) {
        if (flip == 0) return;
        var record = record(entry);
        for (int at = 0; at < record.limit(); at++) {
            record.put(at, (byte) (record.get(at) ^ flip));
            var decoded = read(record.duplicate());
            assertThat(decoded.map(read -> hash(read.hashed()).equals(read.kept().hash())).orElse(false))
                    .as("byte %d", at).isFalse();
            record.put(at, (byte) (record.get(at) ^ flip));
        }
    }

    @Property(tries = 1_000)
    void randomBytesAreNoEntry(@ForAll byte[] bytes) {
        assertThat(read(ByteBuffer.wrap(bytes))).isEmpty();
    }

    /// Nothing where it was refused; fails where it was refused in another way than by a [JournalException].
    private static Optional<EntryForm.Decoded> read(ByteBuffer record) {
        try {
            return Optional.of(EntryForm.decode(7, record));
        } catch (JournalException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
            return Optional.empty();
        }
    }

    @Test
    void aNewerVersionIsNamed() {
        var record = record(Entries.entry(1, 1)).put(0, (byte) 2);
        assertThatThrownBy(() -> EntryForm.decode(7, record))
                .hasMessage("record 7 has version 2, this program reads version 1");
    }

    /// As journals have them from before it was noted when something was asked for: read, and under the same hash.
    @Test
    void aRecordWithoutTheMomentOfAskingIsRead() {
        var record = ByteBuffer.wrap(HexFormat.of().parseHex(WITHOUT_ASKED_AT));
        var decoded = EntryForm.decode(7, record.duplicate());
        assertThat(decoded.kept().entry()).isEqualTo(Entries.entry(1, 1));
        assertThat(decoded.kept().entry().askedAt()).isZero();
        assertThat(record(decoded.kept().entry())).isEqualTo(record);
    }

    @Test
    void theTextOfAnEntryHoldsNoNul() {
        var entry = new Entry(
                1, 1, new Recorded.AboutNoOrder(), "a\0b", Entries.SESSION, Outcome.IGNORED, "c\0", 1, Asker.NONE,
                Buffer.buffer("raw\0"));
        var read = EntryForm.decode(7, record(entry)).kept().entry();
        assertThat(read.order()).isEqualTo("a\uFFFDb");
        assertThat(read.reason()).isEqualTo("c\uFFFD");
        assertThat(read.raw()).as("what came").isEqualTo(Buffer.buffer("raw\0"));
    }

    @Provide
    Arbitrary<Entry> entries() {
        var texts = Arbitraries.strings().ofMaxLength(20).filter(EntryFormTest::isText);
        var askers = Combinators.combine(texts, texts).as(
                (user, requestId) -> user.isEmpty() && requestId.isEmpty() ? Asker.NONE : new Asker(user, requestId));
        var raws = Arbitraries.bytes().array(byte[].class).ofMaxSize(50).map(Buffer::buffer);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 999), Arbitraries.longs(), Arbitraries.longs(), whats(), texts,
                        Arbitraries.of(Outcome.values()), askers, raws)
                .as((shard, seq, receivedAt, what, text, outcome, asker, raw) -> new Entry(
                        shard, seq, what, text, new BrokerSession("S" + text), outcome, text, receivedAt, asker, raw,
                        isAskedFor(what) ? Math.max(0, receivedAt) : 0, isAskedFor(what) ? text : ""));
    }

    private static boolean isAskedFor(Recorded.What what) {
        return what instanceof Recorded.Sent || what instanceof Recorded.Refused;
    }

    /// Half of a pair of surrogates has no bytes in UTF-8.
    private static boolean isText(String text) {
        return IntStream.range(0, text.length()).noneMatch(i -> Character.isSurrogate(text.charAt(i)));
    }

    private static Arbitrary<Recorded.What> whats() {
        var cancel = new Command.Cancel(new ClOrdID("C1"), new ClOrdID("O1"), 5);
        return Arbitraries.of(
                new Recorded.AboutNoOrder(),
                new Recorded.Refused(cancel),
                new Recorded.Sent(cancel, true),
                new Recorded.Unreadable("no MsgType", List.of(new ClOrdID("?")), OrderID.NONE, List.of()));
    }
}
