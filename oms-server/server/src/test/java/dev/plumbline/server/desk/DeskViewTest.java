package dev.plumbline.server.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.plumbline.core.Account;
import dev.plumbline.core.Book;
import dev.plumbline.core.BookState;
import dev.plumbline.core.Booking;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Change;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.CostMethod;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Gone;
import dev.plumbline.core.Halt;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Report;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Item.AlertItem;
import dev.plumbline.wire.Wire;

class DeskViewTest {
    private static final BrokerSession SESSION = new BrokerSession("ALPHA");

    private final Book book = new Book();
    private final DeskView view = new DeskView(List.of(new Item.AccountItem(new Account("A"))), 3, ReleaseBy.ANYONE);
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

    /// People see one line and one alert for all shards, and how many lack it.
    @Test
    void aHaltIsToldOnce() {
        pull(0, "maria", 5);
        assertThat(view.news()).containsExactly(
                new Item.HaltItem(halt("maria", 5), 1, 3, 5, ReleaseBy.ANYONE),
                new AlertItem(AlertItem.ALERT, "kill switch: " + halt("maria", 5).words(), "", 5));
        pull(1, "maria", 6);
        pull(2, "ben", 4);
        assertThat(view.news()).containsExactly(new Item.HaltItem(halt("ben", 4), 3, 3, 6, ReleaseBy.ANYONE));
        assertThat(view.picture().part(0, 2)).contains(new Item.HaltItem(halt("ben", 4), 3, 3, 6, ReleaseBy.ANYONE));
        for (int shard = 0; shard < 2; shard++) view.switched(shard, new KillSwitch.Release(Halt.EVERYTHING, "ann", 9, 9));
        assertThat(view.news()).containsExactly(new Item.HaltItem(halt("ben", 4), 1, 3, 4, ReleaseBy.ANYONE));
        view.switched(2, new KillSwitch.Release(Halt.EVERYTHING, "ann", 9, 9));
        assertThat(view.news()).containsExactly(
                new Item.HaltGoneItem(Halt.EVERYTHING),
                new AlertItem(AlertItem.WARN, "kill switch: all trading is released by ann, orders go again", "", 9));
        assertThat(view.hasNews()).isFalse();
    }

    @Test
    void haltsFromBeforeTheStartAreInThePictureWithoutAnAlert() {
        var ofAccount = new Halt(new Halt.Scope.OfAccount(new Account("A")), "maria", "why", 5);
        for (int shard = 0; shard < 3; shard++) view.restoredHalts(shard, List.of(halt("maria", 5)));
        view.restoredHalts(1, List.of(ofAccount));
        assertThat(view.hasNews()).isFalse();
        assertThat(view.picture().part(0, 3)).contains(
                new Item.HaltItem(halt("maria", 5), 3, 3, 5, ReleaseBy.ANYONE), new Item.HaltItem(ofAccount, 1, 1, 5, ReleaseBy.ANYONE));
    }

    /// A restart tells them shard by shard, whatever their age; there the oldest shard's halt counts.
    @Test
    void haltsAreInThePictureOldestFirst() {
        var ofAccount = new Halt(new Halt.Scope.OfAccount(new Account("A")), "maria", "why", 7);
        var ofSymbol = new Halt(new Halt.Scope.OfSymbol(new Symbol("S")), "maria", "why", 6);
        view.restoredHalts(0, List.of(halt("ben", 9)));
        view.restoredHalts(1, List.of(ofAccount, halt("ben", 8)));
        view.restoredHalts(2, List.of(halt("maria", 5), ofSymbol));
        assertThat(view.picture().part(0, 4)).filteredOn(Item.HaltItem.class::isInstance)
                .extracting(item -> ((Item.HaltItem) item).halt())
                .containsExactly(halt("maria", 5), ofSymbol, ofAccount);
    }

    private void pull(int shard, String by, long at) {
        view.switched(shard, new KillSwitch.Pull(Halt.EVERYTHING, by, "why", at));
    }

