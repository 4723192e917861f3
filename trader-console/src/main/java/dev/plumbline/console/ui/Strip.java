package dev.plumbline.console.ui;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A row of small controls that stays one line high: where they do not fit it is scrolled, by the wheel or by arrows at its
/// ends.
public final class Strip {
    /// Of what is in sight, so much is scrolled by an arrow: something of it stays to go by.
    private static final double STEP = 0.7;
    private static final double LEAST_PX = 100;

    private final HBox row;
    private final ScrollPane window;
    private final HBox region = new HBox();

    private Strip(HBox row) {
        this.row = row;
        window = new ScrollPane(row);
    }

    /// @param row changes what it shows at will
    public static Region of(HBox row) {
        return new Strip(row).build();
    }

    private Region build() {
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinWidth(Region.USE_PREF_SIZE);
        window.getStyleClass().add("strip");
        window.setHbarPolicy(ScrollBarPolicy.NEVER);
        window.setVbarPolicy(ScrollBarPolicy.NEVER);
        window.setFitToHeight(true);
        window.setFocusTraversable(false);
        window.setMinSize(0, 0);
        window.setMaxHeight(Region.USE_PREF_SIZE);
        window.addEventFilter(ScrollEvent.SCROLL, this::onWheel);
        HBox.setHgrow(window, Priority.ALWAYS);
        var overflows = Bindings.createBooleanBinding(
                () -> row.getWidth() > region.getWidth() + 1, row.widthProperty(), region.widthProperty());
        region.setAlignment(Pos.CENTER_LEFT);
        region.setMinWidth(LEAST_PX);
        region.getChildren().setAll(
                arrow("‹", "Scroll to the left", -1, overflows), window, arrow("›", "Scroll to the right", 1, overflows));
        return region;
    }

    private Node arrow(String text, String spoken, int direction, BooleanBinding overflows) {
        var arrow = new Button(text);
        arrow.getStyleClass().add("strip-arrow");
        arrow.setAccessibleText(spoken);
        arrow.setFocusTraversable(false);
        arrow.setMinWidth(Region.USE_PREF_SIZE);
        arrow.visibleProperty().bind(overflows);
        arrow.managedProperty().bind(overflows);
        arrow.setOnAction(_ -> scroll(direction * STEP * window.getWidth()));
        return arrow;
    }

    private void onWheel(ScrollEvent event) {
        scroll(-(event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY()));
        event.consume();
    }

    private void scroll(double pixels) {
        double hidden = row.getWidth() - window.getWidth();
        if (hidden > 0) window.setHvalue(Math.clamp(window.getHvalue() + pixels / hidden, 0, 1));
    }
}
