package dev.plumbline.console.alerts;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/// What the list of alerts shows. Data, nothing else.
final class AlertsModel {
    /// As many rows are kept on screen; the server's log has all alerts.
    static final int RETAINED = 1_000;

    /// Newest first.
    final ObservableList<AlertRow> rows = FXCollections.observableArrayList();
    final FilteredList<AlertRow> filtered = new FilteredList<>(rows);
    final ObjectProperty<Optional<AlertRow>> chosen = new SimpleObjectProperty<>(Optional.empty());
    final StringProperty counts = new SimpleStringProperty("0 alerts");
    /// Rows that a person should look at and has not.
    final IntegerProperty unseen = new SimpleIntegerProperty();

    final StringProperty filter = new SimpleStringProperty("");
    /// What is wrong with the filter; empty where nothing is.
    final StringProperty mistake = new SimpleStringProperty("");
    /// Levels that are shown; none pressed shows all.
    final BooleanProperty onlyAlerts = new SimpleBooleanProperty();
    final BooleanProperty onlyWarnings = new SimpleBooleanProperty();
    final BooleanProperty onlyInfos = new SimpleBooleanProperty();

    /// Why the chosen alert cannot be marked as seen, or its order shown; empty where it can.
    final StringProperty seenObstacle = new SimpleStringProperty("no alert is chosen");
    final StringProperty orderObstacle = new SimpleStringProperty("no alert is chosen");
}
