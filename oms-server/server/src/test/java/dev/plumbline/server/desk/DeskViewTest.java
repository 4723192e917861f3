package dev.plumbline.server.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.plumbline.core.Account;
import dev.plumbline.core.Book;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Gone;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.DeskMessage.Item;

class DeskViewTest {
    private static final BrokerSession SESSION = new BrokerSession("ALPHA");

    private final Book book = new Book();
    private final DeskView view = new DeskView(List.of(new Item.AccountItem(new Account("A"))));
    private long input;

    @Test
    void statesAreConflatedExecutionsAreNot() {
        enter("X");
        trade("X", "E1", 30);
        trade("X", "E2", 20);

        var news = view.news();

        assertThat(news).filteredOn(Item.OrderItem.class::isInstance).singleElement().satisfies(item -> {
            var order = ((Item.OrderItem) item).order();
            assertThat(order.cumQty()).isEqualTo(Qty.of(50));
            assertThat(order.ordStatus()).isEqualTo(OrdStatus.PARTIALLY_FILLED);
            assertThat(order.executions().list()).isEmpty();
        });
        assertThat(news).filteredOn(Item.ExecutionItem.class::isInstance).hasSize(2);
        assertThat(news).filteredOn(Item.PositionItem.class::isInstance).singleElement().satisfies(
                item -> assertThat(((Item.PositionItem) item).position().qty()).isEqualTo(Qty.of(50)));
        assertThat(view.hasNews()).isFalse();
        assertThat(view.news()).isEmpty();
    }

    @Test
    void aSnapshotHasEverythingAlsoWhatWasToldBefore() {
        enter("X");
        trade("X", "E1", 30);
        view.tell(new Item.SessionItem("ALPHA", "DOWN", "", 1));
        view.tell(new Item.SessionItem("ALPHA", "UP", "", 2));
        view.tell(new Item.AlertItem("WARN", "look", "X", 3));
        view.news();

        assertThat(view.all()).extracting(item -> item.getClass().getSimpleName()).containsExactly(
                "AccountItem", "SessionItem", "OrderItem", "PositionItem", "ExecutionItem", "AlertItem");
        assertThat(view.accountOf(new OrderKey("X"))).contains(new Account("A"));
        assertThat(view.accountOf(new OrderKey("Y"))).isEmpty();
    }

    /// Its executions are those of another order, which tells them again.
    @Test
    void anOrderThatIsGoneLeavesWithItsExecutions() {
        enter("X");
        trade("X", "E1", 30);
        view.news();
        trade("X", "E2", 20);
        view.gone(new Gone(new OrderKey("X"), Position.flat(new Account("A"), new Symbol("S"))));

        assertThat(view.news()).containsExactly(
                new Item.PositionItem(Position.flat(new Account("A"), new Symbol("S"))),
                new Item.GoneItem(new OrderKey("X")));
        assertThat(view.all()).extracting(item -> item.getClass().getSimpleName())
                .containsExactly("AccountItem", "PositionItem");
    }

    private void enter(String clOrdID) {
        var enter = new Command.Enter(
                new ClOrdID(clOrdID), SESSION, new Account("A"), new Symbol("S"), Side.BUY, Qty.of(100), OrdType.LIMIT,
                Px.of(10), TimeInForce.DAY, 1);
        book.sent(++input, enter, false).changes().forEach(view::changed);
    }

    private void trade(String clOrdID, String execID, long qty) {
        var report = new Report(
                SESSION, new ClOrdID(clOrdID), ClOrdID.NONE, new OrderID("O1"), new ExecID(execID),
                new News.Trade(Qty.of(qty), Px.of(10)), Report.Told.NOTHING, 2, false, false, "");
        book.report(++input, report).changes().forEach(view::changed);
    }
}
