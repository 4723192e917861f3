package dev.plumbline.console.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.plumbline.console.checks.Checking;
import dev.plumbline.console.checks.Checks;
import dev.plumbline.console.checks.DryRuns;
import dev.plumbline.console.checks.SecondPress;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.orders.Wave.Each;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Order;
import dev.plumbline.wire.DeskMessage.Wish;

/// What would come of amending several orders, before it is done: the change of each, why one cannot be changed, and what the
/// desk would say to the others. For the FX thread.
final class AmendPreview {
    private final DryRuns runs;
    private final SecondPress second = new SecondPress();
    private final ObservableList<Each> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private String wrong = "";
    /// Those that change, and how their dry runs stand: none before [#ask()].
    private List<Each> amended = List.of();
    private List<DryRuns.Each> asked = List.of();

    AmendPreview(Checks checks, Inbox inbox) {
        runs = new DryRuns(checks, inbox);
        runs.tally().subscribe(_ -> tell());
    }

    /// This is what is typed now, and these are the orders: what was asked before counts no more.
    void show(List<Order> orders, String qty, String price) {
        notice.set("");
        asked = List.of();
        runs.stop();
        switch (Amendment.parse(qty, price)) {
            case Amendment.Typed.Wrong(var why) -> {
                wrong = why;
                amended = List.of();
                rows.setAll(Wave.cancels(orders));
            }
            case Amendment.Typed.Ready(var amendment) -> {
                wrong = "";
                rows.setAll(orders.stream().map(order -> each(order, amendment)).toList());
                amended = rows.stream().filter(each -> each.wish instanceof Wish.Replace).toList();
            }
        }
        tell();
    }

    private static Each each(Order order, Amendment amendment) {
        return switch (amendment.of(order)) {
            case Amendment.Outcome.Amended(var wish) -> new Each(order, wish);
            case Amendment.Outcome.Objection(var why) -> {
                var each = new Each(order, new Wish.Cancel(order.key()));
                each.status.set(new Wave.Status(Wave.State.NOT_SENT, why));
                yield each;
            }
        };
    }

    /// Asks the desk what it would say to each that changes.
    void ask() {
        if (!asked.isEmpty() || amended.isEmpty()) return;
        asked = runs.ask(wishes(amended));
        for (int i = 0; i < asked.size(); i++) {
            var each = amended.get(i);
            asked.get(i).checking().subscribe(checking -> remark(each, checking));
        }
        tell();
    }

    private static List<Wish> wishes(List<Each> all) {
        return all.stream().map(each -> each.wish).toList();
    }

    /// An answer that comes after the change was sent says nothing any more.
    private static void remark(Each each, Checking checking) {
        if (each.status.get().state() == Wave.State.WAITING)
            each.status.set(new Wave.Status(Wave.State.WAITING, checking.remark()));
    }

    private List<DryRuns.Each> unblocked() {
        return asked.stream().filter(each -> !each.now().isBlocked()).toList();
    }

    private void tell() {
        int changing = asked.isEmpty() ? amended.size() : unblocked().size();
        obstacle.set(!wrong.isEmpty() ? wrong
                : amended.isEmpty() ? "no order can be amended so"
                : changing == 0 ? "the desk would refuse " + (amended.size() == 1 ? "it" : "all of them") : "");
        summary.set(wrong.isEmpty() ? summary(changing) : Show.count(rows.size()) + " orders");
    }

    private String summary(int changing) {
        int left = rows.size() - amended.size();
        var checks = runs.tally().get().words();
        return Show.count(changing) + " of " + Show.count(rows.size()) + " orders change"
                + (left > 0 ? " · " + left + " cannot, see the last column" : "")
                + (checks.isEmpty() ? "" : " · " + checks);
    }

    /// A press of the button, with the orders as they are at that moment: the changes to send, or nothing yet, and [#notice()]
    /// says why. Where the orders are no longer what was shown, what comes of it now is shown.
    ///
    /// @param now nanoseconds of a clock that never goes back
    Optional<List<Each>> press(List<Order> orders, String qty, String price, long now) {
        var shown = wishes(amended);
        if (!wishesNow(orders, qty, price).equals(shown)) {
            show(orders, qty, price);
            ask();
            notice.set("The orders have changed meanwhile: look again.");
            return Optional.empty();
        }
        ask();
        if (!obstacle.get().isEmpty()) return Optional.empty();
        return switch (second.press(unblocked(), "amend", now)) {
            case SecondPress.Step.Send _ -> Optional.of(sent());
            case SecondPress.Step.Again(var why) -> {
                notice.set(why);
                yield Optional.empty();
            }
        };
    }

    private static List<Wish> wishesNow(List<Order> orders, String qty, String price) {
        if (!(Amendment.parse(qty, price) instanceof Amendment.Typed.Ready(var amendment))) return List.of();
        var wishes = new ArrayList<Wish>();
        for (var order : orders)
            if (amendment.of(order) instanceof Amendment.Outcome.Amended(var wish)) wishes.add(wish);
        return wishes;
    }

    private List<Each> sent() {
        var sent = new ArrayList<Each>();
        for (int i = 0; i < asked.size(); i++) if (!asked.get(i).now().isBlocked()) sent.add(amended.get(i));
        return sent;
    }

    /// Asks no more.
    void stop() {
        runs.stop();
    }

    ObservableList<Each> rows() {
        return rows;
    }

    /// How many change, how many cannot, and what the desk would say.
    ReadOnlyStringProperty summary() {
        return summary.getReadOnlyProperty();
    }

    /// Why none can be sent; empty where some can.
    ReadOnlyStringProperty obstacle() {
        return obstacle.getReadOnlyProperty();
    }

    /// What to look at before the next press; empty for nothing.
    ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }
}
