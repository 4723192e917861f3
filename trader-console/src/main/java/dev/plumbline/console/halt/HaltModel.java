package dev.plumbline.console.halt;

import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.plumbline.wire.DeskMessage.Item.HaltItem;

/// What is halted, and what a person is about to halt.
final class HaltModel {
    /// In force, the oldest first.
    final ObservableList<HaltItem> inForce = FXCollections.observableArrayList();

    /// Why nothing can be sent at all; empty where it can.
    final StringProperty unreachable = new SimpleStringProperty("");

    /// What became of a release that was not done; else empty.
    final StringProperty notice = new SimpleStringProperty("");

    /// What may be named, by kind, in order.
    final Map<Kind, ObservableList<String>> names = new EnumMap<>(Kind.class);

    // From here on the dialog.
    final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.EVERYTHING);
    final StringProperty name = new SimpleStringProperty("");
    final StringProperty reason = new SimpleStringProperty("");
    final BooleanProperty cancels = new SimpleBooleanProperty();
    final StringProperty word = new SimpleStringProperty("");

    /// What would come of it, in words.
    final StringProperty summary = new SimpleStringProperty("");

    /// Why it cannot be pulled as it stands; empty where it can.
    final StringProperty obstacle = new SimpleStringProperty("");
    final StringProperty outcome = new SimpleStringProperty("");
    final BooleanProperty outcomeIsBad = new SimpleBooleanProperty();

    /// It is halted: there is no more to ask for.
    final BooleanProperty isDone = new SimpleBooleanProperty();

    HaltModel() {
        for (var kind : Kind.values()) names.put(kind, FXCollections.observableArrayList());
    }
}