    private static Halt halt(String by, long at) {
        return new Halt(Halt.EVERYTHING, by, "why", at);
    }

    @Test
    void aSnapshotHasEverythingAlsoWhatWasToldBefore() {
        enter("X");
        trade("X", "E1", 30);
        view.tell(new Item.SessionItem("ALPHA", "DOWN", "", 1));
        view.tell(new Item.SessionItem("ALPHA", "UP", "", 2));
        view.tell(new Item.AlertItem("WARN", "look", "X", 3));
        view.news();

        assertThat(all(view)).extracting(item -> item.getClass().getSimpleName()).containsExactly(
                "AccountItem", "SessionItem", "OrderItem", "PositionItem", "ExecutionItem", "AlertItem");
        assertThat(view.accountOf(new OrderKey("X"))).contains(new Account("A"));
        assertThat(view.accountOf(new OrderKey("Y"))).isEmpty();
    }

    /// As of news, each; for who asks for all of it, as it is now.
    @Test
    void anExecutionThatIsBustedIsInTheSnapshotOnce() {
        enter("X");
        trade("X", "E1", 30);
        trade("X", "E2", 20);
        report("X", "B1", new News.TradeCancel(new ExecID("E1")));
        assertThat(view.news()).filteredOn(Item.ExecutionItem.class::isInstance).hasSize(3);
        assertThat(all(view)).filteredOn(Item.ExecutionItem.class::isInstance)
                .extracting(item -> ((Item.ExecutionItem) item).execution())
                .extracting(execution -> execution.execID() + " " + execution.state())
                .containsExactly("E2 LIVE", "E1 BUSTED");
    }

    /// Finished orders and executions, however many there were, told to people or only followed.
    @Test
    void whatIsOldLeavesIt() {
        enter("X");
        trade("X", "E1", 100);
        var finished = book.orders().getFirst();
        enter("Y");
        for (int i = 0; i < DeskGateway.ORDERS_KEPT + 5; i++) {
            view.changed(new Change(1, named(finished, "Z" + i), Booking.NONE, Position.flat(new Account("A"), new Symbol("S"))));
            if (i % 1_000 == 0) view.told();
        }
        view.told();
        assertThat(view.hasNews()).isFalse();
        var items = all(view);
        assertThat(items).filteredOn(Item.OrderItem.class::isInstance).hasSize(DeskGateway.ORDERS_KEPT);
        assertThat(items).filteredOn(Item.ExecutionItem.class::isInstance).hasSize(DeskView.EXECUTIONS_KEPT);
        assertThat(view.accountOf(new OrderKey("X"))).as("finished").isEmpty();
        assertThat(view.accountOf(new OrderKey("Y"))).as("open").isPresent();
        assertThat(view.accountOf(new OrderKey("Z6"))).as("of the newest").isPresent();
    }

    /// An order from outside, of which an earlier report comes late and says whose it is. Of that trade, which was booked for the first account and
    /// then counted anew, nobody but who sees the second one is told.
    @Test
    void whatTurnsOutToBeAnotherAccountsIsToldWithAllItsExecutions() {
        outside("E2", "A", 20);
        view.news();
        outside("E1", "B", 10);
        assertThat(book.orders().getFirst().account()).isEqualTo(new Account("B"));
        assertThat(view.moved()).containsExactly(new Moved(new OrderKey("OUT"), new Account("A")));
        var news = view.news();
        assertThat(news).contains(
                Picture.item(book.orders().getFirst()), new Item.PositionItem(book.position(new Account("A"), new Symbol("S"))),
                new Item.PositionItem(book.position(new Account("B"), new Symbol("S"))));
        assertThat(news).filteredOn(Item.ExecutionItem.class::isInstance)
                .extracting(item -> ((Item.ExecutionItem) item).account() + " " + ((Item.ExecutionItem) item).execution().execID())
                .containsExactlyInAnyOrder("B E1", "B E2");
        assertThat(view.moved()).isEmpty();
        outside("E3", "B", 30);
        assertThat(view.moved()).isEmpty();
    }

