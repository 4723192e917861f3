package dev.plumbline.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import dev.plumbline.server.store.EmbeddedDatabase;
import dev.plumbline.server.store.StoreConfig;

/// A Postgres for the time of one measurement, empty at its beginning. It ends with this process, also after Ctrl-C.
final class BenchDatabase implements AutoCloseable {
    private final EmbeddedDatabase postgres;
    private final StoreConfig config;

    BenchDatabase(Options options) {
        var folder = options.data().resolve("postgres");
        options.progress().accept("starting Postgres in " + folder);
        postgres = new EmbeddedDatabase(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::stop, "stop-postgres"));
        config = postgres.start();
        EmbeddedDatabase.empty(config);
    }

    StoreConfig config() {
        return config;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + config.place(), config.user(), config.password());
    }

    @Override
    public void close() {
        postgres.stop();
    }
}
