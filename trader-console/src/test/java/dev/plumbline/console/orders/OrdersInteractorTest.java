package dev.plumbline.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.plumbline.console.Samples;
import dev.plumbline.console.filter.Filter;
import dev.plumbline.console.filter.OrderFields;
import dev.plumbline.console.orders.OrderColumn.Sorted;
import dev.plumbline.console.ui.Locks;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Life;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Item.GoneItem;

class OrdersInteractorTest {
    private static final Order C1 = Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40");
    private static final Order C2 = Samples.order("C2", Side.SELL, 2000, "SAP", "85.40");
    private static final Order C3 = Samples.order("C3", Side.BUY, 3000, "NVDA", "187.10");
    private static final Life CANCELED = new Life(false, false, false, false, Life.End.CANCELED);

    private final OrdersModel model = new OrdersModel();
    private final StringProperty lock = new SimpleStringProperty("");
    private final StringProperty cancelLock = new SimpleStringProperty("");
    private final OrdersInteractor interactor =
            new OrdersInteractor(model, new Locks(lock, cancelLock, new SimpleStringProperty("")));

    private void snapshot(Order... orders) {
        interactor.snapshotBegins(false);
        for (var order : orders) interactor.show(Samples.item(order));
        interactor.snapshotEnds();
        interactor.pulseEnds();
    }

    private void news(Order... orders) {
        for (var order : orders) interactor.show(Samples.item(order));
        interactor.pulseEnds();
    }

    private void filter(String text) {
        if (Filter.parse(text, OrderFields.of(() -> 0)) instanceof Filter.Ready<Order> ready) interactor.filter(ready);
        else throw new AssertionError("no filter: " + text);
    }

    private List<String> shown() {
        return model.ranking.stream().map(row -> row.now().key().value()).toList();
    }

    private static Order canceled(Order order) {
        return Samples.order(
                order.key().value(), order.side(), 1000, order.symbol().value(), order.price().toString(), 0, CANCELED,
                Request.Stage.ACCEPTED);
    }

    @Test
    void thatThereAreNoneIsSaidOnceTheDeskHasSaidSo() {
        filter("id:C1");
        assertThat(model.placeholder.get()).isEqualTo(Show.UNTOLD);
        snapshot();
        assertThat(model.placeholder.get()).isEqualTo("No orders yet");
        news(C2);
        assertThat(model.placeholder.get()).isEqualTo("No order matches the filter");
    }

    @Test
    void anOrderEntersAndLeavesTheFilterAsItChanges() {
        snapshot(C1, C2, C3);
        filter("sym:NVDA is:open");
        assertThat(shown()).containsExactly("C1", "C3");
        news(canceled(C1));
        assertThat(shown()).containsExactly("C3");
        news(C1);
        assertThat(shown()).containsExactlyInAnyOrder("C1", "C3");
        assertThat(model.counts.get()).isEqualTo("2 of 3 orders · 3 open");
    }

    @Test
    void inAndOutWithinOnePulseIsShownOnce() {
        snapshot(C1);
        filter("is:open");
        news(canceled(C1), C1, canceled(C1), C1);
        assertThat(shown()).containsExactly("C1");
        news(canceled(C1), C1, canceled(C1));
        assertThat(shown()).isEmpty();
        news(C1, canceled(C1), C1);
        assertThat(shown()).containsExactly("C1");
    }

    @Test
    void aRowKeepsItsPlaceWhileItsOrderChanges() {
        snapshot(C1, C2, C3);
        interactor.sort(List.of(new Sorted(column("filled"), true)));
        news(Samples.filled(C2, 500));
        assertThat(shown()).as("until the next sort").containsExactly("C1", "C2", "C3");
        interactor.everySecond();
        assertThat(shown()).containsExactly("C2", "C1", "C3");
        model.frozen.set(true);
        news(Samples.filled(C3, 900));
        interactor.everySecond();
        assertThat(shown()).as("a hand is on the rows").containsExactly("C2", "C1", "C3");
        model.frozen.set(false);
        interactor.everySecond();
        assertThat(shown()).containsExactly("C3", "C2", "C1");
    }

