package dev.plumbline.console;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

import atlantafx.base.theme.PrimerDark;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.plumbline.console.alerts.AlertsController;
import dev.plumbline.console.executions.ExecutionsController;
import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.orders.OrdersController;
import dev.plumbline.console.positions.PositionsController;
import dev.plumbline.console.status.StatusController;
import dev.plumbline.console.ticket.TicketController;
import dev.plumbline.console.ui.Parts;

/// Puts the features together in one window: the only place that knows them all. What one feature wants of another
/// goes through here as a function.
final class ConsoleWindow {
    /// Of the 16 ms of a pulse, at most so much goes into taking news over.
    private static final long DRAIN_BUDGET_NANOS = 4_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private static final PseudoClass NOT_LIVE = PseudoClass.getPseudoClass("not-live");
    private static final PseudoClass RAISED = PseudoClass.getPseudoClass("raised");

    private final ConsoleFeed feed;
    private final Settings settings;
    private final Inbox inbox = new Inbox();
    private final StatusController status;
    private final OrdersController orders;
    private final ExecutionsController executions;
    private final PositionsController positions;
    private final AlertsController alerts;
    private final TicketController ticket;
    private final TabPane lowerLeft = new TabPane();
    private final TabPane lowerRight = new TabPane();
    private final AnimationTimer pulse = new Pulse();

    ConsoleWindow(ConsoleFeed feed, Settings settings) {
        this.feed = feed;
        this.settings = settings;
        status = new StatusController(inbox, InstantSource.system(), settings.user() + "@" + settings.desk());
        ticket = new TicketController(feed, inbox, status.lock());
        orders = new OrdersController(feed, inbox, status.lock(), ticket::amend);
        executions = new ExecutionsController(inbox);
        positions = new PositionsController(inbox);
        alerts = new AlertsController(inbox);
    }

    /// Shows the window and begins to follow the desk. On the FX thread.
    void open(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
        var scene = new Scene(root(), 1600, 950);
        scene.getStylesheets().add(styleSheet());
        keys(scene);
        activate();
        stage.setTitle("Plumbline · " + settings.desk() + " · " + settings.environment());
        stage.setScene(scene);
        stage.setMinWidth(1100);
        stage.setMinHeight(640);
        stage.show();
        orders.focusTable();
        pulse.start();
        feed.start(inbox);
    }

    private static String styleSheet() {
        var sheet = ConsoleWindow.class.getResource("console.css");
        if (sheet == null) throw new IllegalStateException("console.css is missing from the program");
        return sheet.toExternalForm();
    }

    private void activate() {
        status.activate();
        orders.activate();
        executions.activate();
        positions.activate();
        alerts.activate();
        ticket.activate();
    }

    void close() {
        pulse.stop();
        feed.close();
        ticket.deactivate();
        alerts.deactivate();
        positions.deactivate();
        executions.deactivate();
        orders.deactivate();
        status.deactivate();
    }

    private Region root() {
        var root = new BorderPane(work());
        root.getStyleClass().add("console");
        root.setTop(topBar());
        root.setBottom(status.bar());
        status.lock().subscribe(why -> root.pseudoClassStateChanged(NOT_LIVE, !why.isEmpty()));
        return root;
    }

    private Region topBar() {
        var name = new Label("Plumbline", new FontIcon(Feather.CROSSHAIR));
        name.setId("product");
        var band = new Label(settings.environment());
        band.setId("environment");
        band.getStyleClass().add("env-" + settings.environment().toLowerCase(Locale.ROOT));
        band.setVisible(!settings.environment().equals("PROD"));
        var newOrder = ticket.newOrder().button("new-order");
        var bar = new HBox(name, Parts.quiet(settings.desk()), band, Parts.space(), unseen(), newOrder);
        bar.setId("top-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private Node unseen() {
        var bell = new Label("0", new FontIcon(Feather.BELL));
        bell.setId("unseen");
        alerts.unseen().subscribe(count -> {
            bell.setText(count.toString());
            bell.pseudoClassStateChanged(RAISED, count.intValue() > 0);
        });
        return bell;
    }

    private Node work() {
        lowerLeft.getTabs().addAll(
                tab("Executions", Feather.ZAP, executions.view()),
                tab("Positions", Feather.PIE_CHART, positions.view()));
        lowerRight.getTabs().addAll(
                tab("Alerts", Feather.BELL, alerts.view()), tab("Connections", Feather.ACTIVITY, status.connections()));
        var lower = new SplitPane(lowerLeft, lowerRight);
        lower.setDividerPositions(0.58);
        var left = new SplitPane(orders.view(), lower);
        left.setOrientation(Orientation.VERTICAL);
        left.setDividerPositions(0.64);
        var ticketView = ticket.view();
        var work = new SplitPane(left, ticketView);
        SplitPane.setResizableWithParent(ticketView, false);
        work.setDividerPositions(0.79);
        return work;
    }

    private static Tab tab(String title, Feather icon, Node content) {
        var tab = new Tab(title, content);
        tab.setGraphic(new FontIcon(icon));
        tab.setClosable(false);
        return tab;
    }

    /// Keys that work wherever the focus is. None of them sends an order by itself. The acts come first, before the
    /// focused control: a table would take F2 for its own.
    private void keys(Scene scene) {
        var acts = List.of(ticket.newOrder(), orders.amend(), alerts.seen());
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            for (var act : acts) {
                if (!act.keyCombination().match(event)) continue;
                act.run();
                event.consume();
            }
        });
        key(scene, KeyCode.DIGIT1, orders::focusTable);
        key(scene, KeyCode.DIGIT2, () -> lowerLeft.getSelectionModel().select(0));
        key(scene, KeyCode.DIGIT3, () -> lowerLeft.getSelectionModel().select(1));
        key(scene, KeyCode.DIGIT4, () -> lowerRight.getSelectionModel().select(0));
        key(scene, KeyCode.DIGIT5, () -> lowerRight.getSelectionModel().select(1));
        scene.addEventFilter(KeyEvent.KEY_TYPED, event -> {
            if (!event.getCharacter().equals("/") || scene.getFocusOwner() instanceof TextInputControl) return;
            orders.focusFilter();
            event.consume();
        });
    }

    private static void key(Scene scene, KeyCode digit, Runnable work) {
        scene.getAccelerators().put(new KeyCodeCombination(digit, KeyCombination.ALT_DOWN), work);
    }

    /// Takes the news over once a pulse: all that reaches the screen comes this way.
    private final class Pulse extends AnimationTimer {
        private long lastSecond;

        @Override
        public void handle(long now) {
            inbox.drain(DRAIN_BUDGET_NANOS);
            if (now - lastSecond < NANOS_PER_SECOND) return;
            lastSecond = now;
            status.everySecond();
            orders.everySecond();
        }
    }
}
