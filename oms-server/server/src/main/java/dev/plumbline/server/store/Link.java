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
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to Postgres, on which a transaction is sent whole, without waiting for its parts (pipelining).
final class Link {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    /// Statements that are under way at once: a usual transaction goes out whole, a large one in pieces.
    private static final int AHEAD = 12;
    /// A transaction of ours that we leave alone for so long is ended by Postgres, and tried again: it holds its shards, and
    /// a server that is paused in the middle must not keep another from taking them.
    private static final String END_WHEN_LEFT_ALONE = "SET idle_in_transaction_session_timeout = '2s'";

    /// A server that is gone without a word, as with its line, leaves no connections behind: else Postgres would keep them for
    /// two hours, and each start of that server takes some more.
    private static final String MISS_WHO_IS_GONE =
            "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 3; SET tcp_keepalives_count = 3";

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
        var connecting = PgConnection.connect(vertx, options(config)).compose(Link::setUp);
        return connecting
                .timeout(config.answerWithin().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(_ -> connecting.onSuccess(PgConnection::close))
                .map(connection -> new Link(connection, config).watched(onLost));
    }

    private static Future<PgConnection> setUp(PgConnection connection) {
        return connection.query(END_WHEN_LEFT_ALONE).execute()
                .compose(_ -> watchedByPostgres(connection))
                .onFailure(_ -> connection.close());
    }

    /// What each connection of ours begins with.
    static <C extends SqlConnection> Future<C> watchedByPostgres(C connection) {
        return connection.query(MISS_WHO_IS_GONE).execute().map(connection);
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
        return config.ssl().on(options);
    }

    /// Writes all of `parts` in one transaction, or none. Blocks: for a virtual thread. Parameters are encoded only a
    /// few statements ahead.
    ///
    /// @param shards all that are written, in their order: locked first
    /// @throws TakenException where one of them is another's; nothing is written then
    void write(Part<ShardTable.Row> shards, List<Part<?>> parts, Epochs epochs) {
        var sent = new ArrayDeque<Future<?>>();
        try {
            sent.add(connection.query("BEGIN").execute());
            var locked = executed(shards);
            sent.add(locked);
            for (var part : parts) for (var chunk : part.chunks()) send(chunk, sent);
            // Postgres answers this long before it is through with the rows: nothing stands still for it.
            check(locked, epochs);
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

    /// From then on, until the transaction ends, nobody can take these shards.
    private void check(Future<RowSet<Row>> locked, Epochs epochs) {
        done(locked);
        epochs.check(ShardTable.epochs(locked.result()));
    }

    private Future<RowSet<Row>> executed(Part<?> chunk) {
        return connection.preparedQuery(chunk.sql()).execute(chunk.tuple());
    }

    private void rollback() {
        try {
            run("ROLLBACK");
        } catch (RuntimeException lostToo) {
            LOG.debug("not rolled back by us", lostToo);
            // Whatever is sent over it now might become part of that transaction.
            lost = true;
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
    /// halving, and named in the same transaction. Slow. Blocks. Parameters and errors as of [#write].
    List<LeftOut> writeTakeable(Part<ShardTable.Row> shards, List<Part<?>> parts, Epochs epochs) {
        var leftOut = new ArrayList<LeftOut>();
        if (lost) throw Failures.unchecked(whyLost());
        try {
            run("BEGIN");
            check(executed(shards), epochs);
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

    /// How far each shard is stored, and under which epoch. Blocks.
    List<ShardTable.Stand> stands() {
        var read = connection.query(ShardTable.STANDS).execute();
        done(read);
        var stands = new ArrayList<ShardTable.Stand>();
        for (var row : read.result()) stands.add(new ShardTable.Stand(row));
        return stands;
    }

    /// Has `shard` written under `epoch` from now on, unless it is written under a higher one than `unlessAbove`. Waits for
    /// the transaction of whoever writes it now. Blocks.
    ///
    /// @return under which epoch it is written now
    long own(int shard, long epoch, long unlessAbove) {
        var raised = connection.preparedQuery(ShardTable.OWN).execute(Tuple.of((short) shard, epoch, unlessAbove));
        done(raised);
        return raised.result().iterator().next().getLong("epoch");
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
