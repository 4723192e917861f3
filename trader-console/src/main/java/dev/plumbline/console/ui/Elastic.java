package dev.plumbline.console.ui;

import java.util.List;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.util.Callback;

/// How the columns of a table share its width: each keeps its own, but one takes what is left of the room, the widest one of
/// prose or else the last. Where there is too little for them all the table is scrolled: half a number is worse than one
/// that is out of sight.
@SuppressWarnings({"rawtypes", "unchecked"}) // the table wants a policy for rows of any kind
final class Elastic implements Callback<TableView.ResizeFeatures, Boolean> {
    private static final String DECLARED = "declared-width";
    private static final String PROSE = "prose";
    private static final double PROSE_LEAST = 60;

    /// To be told of each column of the table, once.
    ///
    /// @param width at a zoom of 100 %
    static void declare(TableColumn<?, ?> column, double width) {
        column.getProperties().put(DECLARED, width);
    }

    /// It may be narrower than declared, for its cells show the whole in a tooltip.
    static void prose(TableColumn<?, ?> column) {
        column.getProperties().put(PROSE, true);
    }

    /// At the zoom that there is.
    static double declared(TableColumn<?, ?> column) {
        return column.getProperties().get(DECLARED) instanceof Double width ? width * Zoom.of(column) : column.getMinWidth();
    }

    private static boolean isProse(TableColumn<?, ?> column) {
        return column.getProperties().containsKey(PROSE);
    }

    static double least(TableColumn<?, ?> column) {
        return isProse(column) ? Math.max(PROSE_LEAST * Zoom.of(column), declared(column) / 2) : declared(column);
    }

    /// Shares the width out anew, as after the widths were set from elsewhere.
    static <R> void share(TableView<R> table) {
        table.getColumnResizePolicy().call(new TableView.ResizeFeatures<>(table, null, 0.0));
    }

    @Override
    public Boolean call(TableView.ResizeFeatures change) {
        return shared(change);
    }

    private static <R> boolean shared(TableView.ResizeFeatures<R> change) {
        var moved = change.getColumn();
        boolean isDone = moved == null || TableView.UNCONSTRAINED_RESIZE_POLICY.call(change);
        var columns = change.getTable().getVisibleLeafColumns();
        if (columns.isEmpty() || change.getContentWidth() <= 0) return isDone;
        var elastic = elastic(columns);
        if (moved != elastic) change.setColumnWidth(elastic, room(columns, elastic, change.getContentWidth()));
        return isDone;
    }

    static <R> TableColumn<R, ?> elastic(List<? extends TableColumn<R, ?>> columns) {
        TableColumn<R, ?> widest = columns.getLast();
        for (var column : columns)
            if (isProse(column) && (!isProse(widest) || declared(column) >= declared(widest))) widest = column;
        return widest;
    }

    private static double room(List<? extends TableColumn<?, ?>> columns, TableColumn<?, ?> elastic, double width) {
        double left = width;
        for (var column : columns) if (column != elastic) left -= column.getWidth();
        return Math.max(least(elastic), Math.floor(left));
    }
}
