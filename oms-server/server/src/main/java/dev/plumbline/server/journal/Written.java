package dev.plumbline.server.journal;

import io.vertx.core.buffer.Buffer;

/// An entry that another server has written, or this one in another life. Its bytes are kept with it: another version of the
/// program would write others, and the hash of the chain is one of the bytes.
///
/// @param form `entry.input()` in the serial form of [dev.plumbline.wire], as it was written. Nobody may write to it
public record Written(Entry entry, Buffer form) {
    public static Written of(Kept kept) {
        return new Written(kept.entry(), kept.form());
    }
}
