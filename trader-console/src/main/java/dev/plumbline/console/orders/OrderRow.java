package dev.plumbline.console.orders;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import dev.plumbline.core.Order;

/// A row of the blotter: made once, while its order changes. The snapshot that last told of it is marked, so that rows
/// which a newer one does not tell can go.
final class OrderRow {
    final ObjectProperty<Order> order;
    long snapshot;

    OrderRow(Order order, long snapshot) {
        this.order = new SimpleObjectProperty<>(order);
        this.snapshot = snapshot;
    }

    Order now() {
        return order.get();
    }
}
