package dev.plumbline.console.ticket;

import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Builder;
import javafx.util.StringConverter;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.ticket.TicketModel.Tone;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Side;
import dev.plumbline.core.TimeInForce;

/// Lays the ticket out and binds it to its model.
final class TicketView implements Builder<Region> {
    private static final PseudoClass SELL = PseudoClass.getPseudoClass("sell");
    private static final PseudoClass SHORT = PseudoClass.getPseudoClass("short");
    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("ok");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final PseudoClass AMENDING = PseudoClass.getPseudoClass("amending");

    private final TicketModel model;
    private final Act send;
    private final Runnable clear;
    private final TextField symbol = new TextField();
    private final TextField qty = new TextField();

    TicketView(TicketModel model, Act send, Runnable clear) {
        this.model = model;
        this.send = send;
        this.clear = clear;
    }

    @Override
    public Region build() {
        var body = new VBox(sides(), fields(), Parts.quiet(model.notional), sendButton(), obstacle(), message());
        body.getStyleClass().add("ticket-body");
        body.setFillWidth(true);
        var title = Parts.title("", Feather.EDIT);
        title.textProperty().bind(model.title);
        var panel = Parts.panel(body, title, Parts.space(), Parts.quiet("Esc clears"));
        panel.setId("ticket");
        panel.setMinWidth(280);
        panel.setPrefWidth(320);
        panel.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        model.amending.subscribe(amending -> panel.pseudoClassStateChanged(AMENDING, amending));
        return panel;
    }

    private void onKey(KeyEvent event) {
        if (send.keyCombination().match(event)) send.run();
        else if (event.getCode() == KeyCode.ESCAPE) clear.run();
        else if (!event.isAltDown() || !choosesSide(event.getCode())) return;
        event.consume();
    }

    private Node sides() {
        var box = new HBox(
                side("_BUY", "side-buy", Side.BUY),
                side("_SELL", "side-sell", Side.SELL),
                side("S_HORT", "side-short", Side.SELL_SHORT));
        box.getStyleClass().add("sides");
        box.addEventHandler(KeyEvent.KEY_PRESSED, event -> choosesSide(event.getCode()));
        return box;
    }

    /// B, S and H alone where a side has the focus, with Alt anywhere in the ticket. The side of an order that is
    /// amended stays.
    private boolean choosesSide(KeyCode code) {
        var side = switch (code) {
            case B -> Side.BUY;
            case S -> Side.SELL;
            case H -> Side.SELL_SHORT;
            default -> Side.NONE;
        };
        if (side == Side.NONE || model.amending.get()) return false;
        model.side.set(side);
        return true;
    }

    /// The model says which one is chosen. Not a `ToggleGroup`: that has moments without any chosen.
    private ToggleButton side(String text, String id, Side side) {
        var toggle = new ToggleButton(text);
        toggle.setId(id);
        toggle.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(toggle, Priority.ALWAYS);
        toggle.disableProperty().bind(model.amending);
        toggle.setOnAction(_ -> {
            model.side.set(side);
            toggle.setSelected(true);
        });
        model.side.subscribe(now -> toggle.setSelected(now == side));
        return toggle;
    }

    private Node fields() {
        var grid = new GridPane();
        grid.getStyleClass().add("ticket-fields");
        var labels = new ColumnConstraints(72);
        var inputs = new ColumnConstraints();
        inputs.setHgrow(Priority.ALWAYS);
        inputs.setHalignment(HPos.LEFT);
        grid.getColumnConstraints().addAll(labels, inputs);
        row(grid, "S_ymbol", withHint(field(symbol, "ticket-symbol", "NVDA", model.symbol), model.reference), symbol);
        symbol.disableProperty().bind(model.amending);
        row(grid, "_Quantity", field(qty, "ticket-qty", "12,500 or 5k", model.qty), qty);
        var price = new TextField();
        row(grid, "_Price", field(price, "ticket-price", "187.42", model.price), price);
        price.disableProperty().bind(Bindings.createBooleanBinding(
                () -> model.ordType.get() == OrdType.MARKET, model.ordType));
        choices(grid);
        return grid;
    }

