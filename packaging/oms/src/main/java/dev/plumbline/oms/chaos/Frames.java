package dev.plumbline.oms.chaos;

import java.util.function.BiConsumer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;

/// Messages on a socket, each behind its length in four bytes and a letter that says what it is.
final class Frames {
    private static final int LENGTH = 4;

    private Frames() {}

    static Buffer of(char kind, Buffer body) {
        return Buffer.buffer(LENGTH + 1 + body.length()).appendInt(1 + body.length()).appendByte((byte) kind).appendBuffer(body);
    }

    /// Gives each message that comes, on the socket's event loop.
    static void read(NetSocket socket, BiConsumer<Character, Buffer> into) {
        var parser = RecordParser.newFixed(LENGTH);
        var reading = new Object() {
            boolean length = true;
        };
        parser.handler(bytes -> {
            if (reading.length) {
                parser.fixedSizeMode(bytes.getInt(0));
            } else {
                into.accept((char) bytes.getByte(0), bytes.slice(1, bytes.length()));
                parser.fixedSizeMode(LENGTH);
            }
            reading.length = !reading.length;
        });
        socket.handler(parser);
    }
}
