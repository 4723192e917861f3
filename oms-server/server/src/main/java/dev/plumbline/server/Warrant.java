package dev.plumbline.server;

import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.server.orders.Replica;

/// On what a server acts.
///
/// @param shard whether it may act for a shard, by number
/// @param session whether it may act for a broker session
record Warrant(Replica replica, IntFunction<BooleanSupplier> shard, Function<BrokerSession, BooleanSupplier> session) {
    /// Of a server that is the only one.
    static final Warrant ALWAYS = new Warrant(Replica.NONE, _ -> () -> true, _ -> () -> true);
}