    @Test
    void marksWhatIsOverUntilItWasLookedAt() {
        snapshot(C1, C2);
        news(Samples.filled(C1, 400));
        assertThat(model.unseen.get()).as("a part fill is no news").isZero();
        news(canceled(C1));
        assertThat(model.unseen.get()).isEqualTo(1);
        model.unseenOnly.set(true);
        interactor.filter();
        assertThat(shown()).containsExactly("C1");
        interactor.seen(List.copyOf(model.ranking));
        assertThat(model.unseen.get()).isZero();
        assertThat(shown()).as("does not vanish under the cursor").containsExactly("C1");
    }

    @Test
    void marksWhatIsOverTheFirstTimeItIsHeardOf() {
        snapshot(canceled(C1));
        assertThat(model.unseen.get()).as("from before").isZero();
        news(C2);
        assertThat(model.unseen.get()).as("it has only begun").isZero();
        news(canceled(C3));
        assertThat(model.unseen.get()).isEqualTo(1);
        interactor.allSeen();
        news(canceled(C3));
        assertThat(model.unseen.get()).as("told once more").isZero();
    }

    @Test
    void cancelsWhereNothingElseMayBeSent() {
        snapshot(C1);
        model.selected.setAll(model.ranking);
        lock.set("the desk is silent");
        interactor.allow();
        assertThat(model.amendObstacle.get()).isEqualTo("the desk is silent");
        assertThat(model.cancelObstacle.get()).isEmpty();
        assertThat(model.cancelAllObstacle.get()).isEmpty();
        cancelLock.set("not connected");
        interactor.allow();
        assertThat(model.cancelObstacle.get()).isEqualTo("not connected");
        assertThat(model.cancelAllObstacle.get()).isEqualTo("not connected");
    }

    @Test
    void marksWhatChangedWhileTheConsoleWasAway() {
        snapshot(C1, C2);
        assertThat(model.away.get()).as("the first snapshot is no break").isZero();
        snapshot(C1, Samples.filled(C2, 100), C3);
        assertThat(model.away.get()).isEqualTo(2);
        model.awayOnly.set(true);
        interactor.filter();
        assertThat(shown()).containsExactlyInAnyOrder("C2", "C3");
        interactor.allSeen();
        assertThat(model.away.get()).isZero();
    }

    @Test
    void marksWhatWasMissedWhereNoSnapshotTellsIt() {
        snapshot(C1, C2);
        interactor.show(Samples.item(Samples.filled(C2, 100)), true);
        interactor.show(Samples.item(C3), true);
        interactor.show(Samples.item(C1), true);
        interactor.pulseEnds();
        assertThat(model.away.get()).as("C1 is as it was").isEqualTo(2);
        news(Samples.filled(C2, 200));
        assertThat(model.away.get()).isEqualTo(2);
    }

    @Test
    void theSameRowsAreSelectedAgainEachTimeTheListIsReplaced() {
        snapshot(C1);
        interactor.group("SYMBOL");
        interactor.expandAll(true);
        var told = new ArrayList<List<OrderRow>>();
        model.selected.add(interactor.row(C1.key()).orElseThrow());
        model.reselect.subscribe(now -> {
            if (!now.rows.isEmpty()) told.add(now.rows);
        });
        for (var order : List.of(C2, C3)) {
            news(order);
            interactor.everySecond();
        }
        assertThat(told).containsExactly(List.copyOf(model.selected), List.copyOf(model.selected));
    }

    /// A table selects the neighbour of what leaves: the next key would cancel it.
    @Test
    void whatLeavesIsSelectedNoMoreBeforeItDoes() {
        snapshot(C1, C2, C3);
        model.openOnly.set(true);
        interactor.filter();
        model.selected.setAll(interactor.row(C1.key()).orElseThrow(), interactor.row(C2.key()).orElseThrow());
        var told = new ArrayList<String>();
        model.reselect.subscribe(now -> {
            var ids = now.rows.stream().map(row -> row.now().key().value()).toList();
            told.add(ids + " of " + shown().size());
        });
        told.clear();

        news(canceled(C1));

        assertThat(told).containsExactly("[C2] of 3", "[C2] of 2");
    }

