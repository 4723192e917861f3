package dev.plumbline.console.staging;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import dev.plumbline.console.checks.Checking;
import dev.plumbline.console.staging.Release.Line;
import dev.plumbline.console.staging.Release.Press;
import dev.plumbline.console.ui.Amounts;
import dev.plumbline.console.ui.Columns;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Currency;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Symbol;

/// Asks whether really these orders are meant, and shows what the desk would say to each.
final class ReleaseView {
    private static final int WIDTH_PX = 860;
    private static final int ROWS_PX = 280;

    private final ObservableValue<String> lock;
    private final Function<Symbol, Currency> currency;
    private final LongSupplier nanoClock;

    /// @param lock why nothing may be sent now, empty where it may
    /// @param currency none where it is not known
    ReleaseView(ObservableValue<String> lock, Function<Symbol, Currency> currency, LongSupplier nanoClock) {
        this.lock = lock;
        this.currency = currency;
        this.nanoClock = nanoClock;
    }

    /// Answers with the orders to send, none where a person does not want to. Blocks in a nested event loop, as dialogs do.
    List<StagedRow> confirm(Release release, Window owner) {
        var yes = new ButtonType("Release", ButtonData.OK_DONE);
        var no = new ButtonType("Not now", ButtonData.CANCEL_CLOSE);
        var dialog = new Dialog<ButtonType>();
        dialog.setTitle("Release staged orders");
        dialog.initOwner(owner);
        dialog.setResizable(true);
        var pane = dialog.getDialogPane();
        pane.setPrefWidth(WIDTH_PX);
        pane.getButtonTypes().addAll(yes, no);
        Parts.dress(pane, owner);
        pane.lookupButton(no).setId("keep-staged");
        var notice = new SimpleStringProperty("");
        pane.setContent(content(release, notice));
        release.toSend().subscribe(rows -> pane.setHeaderText(head(rows.size(), release.lines().size())));
        var confirmed = FXCollections.<StagedRow>observableArrayList();
        if (pane.lookupButton(yes) instanceof Button go) {
            go.setId("confirm-release");
            go.textProperty().bind(release.toSend().map(rows -> "Release " + count(rows.size())));
            go.disableProperty().bind(Bindings.createBooleanBinding(
                    () -> !lock.getValue().isEmpty() || !release.obstacle().get().isEmpty(), lock, release.obstacle()));
            go.addEventFilter(ActionEvent.ACTION, event -> {
                switch (release.press(nanoClock.getAsLong())) {
                    case Press.Confirmed(var rows) -> confirmed.setAll(rows);
                    case Press.NotYet(var why) -> {
                        notice.set(why);
                        event.consume();
                    }
                }
            });
        }
        dialog.showAndWait();
        release.stop();
        return List.copyOf(confirmed);
    }

    private static String count(int orders) {
        return orders == 1 ? "1 order" : Show.count(orders) + " orders";
    }

    private static String head(int sent, int all) {
        if (sent == all) return "Send " + count(all) + " to the desk?";
        return "Send " + Show.count(sent) + " of " + count(all) + " to the desk? What it would refuse stays staged.";
    }

    private VBox content(Release release, SimpleStringProperty notice) {
        var sums = new Label(sums(release.lines(), currency));
        sums.getStyleClass().add("order-lines");
        var checks = line("release-checks");
        checks.textProperty().bind(release.tally().map(tally -> tally.words()));
        var said = line("release-notice");
        said.textProperty().bind(Bindings.createStringBinding(
                () -> !lock.getValue().isEmpty() ? "Cannot be sent: " + lock.getValue()
                        : release.obstacle().get().isEmpty() ? notice.get() : "✖ " + release.obstacle().get(),
                lock, release.obstacle(), notice));
        return new VBox(10, sums, checks, table(release), said);
    }

    private static Label line(String id) {
        var label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static TableView<Line> table(Release release) {
        var table = new TableView<Line>(FXCollections.observableArrayList(release.lines()));
        var columns = Columns.of(table, "release-orders", "No orders", Line::shown);
        columns.side(74, shown -> shown.staged().wish().side());
        columns.text("Qty", 80, shown -> Show.qty(shown.staged().wish().orderQty()));
        columns.text("Symbol", 70, shown -> shown.staged().wish().symbol().value());
        columns.text("Type", 60, shown -> Show.ordType(shown.staged().wish().ordType()));
        columns.text("Limit", 80, shown -> Show.px(shown.staged().wish().price()));
        columns.text("Account", 80, shown -> shown.staged().wish().account().value());
        columns.text("Broker", 80, shown -> shown.staged().wish().session());
        columns.prose("The desk says", 280, Release.Shown::remark);
        columns.unsorted();
        table.setTableMenuButtonVisible(false);
        table.setPrefHeight(ROWS_PX);
        table.setFocusTraversable(false);
        table.setAccessibleText("Orders to release");
        release.tally().subscribe(tally -> {
            if (tally.isOver()) FXCollections.sort(table.getItems(), (one, other) -> worst(one) - worst(other));
        });
        return table;
    }

    /// What wants a look comes first, once all is known.
    private static int worst(Line line) {
        if (line.now().isBlocked()) return 0;
        if (line.now() instanceof Checking.CannotBeAsked) return 2;
        return line.now().isFine() ? 3 : 1;
    }

    private static String sums(List<Line> lines, Function<Symbol, Currency> currency) {
        var orders = lines.stream().map(line -> line.row().now()).toList();
        var buys = orders.stream().filter(staged -> staged.wish().side().isBuy()).toList();
        var sells = orders.stream().filter(staged -> !staged.wish().side().isBuy()).toList();
        return sum("▲ buy ", buys, currency) + (buys.isEmpty() || sells.isEmpty() ? "" : "\n") + sum("▼ sell", sells, currency);
    }

    private static String sum(String side, List<Staged> orders, Function<Symbol, Currency> currency) {
        if (orders.isEmpty()) return "";
        var notional = new Amounts();
        int atMarket = 0;
        for (var staged : orders) {
            if (staged.wish().ordType() == OrdType.MARKET) atMarket++;
            else notional.add(
                    currency.apply(staged.wish().symbol()), staged.wish().orderQty().times(staged.wish().price()).abs());
        }
        var text = side + "  " + orders.size() + ", notional " + notional.words();
        return atMarket == 0 ? text : text + " and " + atMarket + " at market";
    }
}
