package dev.plumbline.server.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// One Postgres for all tests of this JVM, and a fresh database for each.
final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    private static final class Shared {
        static final StoreConfig ADMIN = started();

        private static StoreConfig started() {
            try {
                Path folder = Files.createTempDirectory("plumbline-store-test");
                var database = new EmbeddedDatabase(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(database, folder)));
                return database.start();
            } catch (java.io.IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        }

        private static void remove(EmbeddedDatabase database, Path folder) {
            database.stop();
            try {
                PostgresBinaries.delete(folder);
            } catch (java.io.IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        }
    }

    static StoreConfig fresh() {
        var name = "test" + COUNT.incrementAndGet();
        sql(Shared.ADMIN, "CREATE DATABASE " + name);
        return in(Shared.ADMIN, name);
    }

    static StoreConfig in(StoreConfig server, String database) {
        return new StoreConfig(server.host(), server.port(), database, server.user(), server.password());
    }

    static Connection connect(StoreConfig config) throws SQLException {
        return DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password());
    }

    /// Runs `statement`, and returns the first column of what it answers.
    static List<String> sql(StoreConfig config, String statement) {
        try (var connection = connect(config);
                var run = connection.createStatement()) {
            var answers = new ArrayList<String>();
            if (run.execute(statement))
                for (var rows = run.getResultSet(); rows.next(); ) answers.add(rows.getString(1));
            return answers;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }
}
