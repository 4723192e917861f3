package dev.plumbline.console.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.checks.Checks;
import dev.plumbline.console.export.Column;
import dev.plumbline.console.export.Sheet;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.orders.CancelScope.Sides;
import dev.plumbline.console.orders.CancelScope.Which;
import dev.plumbline.console.orders.Wave.Each;
import dev.plumbline.console.ui.Choice;
import dev.plumbline.console.ui.Columns;
import dev.plumbline.console.ui.Locks;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Currency;
import dev.plumbline.core.Order;
import dev.plumbline.wire.DeskMessage.Wish;

/// The dialogs for several orders at once: which ones, what becomes of each, and then the answers beside them. They stay
/// open until a person has read the answers, and do not stop the window behind them.
final class WaveView {
    private static final int ROWS_PX = 320;
    /// Of two lines: the window does not grow when there is more to say.
    private static final int COMPLETENESS_PX = 44;
    private static final KeyCombination COPY = KeyCombination.keyCombination("Ctrl+C");
    private static final List<Column<Each>> COPIED = List.of(
            Column.text("ClOrdID", each -> each.order.clOrdID().value()),
            Column.text("Side", each -> each.order.side().label()),
            Column.text("Symbol", each -> each.order.symbol().value()),
            Column.text("Qty", WaveView::qty),
            Column.text("Limit", WaveView::limit),
            Column.text("Answer", each -> each.status.get().text()));
    /// Without a key for so long, the desk is asked what it would say.
    private static final Duration TYPING_PAUSE = Duration.millis(150);

    private final Supplier<Window> owner;
    private final Locks locks;
    private final Function<Order, Currency> currency;
    private final Consumer<Wave> run;
    private final Checks checks;
    private final Inbox inbox;
    private final LongSupplier nanoClock;
    /// Of the dialogs that are open and sent nothing yet.
    private final List<Runnable> looks = new ArrayList<>();

    /// Orders that a scope is made of.
    interface Open {
        List<Order> of(Which which);
    }

    /// @param currency of an order, none where it is not known
    /// @param run sends a wave
    /// @param nanoClock never goes back
    WaveView(
            Supplier<Window> owner, Locks locks, Function<Order, Currency> currency, Consumer<Wave> run, Checks checks,
            Inbox inbox, LongSupplier nanoClock) {
        this.owner = owner;
        this.locks = locks;
        this.currency = currency;
        this.run = run;
        this.checks = checks;
        this.inbox = inbox;
        this.nanoClock = nanoClock;
    }

    /// Makes the wave of what was decided.
    interface Waves {
        Wave of(List<Each> all);
    }

