package dev.plumbline.server.store;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;

/// What a failure of Postgres means: for a person, and for what to do next.
final class Failures {
    private Failures() {}

    /// One line: what failed, where, and what would help.
    static String explain(Throwable failure, StoreConfig config) {
        var at = "Postgres at " + config.host() + ":" + config.port();
        if (cause(failure, UnknownHostException.class).isPresent())
            return at + ": there is no host '" + config.host() + "'; correct the store's host";
        return switch (sqlState(failure)) {
            case "28P01", "28000" -> at + " refuses user '" + config.user()
                    + "': correct the store's user and password";
            case "3D000" -> at + " has no database '" + config.database() + "': create it (CREATE DATABASE "
                    + config.database() + "), or correct the store's database";
            case "42501" -> at + " does not let user '" + config.user() + "' do this: " + text(failure);
            case "53300" -> at + " takes no more connections: raise max_connections, or end some";
            case "53100" -> at + " has a full disk: make room";
            case "58030" -> at + " cannot read or write its files: see to its disk: " + text(failure);
            case "P0001" -> at + ": " + said(failure);
            case "57P01", "57P02" -> at + " was stopped: start it again";
            case "57P03" -> at + " is starting or stopping: " + text(failure);
            case "", "08000", "08001", "08003", "08004", "08006" -> at + unreachable(failure);
            default -> at + ": " + text(failure);
        };
    }

    private static String unreachable(Throwable failure) {
        if (cause(failure, ConnectException.class).isPresent())
            return " is not reachable (connection refused): start it, or correct the store's host and port";
        if (cause(failure, SocketTimeoutException.class).isPresent()
                || cause(failure, TimeoutException.class).isPresent())
            return " does not answer: see whether it is stuck, or correct the store's host and port";
        return " was lost: " + text(failure);
    }

    /// Whether it is a row's fault, so that the same row would fail for ever: data exceptions (22), broken constraints
    /// (23) and limits of the server (54); or ours, before it was sent.
    static boolean isAboutTheRow(Throwable failure) {
        if (cause(failure, RowException.class).isPresent()) return true;
        var state = cause(failure, PgException.class).map(pg -> String.valueOf(pg.getSqlState())).orElse("");
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }

    /// What went wrong, in one line and as Postgres says it.
    static String text(Throwable failure) {
        if (failure instanceof PgException pg) {
            var detail = pg.getDetail() == null ? "" : " (" + pg.getDetail() + ")";
            return oneLine(pg.getErrorMessage() + detail);
        }
        var sql = cause(failure, SQLException.class);
        return oneLine(sql.isPresent() ? sql.get().getMessage() : failure.getMessage() == null
                ? failure.getClass().getSimpleName() : failure.getMessage());
    }

    /// Without where in our own code it was said.
    private static String said(Throwable failure) {
        var words = cause(failure, SQLException.class).map(SQLException::getMessage).orElse(text(failure));
        return String.valueOf(words).lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
    }

    static RuntimeException unchecked(Throwable failure) {
        return failure instanceof RuntimeException as ? as : new StoreException(text(failure), failure);
    }

    private static String oneLine(@Nullable String text) {
        return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static String sqlState(Throwable failure) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof PgException pg) return String.valueOf(pg.getSqlState());
            if (at instanceof SQLException sql && sql.getSQLState() != null) return sql.getSQLState();
        }
        return "";
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause())
            if (type.isInstance(at)) return Optional.of(type.cast(at));
        return Optional.empty();
    }
}
