package dev.plumbline.adapter;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.BrokerSession;

/// One message about an order as it came in: what it says, and the bytes that prove it.
///
/// @param raw the message as received; nobody may write to it
/// @param receivedAt when it was read, nanoseconds since the epoch, UTC
public record Inbound(BrokerSession session, Decoded decoded, Buffer raw, long receivedAt) {}
