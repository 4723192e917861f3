package dev.plumbline.server.store;

import dev.plumbline.core.Report;

/// A report that was waiting when the history ended, for a shard to go on with.
///
/// @param seq the number of the input
public record StoredParked(long seq, Report report) {}
