package dev.plumbline.console.orders;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import dev.plumbline.core.Order;

/// A row of the blotter: made once, while its order changes. The snapshot that last told of it is marked, so that rows
/// which a newer one does not tell can go.
final class OrderRow {
    final ObjectProperty<Shown> shown;
    long snapshot;
    /// It matches the filter.
    boolean isIn;
    /// It is in the list of those that are shown, which follows `isIn` at the end of the pulse.
    boolean isListed;
    /// Places it among the others, as of the last sort.
    long rank;

    OrderRow(Order order, long snapshot) {
        this.shown = new SimpleObjectProperty<>(new Shown(order, false, false));
        this.snapshot = snapshot;
    }

    Order now() {
        return shown.get().order();
    }
}
