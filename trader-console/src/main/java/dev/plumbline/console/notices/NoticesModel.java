package dev.plumbline.console.notices;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What lies over the window. Data, nothing else.
final class NoticesModel {
    /// At most [Bursts#SHOWN_MAX], worst first.
    final ObservableList<Toast> toasts = FXCollections.observableArrayList();
    /// Why nothing can be heard, empty where it can.
    final StringProperty soundTrouble = new SimpleStringProperty("");
}
