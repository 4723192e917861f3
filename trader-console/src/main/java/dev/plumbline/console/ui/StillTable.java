package dev.plumbline.console.ui;

import javafx.scene.control.Skin;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.TableViewSkin;
import javafx.scene.control.skin.VirtualFlow;

/// A table whose rows are of one height, so that a [StillCell] in it may lay itself out alone.
///
/// JavaFX has all rows in one group, and a group that has other bounds than before, be it only inside a cell, has its
/// parents lay themselves out.
///
/// @param <R> the row
public final class StillTable<R> extends TableView<R> {
    private boolean isStill;

    /// A cell lays itself out: its table, and what that is in, need not.
    void still(Runnable layout) {
        isStill = true;
        try {
            layout.run();
        } finally {
            isStill = false;
        }
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new StillSkin<>(this);
    }

    private static final class StillSkin<R> extends TableViewSkin<R> {
        StillSkin(StillTable<R> table) {
            super(table);
        }

        /// Called while the skin is being made. What it makes asks for its layout while that is being made, before it had fields.
        @Override
        protected VirtualFlow<TableRow<R>> createVirtualFlow() {
            var table = (StillTable<?>) getSkinnable();
            return new VirtualFlow<>() {
                @Override
                public void requestLayout() {
                    if (!table.isStill) super.requestLayout();
                }
            };
        }
    }
}
