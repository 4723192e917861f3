package dev.plumbline.console.notices;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Builder;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Lays toasts out side by side, each one line high, over the panels' tabs below the tool bar: there they hide no field and no
/// row, and take no click that is not for them.
final class NoticesView implements Builder<Region> {
    private static final PseudoClass SEVERE = PseudoClass.getPseudoClass("severe");

    private final NoticesModel model;
    private final Consumer<Toast> dismiss;

    NoticesView(NoticesModel model, Consumer<Toast> dismiss) {
        this.model = model;
        this.dismiss = dismiss;
    }

    @Override
    public Region build() {
        var stack = new HBox();
        stack.setId("toasts");
        stack.setPickOnBounds(false);
        stack.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        model.toasts.addListener((ListChangeListener<Toast>) _ ->
                stack.getChildren().setAll(model.toasts.stream().map(this::toast).toList()));
        var layer = new StackPane(stack);
        layer.getStyleClass().add("toast-layer");
        layer.setPickOnBounds(false);
        StackPane.setAlignment(stack, Pos.TOP_RIGHT);
        return layer;
    }

    private Node toast(Toast toast) {
        var label = new Label(toast.label());
        label.getStyleClass().add("toast-label");
        label.setMinWidth(Region.USE_PREF_SIZE);
        var text = new Label(toast.text());
        text.getStyleClass().add("toast-text");
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        var line = new HBox(label, text, new FontIcon(Feather.X));
        line.getStyleClass().addAll("toast", "toast-" + toast.sort().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        line.setAlignment(Pos.CENTER_LEFT);
        line.setAccessibleText(toast.label() + ", " + toast.text());
        line.pseudoClassStateChanged(SEVERE, toast.severe());
        Tooltip.install(line, new Tooltip(toast.text()));
        line.setOnMouseClicked(_ -> dismiss.accept(toast));
        return line;
    }
}
