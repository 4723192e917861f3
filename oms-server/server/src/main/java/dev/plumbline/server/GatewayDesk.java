package dev.plumbline.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.vertx.core.Future;

import dev.plumbline.adapter.ClientDesk;
import dev.plumbline.core.Account;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Refusal;
import dev.plumbline.server.config.ServerConfig.Clients;
import dev.plumbline.server.desk.DeskGateway;
import dev.plumbline.server.orders.OrdersVerticle;
import dev.plumbline.server.store.ClientRequest;
import dev.plumbline.server.store.Store;
import dev.plumbline.server.users.Entitlements;
import dev.plumbline.server.users.User;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Wish;

/// What the gateway for clients needs of this server: rights and the desk for what they ask, the store and the shards for what there
/// was before. Any thread.
final class GatewayDesk implements ClientDesk {
    /// For the record.
    private static final String FROM = "fix gateway";
    /// Orders that a shard is asked for at a time: it does nothing else meanwhile.
    private static final int AT_A_TIME = 500;

    private final Clients clients;
    private final String desk;
    private final Supplier<Doors> doors;
    private final DeskGateway gateway;
    private final Supplier<Store> store;
    private final Function<Account, OrdersVerticle> shards;
    private final LongSupplier nanos;

    /// @param desk the name of the desk
    /// @param doors the users, once they are read; as the store, not asked before the gateway is started
    /// @param shards who has the orders of an account
    GatewayDesk(
            Clients clients, String desk, Supplier<Doors> doors, DeskGateway gateway, Supplier<Store> store,
            Function<Account, OrdersVerticle> shards, LongSupplier nanos) {
        this.clients = clients;
        this.desk = desk;
        this.doors = doors;
        this.gateway = gateway;
        this.store = store;
        this.shards = shards;
        this.nanos = nanos;
    }

    @Override
    public Future<Answer> ask(String user, String requestId, Wish wish) {
        var known = doors.get().directory().find(user);
        if (known.isEmpty())
            return Future.succeededFuture(new Answer(requestId, "", Refusal.NOT_PERMITTED.name(), user + " is no user here"));
        return gateway.ask(
                new Entitlements(known.get(), desk), new Ask(requestId, user, wish, nanos.getAsLong(), FROM, Optional.empty()));
    }

    /// Once all is written that has happened so far: what the journal alone has is not asked for.
    @Override
    public Future<List<Asked>> asked(Set<String> users, long since) {
        return store.get().drain().compose(_ -> store.get().requestsOf(users, since)).compose(this::asked);
    }

    private Future<List<Asked>> asked(List<ClientRequest> requests) {
        var accounts = new LinkedHashMap<OrderKey, Account>();
        var names = new LinkedHashMap<OrderKey, List<Name>>();
        for (var request : requests) {
            accounts.put(request.order(), request.account());
            names.computeIfAbsent(request.order(), _ -> new ArrayList<>())
                    .add(new Name(request.user(), request.requestId(), request.clOrdID()));
        }
        return orders(accounts).map(orders -> orders.stream()
                .map(order -> new Asked(order, names.getOrDefault(order.key(), List.of())))
                .toList());
    }

    @Override
    public Future<Optional<Order>> order(OrderKey key) {
        return gateway.accountOf(key).compose(account -> account
                .map(its -> shards.apply(its).find(List.of(key)).map(found -> found.stream().findFirst()))
                .orElseGet(() -> Future.succeededFuture(Optional.empty())));
    }

    @Override
    public Future<List<Order>> orders(Set<String> accounts, long since) {
        return store.get().drain().compose(_ -> store.get().keysOf(accounts, since)).compose(this::orders);
    }

    private Future<List<Order>> orders(Map<OrderKey, Account> accounts) {
        var byShard = new LinkedHashMap<OrdersVerticle, List<OrderKey>>();
        accounts.forEach((key, account) -> byShard.computeIfAbsent(shards.apply(account), _ -> new ArrayList<>()).add(key));
        var parts = byShard.entrySet().stream().map(part -> found(part.getKey(), part.getValue(), 0, new ArrayList<>())).toList();
        return Future.all(parts).map(_ -> parts.stream().map(Future::result).flatMap(Collection::stream).toList());
    }

    private static Future<List<Order>> found(OrdersVerticle shard, List<OrderKey> keys, int from, List<Order> soFar) {
        if (from >= keys.size()) return Future.succeededFuture(soFar);
        return shard.find(keys.subList(from, Math.min(from + AT_A_TIME, keys.size()))).compose(some -> {
            soFar.addAll(some);
            return found(shard, keys, from + AT_A_TIME, soFar);
        });
    }

    /// As the session's user, with its password; with none only where the configuration says so.
    @Override
    public Future<Boolean> mayLogOn(String session, String username, String password) {
        var settings = clients.sessions().getOrDefault(session, Map.of());
        var user = settings.getOrDefault(Clients.USER, "");
        boolean isThere = doors.get().directory().find(user).filter(known -> maySee(known, settings)).isPresent();
        if (Clients.NO_PASSWORD.equals(settings.get(Clients.PASSWORD))) return Future.succeededFuture(isThere);
        if (!username.equals(user)) return Future.succeededFuture(false);
        return doors.get().logIns().checkPassword(username, password, FROM + " " + session, "log on")
                .map(known -> maySee(known, settings))
                .recover(no -> Future.succeededFuture(false));
    }

    /// What a session is told is what its user may see.
    private boolean maySee(User user, Map<String, String> settings) {
        var its = new Entitlements(user, desk);
        return its.maySee() && Stream.of(settings.getOrDefault(Clients.ACCOUNTS, "").split(","))
                .map(String::strip)
                .filter(account -> !account.isEmpty())
                .allMatch(account -> its.maySee(new Account(account)));
    }
}
