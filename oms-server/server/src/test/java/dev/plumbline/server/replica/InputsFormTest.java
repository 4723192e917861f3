package dev.plumbline.server.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

import dev.plumbline.server.journal.Entries;
import dev.plumbline.server.journal.EntryForm;
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
        var record = EntryForm.encode(entry, foreign);
        var bytes = ByteBuffer.allocate(Integer.BYTES + record.capacity()).putInt(record.capacity()).put(record.clear()).array();
        assertThat(InputsForm.decode(bytes)).containsExactly(new Written(entry, Buffer.buffer(foreign)));
    }
}
