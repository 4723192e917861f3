package dev.plumbline.console.shell;

import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Parts;

/// The map of keys, over the window: made of the very acts that the keys run, so it is never wrong.
public final class KeyMap {
    private final StackPane cover = new StackPane();

    /// A key that no act stands for, such as the arrows in a table.
    public record Line(String key, String what) {}

    public KeyMap() {
        cover.getStyleClass().add("palette-cover");
        cover.setId("key-map");
        cover.setVisible(false);
        cover.setManaged(false);
        cover.setOnMousePressed(_ -> close());
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
        var flow = new FlowPane(28, 18);
        flow.setPrefWrapLength(1_140);
        flow.setRowValignment(VPos.TOP);
        groups.forEach((title, acts) -> flow.getChildren().add(group(title, acts, more.getOrDefault(title, List.of()))));
        var title = new Label("Keys");
        title.getStyleClass().add("overlay-title");
        var scroll = new ScrollPane(flow);
        scroll.setFitToWidth(true);
        var box = new VBox(title, scroll, Parts.quiet("Nothing that sends an order is a single key outside of the ticket.  Esc closes"));
        box.getStyleClass().add("overlay");
        box.setMaxSize(1_220, Region.USE_PREF_SIZE);
        StackPane.setAlignment(box, Pos.CENTER);
        cover.getChildren().setAll(box);
        cover.setManaged(true);
        cover.setVisible(true);
    }

    private static Region group(String title, List<Act> acts, List<Line> lines) {
        var grid = new GridPane();
        grid.getStyleClass().add("key-group");
        grid.getColumnConstraints().addAll(new ColumnConstraints(128), new ColumnConstraints(230));
        var head = new Label(title);
        head.getStyleClass().add("panel-title");
        grid.add(head, 0, 0, 2, 1);
        for (var act : acts) if (!act.key().isEmpty()) row(grid, act.key(), act.name());
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
        cover.setVisible(false);
        cover.setManaged(false);
    }
}
