package dev.plumbline.adapter.fix;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.core.BrokerSession;

/// From the bytes of one message to what it says. Pure, and total: whatever the bytes, there is an answer.
@FunctionalInterface
interface MessageDecoder {
    Decoded decode(BrokerSession session, byte[] raw);
}
