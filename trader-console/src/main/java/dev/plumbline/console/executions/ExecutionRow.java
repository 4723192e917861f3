package dev.plumbline.console.executions;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import dev.plumbline.wire.DeskMessage.Item.ExecutionItem;

/// A row: made once, while its execution may be corrected or busted.
final class ExecutionRow {
    final ObjectProperty<ExecutionItem> item;

    ExecutionRow(ExecutionItem item) {
        this.item = new SimpleObjectProperty<>(item);
    }
}
