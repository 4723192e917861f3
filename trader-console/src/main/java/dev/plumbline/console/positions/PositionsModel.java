package dev.plumbline.console.positions;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;

import dev.plumbline.console.ui.Show;

/// What the table of positions shows. Data, nothing else.
final class PositionsModel {
    /// Those that are shown: positions, or accounts.
    final ObservableList<PositionRow> rows = FXCollections.observableArrayList();
    final SortedList<PositionRow> sorted = new SortedList<>(rows);
    /// What stands where no row is.
    final StringProperty placeholder = new SimpleStringProperty(Show.UNTOLD);
    final StringProperty totals = new SimpleStringProperty("");
    /// One line for each account, in place of its positions.
    final BooleanProperty byAccount = new SimpleBooleanProperty();
    /// As typed.
    final StringProperty filter = new SimpleStringProperty("");
    /// What is wrong with it, empty where nothing is: then the filter before it still holds.
    final StringProperty mistake = new SimpleStringProperty("");
}
