package dev.plumbline.console.positions;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;

/// What the table of positions shows. Data, nothing else.
final class PositionsModel {
    final ObservableList<PositionRow> rows = FXCollections.observableArrayList();
    final SortedList<PositionRow> sorted = new SortedList<>(rows);
    final StringProperty totals = new SimpleStringProperty("");
}
