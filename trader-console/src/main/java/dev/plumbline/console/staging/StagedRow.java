package dev.plumbline.console.staging;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import dev.plumbline.console.staging.Staged.State;

/// A row of the table: made once, while its order changes.
final class StagedRow {
    final ObjectProperty<Staged> staged;
    private boolean mayHaveArrived;

    StagedRow(Staged staged) {
        this.staged = new SimpleObjectProperty<>(staged);
        this.staged.subscribe(now -> mayHaveArrived |= now.state() == State.UNKNOWN);
    }

    Staged now() {
        return staged.get();
    }

    /// Its outcome was unknown once, and the desk has not answered since: so it is no order that simply waits.
    boolean mayHaveArrived() {
        return mayHaveArrived;
    }
}
