package dev.plumbline.console.ticket;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntConsumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.event.EventHandler;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Builder;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.plumbline.console.ticket.TicketModel.Tone;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Choice;
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
    private static final PseudoClass WARN = PseudoClass.getPseudoClass("warn");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final PseudoClass AMENDING = PseudoClass.getPseudoClass("amending");
    private static final PseudoClass ARMED = PseudoClass.getPseudoClass("armed");
    private static final int LABELS_WIDTH = 68;
    private static final int MANY = 10;

    private final TicketModel model;
    private final TicketInteractor interactor;
    private final Act send;
    private final Act stage;
    private final Act arm;
    private final TextField line = new TextField();
    private final TextField symbol = new TextField();
    private final TextField qty = new TextField();
    private final TextField price = new TextField();
    private final ComboBox<OrdType> type = new ComboBox<>();
    private final ComboBox<TimeInForce> tif = new ComboBox<>();
    private final ComboBox<String> account = new ComboBox<>();
    private final ComboBox<String> broker = new ComboBox<>();
    private final Button sendButton = new Button();
    private final Suggestions suggestions;
    private final OneEnter oneEnter = new OneEnter();

    TicketView(TicketModel model, TicketInteractor interactor, Act send, Act stage, Act arm) {
        this.model = model;
        this.interactor = interactor;
        this.send = send;
        this.stage = stage;
        this.arm = arm;
        suggestions = new Suggestions(symbol, model.suggestions, interactor::take);
    }

    @Override
    public Region build() {
        var body = new VBox(
                orderLine(), lineHints(), sides(), fields(), figures(), new ChecksView(model.checking).build(), preview(),
                send(), stage(), obstacle(), message());
        body.getStyleClass().add("ticket-body");
        body.setFillWidth(true);
        var scroll = new ScrollPane(body);
        scroll.getStyleClass().add("ticket-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        var title = Parts.title("", Feather.EDIT);
        title.setId("ticket-title");
        title.textProperty().bind(model.title);
        var panel = Parts.panel(scroll, title, Parts.space(), armed());
        panel.setId("ticket");
        panel.setMinWidth(280);
        panel.setPrefWidth(320);
        panel.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        panel.addEventFilter(MouseEvent.MOUSE_PRESSED, this::onMouse);
        panel.sceneProperty().subscribe(oneEnter::watch);
        model.amending.subscribe(amending -> panel.pseudoClassStateChanged(AMENDING, amending));
        model.armed.subscribe(armed -> panel.pseudoClassStateChanged(ARMED, armed));
        return panel;
    }

    // Keys.

    private void onKey(KeyEvent event) {
        interactor.touched();
        var isEnter = event.getCode() == KeyCode.ENTER;
        if (isEnter && oneEnter.isHeldDown()) event.consume();
        else if (suggestions.onKey(event) || isHandled(event)) event.consume();
        if (isEnter) oneEnter.pressed();
    }

    private boolean isHandled(KeyEvent event) {
        for (var act : List.of(send, stage, arm)) {
            if (!act.keyCombination().match(event)) continue;
            press(act);
            return true;
        }
        return switch (event.getCode()) {
            case ESCAPE -> back();
            case ENTER -> !event.isControlDown() && !event.isAltDown() && enter();
            case Z -> event.isShortcutDown() && interactor.undoClear();
            case B, S, H -> event.isAltDown() && choosesSide(event.getCode());
            case UP -> arrow(event, 1);
            case DOWN -> arrow(event, -1);
            default -> false;
        };
    }

    private boolean back() {
        if (!interactor.goBack()) interactor.clear();
        return true;
    }

    /// Confirms the preview, presses the button that has the focus, or goes on to the next field.
    private boolean enter() {
        if (openChoice()) return false;
        if (line.isFocused()) interactor.enterLine();
        else if (interactor.isWaitingForSecondPress() || sendButton.isFocused()) press(send);
        else return goesOn();
        return true;
    }

    /// A button that is locked loses the cursor to nobody: what has been sent leaves it where the next order begins, whose
    /// symbol is there already.
    private void press(Act act) {
        boolean wasOnSend = sendButton.isFocused();
        act.run();
        if (wasOnSend && sendButton.isDisabled()) focusQty();
    }

    private boolean openChoice() {
        return type.isShowing() || tif.isShowing() || account.isShowing() || broker.isShowing();
    }

    private boolean goesOn() {
        var fields = List.<Node>of(symbol, qty, price, type, tif, account, broker, sendButton);
        int at = 0;
        while (at < fields.size() && !fields.get(at).isFocused()) at++;
        if (at >= fields.size() - 1) return false;
        var mayBeSent = send.isPossible() && (at > 1 || at == 1 && price.isDisabled());
        if (mayBeSent) sendButton.requestFocus();
        else fields.stream().skip(at + 1L).filter(field -> !field.isDisabled()).findFirst().ifPresent(Node::requestFocus);
        return true;
    }

    private boolean arrow(KeyEvent event, int direction) {
        if (line.isFocused()) {
            if (direction > 0) interactor.olderLine();
            else interactor.newerLine();
            line.end();
            return true;
        }
        int steps = event.isShiftDown() ? MANY * direction : direction;
        return stepped(qty, interactor::stepQty, steps) || stepped(price, interactor::stepPrice, steps);
    }

    private static boolean stepped(TextField field, IntConsumer step, int steps) {
        if (!field.isFocused()) return false;
        step.accept(steps);
        field.end();
        return true;
    }

    /// A double click is one click: it must not press Send a second time.
    private void onMouse(MouseEvent event) {
        interactor.touched();
        if (event.getClickCount() > 1 && isOn(sendButton, event)) event.consume();
    }

    private static boolean isOn(Node node, MouseEvent event) {
        for (var at = event.getPickResult().getIntersectedNode(); at != null; at = at.getParent())
            if (at == node) return true;
        return false;
    }

    /// Enter that is held down repeats, and would press Send the second time by itself.
    private static final class OneEnter {
        private final EventHandler<KeyEvent> onRelease = event -> {
            if (event.getCode() == KeyCode.ENTER) isDown = false;
        };
        private boolean isDown;

        private Subscription watching = Subscription.EMPTY;

        /// Where Enter is let go matters little: anywhere in the window that the ticket is in.
        void watch(Scene scene) {
            watching.unsubscribe();
            isDown = false;
            if (scene == null) return;
            scene.addEventFilter(KeyEvent.KEY_RELEASED, onRelease);
            watching = Subscription.combine(
                    scene.windowProperty().flatMap(window -> window.focusedProperty()).subscribe(_ -> isDown = false),
                    () -> scene.removeEventFilter(KeyEvent.KEY_RELEASED, onRelease));
        }

        void pressed() {
            isDown = true;
        }

        boolean isHeldDown() {
            return isDown;
        }
    }

    // What is seen.

    private Node armed() {
        var locked = new FontIcon(Feather.LOCK);
        var unlocked = new FontIcon(Feather.UNLOCK);
        var toggle = new ToggleButton();
        toggle.setId("ticket-armed");
        toggle.setFocusTraversable(false);
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        toggle.textProperty().bind(model.armed.map(armed -> armed ? "ARMED" : "Asks first"));
        toggle.graphicProperty().bind(model.armed.map(armed -> armed ? unlocked : locked));
        toggle.disableProperty().bind(arm.obstacle().map(why -> !why.isEmpty()));
        toggle.setOnAction(_ -> {
            arm.run();
            toggle.setSelected(model.armed.get());
        });
        model.armed.subscribe(armed -> {
            toggle.setSelected(armed);
            toggle.pseudoClassStateChanged(ARMED, armed);
        });
        toggle.setTooltip(new Tooltip("Armed: one press of Send sends, without a preview  (" + arm.key() + ")"));
        toggle.accessibleTextProperty().bind(model.armed.map(
                armed -> armed ? "Armed: one press of Send sends" : "Not armed: Send shows a preview first"));
        return toggle;
    }

    private Node orderLine() {
        line.setId("ticket-line");
        line.setPromptText("buy 500 AAPL @187.42 day");
        line.setAccessibleText("Order line, such as buy 500 AAPL @187.42 day");
        line.getStyleClass().add("figures");
        line.textProperty().bindBidirectional(model.line);
        HBox.setHgrow(line, Priority.ALWAYS);
        var label = label("_Cmd", line);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setTooltip(new Tooltip("A whole order in one line  (Alt+C); ↑ brings the last ones back"));
        var box = new HBox(label, line);
        box.getStyleClass().addAll("hinted", "ticket-line");
        return box;
    }

    /// What the keys do there is said all the time, for it is not what they do elsewhere.
    private Node lineHints() {
        var keys = Parts.quiet("Enter previews, Enter or " + send.key() + " again sends");
        keys.getStyleClass().add("line-keys");
        return new VBox(keys, lineHint());
    }

    private Node lineHint() {
        var hint = new Label();
        hint.setId("ticket-line-hint");
        hint.getStyleClass().add("line-hint");
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        hint.textProperty().bind(model.lineHint);
        shownWhere(hint, model.line.isNotEmpty());
        tone(hint, model.lineTone);
        return hint;
    }

    private Node sides() {
        var box = new HBox(
                side("BUY", "side-buy", Side.BUY, "Buy", "B"),
                side("SELL", "side-sell", Side.SELL, "Sell", "S"),
                side("SHORT", "side-short", Side.SELL_SHORT, "Sell short", "H"));
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

    /// The model says which one is chosen. Not a `ToggleGroup`: that has moments without any chosen. Nor a mnemonic: that
    /// takes the cursor out of the field where it is.
    private ToggleButton side(String text, String id, Side side, String spoken, String key) {
        var toggle = new ToggleButton(text);
        toggle.setTooltip(new Tooltip(spoken + "  (Alt+" + key + ")"));
        toggle.setId(id);
        toggle.setAccessibleText("Side: " + spoken);
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
        var labels = new ColumnConstraints(LABELS_WIDTH);
        var inputs = new ColumnConstraints();
        inputs.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(labels, inputs);
        var symbolField = withHint(field(symbol, "ticket-symbol", "NVDA", model.symbol), model.reference);
        row(grid, "S_ymbol", new VBox(symbolField, suggestions.build()), symbol);
        symbol.disableProperty().bind(model.amending);
        symbol.setAccessibleText("Symbol");
        row(grid, "_Quantity", field(qty, "ticket-qty", "12,500 or 5k", model.qty), qty);
        qty.setAccessibleText("Quantity, such as 12,500 or 5k; up and down by a lot");
        row(grid, "_Price", field(price, "ticket-price", "187.42", model.price), price);
        price.setAccessibleText("Limit or stop price; up and down by a tick");
        price.disableProperty().bind(Bindings.createBooleanBinding(
                () -> !Words.hasPrice(model.ordType.get()), model.ordType));
        choices(grid);
        return grid;
    }

    private void choices(GridPane grid) {
        type.setItems(FXCollections.observableArrayList(OrdType.LIMIT, OrdType.MARKET, OrdType.STOP));
        tif.setItems(FXCollections.observableArrayList(
                TimeInForce.DAY, TimeInForce.GOOD_TILL_CANCEL,
                TimeInForce.IMMEDIATE_OR_CANCEL, TimeInForce.FILL_OR_KILL));
        account.setItems(model.accounts);
        broker.setItems(model.sessions);
        choice(type, "ticket-type", "Order type", model.ordType, Show::ordType);
        choice(tif, "ticket-tif", "Time in force", model.timeInForce,
                time -> time.label().toUpperCase(Locale.ROOT));
        choice(account, "ticket-account", "Account", model.account, text -> text);
        choice(broker, "ticket-broker", "Broker", model.session, text -> text);
        pair(grid, label("_Type", type), type, label("T_IF", tif), tif);
        row(grid, "_Account", account, account);
        row(grid, "Bro_ker", broker, broker);
    }

    /// Two short choices in one row: at 320 pixels every row counts.
    private static void pair(GridPane grid, Label first, Region left, Label second, Region right) {
        second.setMinWidth(Region.USE_PREF_SIZE);
        for (var box : List.of(left, right)) {
            HBox.setHgrow(box, Priority.ALWAYS);
            box.setMinWidth(84);
            box.setPrefWidth(84);
        }
        var both = new HBox(left, second, right);
        both.getStyleClass().add("hinted");
        grid.addRow(grid.getRowCount(), first, both);
    }

    private TextField field(TextField field, String id, String prompt, Property<String> text) {
        field.setId(id);
        field.setPromptText(prompt);
        field.getStyleClass().add("figures");
        field.textProperty().bindBidirectional(text);
        field.focusedProperty().subscribe(focused -> {
            if (!focused) interactor.tidy();
        });
        return field;
    }

    private static Node withHint(TextField field, ObservableValue<String> hint) {
        var shown = Parts.quiet(hint);
        shownWhere(shown, hint.map(text -> !text.isEmpty()));
        var box = new HBox(field, shown);
        box.getStyleClass().add("hinted");
        HBox.setHgrow(field, Priority.ALWAYS);
        return box;
    }

    private <T> void choice(ComboBox<T> box, String id, String spoken, Property<T> value, Function<T, String> names) {
        Choice.named(box, id, spoken, names);
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty().bindBidirectional(value);
        box.disableProperty().bind(model.amending);
    }

    private static void row(GridPane grid, String text, Node shown, Node labelFor) {
        grid.addRow(grid.getRowCount(), label(text, labelFor), shown);
    }

    private static Label label(String text, Node labelFor) {
        var label = new Label(text);
        label.setMnemonicParsing(true);
        GridPane.setValignment(label, VPos.TOP);
        label.setLabelFor(labelFor);
        return label;
    }

    private Node figures() {
        var notional = wrapped("ticket-notional", model.notional);
        var change = wrapped("ticket-change", model.change);
        change.getStyleClass().add("ticket-change");
        return new VBox(change, notional, wrapped("ticket-of-limit", model.ofLimit));
    }

    private static Label wrapped(String id, ObservableValue<String> text) {
        var label = Parts.quiet("");
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.textProperty().bind(text);
        shownWhere(label, text.map(shown -> !shown.isEmpty()));
        return label;
    }

    private static void shownWhere(Node node, ObservableValue<Boolean> condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
    }

    private Node preview() {
        var preview = new Label();
        preview.setId("ticket-preview");
        preview.getStyleClass().add("ticket-preview");
        preview.setWrapText(true);
        preview.setMaxWidth(Double.MAX_VALUE);
        preview.setMinHeight(Region.USE_PREF_SIZE);
        preview.textProperty().bind(model.preview);
        shownWhere(preview, model.preview.isNotEmpty());
        return preview;
    }

    private Node send() {
        sendButton.setId("ticket-send");
        sendButton.getStyleClass().add("send");
        sendButton.setMaxWidth(Double.MAX_VALUE);
        sendButton.textProperty().bind(model.sendText);
        sendButton.accessibleTextProperty().bind(model.sendText.map(text -> "Send: " + text));
        sendButton.disableProperty().bind(send.obstacle().map(why -> !why.isEmpty()));
        sendButton.setOnAction(_ -> press(send));
        model.side.subscribe(side -> {
            sendButton.pseudoClassStateChanged(SELL, side == Side.SELL);
            sendButton.pseudoClassStateChanged(SHORT, side == Side.SELL_SHORT || side == Side.SELL_SHORT_EXEMPT);
        });
        return sendButton;
    }

    private Node stage() {
        var button = new Button("Stage", new FontIcon(stage.icon()));
        button.setId("ticket-stage");
        button.setAccessibleText("Stage: keep the order for later, send nothing");
        button.setMaxWidth(Double.MAX_VALUE);
        button.disableProperty().bind(stage.obstacle().map(why -> !why.isEmpty()));
        button.setOnAction(_ -> stage.run());
        return button;
    }

    /// Says under the buttons why Send is locked, or which keys press it.
    private Node obstacle() {
        var why = new Label();
        why.setId("ticket-obstacle");
        why.getStyleClass().add("quiet");
        why.setWrapText(true);
        why.setMinHeight(Region.USE_PREF_SIZE);
        why.textProperty().bind(Bindings.createStringBinding(this::keysOrObstacle, send.obstacle(), model.armed));
        return why;
    }

    private String keysOrObstacle() {
        var why = send.obstacle().getValue();
        if (!why.isEmpty()) return "Not yet: " + why;
        return model.armed.get() ? send.key() + " sends" : send.key() + " previews, then it or Enter sends";
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
        tone(message, model.tone);
        return message;
    }

    private static void tone(Node node, ObservableValue<Tone> shown) {
        shown.subscribe(tone -> {
            node.pseudoClassStateChanged(GOOD, tone == Tone.GOOD);
            node.pseudoClassStateChanged(WARN, tone == Tone.WARN);
            node.pseudoClassStateChanged(BAD, tone == Tone.BAD);
        });
    }

    void focusLine() {
        line.requestFocus();
        line.selectAll();
    }

    void focusSymbol() {
        symbol.requestFocus();
        symbol.selectAll();
    }

    void focusQty() {
        qty.requestFocus();
        qty.selectAll();
    }

    void focusSend() {
        sendButton.requestFocus();
    }
}
