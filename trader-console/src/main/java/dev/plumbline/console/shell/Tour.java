package dev.plumbline.console.shell;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Parts;

/// A card in the corner that shows a newcomer around, a few lines at a time. It takes neither the cursor nor the window:
/// what it speaks of can be tried while it is there.
public final class Tour {
    private final List<Step> steps;
    private final Runnable whenSeen;
    private final Label title = new Label();
    private final Label text = new Label();
    private final Label place = Parts.quiet("");
    private final Button next = new Button("Next");
    private final VBox card;
    private final StackPane layer;
    private int at;

    /// @param text a sentence or two
    public record Step(String title, String text) {}

    /// @param whenSeen is told once it was gone through or closed
    public Tour(List<Step> steps, Runnable whenSeen) {
        this.steps = List.copyOf(steps);
        this.whenSeen = whenSeen;
        title.getStyleClass().add("overlay-title");
        text.setWrapText(true);
        next.setId("tour-next");
        next.getStyleClass().add("accent");
        next.setOnAction(_ -> next());
        var close = new Button("Close");
        close.setId("tour-close");
        close.setOnAction(_ -> end());
        var buttons = new HBox(8, place, Parts.space(), close, next);
        buttons.setAlignment(Pos.CENTER_LEFT);
        card = new VBox(title, text, buttons);
        card.setId("tour");
        card.getStyleClass().add("overlay");
        card.setMaxSize(420, Region.USE_PREF_SIZE);
        StackPane.setAlignment(card, Pos.BOTTOM_LEFT);
        layer = new StackPane(card);
        layer.getStyleClass().add("tour-layer");
        layer.setPickOnBounds(false);
        layer.setVisible(false);
        layer.setManaged(false);
    }

    /// To be laid over the window.
    public Region region() {
        return layer;
    }

    /// The next step; after the last one it is put away.
    public void next() {
        step(at + 1);
    }

    /// From the first step on.
    public void begin() {
        layer.setManaged(true);
        layer.setVisible(true);
        step(0);
    }

    /// Goes on, from wherever the cursor is.
    Act nextStep() {
        return new Act(
                "Next step of the tour", "", Feather.MAP, layer.visibleProperty().map(isOpen -> isOpen ? "" : "the tour is not open"),
                this::next);
    }

    private void step(int to) {
        if (to >= steps.size()) {
            end();
            return;
        }
        at = to;
        title.setText(steps.get(at).title);
        text.setText(steps.get(at).text);
        place.setText((at + 1) + " of " + steps.size() + "   Alt+N goes on, Esc closes");
        next.setText(at + 1 == steps.size() ? "Done" : "Next");
    }

    public boolean isOpen() {
        return layer.isVisible();
    }

    /// Puts it away, as seen.
    public void end() {
        layer.setVisible(false);
        layer.setManaged(false);
        whenSeen.run();
    }
}
