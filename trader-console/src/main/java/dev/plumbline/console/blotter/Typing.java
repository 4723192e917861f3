package dev.plumbline.console.blotter;

import javafx.animation.PauseTransition;
import javafx.beans.property.StringProperty;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;

import dev.plumbline.console.filter.Fields;
import dev.plumbline.console.filter.HalfTyped;

/// Holds back what a person types into a filter's field until the term is complete: by a blank or what closes it, by Enter,
/// by leaving the field, or by a pause. So the filter that was stays in force while the next one is half typed.
///
/// For the FX thread.
public final class Typing {
    private static final Duration PAUSE = Duration.millis(600);

    private final TextField field;
    private final StringProperty text;
    private final Fields<?> fields;
    private final PauseTransition pause = new PauseTransition(PAUSE);
    /// The next change of the text is by a person's key, not by the model, a completion or a command.
    private boolean isByKey;

    private Typing(TextField field, StringProperty text, Fields<?> fields) {
        this.field = field;
        this.text = text;
        this.fields = fields;
    }

    /// From here on `text` follows the field, and the field follows `text` at once.
    public static void bind(TextField field, StringProperty text, Fields<?> fields) {
        var typing = new Typing(field, text, fields);
        text.subscribe(field::setText);
        field.textProperty().subscribe(typing::changed);
        field.addEventFilter(KeyEvent.KEY_PRESSED, typing::pressed);
        field.addEventFilter(KeyEvent.KEY_TYPED, _ -> typing.isByKey = true);
        field.focusedProperty().subscribe(focused -> {
            if (!focused) typing.finish();
        });
        typing.pause.setOnFinished(_ -> typing.finish());
    }

    private void pressed(KeyEvent event) {
        isByKey = true;
        if (event.getCode() == KeyCode.ENTER) finish();
    }

    private void changed(String before, String now) {
        boolean isHalf = isByKey && field.isFocused() && HalfTyped.is(before, now, fields);
        isByKey = false;
        if (isHalf) pause.playFromStart();
        else finish();
    }

    private void finish() {
        pause.stop();
        text.set(field.getText());
    }
}
