package dev.plumbline.server.journal;

import java.util.List;

import io.vertx.core.Future;

/// Where the inputs of a shard are kept before their effects leave.
public interface Journal extends Backlog {
    /// Completes once the entries are durable, as far as the configuration asks: in the operating system's hands
    /// (`process`) or on the disk (`power`). Never blocks; batches of one shard are kept in the order of the calls.
    /// Completes on any thread. Fails where they cannot be kept: nothing of the batch may
    /// then leave, and nothing more is kept, until a restart has found out what is in the journal.
    ///
    /// @param entries of one shard, in the order of their numbers, without a gap
    Future<List<Kept>> append(List<Entry> entries);

    /// Why no new orders should be taken: the disk is slow, full or broken. Empty while all is well.
    String closedBecause();
}
