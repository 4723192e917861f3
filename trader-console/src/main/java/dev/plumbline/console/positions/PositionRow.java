package dev.plumbline.console.positions;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import dev.plumbline.core.Money;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;

/// A row: made once, while its position and its mark change.
final class PositionRow {
    final ObjectProperty<Marked> marked;
    long snapshot;

    PositionRow(Marked marked, long snapshot) {
        this.marked = new SimpleObjectProperty<>(marked);
        this.snapshot = snapshot;
    }

    /// A position with the price it is valued at.
    ///
    /// @param mark the instrument's reference price, [Px#NONE] where the desk has told none
    record Marked(Position position, Px mark) {
        /// Zero where there is no mark to value the position at.
        Money unrealizedPnl() {
            return mark.isStated() ? position.unrealizedPnl(mark) : Money.ZERO;
        }
    }
}
