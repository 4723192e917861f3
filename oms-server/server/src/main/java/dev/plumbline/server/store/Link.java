package dev.plumbline.server.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to Postgres, on which a transaction is sent whole, without waiting for its parts (pipelining).
final class Link {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    /// Statements that are under way at once: a usual transaction goes out whole, a large one in pieces.
    private static final int AHEAD = 12;

    private final PgConnection connection;
    private final StoreConfig config;

    private volatile @Nullable Throwable lastWords;
    private volatile boolean lost;

    private Link(PgConnection connection, StoreConfig config) {
        this.connection = connection;
        this.config = config;
    }

    /// @param onLost runs when Postgres hangs up; any thread
    static Future<Link> open(Vertx vertx, StoreConfig config, Runnable onLost) {
        var connecting = PgConnection.connect(vertx, options(config));
        return connecting
                .timeout(config.answerWithin().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(_ -> connecting.onSuccess(PgConnection::close))
                .map(connection -> new Link(connection, config).watched(onLost));
    }

    private Link watched(Runnable onLost) {
        connection.exceptionHandler(said -> lastWords = said);
        connection.closeHandler(_ -> {
            lost = true;
            onLost.run();
        });
        return this;
    }

    boolean isLost() {
        return lost;
    }

    /// Why Postgres hung up, as far as it said so.
    Throwable whyLost() {
        var said = lastWords;
        return said == null ? new StoreException("the connection was closed") : said;
    }

    static PgConnectOptions options(StoreConfig config) {
        var options = new PgConnectOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setDatabase(config.database())
                .setUser(config.user())
                .setPassword(config.password())
                .setCachePreparedStatements(true)
                // Above the default of 2,048 characters, which our longest statement exceeds, none is cached.
                .setPreparedStatementCacheSqlFilter(_ -> true)
                .setPipeliningLimit(16);
        options.addProperty("application_name", "plumbline-store");
        return options;
    }

    /// Writes all of `parts` in one transaction, or none. Blocks: for a virtual thread. Parameters are encoded only a
    /// few statements ahead.
    void write(List<Part<?>> parts) {
        var sent = new ArrayDeque<Future<?>>();
        try {
            sent.add(connection.query("BEGIN").execute());
            for (var part : parts) for (var chunk : part.chunks()) send(chunk, sent);
            sent.add(connection.query("COMMIT").execute());
            while (!sent.isEmpty()) done(sent.poll());
        } catch (RuntimeException failure) {
            rollback();
            throw failure;
        }
    }

    private void send(Part<?> chunk, Deque<Future<?>> sent) {
        if (sent.size() >= AHEAD) done(sent.poll());
        sent.add(executed(chunk));
    }

    private Future<?> executed(Part<?> chunk) {
        return connection.preparedQuery(chunk.sql()).execute(chunk.tuple());
    }

    private void rollback() {
        try {
            run("ROLLBACK");
        } catch (RuntimeException lostToo) {
            LOG.debug("not rolled back by us", lostToo);
        }
    }

    private void run(String statement) {
        done(connection.query(statement).execute());
    }

    /// What failed first is why, unless Postgres has said so.
    private void done(Future<?> part) {
        try {
            part.timeout(config.answerWithin().toMillis(), TimeUnit.MILLISECONDS).await();
        } catch (Exception failure) {
            var said = lastWords;
            throw said == null ? Failures.unchecked(failure) : Failures.unchecked(said);
        }
    }

    /// Writes all of `parts` in one transaction, but for the rows that Postgres would never take: those are found by
    /// halving, and named in the same transaction. Slow. Blocks.
    List<LeftOut> writeTakeable(List<Part<?>> parts) {
        var leftOut = new ArrayList<LeftOut>();
        try {
            run("BEGIN");
            for (var part : parts) for (var chunk : part.chunks()) writeTakeable(chunk, leftOut);
            for (var chunk : LeftOut.part(leftOut).chunks()) done(executed(chunk));
            run("COMMIT");
            return leftOut;
        } catch (RuntimeException failure) {
            rollback();
            throw failure;
        }
    }

    private <R> void writeTakeable(Part<R> part, List<LeftOut> leftOut) {
        run("SAVEPOINT part");
        try {
            done(executed(part));
            run("RELEASE SAVEPOINT part");
        } catch (RuntimeException failure) {
            if (!Failures.isAboutTheRow(failure)) throw failure;
            run("ROLLBACK TO SAVEPOINT part");
            run("RELEASE SAVEPOINT part");
            if (part.rows().size() == 1) {
                leftOut.add(part.leftOut(Failures.text(failure)));
            } else {
                writeTakeable(part.firstHalf(), leftOut);
                writeTakeable(part.secondHalf(), leftOut);
            }
        }
    }

    /// After which input of each shard its states are in the tables. Blocks.
    StateSeqs stateSeqs() {
        var rows = connection.query("SELECT shard, state_seq FROM shard").execute()
                .timeout(config.answerWithin().toMillis(), TimeUnit.MILLISECONDS)
                .await();
        var seqs = new StateSeqs();
        for (var row : rows) seqs.written(row.getInteger(0), row.getLong(1));
        return seqs;
    }

    /// Ends the connection `before`, should Postgres still be busy with it: what was sent over that one must not be done
    /// after what we send over this one. Blocks.
    void outlive(int before) {
        connection
                .preparedQuery("""
                        SELECT pg_terminate_backend(pid, $2) FROM pg_stat_activity
                         WHERE pid = $1 AND application_name = 'plumbline-store' AND usename = current_user""")
                .execute(Tuple.of(before, config.answerWithin().toMillis()))
                .timeout(2 * config.answerWithin().toMillis(), TimeUnit.MILLISECONDS)
                .await();
    }

    /// The process of Postgres that serves it.
    int backend() {
        return connection.processId();
    }

    Future<Void> close() {
        return connection.close();
    }
}
