package dev.plumbline.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import dev.plumbline.adapter.ClientDesk;
import dev.plumbline.adapter.ClientGateway;
import dev.plumbline.adapter.ClientGatewayFactory;
import dev.plumbline.adapter.SessionCopies;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Change;
import dev.plumbline.core.Gone;
import dev.plumbline.journal.Durability;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.config.ServerConfig.Clients;
import dev.plumbline.server.orders.Desk;
import dev.plumbline.server.tls.Tls;
import dev.plumbline.wire.DeskMessage.Item;

/// The gateway for clients of this server: hears of all changes from the first one on, and is open while this server acts.
final class ClientDoor implements Desk {
    private final ClientGateway gateway;
    private final Clients clients;

    private ClientDoor(ClientGateway gateway, Clients clients) {
        this.gateway = gateway;
        this.clients = clients;
    }

    /// Made early, so that a wrong setting is told before anything is opened.
    /// @throws ConfigException where a setting is wrong
    static ClientDoor of(Vertx core, ServerConfig config, Clients clients, ClientDesk desk, Tls tls) {
        var factories = ServiceLoader.load(ClientGatewayFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toMap(ClientGatewayFactory::type, factory -> factory));
        var factory = factories.get(clients.type());
        if (factory == null)
            throw new ConfigException("clients.type: is '" + clients.type() + "'; there is: " + String.join(", ", factories.keySet()));
        try {
            return new ClientDoor(
                    factory.create(core, clients.host(), clients.port(), settings(config, clients), config.data().resolve("clients"), desk,
                            clients.inTheClear() ? Optional.empty() : tls.contexts()),
                    clients);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigException("clients: " + wrong.getMessage());
        }
    }

    /// What a session keeps is part of the same promise as the journal.
    private static Map<String, Map<String, String>> settings(ServerConfig config, Clients clients) {
        var all = new HashMap<String, Map<String, String>>();
        clients.sessions().forEach((name, its) -> {
            var settings = new HashMap<>(its);
            if (config.journal().durability() == Durability.POWER) settings.putIfAbsent("durability", "power");
            all.put(name, settings);
        });
        return all;
    }

    /// Takes what the sessions kept from whoever had them: all of it is in our folder when this returns. Blocks.
    ///
    /// @param mayAct whether this server may act for a session
    void take(Function<BrokerSession, SessionCopies> copies, Function<BrokerSession, BooleanSupplier> mayAct) {
        var all = new HashMap<String, SessionCopies>();
        var may = new ArrayList<BooleanSupplier>();
        for (var name : clients.sessions().keySet()) {
            all.put(name, copies.apply(Clients.session(name)));
            may.add(mayAct.apply(Clients.session(name)));
        }
        Await.done(gateway.take(name -> all.getOrDefault(name, SessionCopies.NONE), () -> may.stream().allMatch(BooleanSupplier::getAsBoolean)));
    }

    /// Lets clients in, once it is known what they were told before. Does not block.
    Future<Void> open(Consumer<String> progress) {
        return gateway.start().onSuccess(_ -> progress.accept("clients may log on at " + clients.host() + ":" + clients.port()));
    }

    /// Logs out whoever is there. Blocks.
    void close() {
        Await.done(gateway.stop());
    }

    /// Lines that were refused since the start.
    long refused() {
        return gateway.refused();
    }

    @Override
    public void changed(List<Change> changes) {
        gateway.changed(changes);
    }

    @Override
    public void gone(List<Gone> gone) {
        gateway.gone(gone);
    }

    @Override
    public void tell(Item item) {}
}
