package dev.plumbline.server.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

import dev.plumbline.server.journal.Entries;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.EntryForm;
import dev.plumbline.server.journal.JournalException;
import dev.plumbline.server.journal.Written;
import dev.plumbline.wire.Wire;

class InputsFormTest {
    @Test
    void inputsComeBackAsTheyWereWritten() {
        var entries = Entries.batch(7, 4, 6);
        assertThat(InputsForm.decode(InputsForm.encode(entries)))
                .isEqualTo(entries.stream().map(entry -> new Written(entry, Buffer.buffer(Wire.encode(entry.input())))).toList());
    }

    /// Another version has put it there: here other bytes would be written of the same.
    @Test
    void whatAnotherVersionHasPutComesBackAsThatHasWrittenIt() {
        var entry = Entries.batch(7, 4, 4).getFirst();
        var foreign = Wire.json(entry.input()).getBytes(StandardCharsets.UTF_8);
        assertThat(InputsForm.decode(put(entry, foreign))).containsExactly(new Written(entry, Buffer.buffer(foreign)));
    }

    @Test
    void whatANewerVersionHasPutIsRefusedByName() {
        var entry = Entries.batch(7, 4, 4).getFirst();
        var newer = Wire.json(entry.input()).replaceFirst("\"v\": *" + Wire.VERSION, "\"v\": " + (Wire.VERSION + 1)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> InputsForm.decode(put(entry, newer)))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("has version " + (Wire.VERSION + 1) + ", this program reads up to version " + Wire.VERSION + ": update it");
    }

    private static byte[] put(Entry entry, byte[] form) {
        var record = EntryForm.encode(entry, form);
        return ByteBuffer.allocate(Integer.BYTES + record.capacity()).putInt(record.capacity()).put(record.clear()).array();
    }
}
