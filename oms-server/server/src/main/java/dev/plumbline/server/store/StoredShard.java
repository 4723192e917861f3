package dev.plumbline.server.store;

import io.vertx.core.buffer.Buffer;

/// How far a shard is stored. Events may be ahead of the states, never behind.
///
/// @param lastSeq the last event, 0 for none
/// @param lastHash its hash, empty for none
/// @param stateSeq the tables orders, execution and position are exactly as after this input, 0 for none
/// @param stateHash the hash of that input's event, empty for none
public record StoredShard(long lastSeq, Buffer lastHash, long stateSeq, Buffer stateHash) {}
