package dev.plumbline.console.attention;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import javafx.collections.ObservableSet;

import dev.plumbline.console.ui.Show;

/// What the list of attention shows. Data, nothing else.
final class AttentionModel {
    /// As many are shown; the rest is counted.
    static final int SHOWN_MAX = 5_000;

    final ObservableList<Entry> rows = FXCollections.observableArrayList();
    /// While the list is replaced: what is then selected was selected by nobody.
    final BooleanProperty isReplacing = new SimpleBooleanProperty();
    /// The chosen one leaves because a person has seen it, so the next is wanted. One that solves itself leaves nothing
    /// chosen: a key that was meant for it must not cancel another order.
    final BooleanProperty isMovingOn = new SimpleBooleanProperty();
    final ObjectProperty<Optional<Entry>> chosen = new SimpleObjectProperty<>(Optional.empty());
    final ObjectProperty<Summary> summary = new SimpleObjectProperty<>(Summary.UNTOLD);
    /// Of those not seen, by kind; without those of which there are none.
    final ObservableMap<Kind, Integer> counts = FXCollections.observableHashMap();
    /// Kinds that are shown, none for all.
    final ObservableSet<Kind> only = FXCollections.observableSet();
    /// As it is typed.
    final StringProperty filter = new SimpleStringProperty("");
    final StringProperty placeholder = new SimpleStringProperty(Show.UNTOLD);
    final BooleanProperty withSeen = new SimpleBooleanProperty();
    final StringProperty total = new SimpleStringProperty("");
    final StringProperty solved = new SimpleStringProperty("");
    /// What became of the last wish, empty where there was none.
    final StringProperty notice = new SimpleStringProperty("");
    final BooleanProperty noticeIsBad = new SimpleBooleanProperty();
    /// Nanoseconds since the epoch, UTC: ages count up to it.
    final LongProperty now = new SimpleLongProperty();

    /// Why a thing cannot be done with the chosen entry, empty where it can.
    final StringProperty askObstacle = new SimpleStringProperty("");
    final StringProperty cancelObstacle = new SimpleStringProperty("");
    final StringProperty amendObstacle = new SimpleStringProperty("");
    final StringProperty orderObstacle = new SimpleStringProperty("");
    final StringProperty explainObstacle = new SimpleStringProperty("");
    final StringProperty seenObstacle = new SimpleStringProperty("");
    /// The same of all that are shown.
    final StringProperty allSeenObstacle = new SimpleStringProperty("");
}
