package dev.plumbline.console.status;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.plumbline.wire.follow.FeedStatus;

/// What the status bar and the connections show. Data, nothing else.
final class StatusModel {
    final ObjectProperty<FeedStatus> feed = new SimpleObjectProperty<>(FeedStatus.STARTING);
    final StringProperty lamp = new SimpleStringProperty("");
    /// Why nothing may be sent now; empty where it may.
    final StringProperty lock = new SimpleStringProperty("");
    /// Why not even a cancel may be sent; empty where it may.
    final StringProperty cancelLock = new SimpleStringProperty("");
    /// How old the picture is where the desk is connected and silent; else empty.
    final StringProperty old = new SimpleStringProperty("");
    /// How many servers are there.
    final StringProperty servers = new SimpleStringProperty("");
    /// The number of the desk's last message that was applied, and how often some were missing.
    final StringProperty numbers = new SimpleStringProperty("");
    /// How long the way to the desk and back takes.
    final StringProperty latency = new SimpleStringProperty("");
    /// When something was last heard from the desk.
    final StringProperty heard = new SimpleStringProperty("");
    final ObjectProperty<Freshness> freshness = new SimpleObjectProperty<>(Freshness.FRESH);
    final StringProperty rate = new SimpleStringProperty("0 upd/s");
    final StringProperty parts = new SimpleStringProperty("");
    final StringProperty clock = new SimpleStringProperty("");
    final ObservableList<PartRow> rows = FXCollections.observableArrayList();
}
