package dev.plumbline.console.blotter;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import atlantafx.base.controls.CustomTextField;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.plumbline.console.filter.Completions;
import dev.plumbline.console.filter.Fields;
import dev.plumbline.console.filter.Filter;
import dev.plumbline.console.filter.Filter.Ready;
import dev.plumbline.console.filter.Filter.Wrong;
import dev.plumbline.console.ui.Parts;

/// The field in which a person types a filter, with what can be typed next, and what is wrong with it. While it is wrong
/// or half typed, the last good one stays in force.
///
/// @param <T> the record that a row shows
public final class FilterBar<T> {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final KeyCombination COMPLETE = new KeyCodeCombination(KeyCode.SPACE, KeyCombination.CONTROL_DOWN);
    private static final int OFFERED_MAX = 12;

    private final CustomTextField field = new CustomTextField();
    private final Label wrong = Parts.quiet("");
    private final ContextMenu offered = new ContextMenu();
    private final Fields<T> fields;
    private final ReadOnlyObjectWrapper<Ready<T>> condition;
    private Runnable leave = () -> {};
    private Runnable enter = () -> leave.run();

    /// @param id of the text field, for style and tests
    /// @param what is filtered, in a word
    /// @param example of what can be typed
    /// @param text what is typed, kept by the model
    public FilterBar(String id, String what, String example, StringProperty text, Fields<T> fields) {
        this.fields = fields;
        condition = new ReadOnlyObjectWrapper<>(everything(fields));
        field.setId(id);
        field.setPromptText("Filter: " + example + " …   /");
        field.setAccessibleText("Filter of the " + what);
        field.setLeft(new FontIcon(Feather.SEARCH));
        field.setPrefColumnCount(26);
        field.setMinWidth(180);
        HBox.setHgrow(field, Priority.ALWAYS);
        wrong.setId(id + "-wrong");
        wrong.getStyleClass().setAll("label", "filter-wrong");
        wrong.visibleProperty().bind(wrong.textProperty().isNotEmpty());
        wrong.managedProperty().bind(wrong.visibleProperty());
        Typing.bind(field, text, fields);
        text.subscribe(this::read);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        field.textProperty().subscribe(_ -> {
            if (field.isFocused()) offer(false);
        });
        field.focusedProperty().subscribe(focused -> {
            if (!focused) offered.hide();
        });
    }

    private static <T> Ready<T> everything(Fields<T> fields) {
        if (Filter.parse("", fields) instanceof Ready<T> all) return all;
        throw new IllegalStateException("an empty filter must match everything");
    }

    private void read(String text) {
        switch (Filter.parse(text, fields)) {
            case Ready<T> ready -> {
                wrong.setText("");
                condition.set(ready);
            }
            case Wrong<T> mistake -> {
                var hint = mistake.suggestion().isEmpty() ? "" : "   (Tab: " + mistake.suggestion() + ")";
                wrong.setText("✖ " + mistake.message() + hint);
            }
        }
        field.pseudoClassStateChanged(BAD, !wrong.getText().isEmpty());
    }

    /// For a panel that mostly is: it begins with less room, and leaves the rest to others.
    public FilterBar<T> narrow() {
        field.setTooltip(new Tooltip(field.getPromptText()));
        field.setPromptText("Filter   /");
        field.setPrefColumnCount(10);
        field.setMinWidth(110);
        HBox.setHgrow(field, Priority.SOMETIMES);
        return this;
    }

    /// What is in force.
    public ReadOnlyObjectProperty<Ready<T>> condition() {
        return condition.getReadOnlyProperty();
    }

    /// What is wrong with what is typed; empty where nothing is.
    public ObservableValue<String> mistake() {
        return wrong.textProperty();
    }

    /// What stands in the empty field.
    public void prompt(String text) {
        field.setPromptText(text);
    }

    /// Where the cursor goes on Enter and Escape.
    public void onLeave(Runnable focusTable) {
        leave = focusTable;
    }

    /// What Enter does instead.
    public void onEnter(Runnable work) {
        enter = work;
    }

    public Node field() {
        return field;
    }

    /// The line that says what is wrong; takes no room where nothing is.
    public Node wrong() {
        return wrong;
    }

    public void focus() {
        field.requestFocus();
        field.selectAll();
    }

    private void onKey(KeyEvent event) {
        if (COMPLETE.match(event)) {
            offer(true);
            event.consume();
            return;
        }
        switch (event.getCode()) {
            case ESCAPE -> {
                if (!offered.isShowing()) {
                    field.setText("");
                    leave.run();
                }
                offered.hide();
            }
            case ENTER -> {
                if (offered.isShowing() && hasChosen()) return;
                offered.hide();
                enter.run();
            }
            case TAB -> {
                if (!mend()) return;
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    /// The menu has an item with the focus, which Enter is for.
    private boolean hasChosen() {
        return offered.getSkin() != null && offered.getScene() != null && offered.getScene().getFocusOwner() != null
                && offered.isFocused();
    }

    private boolean mend() {
        if (!(Filter.parse(field.getText(), fields) instanceof Wrong<T> mistake) || mistake.suggestion().isEmpty())
            return false;
        field.setText(mistake.mended(field.getText()));
        field.end();
        return true;
    }

    /// Shows what can be typed next: after a colon by itself, elsewhere when asked.
    private void offer(boolean isAsked) {
        var text = field.getText();
        int caret = Math.min(field.getCaretPosition(), text.length());
        boolean isValue = text.substring(wordBefore(text, caret), caret).indexOf(':') >= 0;
        if (!isAsked && !isValue) {
            offered.hide();
            return;
        }
        var completions = Completions.at(text, caret, fields);
        if (completions.list().isEmpty()) {
            offered.hide();
            return;
        }
        offered.getItems().setAll(completions.list().stream()
                .limit(OFFERED_MAX)
                .map(each -> item(completions, each))
                .toList());
        if (!offered.isShowing()) offered.show(field, Side.BOTTOM, 0, 0);
    }

    private static int wordBefore(String text, int caret) {
        int at = caret;
        while (at > 0 && !Character.isWhitespace(text.charAt(at - 1))) at--;
        return at;
    }

    private CustomMenuItem item(Completions completions, Completions.Completion each) {
        var help = Parts.quiet(each.help());
        var row = new HBox(new Label(each.text()), help);
        row.setSpacing(16);
        var item = new CustomMenuItem(row);
        item.setOnAction(_ -> {
            var now = field.getText();
            if (completions.to() > now.length()) return;
            field.setText(completions.with(each, now));
            field.positionCaret(completions.caretAfter(each));
        });
        return item;
    }

    /// What was typed, where something was.
    public Optional<String> text() {
        return Optional.of(field.getText()).filter(text -> !text.isBlank());
    }
}
