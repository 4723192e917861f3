package dev.plumbline.console.ui;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import org.jspecify.annotations.Nullable;

/// How large everything is. Letters, and what is measured in them, follow the root of a window; columns of tables are
/// measured in pixels, and follow here: else a larger number would be half a number.
///
/// For the FX thread.
public final class Zoom {
    private static final double FONT_PX = 13;
    private static final String FACTOR = "zoom";

    private Zoom() {}

    /// The style of a window's root.
    ///
    /// @param percent 100 for the size that widths are declared for
    public static String style(int percent) {
        return "-fx-font-size: " + FONT_PX * percent / 100 + "px;";
    }

    private static double factor(String style) {
        var size = style.replaceAll(".*-fx-font-size: *([0-9.]+)px;.*", "$1");
        return size.equals(style) ? 1 : Double.parseDouble(size) / FONT_PX;
    }

    /// The columns of `table`, and those that it will get, are as wide as the window that it is in wants them.
    static <R> void follow(TableView<R> table) {
        table.getColumns().addListener((ListChangeListener<TableColumn<R, ?>>) change -> {
            while (change.next()) apply(table, change.getAddedSubList());
        });
        table.sceneProperty().flatMap(Scene::rootProperty).flatMap(Node::styleProperty)
                .subscribe(style -> take(table, style));
    }

    private static <R> void take(TableView<R> table, @Nullable String style) {
        if (style == null) return; // in no window now: it stays as it was in the last one
        table.getProperties().put(FACTOR, factor(style));
        if (apply(table, table.getColumns())) Elastic.share(table);
    }

    private static <R> boolean apply(TableView<R> table, List<? extends TableColumn<R, ?>> columns) {
        double wanted = factor(table.getProperties().get(FACTOR));
        boolean isChanged = false;
        for (var column : columns) {
            double ratio = wanted / of(column);
            if (ratio == 1) continue;
            isChanged = true;
            double width = column.getWidth() * ratio;
            column.getProperties().put(FACTOR, wanted);
            column.setMinWidth(column.getMinWidth() * ratio);
            setWidth(table, column, width);
        }
        return isChanged;
    }

    /// One that a person has moved does not listen to a preferred width that it has already.
    static <R> void setWidth(TableView<R> table, TableColumn<R, ?> column, double width) {
        column.setPrefWidth(width);
        if (column.getWidth() != width) table.resizeColumn(column, width - column.getWidth());
    }

    /// By how much the widths of `column` are larger than they were declared.
    static double of(TableColumn<?, ?> column) {
        return factor(column.getProperties().get(FACTOR));
    }

    private static double factor(@Nullable Object kept) {
        return kept instanceof Double factor ? factor : 1;
    }
}
