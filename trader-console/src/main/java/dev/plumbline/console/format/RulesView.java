package dev.plumbline.console.format;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import dev.plumbline.console.blotter.FilterBar;
import dev.plumbline.console.filter.Fields;
import dev.plumbline.console.format.RulesModel.Where;
import dev.plumbline.console.ui.Choice;
import dev.plumbline.console.ui.FormatRule;
import dev.plumbline.console.ui.Parts;

/// The dialog in which format rules are made: those there are, and below them the one that is typed.
final class RulesView<T> {
    private static final int WIDTH_PX = 760;
    private static final int LIST_PX = 200;

    private final String of;
    private final RulesModel model;
    private final RulesInteractor<T> interactor;
    private final Fields<T> fields;

    /// @param of what the table shows, such as `orders`
    RulesView(String of, RulesModel model, RulesInteractor<T> interactor, Fields<T> fields) {
        this.of = of;
        this.model = model;
        this.interactor = interactor;
        this.fields = fields;
    }

    /// Each change is in force at once: a person sees behind the dialog what it does.
    void open(Window owner, String example) {
        var close = new ButtonType("Close", ButtonData.CANCEL_CLOSE);
        var dialog = new Dialog<ButtonType>();
        dialog.setTitle("Format rules of the " + of);
        dialog.initOwner(owner);
        dialog.setResizable(true);
        var pane = dialog.getDialogPane();
        pane.setPrefWidth(WIDTH_PX);
        pane.getButtonTypes().add(close);
        Parts.dress(pane, owner);
        pane.lookupButton(close).setId("rules-close");
        interactor.fresh();
        var list = list();
        var bar = new FilterBar<>("rule-when", "rule", example, model.when, fields);
        bar.prompt("such as " + example);
        bar.onLeave(list::requestFocus);
        var take = take(list);
        bar.onEnter(take::fire);
        var mistake = Parts.quiet("");
        mistake.setId("rule-obstacle");
        mistake.setWrapText(true);
        mistake.setMinHeight(Region.USE_PREF_SIZE);
        var looking = model.when.subscribe(_ -> interactor.check())
                .and(model.rules.subscribe(rules -> show(list, rules.toArray(FormatRule[]::new))))
                .and(model.obstacle.subscribe(why -> mistake.setText(
                        why.isEmpty() || model.when.get().isBlank() || !bar.mistake().getValue().isEmpty() ? "" : "✖ " + why)))
                .and(model.editing.subscribe(at -> take.setText(at.intValue() == RulesModel.NEW ? "_Add" : "Ch_ange")));
        pane.setContent(new VBox(10, list, editor(bar, take), bar.wrong(), mistake, keys()));
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(event, list, bar, dialog::close));
        dialog.setOnShown(_ -> {
            if (model.rules.get().isEmpty()) bar.focus();
            else list.requestFocus();
        });
        dialog.setOnHidden(_ -> looking.unsubscribe());
        dialog.show();
    }

    private ListView<FormatRule> list() {
        var list = new ListView<FormatRule>();
        list.setId("rules");
        list.setAccessibleText("Format rules");
        list.setPrefHeight(LIST_PX);
        list.setPlaceholder(Parts.quiet("No rules yet: type below when one should hold"));
        list.setCellFactory(_ -> new Cell());
        return list;
    }

    private static void show(ListView<FormatRule> list, FormatRule... rules) {
        int at = list.getSelectionModel().getSelectedIndex();
        list.getItems().setAll(rules);
        list.getSelectionModel().clearAndSelect(Math.clamp(at, rules.length == 0 ? -1 : 0, rules.length - 1));
    }

    private Node editor(FilterBar<T> bar, Button take) {
        var where = Choice.named(new ComboBox<Where>(), "rule-where", "What the rule is for", Where::label);
        where.getItems().setAll(interactor.places());
        where.valueProperty().bindBidirectional(model.where);
        var look = Choice.of("rule-look", "How it looks", Look.OFFERED.toArray(Look[]::new), Look::label);
        look.valueProperty().bindBidirectional(model.look);
        var row = new HBox(8, Parts.label("_When", bar.field()), bar.field(), Parts.label("_For", where), where, Parts.label("_Look", look), look, take);
        row.getStyleClass().add("hinted");
        where.setMinWidth(Region.USE_PREF_SIZE);
        look.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(bar.field(), Priority.ALWAYS);
        return row;
    }

    private Button take(ListView<FormatRule> list) {
        var take = new Button();
        take.setId("rule-take");
        take.setMnemonicParsing(true);
        take.setDefaultButton(true);
        take.setMinWidth(Region.USE_PREF_SIZE);
        take.disableProperty().bind(model.obstacle.isNotEmpty());
        take.setOnAction(_ -> {
            boolean isNew = model.editing.get() == RulesModel.NEW;
            if (!interactor.take()) return;
            if (isNew) list.getSelectionModel().selectLast();
            list.requestFocus();
        });
        return take;
    }

    private void onKey(KeyEvent event, ListView<FormatRule> list, FilterBar<T> bar, Runnable close) {
        int at = list.getSelectionModel().getSelectedIndex();
        if (event.getCode() == KeyCode.ESCAPE) close.run(); // a list keeps it for itself
        else if (event.getCode() == KeyCode.ENTER) {
            interactor.edit(at);
            bar.focus();
        } else if (event.getCode() == KeyCode.INSERT) {
            interactor.fresh();
            bar.focus();
        } else if (event.getCode() == KeyCode.DELETE) interactor.remove(at);
        else if (event.isAltDown() && event.getCode() == KeyCode.UP) list.getSelectionModel().clearAndSelect(interactor.move(at, -1));
        else if (event.isAltDown() && event.getCode() == KeyCode.DOWN) list.getSelectionModel().clearAndSelect(interactor.move(at, 1));
        else return;
        event.consume();
    }

    private static Node keys() {
        var keys = Parts.quiet("The first rule that holds counts.  In the list, Enter changes one, Insert makes a new one, Delete removes, Alt+↑ ↓ moves.  Esc closes");
        keys.setWrapText(true);
        keys.setMinHeight(Region.USE_PREF_SIZE);
        return keys;
    }

    /// A rule, in the look that it gives.
    private final class Cell extends ListCell<FormatRule> {
        Cell() {
            getStyleClass().add("rule-cell");
        }

        @Override
        protected void updateItem(@Nullable FormatRule rule, boolean empty) {
            super.updateItem(rule, empty);
            var look = Optional.<Look>empty();
            if (empty || rule == null) setText("");
            else {
                var wrong = interactor.mistake(rule);
                setText(wrong.isEmpty() ? interactor.line(rule) : "✖ " + interactor.line(rule) + "   (" + wrong + ")");
                if (wrong.isEmpty()) look = Look.named(rule.look());
            }
            for (var each : Look.OFFERED) pseudoClassStateChanged(each.state(), look.filter(each::equals).isPresent());
        }
    }
}
