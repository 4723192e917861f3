package dev.plumbline.console.orders;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;

/// What the blotter shows. Data, nothing else.
final class OrdersModel {
    final ObservableList<OrderRow> rows = FXCollections.observableArrayList();
    final FilteredList<OrderRow> filtered = new FilteredList<>(rows);
    final SortedList<OrderRow> sorted = new SortedList<>(filtered);
    final ObservableList<OrderRow> selected = FXCollections.observableArrayList();

    final StringProperty filter = new SimpleStringProperty("");
    final BooleanProperty openOnly = new SimpleBooleanProperty();
    final StringProperty counts = new SimpleStringProperty("0 orders");
    /// What became of the last cancel; empty where there was none.
    final StringProperty notice = new SimpleStringProperty("");
    final BooleanProperty noticeIsBad = new SimpleBooleanProperty();

    /// Why the selected orders cannot be cancelled or amended; empty where they can.
    final StringProperty cancelObstacle = new SimpleStringProperty("no order is selected");
    final StringProperty amendObstacle = new SimpleStringProperty("no order is selected");
}
