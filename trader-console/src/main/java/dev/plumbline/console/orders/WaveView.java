package dev.plumbline.console.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import dev.plumbline.console.orders.CancelScope.Sides;
import dev.plumbline.console.orders.CancelScope.Which;
import dev.plumbline.console.orders.Wave.Each;
import dev.plumbline.console.ui.Choice;
import dev.plumbline.console.ui.Columns;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Order;
import dev.plumbline.wire.DeskMessage.Wish;

/// The dialogs for several orders at once: which ones, what becomes of each, and then the answers beside them. They stay
/// open until a person has read the answers, and do not stop the window behind them.
final class WaveView {
    private static final int ROWS_PX = 320;

    private final Supplier<Window> owner;
    private final ObservableValue<String> lock;
    private final Consumer<Wave> run;

    /// Orders that a scope is made of.
    interface Open {
        List<Order> of(Which which);
    }

    /// @param lock why nothing may be sent now, empty where it may
    /// @param run sends a wave
    WaveView(Supplier<Window> owner, ObservableValue<String> lock, Consumer<Wave> run) {
        this.owner = owner;
        this.lock = lock;
        this.run = run;
    }

    private static List<Wish> wishes(List<Each> all) {
        return all.stream().map(each -> each.wish).toList();
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
        var table = table();
        var chosen = FXCollections.<Order>observableArrayList();
        var obstacle = new SimpleStringProperty("");
        Runnable look = () -> {
            chosen.setAll(new CancelScope(which.getValue(), sides.getValue()).of(open.of(which.getValue())));
            table.getItems().setAll(Wave.cancels(chosen));
            summary.setText(CancelScope.summary(chosen));
            boolean isTyped = CancelScope.mustBeTyped(chosen);
            word.setVisible(isTyped);
            word.setManaged(isTyped);
            obstacle.set(chosen.isEmpty() ? "nothing to cancel"
                    : isTyped && !word.getText().strip().equals(CancelScope.WORD) ? "type " + CancelScope.WORD : "");
        };
        which.valueProperty().subscribe(_ -> look.run());
        sides.valueProperty().subscribe(_ -> look.run());
        word.textProperty().subscribe(_ -> look.run());
        var scope = new HBox(8, which, sides, word);
        open("Cancel orders", "Cancel them", "confirm-cancel", "Keep them", List.of(scope, summary), table, obstacle,
                () -> {
                    look.run(); // those that have come since are meant, too: who cancels all wants no more on the market
                    return obstacle.get().isEmpty() ? Optional.of(waves.of(Wave.cancels(List.copyOf(chosen)))) : Optional.empty();
                });
    }

    /// Cancels these at once, for a person has confirmed it elsewhere, and shows what becomes of each. An old picture keeps
    /// nobody from it.
    void cancelNow(String title, Wave wave) {
        var table = table();
        var close = new ButtonType("Close", ButtonData.CANCEL_CLOSE);
        var dialog = dialog(title, close);
        dialog.getDialogPane().lookupButton(close).setId("wave-close");
        var tally = new Label();
        tally.setId("wave-tally");
        wave.tally().subscribe(now -> tally.setText(now.text()));
        table.getItems().setAll(wave.all());
        dialog.getDialogPane().setContent(new VBox(10, new Label(CancelScope.summary(wave.orders())), table, tally));
        dialog.show();
        run.accept(wave);
    }

