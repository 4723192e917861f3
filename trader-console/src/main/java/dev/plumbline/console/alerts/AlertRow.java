package dev.plumbline.console.alerts;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// A row of the list of alerts.
final class AlertRow {
    final ObjectProperty<Folded> folded;

    AlertRow(Folded first) {
        folded = new SimpleObjectProperty<>(first);
    }

    Folded now() {
        return folded.get();
    }
}
