package dev.plumbline.server.store;

import io.vertx.core.buffer.Buffer;

/// A record of a broker session.
///
/// @param epoch of the lease under which it was written
/// @param number the adapter's: a record takes the place of one under the same number
/// @param version rises with each record of the owner
public record SessionRow(long epoch, long number, long version, Buffer record) {}
