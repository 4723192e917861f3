package dev.plumbline.console.halt;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.util.Subscription;

import atlantafx.base.theme.Styles;

import dev.plumbline.console.ui.Choice;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.wire.DeskMessage.Item.HaltItem;

/// The dialogs of the kill switch. That which pulls does not stop the window behind it, and stays until a person has read
/// what came of it.
final class HaltView {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final double WIDTH_EM = 46;

    private final HaltModel model;
    private final HaltInteractor interactor;
    private final TextField reason = field("halt-reason", "what has happened; every console shows it");
    private final Node content;
    private Optional<Dialog<ButtonType>> open = Optional.empty();
    private Subscription shown = Subscription.EMPTY;

    HaltView(HaltModel model, HaltInteractor interactor) {
        this.model = model;
        this.interactor = interactor;
        content = content();
    }

    /// Asks what to halt, and why. The one that is open comes to the front, with what was typed.
    ///
    /// @param over its window owns the dialog
    void pull(Node over) {
        if (open.isPresent()) {
            if (open.get().getDialogPane().getScene().getWindow() instanceof Stage stage) stage.toFront();
            reason.getScene().getWindow().requestFocus();
            return;
        }
        interactor.begin();
        var yes = new ButtonType("Halt trading", ButtonData.OK_DONE);
        var no = new ButtonType("Not now", ButtonData.CANCEL_CLOSE);
        var dialog = dialog("Kill switch", over.getScene(), yes, no);
        dialog.initModality(Modality.NONE);
        var pane = dialog.getDialogPane();
        pane.setContent(content);
        var go = (Button) pane.lookupButton(yes);
        go.setId("confirm-halt");
        go.getStyleClass().add(Styles.DANGER);
        var leave = (Button) pane.lookupButton(no);
        leave.setId("leave-halt");
        shown = Subscription.combine(
                model.outcome.subscribe(_ -> grow(pane)),
                model.summary.subscribe(_ -> grow(pane)),
                model.obstacle.subscribe(why -> go.setDisable(!why.isEmpty())),
                model.isDone.subscribe(isDone -> {
                    leave.setText(isDone ? "Close" : "Not now");
                    if (isDone) leave.requestFocus();
                }));
        go.addEventFilter(ActionEvent.ACTION, event -> {
            event.consume();
            interactor.pull();
        });
        dialog.setOnHidden(_ -> {
            shown.unsubscribe();
            open = Optional.empty();
        });
        open = Optional.of(dialog);
        dialog.setOnShown(_ -> reason.requestFocus());
        dialog.show();
    }

    /// What is said may need more lines than before: the buttons must stay in sight.
    private static void grow(DialogPane pane) {
        if (pane.getScene() == null || pane.getScene().getWindow() == null) return;
        var window = pane.getScene().getWindow();
        double lacking = pane.prefHeight(pane.getWidth()) - pane.getHeight();
        if (lacking > 0) window.setHeight(window.getHeight() + lacking);
    }

    private static Dialog<ButtonType> dialog(String title, Scene over, ButtonType... buttons) {
        var dialog = new Dialog<ButtonType>();
        dialog.setTitle(title);
        dialog.initOwner(over.getWindow());
        dress(dialog.getDialogPane(), over);
        dialog.getDialogPane().getButtonTypes().addAll(buttons);
        return dialog;
    }

    private static void dress(DialogPane pane, Scene over) {
        pane.getStylesheets().setAll(over.getStylesheets());
        pane.getStyleClass().add("console");
        pane.setStyle(over.getRoot().getStyle() + " -fx-pref-width: " + WIDTH_EM + "em;");
    }

    boolean isOpen() {
        return open.isPresent();
    }

    private static TextField field(String id, String prompt) {
        var field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        return field;
    }

