package dev.plumbline.console.inbox;

import dev.plumbline.core.Account;
import dev.plumbline.core.Halt;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item;

/// Which items are states, of which the newest says all, and which are events, each of which must be seen.
final class Keys {
    private Keys() {}

    sealed interface Kind {}

    record State(Object key) implements Kind {}

    record Event() implements Kind {}

    private static final Event EVENT = new Event();

    private record Holding(Account account, Symbol symbol) {}

    private record Session(String name) {}

    private record Service(String name) {}

    private record Waiting(int shard, long seq) {}

    private record Others() {}

    private record Halted(Halt.Scope scope) {}

    static Kind of(Item item) {
        return switch (item) {
            case Item.OrderItem(var order) -> new State(order.key());
            case Item.GoneItem(var order) -> new State(order);
            case Item.PositionItem(var position) -> new State(new Holding(position.account(), position.symbol()));
            case Item.SessionItem session -> new State(new Session(session.session()));
            case Item.ServiceItem service -> new State(new Service(service.service()));
            case Item.InstrumentItem instrument -> new State(instrument.symbol());
            case Item.AccountItem(var account) -> new State(account);
            case Item.WaitingItem waiting -> new State(new Waiting(waiting.shard(), waiting.seq()));
            case Item.WaitingGoneItem(int shard, long seq) -> new State(new Waiting(shard, seq));
            case Item.HaltItem(var halt, _, _, _, _) -> new State(new Halted(halt.scope()));
            case Item.HaltGoneItem(var scope) -> new State(new Halted(scope));
            case Item.MoreWaitingItem _ -> new State(new Others());
            case Item.ExecutionItem _, Item.AlertItem _ -> EVENT;
        };
    }
}
