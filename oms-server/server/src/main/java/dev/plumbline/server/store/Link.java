package dev.plumbline.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import org.jspecify.annotations.Nullable;

/// One connection to Postgres, on which a transaction is sent whole, without waiting for its parts (pipelining).
final class Link {
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

    /// Writes all of `statements` in one transaction, or none.
    Future<Void> write(List<Statement> statements) {
        var sent = new ArrayList<Future<?>>(statements.size() + 2);
        sent.add(connection.query("BEGIN").execute());
        for (var statement : statements)
            sent.add(connection.preparedQuery(statement.sql()).execute(statement.params()));
        // After a failure Postgres answers the rest with "transaction is aborted", and this with a rollback.
        sent.add(connection.query("COMMIT").execute());
        return Future.join(sent)
                .timeout(config.answerWithin().toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(first(sent, failure)))
                .mapEmpty();
    }

    /// What failed first is why; what follows it is only that it did.
    private Throwable first(List<Future<?>> sent, Throwable otherwise) {
        var said = lastWords;
        if (said != null) return said;
        for (var part : sent) if (part.failed()) return part.cause();
        return otherwise;
    }

    Future<Void> close() {
        return connection.close();
    }
}
