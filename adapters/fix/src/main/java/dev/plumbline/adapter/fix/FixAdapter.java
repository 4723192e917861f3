package dev.plumbline.adapter.fix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.adapter.BrokerAdapter;
import dev.plumbline.adapter.BrokerListener;
import dev.plumbline.adapter.LastHeard;
import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.SessionCopies;
import dev.plumbline.core.BrokerSession;

/// One FIX session to one broker, over an engine of its own: QuickFIX/J gives all sessions of an initiator one thread,
/// so that a slow one would hold up the others; with an initiator for each session it cannot, and the plain
/// `SocketInitiator` then needs no more threads than the threaded one.
public final class FixAdapter implements BrokerAdapter {
    private static final Logger log = LoggerFactory.getLogger(FixAdapter.class);

    private final Vertx vertx;
    private final BrokerSession session;
    private final FixSessionSettings settings;
    private final Path data;
    private final MessageDecoder decoder;
    private volatile @Nullable Line line;
    private volatile @Nullable Possession taken;

    FixAdapter(Vertx vertx, BrokerSession session, FixSessionSettings settings, Path data, MessageDecoder decoder) {
        this.vertx = vertx;
        this.session = session;
        this.settings = settings;
        this.data = data;
        this.decoder = decoder;
    }

    @Override
    public BrokerSession session() {
        return session;
    }

    @Override
    public Future<Void> take(SessionCopies copies, BooleanSupplier mayAct) {
        if (taken != null) return Future.failedFuture(new IllegalStateException(session + " has been taken already"));
        return vertx.executeBlocking(() -> taken = taken(copies, mayAct), false).mapEmpty();
    }

    private Possession taken(SessionCopies copies, BooleanSupplier mayAct) {
        Line.mustBeAlone(EngineSettings.sessionID(settings));
        try {
            return Possession.take(session, settings, data, copies, mayAct);
        } catch (IOException failed) {
            throw new IllegalStateException("FIX session " + EngineSettings.sessionID(settings) + " cannot be started with its store in "
                    + data + ": " + failed.getMessage() + "; is the folder writable?", failed);
        }
    }

    @Override
    public Future<Void> start(BrokerListener listener) {
        if (line != null) return Future.failedFuture(new IllegalStateException(session + " has been started already"));
        var own = taken;
        if (own == null) return take(SessionCopies.NONE, () -> true).compose(_ -> start(listener));
        var handover = new Handover(vertx.getOrCreateContext(), listener, new SessionWatch(session, settings));
        var started = new Line(session, settings, decoder, handover, own);
        line = started;
        return vertx.executeBlocking(started::open, false).<Void>mapEmpty().recover(failed -> letGo().compose(_ -> Future.failedFuture(failed)));
    }

    /// Of what has not been started, or not well.
    private Future<Void> letGo() {
        line = null;
        var own = taken;
        taken = null;
        if (own == null) return Future.succeededFuture();
        return vertx.executeBlocking(() -> {
            own.close();
            return own;
        }, false).mapEmpty();
    }

    @Override
    public void send(List<Outbound> batch) {
        var current = line;
        if (current == null) log.error("{} is not started: {} messages were not sent", session, batch.size());
        else current.send(batch);
    }

    @Override
    public void acknowledge(List<Long> msgSeqNums) {
        var current = line;
        if (current != null) current.acknowledge(msgSeqNums);
    }

    @Override
    public LastHeard lastHeard() {
        var current = line;
        return current == null ? LastHeard.NEVER : current.lastHeard();
    }

    @Override
    public Future<Void> stop() {
        var stopped = line;
        if (stopped == null) return letGo();
        line = null;
        taken = null;
        return vertx.executeBlocking(stopped::close, false).<Void>mapEmpty().onComplete(_ -> stopped.flush());
    }
}
