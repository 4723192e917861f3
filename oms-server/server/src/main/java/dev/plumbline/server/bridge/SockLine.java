package dev.plumbline.server.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/// Frames over SockJS or a WebSocket, one a message.
final class SockLine implements Line {
    private static final int GOING_AWAY = 1001;

    private final SockJSSocket socket;
    private final Written written;
    private final String from;

    /// @param drained see [Client#drained]
    SockLine(SockJSSocket socket, Runnable drained) {
        this.socket = socket;
        // As text: a plain WebSocket would get a buffer as a binary message.
        this.written = new Written(frame -> socket.write(frame.toString(UTF_8)), drained);
        this.from = "bridge " + socket.remoteAddress();
    }

    @Override
    public void write(Buffer frame) {
        written.write(frame);
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
        socket.close(GOING_AWAY, why);
    }

    @Override
    public String from() {
        return from;
    }

    @Override
    public Dialect dialect() {
        return Dialect.SOCKJS;
    }
}
