package dev.plumbline.server.lease;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The arbiter's register as a row in Postgres. Each request reads it, works out the answer by [LeaseRegister], and replaces
/// it where nobody has meanwhile: one statement, so that a server which is paused in between holds no lock, and one that
/// wakes changes nothing that has moved on. Who comes second tries again.
///
/// Each answer comes within a span, or the request fails; the connection is given up then, for it may hang. One event loop
/// calls.
public final class PostgresArbiter implements Arbiter {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresArbiter.class);
    /// With three servers that ask four times a span two hardly ever meet; so many times in a row nobody does.
    private static final int ATTEMPTS = 10;

    private static final String READ =
            "SELECT version, servers, leases, (extract(epoch FROM clock_timestamp()) * 1000000000)::bigint AS now FROM lease_register";
    private static final String REPLACE =
            "UPDATE lease_register SET version = version + 1, servers = $2, leases = $3 WHERE version = $1";

    private final LeaseTerms terms;
    private final Supplier<Future<? extends SqlConnection>> connect;
    private Optional<SqlConnection> connection = Optional.empty();

    /// @param connect opens a connection to the database
    public PostgresArbiter(LeaseTerms terms, Supplier<Future<? extends SqlConnection>> connect) {
        this.terms = terms;
        this.connect = connect;
    }

    private interface Request<T> {
        T of(LeaseRegister register, long now);
    }

    @Override
    public Future<Long> lastIncarnation(String server) {
        return ask((register, _) -> register.lastIncarnation(server));
    }

    @Override
    public Future<Registered> register(String server, long after, Set<String> inSight) {
        return ask((register, now) -> register.register(server, after, inSight, now));
    }

    @Override
    public Future<Map<String, Tenure>> renew(Run by, long number, Set<String> wanted, Set<Run> quiet) {
        return ask((register, now) -> register.renew(by, number, wanted, quiet, now));
    }

    @Override
    public Future<Boolean> fence(Run by, Run whom, Set<Run> refusers, Set<Run> quiet, boolean seen) {
        return ask((register, now) -> register.fence(by, whom, refusers, quiet, seen, now));
    }

    @Override
    public Future<Void> end(Run by) {
        return ask((register, _) -> {
            register.end(by);
            return by;
        }).mapEmpty();
    }

    /// Gives the connection up.
    public Future<Void> close() {
        var open = connection;
        connection = Optional.empty();
        return open.map(SqlConnection::close).orElse(Future.succeededFuture());
    }

    private <T> Future<T> ask(Request<T> request) {
        return connected()
                .compose(link -> attempt(link, request, 1))
                .timeout(terms.span().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(this::giveUpWhereItHangs);
    }

    private Future<SqlConnection> connected() {
        if (connection.isPresent()) return Future.succeededFuture(connection.get());
        return connect.get().map(fresh -> {
            if (connection.isPresent()) { // two have asked at once
                fresh.close();
                return connection.get();
            }
            fresh.closeHandler(_ -> connection = connection.filter(held -> held != fresh));
            connection = Optional.of(fresh);
            return fresh;
        });
    }

    private <T> Future<T> attempt(SqlConnection link, Request<T> request, int attempt) {
        return link.preparedQuery(READ).execute().compose(rows -> {
            var row = rows.iterator().next();
            var before = LeaseForm.register(terms, row.getJsonObject("servers"), row.getJsonObject("leases"));
            var register = new LeaseRegister(terms, before.servers(), before.leases());
            T answer = request.of(register, row.getLong("now"));
            if (register.servers().equals(before.servers()) && register.leases().equals(before.leases()))
                return Future.succeededFuture(answer);
            return replace(link, row, register).compose(isDone -> {
                if (isDone) return Future.succeededFuture(answer);
                if (attempt < ATTEMPTS) return attempt(link, request, attempt + 1);
                return Future.failedFuture("the register of leases was changed by others " + ATTEMPTS + " times in a row");
            });
        });
    }

    private static Future<Boolean> replace(SqlConnection link, Row row, LeaseRegister register) {
        var replacement = Tuple.of(
                row.getLong("version"), LeaseForm.servers(register), LeaseForm.leases(register));
        return link.preparedQuery(REPLACE).execute(replacement).map(done -> done.rowCount() == 1);
    }

    private void giveUpWhereItHangs(Throwable why) {
        if (!(why instanceof TimeoutException) || connection.isEmpty()) return;
        LOG.debug("the connection to the arbiter is given up", why);
        close();
    }
}
