package dev.plumbline.console.ui;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Window;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The small parts that all views are made of.
public final class Parts {
    private static final String SPACE = "space";

    private Parts() {}

    /// A panel with a line of tools above its content; with more lines where they do not fit into one.
    public static BorderPane panel(Node content, Node... tools) {
        var panel = new BorderPane(content);
        panel.getStyleClass().add("panel");
        panel.setTop(new Bar(tools));
        return panel;
    }

    /// Gives what a dialog shows the style and the size of its owner.
    public static void dress(DialogPane pane, Window owner) {
        pane.getStylesheets().setAll(owner.getScene().getStylesheets());
        pane.getStyleClass().add("console");
        pane.setStyle(owner.getScene().getRoot().getStyle());
    }

    public static Label title(String text, Feather icon) {
        var title = new Label(text, new FontIcon(icon));
        title.getStyleClass().add("panel-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        return title;
    }

    /// Text that stays in the background.
    public static Label quiet(String text) {
        var label = new Label(text);
        label.getStyleClass().add("quiet");
        return label;
    }

    public static Label quiet(ObservableValue<String> text) {
        var label = quiet("");
        label.textProperty().bind(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// Alt and its underlined letter put the cursor into the field.
    public static Label label(String text, Node field) {
        var label = new Label(text);
        label.setMnemonicParsing(true);
        label.setLabelFor(field);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    public static Region space() {
        var space = new Region();
        space.getStyleClass().add(SPACE);
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    /// Made by [#space].
    static boolean isSpace(Node node) {
        return node.getStyleClass().contains(SPACE);
    }
}
