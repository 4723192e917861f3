package dev.plumbline.console.orders;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import dev.plumbline.core.Order;

/// A row of the blotter: made once, while its order or the sums of its group change. The snapshot that last told of it is
/// marked, so that rows which a newer one does not tell can go.
final class OrderRow {
    final ObjectProperty<Shown> shown;
    long snapshot;
    /// As its order says: looked at with each change, where reading the order that is replaced would cost more than all
    /// the rest.
    boolean isOpen;
    /// It matches the filter.
    boolean isIn;
    /// It is in the list of those that are shown, which follows `isIn` at the end of the pulse.
    boolean isListed;
    boolean isGone;
    /// Places it among the others, as of the last sort.
    long rank;
    /// As the next sort will take it.
    long nextRank;

    /// Of the ranking alone.
    long place;

    OrderRow(Shown shown) {
        this.shown = new SimpleObjectProperty<>(shown);
    }

    /// Of a row of one order.
    Shown.One one() {
        if (shown.get() instanceof Shown.One one) return one;
        throw new IllegalStateException("the head of a group is no order: " + shown.get());
    }

    /// Of a row of one order.
    Order now() {
        return one().order();
    }
}