    /// Asks how to amend these orders. Where they are no longer what was shown when it is confirmed, what comes of it now
    /// is shown, and asked again.
    ///
    /// @param now the orders as they are at that moment
    void amend(Supplier<List<Order>> now, Waves waves) {
        var qty = field("amend-qty", "1,000  +500  -10%");
        var price = field("amend-price", "187.40  +0.05  -2%");
        var summary = new Label();
        summary.setId("amend-summary");
        var table = table();
        var ready = new ArrayList<Each>();
        var obstacle = new SimpleStringProperty("");
        Runnable look = () -> {
            var orders = now.get();
            ready.clear();
            switch (Amendment.parse(qty.getText(), price.getText())) {
                case Amendment.Typed.Wrong(var why) -> {
                    table.getItems().setAll(orders.stream().map(order -> new Each(order, new Wish.Cancel(order.key()))).toList());
                    summary.setText(Show.count(orders.size()) + " orders");
                    obstacle.set(why);
                }
                case Amendment.Typed.Ready(var amendment) -> {
                    table.getItems().setAll(preview(orders, amendment, ready));
                    int left = orders.size() - ready.size();
                    summary.setText(Show.count(ready.size()) + " of " + Show.count(orders.size()) + " orders change"
                            + (left > 0 ? " · " + left + " cannot, see the last column" : ""));
                    obstacle.set(ready.isEmpty() ? "no order can be amended so" : "");
                }
            }
        };
        qty.textProperty().subscribe(_ -> look.run());
        price.textProperty().subscribe(_ -> look.run());
        var fields = new HBox(8, new Label("Quantity"), qty, new Label("Price"), price);
        fields.getStyleClass().add("hinted");
        open("Amend orders", "Amend them", "confirm-amend", "Leave them", List.of(fields, summary), table, obstacle,
                () -> {
                    var shown = wishes(ready);
                    look.run();
                    if (!wishes(ready).equals(shown)) summary.setText("The orders have changed meanwhile: look again. " + summary.getText());
                    return wishes(ready).equals(shown) && obstacle.get().isEmpty()
                            ? Optional.of(waves.of(List.copyOf(ready)))
                            : Optional.empty();
                });
    }

    private static List<Each> preview(List<Order> orders, Amendment amendment, List<Each> ready) {
        var all = new ArrayList<Each>();
        for (var order : orders)
            switch (amendment.of(order)) {
                case Amendment.Outcome.Amended(var wish) -> {
                    var each = new Each(order, wish);
                    ready.add(each);
                    all.add(each);
                }
                case Amendment.Outcome.Objection(var why) -> {
                    var each = new Each(order, new Wish.Cancel(order.key()));
                    each.status.set(new Wave.Status(Wave.State.NOT_SENT, why));
                    all.add(each);
                }
            }
        return all;
    }

    private static TextField field(String id, String prompt) {
        var field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.getStyleClass().add("figures");
        return field;
    }

    private static TableView<Each> table() {
        var table = new TableView<Each>();
        var columns = Columns.<Each, Each>of(table, "wave", "No orders", ReadOnlyObjectWrapper::new);
        columns.id("ClOrdID", 130, each -> each.order.clOrdID().value());
        columns.side(74, each -> each.order.side());
        columns.text("Symbol", Columns.SYMBOL_PX, each -> each.order.symbol().value());
        columns.text("Qty", 150, WaveView::qty);
        columns.text("Limit", 150, WaveView::limit);
        var answer = new TableColumn<Each, Wave.Status>("Answer");
        answer.setPrefWidth(240);
        answer.setCellValueFactory(features -> features.getValue().status.getReadOnlyProperty());
        answer.setCellFactory(_ -> new AnswerCell());
        table.getColumns().add(answer);
        table.setPrefHeight(ROWS_PX);
        table.setTableMenuButtonVisible(false);
        return table;
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
        AnswerCell() {
            getStyleClass().add("text-cell");
        }

        @Override
        protected void updateItem(Wave.@Nullable Status status, boolean empty) {
            super.updateItem(status, empty);
            setText(empty || status == null || (status.state() == Wave.State.WAITING) ? "" : status.text());
        }
    }

    private void open(
            String title, String yesText, String yesId, String noText, List<Node> parts, TableView<Each> table,
            StringProperty obstacle, Supplier<Optional<Wave>> wave) {
        var yes = new ButtonType(yesText, ButtonData.OK_DONE);
        var no = new ButtonType(noText, ButtonData.CANCEL_CLOSE);
        var dialog = dialog(title, yes, no);
        var inTheWay = Bindings.createStringBinding(
                () -> lock.getValue().isEmpty() ? obstacle.get() : lock.getValue(), lock, obstacle);
        var why = Parts.quiet(inTheWay);
        why.setId("wave-obstacle");
        var content = new VBox(10);
        content.getChildren().setAll(parts);
        content.getChildren().addAll(table, why);
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
        dialog.show();
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
        pane.getStylesheets().setAll(owner.get().getScene().getStylesheets());
        pane.getStyleClass().add("console");
        pane.setStyle(owner.get().getScene().getRoot().getStyle());
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
