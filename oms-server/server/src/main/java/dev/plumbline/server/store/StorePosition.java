package dev.plumbline.server.store;

import io.vertx.core.buffer.Buffer;

/// How much of a shard the store has.
///
/// @param lastSeq of the last event, 0 for none
/// @param hash of that event, empty for none
/// @param stateSeq orders, executions and positions are as after this input
public record StorePosition(int shard, long lastSeq, Buffer hash, long stateSeq) {}
