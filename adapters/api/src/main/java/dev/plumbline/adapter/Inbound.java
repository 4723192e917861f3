package dev.plumbline.adapter;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.BrokerSession;

/// One message about an order as it came in: what it says, and the bytes that prove it.
///
/// @param raw the message as received; nobody may write to it
/// @param receivedAt when it was read, nanoseconds since the epoch, UTC
/// @param msgSeqNum its place in the session, to be given to [BrokerAdapter#acknowledge] once it is in the journal; 0
///     for a message that the broker will not send again, which needs no acknowledgement
public record Inbound(BrokerSession session, Decoded decoded, Buffer raw, long receivedAt, long msgSeqNum) {

    /// One that needs no acknowledgement.
    public Inbound(BrokerSession session, Decoded decoded, Buffer raw, long receivedAt) {
        this(session, decoded, raw, receivedAt, 0);
    }
}