    private void choices(GridPane grid) {
        var types = FXCollections.observableArrayList(OrdType.LIMIT, OrdType.MARKET);
        var times = FXCollections.observableArrayList(
                TimeInForce.DAY, TimeInForce.GOOD_TILL_CANCEL,
                TimeInForce.IMMEDIATE_OR_CANCEL, TimeInForce.FILL_OR_KILL);
        choice(grid, "_Type", "ticket-type", types, model.ordType, named(Show::ordType));
        choice(grid, "T_IF", "ticket-tif", times, model.timeInForce, named(TimeInForce::label));
        choice(grid, "_Account", "ticket-account", model.accounts, model.account, named(text -> text));
        choice(grid, "Bro_ker", "ticket-broker", model.sessions, model.session, named(text -> text));
    }

    private static TextField field(TextField field, String id, String prompt, Property<String> text) {
        field.setId(id);
        field.setPromptText(prompt);
        field.getStyleClass().add("figures");
        field.textProperty().bindBidirectional(text);
        return field;
    }

    private static Node withHint(TextField field, ObservableValue<String> hint) {
        var label = Parts.quiet(hint);
        var box = new HBox(field, label);
        box.getStyleClass().add("hinted");
        HBox.setHgrow(field, Priority.ALWAYS);
        return box;
    }

    private <T> void choice(
            GridPane grid, String label, String id, ObservableList<T> items, Property<T> value,
            StringConverter<T> names) {
        var box = new ComboBox<>(items);
        box.setId(id);
        box.setConverter(names);
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty().bindBidirectional(value);
        box.disableProperty().bind(model.amending);
        row(grid, label, box, box);
    }

    private static <T> StringConverter<T> named(Function<T, String> name) {
        return new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : name.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("chosen, never typed");
            }
        };
    }

    private static void row(GridPane grid, String text, Node shown, Node labelFor) {
        var label = new Label(text);
        label.setMnemonicParsing(true);
        label.setLabelFor(labelFor);
        grid.addRow(grid.getRowCount(), label, shown);
    }

    private Node sendButton() {
        var button = new Button();
        button.setId("ticket-send");
        button.getStyleClass().add("send");
        button.setMaxWidth(Double.MAX_VALUE);
        button.textProperty().bind(model.sendText);
        button.disableProperty().bind(send.obstacle().map(why -> !why.isEmpty()));
        button.setOnAction(_ -> send.run());
        model.side.subscribe(side -> {
            button.pseudoClassStateChanged(SELL, side == Side.SELL);
            button.pseudoClassStateChanged(SHORT, side == Side.SELL_SHORT || side == Side.SELL_SHORT_EXEMPT);
        });
        return button;
    }

    /// Says under the button why it is locked, or which key presses it.
    private Node obstacle() {
        var why = new Label();
        why.setId("ticket-obstacle");
        why.getStyleClass().add("quiet");
        why.setWrapText(true);
        var ready = send.key() + " sends";
        why.textProperty().bind(send.obstacle().map(text -> text.isEmpty() ? ready : "Not yet: " + text));
        return why;
    }

    private Node message() {
        var message = new Label();
        message.setId("ticket-message");
        message.getStyleClass().add("message");
        message.setWrapText(true);
        message.setMaxWidth(Double.MAX_VALUE);
        message.setMinHeight(Region.USE_PREF_SIZE);
        message.textProperty().bind(model.message);
        message.visibleProperty().bind(model.message.isNotEmpty());
        model.tone.subscribe(tone -> {
            message.pseudoClassStateChanged(GOOD, tone == Tone.GOOD);
            message.pseudoClassStateChanged(BAD, tone == Tone.BAD);
        });
        return message;
    }

    void focusSymbol() {
        symbol.requestFocus();
    }

    void focusQty() {
        qty.requestFocus();
        qty.selectAll();
    }
}
