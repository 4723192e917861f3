package dev.plumbline.server;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;

import dev.plumbline.core.Account;
import dev.plumbline.core.BookState;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Change;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Order;
import dev.plumbline.server.brokers.OrderIDs;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.desk.DeskGateway;
import dev.plumbline.server.orders.Doubtful;
import dev.plumbline.server.orders.Restart;
import dev.plumbline.server.store.StoreBatch;

/// What a server has beside its shards when it begins to act: what the desk will see, and in which shard the orders are to which
/// brokers have given ids. Put together once from all orders; from there on kept up to date with each input that is followed, so that
/// a take-over has not to look at all orders again. One thread at a time; bounded as the gateway and the [OrderIDs] are.
final class Prepared implements Recovery.Follower {
    private final List<Restart> restarts;
    private final ToIntFunction<Account> shardOf;
    private final DeskGateway gateway;
    private final Map<BrokerSession, OrderIDs> orderIDs = new HashMap<>();

    private Prepared(List<Restart> restarts, ToIntFunction<Account> shardOf, DeskGateway gateway) {
        this.restarts = restarts;
        this.shardOf = shardOf;
        this.gateway = gateway;
    }

    /// From scratch. Blocks.
    ///
    /// @param restarts all shards, by number
    /// @param shardOf where an account's orders go
    /// @param gateway which is not deployed before [#complete()]
    /// @throws ConfigException where an order is in a shard that is not its account's
    static Prepared of(
            List<Restart> restarts, Collection<BrokerSession> sessions, ToIntFunction<Account> shardOf, RestoredDoubtful.Stored store,
            DeskGateway gateway) {
        var prepared = new Prepared(restarts, shardOf, gateway);
        var restored = Restored.of(restarts, DeskGateway.ORDERS_KEPT);
        for (var placed : restored.placed()) prepared.refuseOtherShard(placed);
        gateway.restore(restored.orders(), List.of(), RestoredDoubtful.of(restarts, store));
        for (var session : sessions) prepared.orderIDs.put(session, restored.orderIDs(session));
        return prepared;
    }

    private void refuseOtherShard(Restored.Placed placed) {
        if (placed.order() instanceof BookState.Filed filed) refuseOtherShard(filed.order(), placed.shard());
        else refuseOtherShard(placed.order().account(), placed.shard());
    }

    private void refuseOtherShard(Order order, int shard) {
        if (!order.has(Flag.EXTERNAL)) refuseOtherShard(order.account(), shard);
    }

    /// Orders in a shard that is not their account's could not be reached.
    private void refuseOtherShard(Account account, int shard) {
        if (shardOf.applyAsInt(account) != shard) throw otherShards(restarts.size());
    }

    static ConfigException otherShards(int shards) {
        return new ConfigException("shards: is " + shards
                + ", but the database was written with another number; set it back, or name another database");
    }

    /// As a shard that acts tells its desk, but for what [#complete()] has of the books.
    @Override
    public void took(StoreBatch.Entry entry) {
        var input = entry.kept().entry();
        for (var change : entry.changes()) took(change, input.shard());
        if (!entry.changes().isEmpty()) gateway.changed(entry.changes());
        if (!entry.gone().isEmpty()) gateway.gone(entry.gone());
        Doubtful.of(input).ifPresent(gateway::tell);
        if (!entry.released().isEmpty()) gateway.released(input.shard(), entry.released());
    }

    private void took(Change change, int shard) {
        var order = change.order();
        refuseOtherShard(order, shard);
        var ids = orderIDs.get(order.session());
        if (ids == null) return; // a session of before, which is no more
        for (var name : order.heard().names()) ids.putOlder(name.orderID(), shard, order.enteredAt());
    }

    @Override
    public void settle() {
        gateway.follow();
    }

    /// Once the shards have all. What does not grow with the number of orders is taken from the books as they are.
    void complete() {
        gateway.follow();
        gateway.restorePositions(restarts.stream().flatMap(restart -> restart.book().positions().stream()).toList());
        for (var restart : restarts) gateway.restoreHalts(restart.number(), restart.book().halts());
    }

    /// No longer kept up to date once it is another's.
    OrderIDs orderIDs(BrokerSession session) {
        return Objects.requireNonNull(orderIDs.get(session));
    }
}
