package dev.plumbline.console.ticket;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.plumbline.console.checks.Checking;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Side;
import dev.plumbline.core.TimeInForce;

/// What the ticket shows, as it was typed. Data, nothing else.
final class TicketModel {
    enum Tone {
        QUIET,
        GOOD,
        WARN,
        BAD
    }

    final StringProperty title = new SimpleStringProperty("New order");
    /// The ticket amends an order: quantity and price alone may be changed.
    final BooleanProperty amending = new SimpleBooleanProperty();

    /// The order line, and what is read from it, in words.
    final StringProperty line = new SimpleStringProperty("");
    final StringProperty lineHint = new SimpleStringProperty("");
    final ObjectProperty<Tone> lineTone = new SimpleObjectProperty<>(Tone.QUIET);

    final ObjectProperty<Side> side = new SimpleObjectProperty<>(Side.BUY);
    final StringProperty symbol = new SimpleStringProperty("");
    final StringProperty qty = new SimpleStringProperty("");
    final StringProperty price = new SimpleStringProperty("");
    final ObjectProperty<OrdType> ordType = new SimpleObjectProperty<>(OrdType.LIMIT);
    final ObjectProperty<TimeInForce> timeInForce = new SimpleObjectProperty<>(TimeInForce.DAY);
    final StringProperty account = new SimpleStringProperty("");
    final StringProperty session = new SimpleStringProperty("");

    final ObservableList<String> accounts = FXCollections.observableArrayList();
    final ObservableList<String> sessions = FXCollections.observableArrayList();
    /// Symbols that begin with what is typed.
    final ObservableList<String> suggestions = FXCollections.observableArrayList();

    /// The reference price of the symbol, what the order would cost, and what an amendment changes.
    final StringProperty reference = new SimpleStringProperty("");
    final StringProperty notional = new SimpleStringProperty("");
    final StringProperty change = new SimpleStringProperty("");

    /// How much of the desk's limit that is, in the desk's words.
    final StringProperty ofLimit = new SimpleStringProperty("");

    final ObjectProperty<Checking> checking = new SimpleObjectProperty<>(new Checking.Idle());

    /// One press sends.
    final BooleanProperty armed = new SimpleBooleanProperty();
    /// What would be sent, while it waits for the second press; else empty.
    final StringProperty preview = new SimpleStringProperty("");

    final StringProperty sendText = new SimpleStringProperty("Send");
    /// Why it cannot be sent now, or staged; empty where it can.
    final StringProperty obstacle = new SimpleStringProperty("");
    final StringProperty stageObstacle = new SimpleStringProperty("");
    /// What became of the last one sent.
    final StringProperty message = new SimpleStringProperty("");
    final ObjectProperty<Tone> tone = new SimpleObjectProperty<>(Tone.QUIET);
}
