package dev.plumbline.server.store;

import io.vertx.core.buffer.Buffer;

/// An input that did not count at once, as the store tells it.
///
/// @param reason why it was parked or quarantined
/// @param receivedAt when we had it, nanoseconds since the epoch, UTC
/// @param raw the message as it came in
/// @param releasedBy the input of the same shard that it had waited for, 0 while it waits
/// @param became what became of it then, empty while it waits
/// @param releasedAt nanoseconds since the epoch, UTC; 0 while it waits
public record StoredInput(
        int shard,
        long seq,
        String session,
        String clOrdID,
        String execID,
        String reason,
        long receivedAt,
        Buffer raw,
        long releasedBy,
        String became,
        long releasedAt) {

    /// Which of them.
    public enum Kind {
        /// Still waiting for what they refer to.
        PARKED,
        /// Waited, and were looked at again.
        RELEASED,
        /// For a person; also those that were so only when they were looked at again.
        QUARANTINED
    }

    /// Where a page begins: behind this input. By shard, then in the order of the shard's inputs.
    public record After(int shard, long seq) {
        public static final After NOTHING = new After(0, 0);
    }
}
