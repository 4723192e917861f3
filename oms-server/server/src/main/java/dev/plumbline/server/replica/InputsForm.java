package dev.plumbline.server.replica;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.EntryForm;
import dev.plumbline.server.journal.Written;
import dev.plumbline.wire.Wire;

/// Inputs of one shard as bytes: each behind its length in four bytes, as the journal has it. Their hashes are not in it:
/// who takes them over reckons them anew, from the last one that Postgres has. Of the bytes as they are here: another version of the
/// program may have put them, and has the same in its journal.
final class InputsForm {
    private InputsForm() {}

    static byte[] encode(List<Entry> entries) {
        var forms = entries.stream().map(entry -> EntryForm.encode(entry, Wire.encode(entry.input()))).toList();
        var bytes = ByteBuffer.allocate(forms.stream().mapToInt(form -> Integer.BYTES + form.capacity()).sum());
        for (var form : forms) bytes.putInt(form.capacity()).put(form.clear());
        return bytes.array();
    }

    /// @throws dev.plumbline.server.journal.JournalException where one is no entry, or a newer one
    static List<Written> decode(byte[] bytes) {
        var from = ByteBuffer.wrap(bytes);
        var entries = new ArrayList<Written>();
        while (from.hasRemaining()) {
            int length = from.getInt();
            entries.add(Written.of(EntryForm.decode(0, from.slice(from.position(), length)).kept()));
            from.position(from.position() + length);
        }
        return entries;
    }
}
