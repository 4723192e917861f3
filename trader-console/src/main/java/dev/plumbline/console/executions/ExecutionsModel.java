package dev.plumbline.console.executions;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;

import dev.plumbline.console.ui.Show;

/// What the table of executions shows. Data, nothing else.
final class ExecutionsModel {
    /// As many are kept on screen; the server has them all.
    static final int RETAINED = 10_000;

    /// Newest first.
    final NewestFirst<ExecutionRow> rows = new NewestFirst<>();
    /// Those that match the filter.
    final FilteredList<ExecutionRow> filtered = new FilteredList<>(rows);
    final SortedList<ExecutionRow> sorted = new SortedList<>(filtered);
    final StringProperty filter = new SimpleStringProperty("");
    final StringProperty counts = new SimpleStringProperty("0 executions");
    /// What stands where no row is.
    final StringProperty placeholder = new SimpleStringProperty(Show.UNTOLD);
}
