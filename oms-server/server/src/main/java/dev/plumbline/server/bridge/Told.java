package dev.plumbline.server.bridge;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.plumbline.core.Account;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Position;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item;

/// One piece of news for all streams that may have it: what it is made into is made once.
final class Told {
    enum Kind {
        ORDER("orders"),
        GONE("gone"),
        EXECUTION("executions"),
        POSITION("positions");

        private final String list;

        Kind(String list) {
            this.list = list;
        }

        /// The name of its list in a message.
        String list() {
            return list;
        }
    }

    private record Held(Account account, Symbol symbol) {}

    private final Kind kind;
    private final Account account;
    /// Who sees this account, too, is not concerned.
    private final Optional<Account> unless;
    /// Of a state: the same of two is of the same order or position.
    private final Object key;
    private final Item item;
    private final boolean isShared;
    private byte[] json = new byte[0];

    private Told(Kind kind, Account account, Object key, Item item, boolean isShared) {
        this(kind, account, Optional.empty(), key, item, isShared);
    }

    private Told(Kind kind, Account account, Optional<Account> unless, Object key, Item item, boolean isShared) {
        this.unless = unless;
        this.isShared = isShared;
        this.kind = kind;
        this.account = account;
        this.key = key;
        this.item = item;
    }

    /// @param gone the account of an order that is gone
    /// @return nothing for what is no news of orders or positions
    static Optional<Told> of(Item item, Function<OrderKey, Optional<Account>> gone) {
        return of(item, gone, true);
    }

    /// An order turns out to be another account's: who sees only the first sees it no more.
    static Told moved(Order from, Order to) {
        return new Told(Kind.GONE, from.account(), Optional.of(to.account()), from.key(), new Item.GoneItem(from.key()), true);
    }

    /// As a part of a picture, which some may be long in reading: what it is made into is not kept.
    static Optional<Told> inPicture(Item item) {
        return of(item, _ -> Optional.empty(), false);
    }

    private static Optional<Told> of(Item item, Function<OrderKey, Optional<Account>> gone, boolean isShared) {
        return switch (item) {
            case Item.OrderItem(Order order) -> Optional.of(new Told(Kind.ORDER, order.account(), order.key(), item, isShared));
            case Item.ExecutionItem execution -> Optional.of(new Told(Kind.EXECUTION, execution.account(), execution, item, isShared));
            case Item.PositionItem(Position position) -> Optional.of(new Told(
                    Kind.POSITION, position.account(), new Held(position.account(), position.symbol()), item, isShared));
            case Item.GoneItem(var key) -> gone.apply(key).map(account -> new Told(Kind.GONE, account, key, item, isShared));
            default -> Optional.empty();
        };
    }

    Kind kind() {
        return kind;
    }

    Account account() {
        return account;
    }

    /// Whether it is for who sees these accounts.
    boolean isFor(Predicate<Account> accounts) {
        return accounts.test(account) && unless.filter(accounts).isEmpty();
    }

    Object key() {
        return key;
    }

    byte[] json() {
        if (!isShared) return made();
        if (json.length == 0) json = made();
        return json;
    }

    private byte[] made() {
        return switch (item) {
            case Item.OrderItem(var order) -> Shapes.order(order);
            case Item.ExecutionItem execution -> Shapes.execution(execution);
            case Item.PositionItem(var position) -> Shapes.position(position);
            case Item.GoneItem(var key) -> Shapes.text(key.value());
            default -> throw new IllegalStateException("no news for a client: " + item);
        };
    }
}
