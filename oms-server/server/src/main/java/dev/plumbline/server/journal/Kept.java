package dev.plumbline.server.journal;

/// An entry that is in the journal.
///
/// @param form `entry.what()` in the serial form of [dev.plumbline.wire]
/// @param hash SHA-256 over the hash of the entry before it in its shard and all of this one: whoever changes, takes away
///     or swaps an entry breaks the chain. 32 bytes; nobody may write to them
public record Kept(Entry entry, byte[] form, byte[] hash) {}
