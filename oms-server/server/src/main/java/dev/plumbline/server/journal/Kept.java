package dev.plumbline.server.journal;

import io.vertx.core.buffer.Buffer;

/// An entry that is in the journal.
///
/// @param number its place in this server's journal, over all shards
/// @param form `entry.what()` in the serial form of [dev.plumbline.wire]
/// @param hash SHA-256 over the hash of the entry before it in its shard and all of this one: whoever changes, takes away
///     or swaps an entry breaks the chain. 32 bytes. Nobody may write to either
public record Kept(long number, Entry entry, Buffer form, Buffer hash) {}
