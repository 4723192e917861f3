package dev.plumbline.server.bridge;

import io.vertx.core.buffer.Buffer;

/// A connection that carries frames, whole ones. One thread, that of its client.
interface Line {
    /// Queues a frame to be written, whatever [#isFull] says; who has much to say asks that first.
    void write(Buffer frame);

    /// So much waits to be written that no more should be made now: [Client#drained] follows once it has gone.
    boolean isFull();

    /// Reads no more, or goes on: whoever does not read its answers is not asked for more questions.
    void pause(boolean isPaused);

    /// Writes what is queued, and closes.
    ///
    /// @param why a short text, for the other side where its protocol has a place for one
    void close(String why);

    /// Where it comes from, for the record: `bridge 10.0.0.7:51834`.
    String from();

    /// What a message is called in this transport's form of the protocol.
    Dialect dialect();

    enum Dialect {
        /// The TCP bridge: `message`, and a ping is answered with `pong`.
        TCP("message", true),
        /// SockJS and WebSocket: `rec`, and a ping is not answered.
        SOCKJS("rec", false);

        private final String message;
        private final boolean answersPings;

        Dialect(String message, boolean answersPings) {
            this.message = message;
            this.answersPings = answersPings;
        }

        String message() {
            return message;
        }

        boolean answersPings() {
            return answersPings;
        }
    }
}
