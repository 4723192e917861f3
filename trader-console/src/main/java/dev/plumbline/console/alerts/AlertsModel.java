package dev.plumbline.console.alerts;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.plumbline.wire.DeskMessage.Item.AlertItem;

/// What the list of alerts shows. Data, nothing else.
final class AlertsModel {
    /// As many are kept on screen; the server's log has them all.
    static final int RETAINED = 1_000;

    /// Newest first.
    final ObservableList<AlertItem> rows = FXCollections.observableArrayList();
    final StringProperty counts = new SimpleStringProperty("0 alerts");
    /// Alerts and warnings since a person last said that they were seen.
    final IntegerProperty unseen = new SimpleIntegerProperty();
}
