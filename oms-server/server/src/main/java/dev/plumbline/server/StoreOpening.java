package dev.plumbline.server;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.config.ServerConfig.Database;
import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.orders.Desk;
import dev.plumbline.server.store.EmbeddedDatabase;
import dev.plumbline.server.store.Ssl;
import dev.plumbline.server.store.Store;
import dev.plumbline.server.store.StoreConfig;
import dev.plumbline.server.store.StoreException;
import dev.plumbline.server.store.StoreState;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.tls.Authorities;
import dev.plumbline.wire.tls.TlsException;

/// Brings a server to its database, which it starts where it is ours, and tells the desk how that is doing. Chores that block.
final class StoreOpening {
    private static final Logger LOG = LoggerFactory.getLogger(StoreOpening.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    /// What the store has not taken by then, it takes from the journal after the next start.
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final ServerConfig config;
    private final Lifetime life;
    private final Consumer<String> progress;
    private final LongSupplier nanos;

    /// @param nanos the time, nanoseconds since the epoch, UTC
    StoreOpening(ServerConfig config, Lifetime life, LongSupplier nanos) {
        this.config = config;
        this.life = life;
        this.progress = life::step;
        this.nanos = nanos;
    }

    /// Where it is; running, where it is ours.
    StoreConfig database() {
        return switch (config.database()) {
            case Database.External external -> {
                refuseUnreadable(external.ssl());
                yield new StoreConfig(
                        external.host(), external.port(), external.database(),
                        new StoreConfig.Login(external.user(), external.password()),
                        new StoreConfig.Login(external.owner(), external.ownerPassword())).with(external.ssl());
            }
            case Database.Embedded(var fresh) -> {
                var folder = config.data().resolve("postgres");
                progress.accept("starting our Postgres in " + folder);
                var postgres = new EmbeddedDatabase(folder, progress);
                life.undo("Postgres", postgres::stop);
                var reached = postgres.start();
                if (fresh) EmbeddedDatabase.empty(reached);
                yield reached;
            }
        };
    }

    /// A file that is not there does not come by waiting, as a database does.
    private static void refuseUnreadable(Ssl ssl) {
        try {
            ssl.ca().ifPresent(Authorities::read);
        } catch (TlsException wrong) {
            throw new ConfigException("postgres." + wrong.getMessage());
        }
    }

    /// Keeps trying: a server whose database is away stays up, says so, and opens once it is back.
    Store open(Vertx vertx, StoreConfig database, Desk desk, FileJournal kept) {
        while (!life.isStopping()) {
            try {
                progress.accept("opening the store at " + database);
                var opened = Await.done(Store.open(vertx, database, kept, state -> tell(desk, state)));
                life.undo("store", () -> close(opened));
                return opened;
            } catch (StoreException unreachable) {
                progress.accept(unreachable.getMessage() + "; trying again every " + RETRY.toSeconds() + " s");
                life.pause(RETRY);
            }
        }
        throw Lifetime.stoppedEarly();
    }

    private void close(Store opened) {
        try {
            if (opened.backlog() > 0) progress.accept("writing " + opened.backlog() + " inputs to the store");
            int left = Await.done(opened.drain(DRAIN));
            if (left > 0)
                LOG.warn("{} inputs are in the journal and not yet in the store, which gets them after the next start", left);
        } finally {
            Await.done(opened.close());
        }
    }

    private void tell(Desk desk, StoreState state) {
        var item = switch (state) {
            case StoreState.Up() -> new Item.ServiceItem("store", "UP", "", nanos.getAsLong());
            case StoreState.Behind(var backlog) ->
                new Item.ServiceItem("store", "BEHIND", backlog + " inputs wait to be written", nanos.getAsLong());
            case StoreState.Down(var reason, var backlog) -> new Item.ServiceItem(
                    "store", "DOWN", reason + "; " + backlog + " inputs wait to be written", nanos.getAsLong());
            case StoreState.Taken(var shard, _, var dropped) -> new Item.ServiceItem(
                    "store of shard " + shard, "DOWN",
                    "another server writes it; " + dropped + " inputs of this one are dropped", nanos.getAsLong());
        };
        desk.tell(item);
    }
}
