package dev.plumbline.console.staging;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// A row of the table: made once, while its order changes.
final class StagedRow {
    final ObjectProperty<Staged> staged;

    StagedRow(Staged staged) {
        this.staged = new SimpleObjectProperty<>(staged);
    }

    Staged now() {
        return staged.get();
    }
}
