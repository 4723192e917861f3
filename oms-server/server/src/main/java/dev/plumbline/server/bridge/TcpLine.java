package dev.plumbline.server.bridge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;

import dev.plumbline.server.bridge.Fault.Code;

/// Frames over TCP: four bytes of length, big-endian, then JSON.
final class TcpLine implements Line {
    private static final int LENGTH = 4;

    private final NetSocket socket;
    private final Written written;
    private boolean isCut;

    /// @param drained see [Client#drained]
    TcpLine(NetSocket socket, Runnable drained) {
        this.socket = socket;
        this.written = new Written(socket::write, drained);
    }

    /// Cuts what comes into frames. A length that no frame has is refused before a byte of it is kept.
    void read(Client client) {
        var parser = RecordParser.newFixed(LENGTH);
        parser.handler(new io.vertx.core.Handler<>() {
            private boolean isLength = true;

            @Override
            public void handle(Buffer record) {
                if (isCut) return;
                if (!isLength) {
                    isLength = true;
                    parser.fixedSizeMode(LENGTH);
                    client.frame(record.getBytes());
                    return;
                }
                int length = record.getInt(0);
                if (length < 1 || length > Frame.BYTES_MAX) {
                    isCut = true;
                    client.unreadable(new Fault(Code.TOO_LARGE, "a frame of " + Integer.toUnsignedString(length)
                            + " bytes: it has 1 to " + Frame.BYTES_MAX + ", behind its length in four bytes, big-endian"));
                    return;
                }
                isLength = false;
                parser.fixedSizeMode(length);
            }
        });
        socket.handler(parser);
    }

    @Override
    public void write(Buffer frame) {
        written.write(Buffer.buffer(LENGTH + frame.length()).appendInt(frame.length()).appendBuffer(frame));
    }

    @Override
    public boolean isFull() {
        return written.isFull();
    }

    @Override
    public void pause(boolean isPaused) {
        if (isPaused) socket.pause();
        else socket.resume();
    }

    @Override
    public void close(String why) {
        isCut = true;
        socket.close();
    }

    @Override
    public String from() {
        return "bridge " + socket.remoteAddress();
    }

    @Override
    public Dialect dialect() {
        return Dialect.TCP;
    }
}
