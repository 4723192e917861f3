package dev.plumbline.console.orders;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.plumbline.console.orders.Wave.Each;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Wish;

/// The orders that a cancel of many goes to, which come and go while a person looks at them: what is sent is what was shown.
///
/// For the FX thread. Times are nanoseconds of a clock that never goes back.
final class CancelPreview {
    /// A person cannot have seen what has come within so long.
    static final Duration UNSEEN = Duration.ofSeconds(1);

    /// So long the next press means what a press that sent nothing has shown.
    static final Duration AGAIN = Duration.ofSeconds(10);

    private static final String CAME = "came while this was open";

    private final ObservableList<Each> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private OptionalLong cameAt = OptionalLong.empty();
    private OptionalLong heldAt = OptionalLong.empty();
    private int came;

    /// A person has chosen these.
    void begin(List<Order> orders) {
        cameAt = OptionalLong.empty();
        heldAt = OptionalLong.empty();
        notice.set("");
        rows.setAll(Wave.cancels(orders));
    }

    /// They are these now. Those that came are first, and say so; the others keep their places.
    ///
    /// @return whether that is something else
    boolean look(List<Order> orders, long now) {
        var open = byKey(orders);
        var stay = new ArrayList<Each>();
        for (var row : rows) {
            var order = open.remove(row.order.key());
            if (order != null) stay.add(order.equals(row.order) ? row : each(order, row.status.get().why()));
        }
        var next = new ArrayList<Each>();
        for (var order : open.values()) next.add(each(order, CAME));
        if (!next.isEmpty()) {
            boolean isSameMoment = isWithin(cameAt, UNSEEN, now);
            came = next.size() + (isSameMoment ? came : 0);
            cameAt = OptionalLong.of(now);
        }
        next.addAll(stay);
        if (next.equals(rows)) return false;
        rows.setAll(next);
        return true;
    }

    private static SequencedMap<OrderKey, Order> byKey(List<Order> orders) {
        var byKey = new LinkedHashMap<OrderKey, Order>();
        for (var order : orders) byKey.put(order.key(), order);
        return byKey;
    }

    private static Each each(Order order, String why) {
        var each = new Each(order, new Wish.Cancel(order.key()));
        each.status.set(new Wave.Status(Wave.State.WAITING, why));
        return each;
    }

    private static boolean isWithin(OptionalLong since, Duration time, long now) {
        return since.isPresent() && now - since.getAsLong() < time.toNanos();
    }

    /// A press of the button: what to cancel, or nothing yet, and [#notice()] says why. Where some came too late to be seen,
    /// they are shown first. The press after that goes to what is shown, whatever comes: on a busy desk something always does.
    ///
    /// @param orders as they are at that moment
    Optional<List<Each>> press(List<Order> orders, long now) {
        if (isWithin(heldAt, AGAIN, now)) return Optional.of(shown(orders));
        look(orders, now);
        if (!isWithin(cameAt, UNSEEN, now)) return Optional.of(List.copyOf(rows));
        heldAt = OptionalLong.of(now);
        notice.set("⚠ " + Show.count(came) + (came == 1 ? " order" : " orders") + " came just now, first in the list. Nothing is"
                + " sent yet: press again to cancel what is shown.");
        return Optional.empty();
    }

    private List<Each> shown(List<Order> orders) {
        var open = byKey(orders);
        var shown = rows.stream().filter(row -> open.containsKey(row.order.key())).toList();
        var keys = new HashSet<OrderKey>();
        for (var row : shown) keys.add(row.order.key());
        long others = open.keySet().stream().filter(key -> !keys.contains(key)).count();
        notice.set(others == 0 ? "" : "⚠ " + Show.count(others) + (others == 1 ? " order" : " orders")
                + " came as you pressed, and " + (others == 1 ? "is" : "are") + " not cancelled.");
        return shown;
    }

    ObservableList<Each> rows() {
        return rows;
    }

    List<Order> orders() {
        return rows.stream().map(row -> row.order).toList();
    }

    /// What to look at before the next press, or what the last one left out; empty for nothing.
    ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }
}