    /// @param at the later the higher
    private void outside(String execID, String account, int at) {
        var told = new Report.Told(
                OrdStatus.NONE, new Account(account), new Symbol("S"), Side.BUY, OrdType.LIMIT, TimeInForce.DAY, Qty.of(100), Px.of(10), Qty.NONE, Qty.NONE);
        var report = new Report(
                SESSION, new ClOrdID("OUT"), ClOrdID.NONE, new OrderID("O9"), new ExecID(execID), new News.Trade(Qty.of(10), Px.of(10)), told, at, false,
                false, "");
        book.report(++input, report).changes().forEach(view::changed);
    }

    private static Order named(Order order, String key) {
        return new Order(
                new OrderKey(key), order.session(), order.orderID(), order.account(), order.symbol(), order.side(), order.ordType(),
                order.timeInForce(), order.requests(), order.executions(), order.life(), order.toldCumQty(), order.flags(),
                order.enteredAt(), order.updatedAt(), order.text());
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
        assertThat(all(view)).extracting(item -> item.getClass().getSimpleName())
                .containsExactly("AccountItem", "PositionItem");
    }

    /// What was put away before the server started is looked at where a console asks, and is as any other once there is news.
    @Test
    void ordersOfBeforeAreThereToo() {
        enter("X");
        trade("X", "E1", 100);
        enter("Y");
        var order = book.orders().getFirst();
        var again = again(book);
        var after = new DeskView(List.of(), 1, ReleaseBy.ANYONE);
        after.restored(Stream.<BookState.Entry>concat(again.shelved().entries(), again.filed().stream()).toList());
        assertThat(again.shelved().size()).isEqualTo(1);

        assertThat(all(after)).filteredOn(Item.OrderItem.class::isInstance)
                .extracting(item -> ((Item.OrderItem) item).order().key() + " " + ((Item.OrderItem) item).order().cumQty())
                .containsExactly("X 100", "Y 0");
        assertThat(all(after)).filteredOn(Item.ExecutionItem.class::isInstance).hasSize(1);
        assertThat(after.accountOf(order.key())).contains(order.account());
        assertThat(after.hasNews()).isFalse();

        after.changed(new Change(9, order, Booking.NONE, Position.flat(order.account(), order.symbol())));
        assertThat(all(after)).filteredOn(Item.OrderItem.class::isInstance).hasSize(2);
        after.gone(new Gone(order.key(), Position.flat(order.account(), order.symbol())));
        assertThat(all(after)).filteredOn(Item.OrderItem.class::isInstance).hasSize(1);
    }

    private static Book again(Book book) {
        try {
            var bytes = new ByteArrayOutputStream();
            Wire.write(bytes, book.state());
            return Book.of(CostMethod.AVERAGE_COST, 10, Wire.bookState(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed", impossible);
        }
    }

    private static List<Item> all(DeskView view) {
        var picture = view.picture();
        return picture.part(0, picture.size());
    }

    private void enter(String clOrdID) {
        var enter = new Command.Enter(
                new ClOrdID(clOrdID), SESSION, new Account("A"), new Symbol("S"), Side.BUY, Qty.of(100), OrdType.LIMIT,
                Px.of(10), TimeInForce.DAY, 1);
        book.sent(++input, enter, false).changes().forEach(view::changed);
    }

    private void trade(String clOrdID, String execID, long qty) {
        report(clOrdID, execID, new News.Trade(Qty.of(qty), Px.of(10)));
    }

    private void report(String clOrdID, String execID, News news) {
        var report = new Report(
                SESSION, new ClOrdID(clOrdID), ClOrdID.NONE, new OrderID("O1"), new ExecID(execID), news, Report.Told.NOTHING, 2, false,
                false, "");
        book.report(++input, report).changes().forEach(view::changed);
    }
}
