package dev.plumbline.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;

import io.vertx.core.buffer.Buffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import dev.plumbline.wire.Wire;

/// An entry comes back as it was; bytes that are none are said to be none, and never anything worse.
class EntryFormTest {
    @Property
    void comesBackAsItWas(@ForAll int shard, @ForAll long seq, @ForAll String raw) {
        var entry = Entries.of(shard, seq, "an order", raw);
        var decoded = EntryForm.decode(7, record(entry));
        assertThat(decoded.kept().entry()).isEqualTo(entry);
        assertThat(decoded.kept().number()).isEqualTo(7);
        assertThat(hash(decoded.hashed())).isEqualTo(decoded.kept().hash());
    }

    @Test
    void whatIsCutOffIsNoEntryOrHasAnotherHash() {
        var whole = record(Entries.of(3, 1)).array();
        for (int length = 0; length < whole.length; length++)
            assertDetected(Arrays.copyOf(whole, length));
    }

    @Test
    void aByteThatChangedIsNoEntryOrHasAnotherHash() {
        var whole = record(Entries.of(3, 1)).array();
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                var changed = whole.clone();
                changed[at] ^= (byte) (1 << bit);
                assertDetected(changed);
            }
        }
    }

    @Test
    void aNewerVersionIsRefusedByItsNumber() {
        var newer = record(Entries.of(3, 1)).put(0, (byte) 2);
        assertThatThrownBy(() -> EntryForm.decode(5, newer))
                .isInstanceOf(JournalException.class)
                .hasMessage("record 5 has version 2, this program reads version 1");
    }

    private static void assertDetected(byte[] record) {
        EntryForm.Decoded decoded;
        try {
            decoded = EntryForm.decode(1, ByteBuffer.wrap(record));
        } catch (JournalException said) {
            assertThat(said).hasMessageNotContaining("null");
            return;
        }
        assertThat(hash(decoded.hashed())).isNotEqualTo(decoded.kept().hash());
    }

    private static ByteBuffer record(Entry entry) {
        var bytes = EntryForm.encode(entry, Wire.encode(entry.what()));
        var hash = hash(bytes.duplicate());
        int end = bytes.limit();
        return bytes.limit(end + EntryForm.HASH).put(end, hash.getBytes());
    }

    private static Buffer hash(ByteBuffer entry) {
        return new Chain().hash(Chain.NOTHING, entry);
    }
}
