package dev.plumbline.server.replica;

import java.util.List;

import io.vertx.core.Future;

import dev.plumbline.server.store.SessionMark;
import dev.plumbline.server.store.SessionRow;
import dev.plumbline.server.store.Store;

/// What Postgres has of a broker session, read before it is needed: a take-over waits for a span in any case, and after an outage of a second
/// server there may be tens of thousands of records. Any thread.
public final class KeptAhead {
    private final Store store;
    private final String session;
    private final Future<List<SessionRow>> read;

    private KeptAhead(Store store, String session) {
        this.store = store;
        this.session = session;
        this.read = store.kept(session);
    }

    /// Begins to read, and does not wait for it.
    public static KeptAhead of(Store store, String session) {
        return new KeptAhead(store, session);
    }

    /// What it has now: the last owner may have gone on meanwhile.
    Future<List<SessionRow>> now() {
        return read
                .compose(rows -> store.keptMark(session).map(now -> now.equals(SessionMark.of(rows))))
                .otherwise(false)
                .compose(isSame -> isSame ? read : store.kept(session));
    }
}