    @Test
    void theSecondColumnOfASortIsLiveToo() {
        var first = Samples.order("C4", Side.BUY, 1000, "NVDA", "187.40");
        snapshot(C1, first);
        interactor.sort(List.of(new Sorted(column("symbol"), false), new Sorted(column("filled"), true)));
        news(Samples.filled(first, 100));
        interactor.everySecond();
        assertThat(shown()).containsExactly("C4", "C1");
    }

    @Test
    void whatIsNoMoreLeavesNoCountBehind() {
        snapshot(C1, C2);
        news(canceled(C1));
        interactor.gone(new GoneItem(new OrderKey("C1")));
        interactor.pulseEnds();
        assertThat(shown()).containsExactly("C2");
        assertThat(model.unseen.get()).isZero();
        assertThat(model.counts.get()).isEqualTo("1 order · 1 open");
        snapshot();
        assertThat(model.counts.get()).isEqualTo("0 orders · 0 open");
    }

    /// Whatever comes, the list is what a filter and a sort of all orders from scratch would give.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void showsWhatAFilterFromScratchWouldShow(long seed) {
        var random = new Random(seed);
        var truth = new HashMap<String, Order>();
        var filters = List.of("", "is:open", "sym:NVDA", "qty>2000 or side:sell", "filled>0 is:open");
        var filter = "";
        for (int step = 0; step < 400; step++) {
            int kind = random.nextInt(20);
            if (kind == 0) filter(filter = filters.get(random.nextInt(filters.size())));
            else if (kind == 1) again(random, truth);
            else burst(random, truth, kind == 2 ? 700 : 1 + random.nextInt(5));
            if (Filter.parse(filter, OrderFields.of(() -> 0)) instanceof Filter.Ready<Order> ready)
                assertThat(shown()).as("seed %d, step %d", seed, step).containsExactlyInAnyOrderElementsOf(truth.values().stream()
                        .filter(ready.condition()).map(order -> order.key().value()).toList());
        }
        interactor.sort(List.of(new Sorted(column("leaves"), false), new Sorted(column("clordid"), true)));
        var byHand = new ArrayList<>(model.ranking.stream().map(OrderRow::now).toList());
        byHand.sort(Comparator.comparing(Order::leavesQty)
                .thenComparing(order -> order.clOrdID().value(), Comparator.reverseOrder()));
        assertThat(model.ranking.stream().map(OrderRow::now).toList()).isEqualTo(byHand);
    }

    private void burst(Random random, HashMap<String, Order> truth, int size) {
        for (int i = 0; i < size; i++) {
            var key = "K" + random.nextInt(900);
            if (random.nextInt(30) == 0) {
                truth.remove(key);
                interactor.gone(new GoneItem(new OrderKey(key)));
            } else {
                var order = any(random, key);
                truth.put(key, order);
                interactor.show(Samples.item(order));
            }
        }
        interactor.pulseEnds();
    }

    private void again(Random random, HashMap<String, Order> truth) {
        truth.values().removeIf(_ -> random.nextInt(4) == 0);
        snapshot(truth.values().toArray(Order[]::new));
    }

    private static Order any(Random random, String key) {
        int qty = 1000 + 500 * random.nextInt(6);
        return Samples.order(
                key, random.nextBoolean() ? Side.BUY : Side.SELL, qty, random.nextBoolean() ? "NVDA" : "SAP", "10.50",
                random.nextInt(3) * 500, random.nextInt(4) == 0 ? CANCELED : Life.OPEN, Request.Stage.ACCEPTED);
    }

    private static OrderColumn column(String id) {
        return OrderColumn.ALL.stream().filter(column -> column.id().equals(id)).findFirst().orElseThrow();
    }
}
