package dev.plumbline.server.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.core.Account;
import dev.plumbline.core.Halt;
import dev.plumbline.core.OrderKey;
import dev.plumbline.server.users.Reach;
import dev.plumbline.wire.DeskMessage.Batch;
import dev.plumbline.wire.DeskMessage.Item;

/// All who see the same accounts of a desk. They are told the same, in batches that are numbered consecutively, each at an address of
/// its own. What belongs to no account is for everybody, except alerts without an order and reports that did not count: those
/// may name anybody's, and are for who sees all accounts. No Vert.x, one thread.
final class Audience {
    /// Items of the last batches that are remembered for consoles that were away: of a busy desk a minute or more.
    private static final int REMEMBERED_MAX = 50_000;

    private final Reach accounts;
    private final Accounts of;
    private final String epoch;
    private final Remembered remembered = new Remembered(REMEMBERED_MAX);
    private final Map<String, Long> seats = new HashMap<>();
    private long seq;
    private long toldAt;
    private long emptySince;

    /// Whose an order is, or was until a moment ago.
    interface Accounts {
        Optional<Account> of(OrderKey key);
    }

    /// @param epoch no other one has it, ever
    Audience(Reach accounts, Accounts of, String epoch) {
        this.accounts = accounts;
        this.of = of;
        this.epoch = epoch;
    }

    String epoch() {
        return epoch;
    }

    /// Of the last batch.
    long seq() {
        return seq;
    }

    /// When the last batch was made, nanoseconds since the epoch, UTC.
    long toldAt() {
        return toldAt;
    }

    /// What of it is for these.
    ///
    /// @param moved what they may have been told of, and is theirs no more
    List<Item> of(List<Item> items, List<Moved> moved) {
        if (accounts.all()) return items;
        var theirs = new ArrayList<Item>();
        for (var one : moved) if (accounts.has(one.from().value()) && !has(one.order())) theirs.add(new Item.GoneItem(one.order()));
        for (var item : items) if (isFor(item)) theirs.add(item);
        return theirs;
    }

    /// What of it is for these.
    Picture of(Picture picture) {
        return accounts.all() ? picture : picture.only(this::isFor, account -> accounts.has(account.value()));
    }

    private boolean isFor(Item item) {
        return switch (item) {
            case Item.OrderItem(var order) -> accounts.has(order.account().value());
            case Item.GoneItem(var order) -> has(order);
            case Item.ExecutionItem execution -> accounts.has(execution.account().value());
            case Item.PositionItem(var position) -> accounts.has(position.account().value());
            case Item.AccountItem(var account) -> accounts.has(account.value());
            case Item.HaltItem(var halt, _, _, _, _) -> has(halt.scope());
            case Item.HaltGoneItem(var scope) -> has(scope);
            case Item.AlertItem alert -> !alert.order().isEmpty() && has(new OrderKey(alert.order()));
            case Item.SessionItem _, Item.ServiceItem _, Item.InstrumentItem _ -> true;
            case Item.WaitingItem _, Item.WaitingGoneItem _, Item.MoreWaitingItem _ -> false;
        };
    }

    private boolean has(OrderKey order) {
        return of.of(order).map(account -> accounts.has(account.value())).orElse(false);
    }

    private boolean has(Halt.Scope scope) {
        return !(scope instanceof Halt.Scope.OfAccount(var account)) || accounts.has(account.value());
    }

    /// The next of their batches.
    Batch next(List<Item> theirs, long now) {
        toldAt = now;
        var batch = new Batch(epoch, ++seq, now, theirs);
        remembered.add(batch);
        return batch;
    }

    /// What has changed since, for one that has the rest; empty where that is not known.
    Optional<List<Item>> since(String itsEpoch, long itsSeq) {
        return itsEpoch.equals(epoch) && itsSeq >= 0 && itsSeq <= seq ? remembered.since(itsSeq) : Optional.empty();
    }

    /// @param until nanoseconds since the epoch, UTC
    /// @return whether it was not there
    boolean sit(String address, long until) {
        return seats.put(address, until) == null;
    }

    void leave(String address) {
        seats.remove(address);
    }

    /// Where they are told.
    List<String> addresses() {
        return List.copyOf(seats.keySet());
    }

    /// Whoever has not said for too long that it is there is told no more.
    void look(long now) {
        seats.values().removeIf(until -> until < now);
        if (!seats.isEmpty()) emptySince = now;
    }

    /// Nanoseconds since the epoch, UTC; as of the last look.
    long emptySince() {
        return emptySince;
    }
}
