package dev.plumbline.server.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

import dev.plumbline.core.Account;
import dev.plumbline.core.Book;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Halt;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Side;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.server.orders.Trade;
import dev.plumbline.server.users.Reach;
import dev.plumbline.wire.DeskMessage.Item;

/// What of each kind of news is for whom.
class AudienceTest {
    private static final Account HERS = new Account("HERS");
    private static final Account HIS = new Account("HIS");
    private static final Map<String, Account> ACCOUNTS = Map.of("X-HERS", HERS, "X-HIS", HIS);

    private final Audience she = audience(Reach.of("HERS"));
    private final Audience nobody = audience(Reach.of());
    private final Audience all = audience(Reach.EVERYWHERE);

    private static Audience audience(Reach accounts) {
        return new Audience(accounts, key -> Optional.ofNullable(ACCOUNTS.get(key.value())), "e");
    }

    private void isFor(Item item, boolean her, boolean whoeverThatIs) {
        assertThat(she.of(List.of(item), List.of()).contains(item)).as("she: " + item).isEqualTo(her);
        assertThat(nobody.of(List.of(item), List.of()).contains(item)).as("who has no account: " + item).isEqualTo(whoeverThatIs);
        assertThat(all.of(List.of(item), List.of())).containsExactly(item);
    }

    private static Item order(Account account) {
        var change = new Book().sent(1, new Command.Enter(
                new ClOrdID("X-" + account), Trade.ALPHA, account, Trade.SYMBOL, Side.BUY, Qty.of(1), OrdType.LIMIT, Px.of("1"), TimeInForce.DAY, 1), false)
                .changes().getFirst();
        return new Item.OrderItem(change.order());
    }

    @Test
    void whatIsOfAnAccountIsForWhoSeesIt() {
        for (var account : List.of(HERS, HIS)) {
            boolean isHers = account.equals(HERS);
            var key = new OrderKey("X-" + account);
            isFor(order(account), isHers, false);
            isFor(new Item.GoneItem(key), isHers, false);
            isFor(new Item.ExecutionItem(key, account, Trade.SYMBOL, Side.BUY, null), isHers, false);
            isFor(new Item.PositionItem(Position.flat(account, Trade.SYMBOL)), isHers, false);
            isFor(new Item.AccountItem(account), isHers, false);
            isFor(new Item.AlertItem(Item.AlertItem.WARN, "text", key.value(), 1), isHers, false);
            isFor(halt(new Halt.Scope.OfAccount(account)), isHers, false);
            isFor(new Item.HaltGoneItem(new Halt.Scope.OfAccount(account)), isHers, false);
        }
    }

    /// Who sees both is told the order alone, and who sees all is never told that one is gone which is not.
    @Test
    void whatTurnsOutToBeAnotherAccountsIsGoneForWhoSeesOnlyTheFirst() {
        var his = order(HIS);
        var moved = List.of(new Moved(new OrderKey("X-HIS"), HERS));
        assertThat(she.of(List.of(his), moved)).containsExactly(new Item.GoneItem(new OrderKey("X-HIS")));
        assertThat(audience(Reach.of("HIS")).of(List.of(his), moved)).containsExactly(his);
        assertThat(audience(Reach.of("HERS", "HIS")).of(List.of(his), moved)).containsExactly(his);
        assertThat(nobody.of(List.of(his), moved)).isEmpty();
        assertThat(all.of(List.of(his), moved)).containsExactly(his);
    }

    private static Item halt(Halt.Scope scope) {
        return new Item.HaltItem(new Halt(scope, "maria", "why", 1), 1, 1, 1, ReleaseBy.ANYONE);
    }

    @Test
    void whatIsOfNoAccountIsForEverybodyUnlessItMayNameAnybodys() {
        isFor(new Item.InstrumentItem(Trade.SYMBOL, Px.of("1")), true, true);
        isFor(new Item.SessionItem("ALPHA", Item.SessionItem.UP, "", 1), true, true);
        isFor(new Item.ServiceItem("store", Item.ServiceItem.UP, "", 1), true, true);
        isFor(halt(Halt.EVERYTHING), true, true);
        isFor(halt(new Halt.Scope.OfSymbol(Trade.SYMBOL)), true, true);
        isFor(new Item.HaltGoneItem(new Halt.Scope.OfSession(Trade.ALPHA)), true, true);
        isFor(new Item.AlertItem(Item.AlertItem.WARN, "text", "", 1), false, false);
        isFor(new Item.AlertItem(Item.AlertItem.WARN, "text", "of nobody knows whom", 1), false, false);
        isFor(new Item.WaitingItem(0, 5, "ALPHA", 1, Item.WaitingItem.PARKED, "why", "Z", "", "", Buffer.buffer("8=FIX")), false, false);
        isFor(new Item.WaitingGoneItem(0, 5), false, false);
        isFor(new Item.MoreWaitingItem(3), false, false);
    }
}
