package dev.plumbline.server.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/// Hands a [BusMessage] to the receiver as it is.
final class ByReference implements MessageCodec<BusMessage, BusMessage> {
    static final String NAME = "by-reference";

    @Override
    public void encodeToWire(Buffer buffer, BusMessage message) {
        throw new IllegalStateException("stays in this process: " + message);
    }

    @Override
    public BusMessage decodeFromWire(int position, Buffer buffer) {
        throw new IllegalStateException("never sent between processes");
    }

    @Override
    public BusMessage transform(BusMessage message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
