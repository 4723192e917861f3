package dev.plumbline.console.ticket;

import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Builder;

/// The list of symbols under the symbol field while one is typed. Up and Down choose, Enter and Tab take it, Esc shuts
/// the list. It is a part of the ticket rather than a window of its own: that would take keys from the field.
final class Suggestions implements Builder<Region> {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("selected");

    private final TextField field;
    private final ObservableList<String> found;
    private final Consumer<String> take;
    private final IntegerProperty chosen = new SimpleIntegerProperty();
    private final VBox box = new VBox();

    Suggestions(TextField field, ObservableList<String> found, Consumer<String> take) {
        this.field = field;
        this.found = found;
        this.take = take;
    }

    @Override
    public Region build() {
        box.setId("ticket-suggestions");
        box.getStyleClass().add("suggestions");
        found.addListener((ListChangeListener<String>) _ -> show());
        field.focusedProperty().subscribe(this::show);
        show();
        return box;
    }

    private void show() {
        chosen.set(0);
        var isOpen = isOpen();
        box.setVisible(isOpen);
        box.setManaged(isOpen);
        box.getChildren().clear();
        for (int i = 0; i < found.size(); i++) box.getChildren().add(item(i, found.get(i)));
        mark();
    }

    private Label item(int index, String text) {
        var item = new Label(text);
        item.setMaxWidth(Double.MAX_VALUE);
        item.setOnMousePressed(event -> {
            take.accept(found.get(index));
            event.consume();
        });
        return item;
    }

    private void mark() {
        for (int i = 0; i < box.getChildren().size(); i++)
            box.getChildren().get(i).pseudoClassStateChanged(CHOSEN, i == chosen.get());
        field.setAccessibleHelp(isOpen() ? found.get(chosen.get()) + ", one of " + found.size() : "");
    }

    private boolean isOpen() {
        return field.isFocused() && !found.isEmpty();
    }

    /// True where the key was meant for the list.
    boolean onKey(KeyEvent event) {
        if (!isOpen()) return false;
        return switch (event.getCode()) {
            case UP -> move(-1);
            case DOWN -> move(1);
            case ESCAPE -> {
                found.clear();
                yield true;
            }
            case ENTER, TAB -> takeChosen(event);
            default -> false;
        };
    }

    private boolean move(int by) {
        chosen.set(Math.floorMod(chosen.get() + by, found.size()));
        mark();
        return true;
    }

    /// Takes the symbol, and leaves the key to do what else it does: go on to the next field.
    private boolean takeChosen(KeyEvent event) {
        if (event.isShiftDown() || event.isControlDown() || event.isAltDown()) return false;
        take.accept(found.get(chosen.get()));
        return event.getCode() != KeyCode.TAB && event.getCode() != KeyCode.ENTER;
    }
}
