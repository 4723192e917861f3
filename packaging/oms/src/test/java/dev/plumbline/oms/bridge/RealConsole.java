package dev.plumbline.oms.bridge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.plumbline.console.feed.DeskFeed;
import dev.plumbline.console.feed.FeedListener;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.core.Account;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.follow.FeedStatus;

/// The part of a trader console that has no window, on the bus of a real server.
final class RealConsole implements FeedListener, AutoCloseable {
    final DeskFeed feed;
    /// Why a person was asked to log in, each time.
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<OrderKey, Order> orders = new LinkedHashMap<>();
    private final List<Item> all = new ArrayList<>();
    private FeedStatus status = FeedStatus.STARTING;

    RealConsole(Endpoint desk, String user, String password) {
        feed = new DeskFeed(desk.host(), desk.port(), "main", user);
        feed.logIn(password);
        feed.start(this);
    }

    @Override
    public synchronized void status(FeedStatus now) {
        status = now;
    }

    @Override
    public void logInNeeded(String why) {
        asked.add(why);
    }

    @Override
    public synchronized void snapshot(boolean anew, List<Item> items) {
        orders.clear();
        news(items);
    }

    @Override
    public synchronized void news(List<Item> items) {
        all.addAll(items);
        for (var item : items) if (item instanceof Item.OrderItem(var order)) orders.put(order.key(), order);
    }

    synchronized boolean isLive() {
        return status.isLive();
    }

    synchronized boolean has(OrderKey order, OrdStatus ordStatus) {
        return orders.containsKey(order) && orders.get(order).ordStatus() == ordStatus;
    }

    /// All that was ever told.
    synchronized String told() {
        return all.toString();
    }

    Reply enter(String requestId, Account account) {
        return ask(requestId, new Wish.Enter(
                "ALPHA", account, new Symbol("ACME"), Side.BUY, Qty.of(10), OrdType.LIMIT, Px.of("9"), TimeInForce.DAY));
    }

    Reply ask(String requestId, Wish wish) {
        return feed.ask(requestId, wish).toCompletableFuture().join();
    }

    @Override
    public void close() {
        feed.close();
    }
}
