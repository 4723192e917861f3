package dev.plumbline.server.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// One Postgres for all tests of this JVM, emptied for each. Its folder stays for the next run, which starts faster.
public final class TestDatabase {
    private TestDatabase() {}

    private static final class Shared {
        static final StoreConfig CONFIG = started();

        private static StoreConfig started() {
            var database = new EmbeddedDatabase(Path.of("target", "test-postgres"));
            Runtime.getRuntime().addShutdownHook(new Thread(database::stop));
            return database.start();
        }
    }

    public static StoreConfig fresh() {
        empty(Shared.CONFIG);
        return Shared.CONFIG;
    }

    /// With the tables of this version.
    public static StoreConfig migrated() {
        var config = fresh();
        new Migration(config).run();
        new Grants(config).run();
        return config;
    }

    public static void empty(StoreConfig config) {
        sql(config, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    }

    static StoreConfig in(StoreConfig server, String database) {
        return new StoreConfig(server.host(), server.port(), database, server.server(), server.migrations());
    }

    static Connection connect(StoreConfig config) throws SQLException {
        return connect(config, config.migrations());
    }

    private static Connection connect(StoreConfig config, StoreConfig.Login login) throws SQLException {
        return DriverManager.getConnection(config.jdbcUrl(), login.user(), login.password());
    }

    /// Runs `statement` as the owner of the tables, and returns the first column of what it answers.
    public static List<String> sql(StoreConfig config, String statement) {
        return sql(config, config.migrations(), statement);
    }

    static List<String> sql(StoreConfig config, StoreConfig.Login login, String statement) {
        try (var connection = connect(config, login);
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