    /// Asks which orders to cancel, beginning with `first`.
    void cancel(Which first, Open open, Waves waves) {
        var which = Choice.of("cancel-which", "Which orders", Which.values(), each -> each.label);
        var sides = Choice.of("cancel-sides", "Which side", Sides.values(), each -> each.label);
        which.setValue(first);
        sides.setValue(Sides.BOTH);
        var summary = new Label();
        summary.setId("cancel-summary");
        summary.getStyleClass().add("overlay-title");
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        var word = new TextField();
        word.setId("cancel-word");
        word.setPromptText("type " + CancelScope.WORD);
        word.setAccessibleText("Type " + CancelScope.WORD + " to confirm");
        var isOldAllTheSame = allTheSame();
        var table = table();
        var obstacle = new SimpleStringProperty("");
        var preview = new CancelPreview();
        table.setItems(preview.rows());
        Supplier<List<Order>> now = () -> new CancelScope(which.getValue(), sides.getValue()).of(open.of(which.getValue()));
        Runnable tell = () -> {
            var chosen = preview.orders();
            summary.setText(CancelScope.summary(chosen, currency));
            boolean isTyped = CancelScope.mustBeTyped(chosen, currency);
            word.setVisible(isTyped);
            word.setManaged(isTyped);
            obstacle.set(chosen.isEmpty() ? "nothing to cancel"
                    : isTyped && !word.getText().strip().equals(CancelScope.WORD) ? "type " + CancelScope.WORD
                    : !locks.old().getValue().isEmpty() && !isOldAllTheSame.isSelected()
                            ? "the desk is silent: say that they are to be sent all the same" : "");
        };
        Runnable begin = () -> {
            preview.begin(now.get());
            tell.run();
        };
        Runnable look = () -> {
            keepSelected(table, () -> preview.look(now.get(), nanoClock.getAsLong()));
            tell.run();
        };
        which.valueProperty().subscribe(_ -> begin.run());
        sides.valueProperty().subscribe(_ -> begin.run());
        word.textProperty().subscribe(_ -> tell.run());
        isOldAllTheSame.selectedProperty().subscribe(_ -> tell.run());
        var old = locks.old().map(String::isEmpty).subscribe(_ -> tell.run());
        looks.add(look);
        Runnable end = () -> {
            looks.remove(look);
            old.unsubscribe();
        };
        var scope = new HBox(8, Parts.label("_Orders", which), which, Parts.label("_Sides", sides), sides, word);
        scope.getStyleClass().add("hinted");
        var cursor = word.isVisible() ? Optional.<Node>of(word) : Optional.<Node>empty();
        var dialog = open("Cancel orders", "Cancel them", "confirm-cancel", "Keep them",
                List.of(scope, summary, notice(preview.notice()), isOldAllTheSame), cursor, table, locks.cancel(), obstacle, () -> {
                    var sent = preview.press(now.get(), nanoClock.getAsLong());
                    tell.run();
                    if (sent.isEmpty() || !obstacle.get().isEmpty()) return Optional.empty();
                    end.run();
                    return sent.map(waves::of);
                });
        dialog.setOnHidden(_ -> end.run());
    }

    /// To be called about once a second: orders come and go while a person looks at them.
    void everySecond() {
        List.copyOf(looks).forEach(Runnable::run);
    }

    /// Whatever moves, what is selected stays so.
    ///
    /// @param change true where it has changed the rows
    private static void keepSelected(TableView<Each> table, BooleanSupplier change) {
        var selection = table.getSelectionModel();
        var before = selection.getSelectedItems().stream().filter(Objects::nonNull).map(each -> each.order.key())
                .collect(Collectors.toSet());
        if (!change.getAsBoolean() || before.isEmpty()) return;
        selection.clearSelection();
        var rows = table.getItems();
        for (int i = 0; i < rows.size(); i++) if (before.contains(rows.get(i).order.key())) selection.select(i);
    }

    private static Label notice(ReadOnlyStringProperty text) {
        var notice = new Label();
        notice.setId("cancel-notice");
        notice.setWrapText(true);
        notice.setMinHeight(Region.USE_PREF_SIZE);
        notice.textProperty().bind(text);
        notice.visibleProperty().bind(text.isNotEmpty());
        notice.managedProperty().bind(text.isNotEmpty());
        return notice;
    }

