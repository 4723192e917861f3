package dev.plumbline.console.staging;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the panel of staged orders shows. Data, nothing else.
final class StagingModel {
    final ObservableList<StagedRow> rows = FXCollections.observableArrayList();
    final ObservableList<StagedRow> selected = FXCollections.observableArrayList();
    final StringProperty counts = new SimpleStringProperty("");
    /// What became of the last release, or of the file; empty where there is nothing to say.
    final StringProperty notice = new SimpleStringProperty("");
    final BooleanProperty noticeIsBad = new SimpleBooleanProperty();

    /// Why it cannot be done; empty where it can.
    final StringProperty releaseObstacle = new SimpleStringProperty("");
    final StringProperty releaseAllObstacle = new SimpleStringProperty("");
    final StringProperty editObstacle = new SimpleStringProperty("");
    final StringProperty removeObstacle = new SimpleStringProperty("");
}
