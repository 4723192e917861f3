package dev.plumbline.console.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Parts;

/// The map of keys, over the window: made of the very acts that the keys run, so it is never wrong.
public final class KeyMap {
    private static final int COLUMN_PX = 360;
    private static final int COLUMNS_MAX = 4;
    /// Margin and padding of both sides.
    private static final int AROUND_PX = 130;
    /// Said once for all tables, not for each.
    private static final Set<String> OF_EVERY_TABLE = Set.of("Ctrl+F", "Ctrl+C", "Ctrl+E", "Ctrl+Shift+C", "Ctrl+Shift+F");

    private final StackPane cover = new StackPane();
    private Runnable whenClosed = () -> {};

    /// A key that no act stands for, such as the arrows in a table.
    public record Line(String key, String what) {}

    public KeyMap() {
        cover.getStyleClass().add("palette-cover");
        cover.setId("key-map");
        cover.setVisible(false);
        cover.setManaged(false);
        cover.setOnMousePressed(_ -> close());
    }

    /// Is run when it is put away.
    void onClosed(Runnable work) {
        whenClosed = work;
    }

    /// To be laid over the window.
    public Region region() {
        return cover;
    }

    public boolean isOpen() {
        return cover.isVisible();
    }

    /// @param groups acts by a title; those without a key are left out
    /// @param more further lines, by the same titles
    public void open(Map<String, List<Act>> groups, Map<String, List<Line>> more) {
        var grids = new ArrayList<GridPane>();
        groups.forEach((title, acts) -> {
            var group = group(title, acts, more.getOrDefault(title, List.of()));
            if (group.getRowCount() > 1) grids.add(group);
        });
        var columns = columns(grids);
        var title = new Label("Keys");
        title.getStyleClass().add("overlay-title");
        var scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        var box = new VBox(title, scroll, Parts.quiet("Nothing that sends an order is a single key outside of the ticket.  Esc closes"));
        box.getStyleClass().add("overlay");
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(box, Pos.CENTER);
        cover.getChildren().setAll(box);
        cover.setManaged(true);
        cover.setVisible(true);
        cover.applyCss();
        scroll.setPrefViewportHeight(Math.ceil(columns.prefHeight(columns.prefWidth(-1)))); // with the lines that wrap
    }

    /// Side by side and about equally high, as many columns as the window has room for: read down, then to the right.
    private HBox columns(List<GridPane> groups) {
        int most = (int) Math.clamp((cover.getParent().getLayoutBounds().getWidth() - AROUND_PX) / COLUMN_PX, 1, COLUMNS_MAX);
        int rows = groups.stream().mapToInt(KeyMap::rows).sum();
        var columns = new HBox();
        columns.getStyleClass().add("key-columns");
        int before = 0;
        for (var group : groups) {
            int at = (2 * before + rows(group)) * most / (2 * rows); // where its middle falls
            while (columns.getChildren().size() <= at) columns.getChildren().add(column());
            if (columns.getChildren().getLast() instanceof VBox last) last.getChildren().add(group);
            before += rows(group);
        }
        columns.getChildren().removeIf(column -> column instanceof VBox box && box.getChildren().isEmpty());
        return columns;
    }

    private static VBox column() {
        var column = new VBox();
        column.getStyleClass().add("key-column");
        return column;
    }

    /// With one for what is between two groups.
    private static int rows(GridPane group) {
        return group.getRowCount() + 1;
    }

    private static GridPane group(String title, List<Act> acts, List<Line> lines) {
        var grid = new GridPane();
        grid.getStyleClass().add("key-group");
        grid.getColumnConstraints().addAll(new ColumnConstraints(130), new ColumnConstraints(194));
        var head = new Label(title);
        head.getStyleClass().add("panel-title");
        grid.add(head, 0, 0, 2, 1);
        for (var act : acts)
            if (!act.key().isEmpty() && !OF_EVERY_TABLE.contains(act.key())) row(grid, act.key(), act.name());
        for (var line : lines) row(grid, line.key, line.what);
        return grid;
    }

    private static void row(GridPane grid, String key, String what) {
        var cap = new Label(key);
        cap.getStyleClass().add("key-cap");
        var text = new Label(what);
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        grid.addRow(grid.getRowCount(), cap, text);
    }

    public void close() {
        if (!isOpen()) return;
        cover.setVisible(false);
        cover.setManaged(false);
        whenClosed.run();
    }
}