    /// A person has seen how old the picture is. Shown only where it is.
    private CheckBox allTheSame() {
        var box = new CheckBox();
        box.setId("old-all-the-same");
        box.textProperty().bind(locks.old().map(old -> old + ": orders may have changed. Send all the same"));
        box.visibleProperty().bind(locks.old().map(old -> !old.isEmpty()));
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    /// Cancels these at once, for a person has confirmed it elsewhere, and shows what becomes of each. An old picture keeps
    /// nobody from it.
    ///
    /// @param state how complete they are
    void cancelNow(String title, Wave wave, ReadOnlyStringProperty state) {
        var table = table();
        var close = new ButtonType("Close", ButtonData.CANCEL_CLOSE);
        var dialog = dialog(title, close);
        dialog.getDialogPane().lookupButton(close).setId("wave-close");
        var tally = new Label();
        tally.setId("wave-tally");
        var summary = new Label();
        wave.tally().map(Wave.Tally::asked).subscribe(_ -> {
            table.getItems().addAll(wave.all().subList(table.getItems().size(), wave.all().size()));
            summary.setText(CancelScope.summary(wave.orders(), currency));
        });
        wave.tally().subscribe(now -> tally.setText(now.text()));
        var completeness = new Label();
        completeness.setId("wave-state");
        completeness.setWrapText(true);
        completeness.setMinHeight(COMPLETENESS_PX);
        completeness.textProperty().bind(state);
        dialog.getDialogPane().setContent(new VBox(10, summary, table, copied(dialog, table, tally), completeness));
        dialog.show();
        run.accept(wave);
    }

    /// Asks how to amend these orders, and shows what the desk would say to each. Where they are no longer what was shown when it is confirmed, what comes of it now
    /// is shown, and asked again.
    ///
    /// @param now the orders as they are at that moment
    void amend(Supplier<List<Order>> now, Waves waves) {
        var qty = field("amend-qty", "1,000  +500  -10%");
        var price = field("amend-price", "187.40  +0.05  -2%");
        var preview = new AmendPreview(checks, inbox);
        var summary = new Label();
        summary.setId("amend-summary");
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        summary.textProperty().bind(Bindings.createStringBinding(
                () -> (preview.notice().get() + " " + preview.summary().get()).strip(), preview.notice(), preview.summary()));
        var table = table();
        table.setItems(preview.rows());
        var pause = new PauseTransition(TYPING_PAUSE);
        pause.setOnFinished(_ -> preview.ask());
        Runnable look = () -> {
            preview.show(now.get(), qty.getText(), price.getText());
            pause.playFromStart();
        };
        qty.textProperty().addListener(_ -> look.run());
        price.textProperty().addListener(_ -> look.run());
        qty.setAccessibleText("Quantity of each, such as 1,000, +500 or -10%");
        price.setAccessibleText("Price of each, such as 187.40, +0.05 or -2%");
        look.run();
        var fields = new HBox(8, Parts.label("_Quantity", qty), qty, Parts.label("_Price", price), price);
        fields.getStyleClass().add("hinted");
        var dialog = open("Amend orders", "Amend them", "confirm-amend", "Leave them", List.of(fields, summary),
                Optional.of(qty), table, locks.send(), preview.obstacle(),
                () -> {
                    pause.stop();
                    return preview.press(now.get(), qty.getText(), price.getText(), nanoClock.getAsLong()).map(waves::of);
                });
        dialog.setOnHidden(_ -> {
            pause.stop();
            preview.stop();
        });
    }

    private static TextField field(String id, String prompt) {
        var field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.setPrefColumnCount(prompt.length());
        field.getStyleClass().add("figures");
        return field;
    }

    private static TableView<Each> table() {
        var table = new TableView<Each>();
        var columns = Columns.<Each, Each>of(table, "wave", "No orders", ReadOnlyObjectWrapper::new);
        table.setAccessibleText("Orders that are meant, and what becomes of each");
        columns.id("ClOrdID", 130, each -> each.order.clOrdID().value());
        columns.side(74, each -> each.order.side());
        columns.text("Symbol", Columns.SYMBOL_PX, each -> each.order.symbol().value());
        columns.text("Qty", 150, WaveView::qty);
        columns.text("Limit", 150, WaveView::limit);
        var answer = new TableColumn<Each, Wave.Status>("Answer");
        answer.setPrefWidth(240);
        answer.setMinWidth(180);
        answer.setCellValueFactory(features -> features.getValue().status.getReadOnlyProperty());
        answer.setCellFactory(_ -> new AnswerCell());
        table.getColumns().add(answer);
        // However narrow the window is, the answers are in it.
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setPrefHeight(ROWS_PX);
        table.setTableMenuButtonVisible(false);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        return table;
    }

    /// As a table: what is selected, or all of it. A field that has the cursor copies its own text.
    private static Node copied(Dialog<?> dialog, TableView<Each> table, Label beside) {
        dialog.getDialogPane().addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (!COPY.match(event)) return;
            var selected = table.getSelectionModel().getSelectedItems().stream().filter(Objects::nonNull).toList();
            Exports.copy(new Sheet<>("Orders", COPIED, selected.isEmpty() ? table.getItems() : selected));
            event.consume();
        });
        var hint = Parts.quiet(new SimpleStringProperty("Ctrl+C copies the list"));
        hint.setMinWidth(Region.USE_PREF_SIZE);
        return new HBox(10, beside, Parts.space(), hint);
    }

    private static String qty(Each each) {
        var now = Show.qty(each.order.orderQty());
        if (!(each.wish instanceof Wish.Replace(_, var qty, _))) return "leaves " + Show.qty(each.order.leavesQty());
        return qty.equals(each.order.orderQty()) ? now : now + " → " + Show.qty(qty);
    }

    private static String limit(Each each) {
        var now = each.order.price().isStated() ? Show.px(each.order.price()) : "MKT";
        if (!(each.wish instanceof Wish.Replace(_, _, var px)) || !px.isStated()) return now;
        return px.compareTo(each.order.price()) == 0 ? now : now + " → " + Show.px(px);
    }

    private static final class AnswerCell extends TableCell<Each, Wave.Status> {
        private final Tooltip whole = new Tooltip();

        AnswerCell() {
            getStyleClass().add("text-cell");
            whole.setWrapText(true);
            whole.setMaxWidth(480);
        }

        @Override
        protected void updateItem(Wave.@Nullable Status status, boolean empty) {
            super.updateItem(status, empty);
            var text = empty || status == null ? "" : status.text();
            setText(text);
            whole.setText(text);
            setTooltip(text.isEmpty() ? null : whole);
        }
    }

    /// @param first has the cursor at the beginning; else a button has
    private Dialog<ButtonType> open(
            String title, String yesText, String yesId, String noText, List<Node> parts, Optional<Node> first,
            TableView<Each> table, ObservableValue<String> lock, ReadOnlyStringProperty obstacle, Supplier<Optional<Wave>> wave) {
        var yes = new ButtonType(yesText, ButtonData.OK_DONE);
        var no = new ButtonType(noText, ButtonData.CANCEL_CLOSE);
        var dialog = dialog(title, yes, no);
        var inTheWay = Bindings.createStringBinding(
                () -> lock.getValue().isEmpty() ? obstacle.get() : lock.getValue(), lock, obstacle);
        var why = Parts.quiet(inTheWay);
        why.setId("wave-obstacle");
        var content = new VBox(10);
        content.getChildren().setAll(parts);
        content.getChildren().addAll(table, copied(dialog, table, why));
        var pane = dialog.getDialogPane();
        pane.setContent(content);
        var go = pane.lookupButton(yes);
        go.setId(yesId);
        pane.lookupButton(no).setId("keep-orders");
        inTheWay.subscribe(text -> go.setDisable(!text.isEmpty()));
        go.addEventFilter(ActionEvent.ACTION, event -> {
            event.consume();
            wave.get().ifPresent(confirmed -> start(dialog, parts, table, why, confirmed));
        });
        first.ifPresent(field -> dialog.setOnShown(_ -> field.requestFocus()));
        dialog.show();
        return dialog;
    }

    private Dialog<ButtonType> dialog(String title, ButtonType... buttons) {
        var dialog = new Dialog<ButtonType>();
        dialog.setTitle(title);
        dialog.initOwner(owner.get());
        dialog.initModality(Modality.NONE);
        dialog.setResizable(true);
        var pane = dialog.getDialogPane();
        pane.setPrefWidth(860);
        pane.getButtonTypes().addAll(buttons);
        Parts.dress(pane, owner.get());
        return dialog;
    }

    /// From here on the dialog shows what becomes of them.
    private void start(Dialog<ButtonType> dialog, List<Node> parts, TableView<Each> table, Label why, Wave wave) {
        parts.forEach(part -> part.setDisable(true));
        table.getItems().setAll(wave.all());
        why.textProperty().unbind();
        wave.tally().subscribe(tally -> why.setText(tally.text()));
        var close = new ButtonType("Close", ButtonData.CANCEL_CLOSE);
        dialog.getDialogPane().getButtonTypes().setAll(close);
        dialog.getDialogPane().lookupButton(close).setId("wave-close");
        run.accept(wave);
    }
}
