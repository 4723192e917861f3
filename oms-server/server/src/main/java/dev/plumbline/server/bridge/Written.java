package dev.plumbline.server.bridge;

import java.util.function.Function;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/// How much has been given to a socket and has not gone yet, by the futures of the writes: not each transport says when its own queue
/// is full. One thread.
final class Written {
    /// From here on no more is made for this client.
    static final int FULL = 256 * 1024;

    private final Function<Buffer, Future<Void>> socket;
    private final Runnable drained;
    private long bytes;
    private boolean wasFull;

    /// @param drained called once, when half of it has gone after it was full
    Written(Function<Buffer, Future<Void>> socket, Runnable drained) {
        this.socket = socket;
        this.drained = drained;
    }

    void write(Buffer frame) {
        int length = frame.length();
        bytes += length;
        wasFull |= isFull();
        socket.apply(frame).onComplete(_ -> gone(length));
    }

    boolean isFull() {
        return bytes >= FULL;
    }

    private void gone(int length) {
        bytes -= length;
        if (!wasFull || bytes > FULL / 2) return;
        wasFull = false;
        drained.run();
    }
}
