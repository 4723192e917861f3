package dev.plumbline.console.ui;

import javafx.scene.Parent;
import javafx.scene.control.TableCell;

/// A cell that lays itself out in its place where the row has another value than before.
///
/// JavaFX has the row lay itself out, and with it the table and all that is around it, up to the window: at each pulse in which
/// any row of any table changes. But a cell of the house is as wide as its column and as high as the table says, whatever
/// it shows, so nobody else has to move. For a [StillTable]; in any other it is laid out as JavaFX does.
///
/// @param <R> the row
/// @param <V> what it shows
public abstract class StillCell<R, V> extends TableCell<R, V> {
    private boolean isAtWork;
    private boolean isLayoutDue;

    @Override
    public final void requestLayout() {
        if (isAtWork) isLayoutDue = true; // by what it shows: that is done next
        else if (!(isInPlace() && getTableView() instanceof StillTable<R> table && takesNewValue(table))) super.requestLayout();
    }

    private boolean isInPlace() {
        return getSkin() != null && getScene() != null && getWidth() > 0 && !isNeedsLayout() && !isEmpty();
    }

    private boolean takesNewValue(StillTable<R> table) {
        var row = getTableRow();
        if (row == null || row.getItem() == null || row.getIndex() != getIndex()) return false;
        var value = getTableColumn().getCellObservableValue(row.getItem());
        if (value == null || value.getValue() == getItem()) return false;
        table.still(() -> take(value.getValue()));
        return true;
    }

    private void take(V value) {
        isLayoutDue = false;
        work(() -> updateItem(value, false));
        if (!isLayoutDue) return;
        layoutChildren();
        for (var child : getChildren()) if (child instanceof Parent parent) parent.layout();
    }

    @Override
    protected final void layoutChildren() {
        work(super::layoutChildren);
    }

    private void work(Runnable work) {
        isAtWork = true;
        try {
            work.run();
        } finally {
            isAtWork = false;
        }
    }
}
