package dev.plumbline.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import dev.plumbline.adapter.AdapterFactory;
import dev.plumbline.adapter.BrokerAdapter;
import dev.plumbline.adapter.SessionCopies;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.journal.Durability;
import dev.plumbline.server.brokers.BrokerVerticle;
import dev.plumbline.server.brokers.OrderIDs;
import dev.plumbline.server.bus.Bus;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.orders.Desk;

/// The broker sessions of a server, from the configuration to the logon. Chores that block; not for an event loop.
final class Brokers {
    private final Vertx core;
    private final List<BrokerAdapter> adapters;
    private final Lifetime life;
    private final Consumer<String> progress;

    private Brokers(Vertx core, List<BrokerAdapter> adapters, Lifetime life) {
        this.core = core;
        this.adapters = List.copyOf(adapters);
        this.life = life;
        this.progress = life::step;
    }

    /// Made early, so that a wrong setting is told before a database is opened.
    /// @throws ConfigException where a setting is wrong
    static Brokers of(Vertx core, ServerConfig config, Lifetime life) {
        var factories = ServiceLoader.load(AdapterFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toMap(AdapterFactory::type, factory -> factory));
        var adapters = new ArrayList<BrokerAdapter>();
        config.brokers().forEach((session, broker) -> {
            var factory = factories.get(broker.type());
            if (factory == null)
                throw new ConfigException("brokers." + session + ".type: is '" + broker.type() + "'; there is: "
                        + String.join(", ", factories.keySet()));
            adapters.add(adapter(core, config, session, broker, factory));
        });
        return new Brokers(core, adapters, life);
    }

    private static BrokerAdapter adapter(
            Vertx core, ServerConfig config, BrokerSession session, ServerConfig.Broker broker, AdapterFactory factory) {
        try {
            var settings = new HashMap<>(broker.settings());
            // What a session keeps is part of the same promise.
            if (config.journal().durability() == Durability.POWER) settings.putIfAbsent("durability", "power");
            return factory.create(
                    core, session, settings, config.data().resolve("brokers").resolve(session.value()));
        } catch (IllegalArgumentException wrong) {
            throw new ConfigException("brokers." + session + ": " + wrong.getMessage());
        }
    }

    List<BrokerAdapter> adapters() {
        return adapters;
    }

    List<BrokerSession> sessions() {
        return adapters.stream().map(BrokerAdapter::session).toList();
    }

    /// All at once: each waits for what it kept to be read and copied.
    Future<?> take(Warrant warrant, Function<BrokerSession, SessionCopies> copies) {
        life.undo("sessions", () -> Await.done(Future.join(adapters.stream().map(BrokerAdapter::stop).toList())));
        return Future.join(adapters.stream().map(adapter -> take(adapter, warrant, copies)).toList());
    }

    private Future<Void> take(BrokerAdapter adapter, Warrant warrant, Function<BrokerSession, SessionCopies> copies) {
        var session = adapter.session();
        return core.executeBlocking(() -> copies.apply(session), false)
                .compose(its -> adapter.take(its, warrant.session().apply(session)));
    }

    /// All at once, and so they stop: each waits for its broker to say goodbye.
    ///
    /// @param orderIDs those that a broker has given so far
    void start(Bus bus, Desk desk, Function<BrokerSession, OrderIDs> orderIDs) {
        var starting = adapters.stream()
                .map(adapter -> start(adapter, bus, desk, orderIDs.apply(adapter.session())))
                .toList();
        try {
            Await.done(Future.join(starting));
        } finally {
            life.undo("brokers", () -> Await.done(Future.join(starting.stream()
                    .filter(Future::succeeded)
                    .map(started -> core.undeploy(started.result()))
                    .toList())));
        }
    }

    private Future<String> start(BrokerAdapter adapter, Bus bus, Desk desk, OrderIDs orderIDs) {
        progress.accept("connecting to broker " + adapter.session());
        return core.deployVerticle(new BrokerVerticle(adapter, bus, desk, orderIDs));
    }
}