    private Node content() {
        reason.textProperty().bindBidirectional(model.reason);
        var kinds = kinds();
        var word = field("halt-word", HaltInteractor.WORD);
        word.setAccessibleText("Type " + HaltInteractor.WORD + " to confirm");
        word.textProperty().bindBidirectional(model.word);
        var form = new GridPane();
        form.setId("halt-form");
        form.addRow(0, Parts.label("_What", kinds), new HBox(8, kinds, names()));
        form.addRow(1, Parts.label("_Reason", reason), reason);
        form.addRow(2, new Label(""), choices());
        form.addRow(3, Parts.label("_Type " + HaltInteractor.WORD, word), word);
        GridPane.setHgrow(reason, Priority.ALWAYS);
        form.disableProperty().bind(model.isDone);
        var content = new VBox(10, form, summary(), obstacle(), outcome());
        content.setFillWidth(true);
        return content;
    }

    private ComboBox<Kind> kinds() {
        var kinds = Choice.of("halt-kind", "What to halt", Kind.values(), kind -> kind.label);
        kinds.valueProperty().bindBidirectional(model.kind);
        return kinds;
    }

    private Node names() {
        var name = new ComboBox<String>();
        name.setId("halt-name");
        name.setEditable(true);
        name.setAccessibleText("Which one");
        name.getEditor().textProperty().bindBidirectional(model.name);
        HBox.setHgrow(name, Priority.ALWAYS);
        model.kind.subscribe(kind -> {
            name.setItems(model.names.get(kind));
            name.setVisible(!kind.what.isEmpty());
            name.setPromptText(kind.what);
        });
        return name;
    }

    private Node choices() {
        var group = new ToggleGroup();
        var block = new RadioButton("Block: working orders stay");
        block.setId("halt-block");
        block.setToggleGroup(group);
        var cancel = new RadioButton("Block + cancel working orders");
        cancel.setId("halt-cancel");
        cancel.setToggleGroup(group);
        cancel.selectedProperty().bindBidirectional(model.cancels);
        model.cancels.subscribe(isCancel -> group.selectToggle(isCancel ? cancel : block));
        return new HBox(16, block, cancel);
    }

    private Node summary() {
        var summary = new Label();
        summary.setId("halt-summary");
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        summary.textProperty().bind(model.summary);
        return summary;
    }

    private Node obstacle() {
        var why = Parts.quiet(Bindings.createStringBinding(
                () -> model.isDone.get() ? "" : model.obstacle.get(), model.obstacle, model.isDone));
        why.setId("halt-obstacle");
        return why;
    }

    private Node outcome() {
        var outcome = new Label();
        outcome.setId("halt-outcome");
        outcome.getStyleClass().add("notice");
        outcome.setWrapText(true);
        outcome.setMinHeight(Region.USE_PREF_SIZE);
        outcome.textProperty().bind(model.outcome);
        outcome.visibleProperty().bind(model.outcome.isNotEmpty());
        outcome.managedProperty().bind(model.outcome.isNotEmpty());
        model.outcomeIsBad.subscribe(isBad -> outcome.pseudoClassStateChanged(BAD, isBad));
        return outcome;
    }

    /// Asks whether trading should really go on. Blocks in a nested event loop, as dialogs do.
    boolean confirmRelease(HaltItem item, Node over) {
        var yes = new ButtonType("Release", ButtonData.OK_DONE);
        var no = new ButtonType("Keep it halted", ButtonData.CANCEL_CLOSE);
        var dialog = dialog("Release", over.getScene(), yes, no);
        var text = new Label(HaltInteractor.words(item) + "\n\nOrders go again as soon as it is released.");
        text.setWrapText(true);
        dialog.getDialogPane().setContent(text);
        var release = (Button) dialog.getDialogPane().lookupButton(yes);
        release.setId("confirm-release-halt");
        release.setDefaultButton(false); // Enter that a person still types lets nothing go
        dialog.getDialogPane().lookupButton(no).setId("keep-halted");
        return dialog.showAndWait().filter(yes::equals).isPresent();
    }
}
