package dev.plumbline.server.bridge;

import java.util.function.Consumer;

import io.vertx.core.Future;

import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Batch;
import dev.plumbline.wire.DeskMessage.Snapshot;
import dev.plumbline.wire.DeskMessage.SnapshotRequest;

/// The desk as this door reaches it, whichever server acts. Called on the door's context, on which all comes back.
public interface DeskLine {
    /// From then on, batches come to `batches`, as long as this process lives.
    Future<Void> follow(Consumer<Batch> batches);

    Future<Snapshot> snapshot(SnapshotRequest request);

    /// Fails with [NotLetInException] where the token is not good; otherwise where no answer came, and the outcome is not known.
    /// While no server acts it is asked again: it is done once, by its request id.
    ///
    /// @param token of who asks
    Future<Answer> ask(String token, Ask ask);

    /// The token is not good (any more).
    final class NotLetInException extends RuntimeException {
        private static final long serialVersionUID = 1;

        public NotLetInException(String why) {
            super(why, null, false, false);
        }
    }
}
