package dev.plumbline.console.format;

import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import dev.plumbline.console.ui.FormatRule;

/// The format rules of a table, and the one that is being made or changed. Data, nothing else.
final class RulesModel {
    /// None of the rules is being changed: what is typed is a new one.
    static final int NEW = -1;

    /// What a rule is for: the whole row, or the cells of a column.
    ///
    /// @param column its id, empty for the row
    record Where(String column, String label) {
        static final Where ROW = new Where("", "whole row");
    }

    final ObjectProperty<List<FormatRule>> rules = new SimpleObjectProperty<>(List.of());
    /// The place of the one that is being changed, or [#NEW].
    final IntegerProperty editing = new SimpleIntegerProperty(NEW);

    final StringProperty when = new SimpleStringProperty("");
    final ObjectProperty<Where> where = new SimpleObjectProperty<>(Where.ROW);
    final ObjectProperty<Look> look = new SimpleObjectProperty<>(Look.AMBER);
    /// Why what is typed cannot become a rule; empty where it can.
    final StringProperty obstacle = new SimpleStringProperty("");
}
