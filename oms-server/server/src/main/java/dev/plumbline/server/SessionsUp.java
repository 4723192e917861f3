package dev.plumbline.server;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.BrokerSession;

/// Of a server that takes over: whether its sessions are where they were, so that nobody is refused for one that is coming up. On the
/// context that made it.
final class SessionsUp {
    /// What the broker missed to tell comes right behind its logon.
    private static final long QUIET_MS = 30;

    private final Vertx vertx;
    private final Context context;
    private final Set<BrokerSession> coming;
    private final Promise<Void> up = Promise.promise();
    private long timer = -1;

    /// @param coming those that are waited for
    /// @param patience after that it is over, whatever is missing: a broker may be away for hours
    SessionsUp(Vertx vertx, Set<BrokerSession> coming, Duration patience) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.coming = new HashSet<>(coming);
        vertx.setTimer(patience.toMillis(), _ -> up.tryComplete());
        look();
    }

    /// Any thread.
    void on(SessionEvent event) {
        context.runOnContext(_ -> {
            switch (event) {
                case SessionEvent.Up _, SessionEvent.GapFilled _ -> coming.remove(event.session());
                case SessionEvent.Gap _, SessionEvent.Down _ -> coming.add(event.session());
                case SessionEvent.LogonRejected _, SessionEvent.SequenceTrouble _, SessionEvent.SendFailed _ -> {}
            }
            look();
        });
    }

    private void look() {
        vertx.cancelTimer(timer);
        if (coming.isEmpty()) timer = vertx.setTimer(QUIET_MS, _ -> up.tryComplete());
    }

    /// Completes once all are up and have told what we missed, or when that takes too long.
    Future<Void> future() {
        return up.future();
    }

    boolean isOver() {
        return up.future().isComplete();
    }
}
