package dev.plumbline.console;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.plumbline.console.alerts.AlertsController;
import dev.plumbline.console.attention.AttentionController;
import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.charts.FillsController;
import dev.plumbline.console.charts.PnlController;
import dev.plumbline.console.charts.SlippageController;
import dev.plumbline.console.checks.Checks;
import dev.plumbline.console.executions.ExecutionsController;
import dev.plumbline.console.export.Export;
import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.halt.HaltController;
import dev.plumbline.console.inbox.Budget;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.inbox.OpenOrders;
import dev.plumbline.console.login.LogInController;
import dev.plumbline.console.notices.NoticesController;
import dev.plumbline.console.notices.OwnOrders;
import dev.plumbline.console.notices.Speaker;
import dev.plumbline.console.orders.OrdersController;
import dev.plumbline.console.positions.PositionsController;
import dev.plumbline.console.shell.Frame;
import dev.plumbline.console.shell.KeyMap;
import dev.plumbline.console.shell.Layout;
import dev.plumbline.console.shell.Palette;
import dev.plumbline.console.shell.Shell;
import dev.plumbline.console.shell.Theme;
import dev.plumbline.console.shell.UserFiles;
import dev.plumbline.console.shell.Workspace;
import dev.plumbline.console.shell.Workspaces;
import dev.plumbline.console.staging.StagingController;
import dev.plumbline.console.status.Freshness;
import dev.plumbline.console.status.StatusController;
import dev.plumbline.console.ticket.OrderLine;
import dev.plumbline.console.ticket.TicketController;
import dev.plumbline.console.ticket.TicketSettings;
import dev.plumbline.console.timeline.TimelineController;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Context;
import dev.plumbline.console.ui.Links;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;

/// Puts the features together in one window: the only place that knows them all. What one feature wants of another
/// goes through here as a function.
final class ConsoleWindow {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    /// The palette looks for orders from so many letters on, and shows so many.
    private static final int FOUND_FROM = 2;
    private static final int ORDERS_FOUND = 8;
    private static final double NO_SOUND_PX = 200;
    /// Of a window that was never opened before.
    static final double WIDTH = 1600;
    static final double HEIGHT = 950;

    private static final PseudoClass HALTED = PseudoClass.getPseudoClass("halted");
    private static final PseudoClass NOT_LIVE = PseudoClass.getPseudoClass("not-live");
    private static final PseudoClass AGING = PseudoClass.getPseudoClass("aging");
    private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
    private static final PseudoClass URGENT = PseudoClass.getPseudoClass("urgent");
    private static final PseudoClass RAISED = PseudoClass.getPseudoClass("raised");

    private final ConsoleFeed feed;
    private final Settings settings;
    private final UserFiles files;
    private final Inbox inbox = new Inbox();
    private final Links links = new Links();
    private final OpenOrders openOrders = new OpenOrders();
    private final Exports exports;
    private final StatusController status;
    private final OrdersController orders;
    private final ExecutionsController executions;
    private final PositionsController positions;
    private final AlertsController alerts;
    private final TicketController ticket;
    private final StagingController staging;
    private final AttentionController attention;
    private final NoticesController notices;
    private final TimelineController timeline;
    private final FillsController fills;
    private final PnlController pnl;
    private final SlippageController slippage;
    private final HaltController halt;
    private final LogInController logIn;
    private final Shell shell;
    private Subscription follow = Subscription.EMPTY;
    private final AnimationTimer pulse = new Pulse();

    /// Keeps nothing of what a person arranges.
    ConsoleWindow(ConsoleFeed feed, Settings settings) {
        this(feed, settings, UserFiles.none());
    }

    /// Makes no sound.
    ///
    /// @param files where workspaces and preferences are kept
    ConsoleWindow(ConsoleFeed feed, Settings settings, UserFiles files) {
        this(feed, settings, files, Speaker.SILENT);
    }

    /// @param files where workspaces and preferences are kept
    ConsoleWindow(ConsoleFeed feed, Settings settings, UserFiles files, Speaker speaker) {
        this(feed, settings, files, workspaces(files), speaker);
    }

    /// @param workspaces those in `files`
    ConsoleWindow(ConsoleFeed feed, Settings settings, UserFiles files, Workspaces workspaces, Speaker speaker) {
        var ownFile = settings.ownFolder() + "/own-orders.txt";
        var own = new OwnOrders(
                feed, inbox, files.lastLines(ownFile, OwnOrders.REMEMBERED_MAX), key -> files.append(ownFile, key));
        this.feed = own;
        this.settings = settings;
        this.files = files;
        files.onTrouble(this::warn);
        Shell.paint(workspaces);
        exports = new Exports(
                new Export(files.writer()), inbox, InstantSource.system(), settings.desk(), settings.user(), Exports::byDialog);
        status = new StatusController(
                own, inbox, openOrders, InstantSource.system(), System::nanoTime,
                settings.user() + "@" + settings.desk(), links, exports);
        notices = new NoticesController(inbox, speaker, this::wantsSounds, own::has, ConsoleWindow::growingMs);
        var checks = Checks.of(own, settings.user());
        ticket = new TicketController(
                own, inbox, status.lock(), checks, this::stage, this::selectedOrder, TicketSettings.DEFAULT,
                System::nanoTime);
        staging = new StagingController(
                own, inbox, status.lock(), checks, System::nanoTime, files.path(settings.ownFolder() + "/staged.json"),
                InstantSource.system(), this::backToTicket, exports);
        orders = new OrdersController(
                own, inbox, status.locks(), checks, System::nanoTime, links, ConsoleWindow::epochNanos, own::has, exports,
                this::warn, this::amend, _ -> openTimeline());
        executions = new ExecutionsController(inbox, links, ConsoleWindow::epochNanos, exports, this::warn);
        positions = new PositionsController(inbox, links, exports);
        alerts = new AlertsController(inbox, links, ConsoleWindow::epochNanos, this::showOrder, exports);
        attention = new AttentionController(
                own, inbox, status.locks(), openOrders, links, ConsoleWindow::epochNanos, order -> showOrder(order.key()),
                this::amend, this::confirmCancel, exports);
        timeline = new TimelineController(own, inbox, links, orders::order, exports);
        fills = new FillsController(inbox, links, orders::order);
        pnl = new PnlController(inbox, InstantSource.system(), links);
        slippage = new SlippageController(inbox, links, orders::order, fills);
        halt = new HaltController(
                own, inbox, settings.user(), status.lock(), this::selectedOrder, orders::working,
                orders::notWhole, orders::cancelWorking);
        logIn = new LogInController(own, inbox, settings.user(), settings.desk());
        shell = new Shell(panels(), workspaces);
        attention.explainWith(this::explain);
        notices.changedWhileAway(() -> orders.away().get());
    }

    private static long epochNanos() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    private static long growingMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private boolean wantsSounds() {
        return shell.preferences().get().sounds();
    }

    private void showOrder(OrderKey order) {
        shell.dock().show("orders");
        orders.reveal(order);
    }

    private void showMine() {
        shell.dock().show("orders");
        orders.showMine();
    }

    private void confirmCancel(Order order) {
        shell.dock().open("orders");
        orders.confirmCancel(order.key());
    }

    private void explain(Order order) {
        openTimeline();
        timeline.show(order.key());
    }

    private void amend(Order order) {
        shell.dock().reach("ticket");
        ticket.amend(order);
    }

    /// For a panel that shows an order by itself: there the key is about that one, whatever is selected among the orders.
    private Act amendOf(String name, Supplier<OrderKey> shown) {
        return Act.asked(name, "F4", Feather.EDIT_2, () -> amendObstacle(shown.get()), () -> orders.order(shown.get()).ifPresent(this::amend));
    }

    /// For whoever looks at positions it is about what is held, whatever is selected among the orders.
    private Act newOrder() {
        var order = ticket.newOrder();
        return new Act(order.name(), order.key(), order.icon(), order.obstacle(), () -> {
            var held = positions.hasCursor() ? positions.chosen() : Context.NOTHING;
            shell.dock().reach("ticket");
            if (held.hasSymbol()) ticket.newOrder(held);
            else order.run();
        });
    }

    private String amendObstacle(OrderKey shown) {
        if (!status.lock().getValue().isEmpty()) return status.lock().getValue();
        if (shown.value().isEmpty()) return "no order is chosen here, or more than one";
        return orders.order(shown).filter(Order::isOpen).isPresent() ? "" : "the order is over";
    }

    private String stage(Wish.Enter wish) {
        return staging.stage(wish);
    }

    private Optional<Order> selectedOrder() {
        return orders.selected();
    }

    private void backToTicket(Wish.Enter wish) {
        shell.dock().reach("ticket");
        ticket.fill(wish);
    }

    private List<Panel> panels() {
        return List.of(
                orders.panel(), ticket.panel(links.unlinked("the ticket follows no panel; F2 takes over symbol, account and broker of the selected order, or what is held where the cursor is in the positions")), executions.panel(amendOf("Amend order of the execution", executions::chosen)), positions.panel(), alerts.panel(),
                status.connections(), attention.panel(), staging.panel(links.link()), timeline.panel(amendOf("Amend order of the timeline", timeline::shown)), fills.panel(amendOf("Amend order of the fills", fills::shown)),
                pnl.panel(), slippage.panel());
    }

    static Workspaces workspaces(UserFiles files) {
        return new Workspaces(files, builtIn());
    }

    private static List<Workspace> builtIn() {
        var trading = Layout.beside(
                0.78,
                Layout.above(
                        0.62, Layout.tabs("orders"),
                        Layout.beside(0.58, Layout.tabs("executions", "positions", "timeline", "staged"), Layout.tabs("attention", "alerts", "connections", "fills", "pnl", "slippage"))),
                Layout.tabs("ticket"));
        var watching = Layout.above(
                0.5, Layout.beside(0.5, Layout.tabs("attention"), Layout.tabs("orders")),
                Layout.beside(
                        0.5, Layout.tabs("alerts", "connections", "fills", "pnl", "slippage"),
                        Layout.tabs("positions", "executions", "timeline", "ticket", "staged")));
        var investigating = Layout.above(
                0.45, Layout.tabs("orders"),
                Layout.beside(
                        0.66, Layout.tabs("timeline"), Layout.tabs("fills", "pnl", "slippage", "executions", "positions", "alerts")));
        return List.of(
                new Workspace("Trading", trading, List.of(), Map.of()),
                new Workspace("Watching", watching, List.of(), Map.of()),
                new Workspace("Investigating", investigating, List.of(), Map.of()));
    }

    /// Shows the window and begins to follow the desk. On the FX thread.
    void open(Stage stage) {
        open(stage, new Frame(stage, shell.preferences().get(), WIDTH, HEIGHT));
    }

    /// Likewise, in a frame that may be shown already.
    void open(Stage stage, Frame frame) {
        keys();
        activate();
        halt.isHalted().subscribe(isHalted -> {
            stage.setTitle((isHalted ? "■ HALTED · " : "") + title(settings));
            shell.mark(HALTED, isHalted);
        });
        shell.mark(PseudoClass.getPseudoClass("env-" + settings.environment().toLowerCase(Locale.ROOT)), true);
        status.lock().subscribe(why -> shell.mark(NOT_LIVE, !why.isEmpty()));
        status.freshness().subscribe(freshness -> {
            shell.mark(AGING, freshness != Freshness.FRESH);
            shell.mark(STALE, freshness == Freshness.STALE);
        });
        alerts.unseen().subscribe(count -> {
            if (count.intValue() == 0) notices.alertsSeen();
        });
        shell.open(frame, new VBox(topBar(), halt.banner()), status.bar());
        shell.overlay(notices.layer());
        shell.overlay(logIn.layer());
        shell.whenWhole(orders::cursor);
        if (settings.environment().equals("SIM")) shell.whenWhole(shell::greet);
        pulse.start();
        feed.start(inbox);
    }

    static String title(Settings settings) {
        return "Plumbline · " + settings.desk() + " · " + settings.environment();
    }

    /// Shows one order and nothing else, in front of all windows: what a link asks for. On any thread.
    void show(ClOrdID clOrdID, Stage stage) {
        inbox.whenDone(CompletableFuture.completedFuture(clOrdID), wanted -> {
            shell.dock().show("orders");
            orders.showOnly(wanted);
            stage.setIconified(false);
            stage.toFront();
        });
    }

    /// Runs `work` once all panels that are in sight are in their places. On the FX thread.
    void whenWhole(Runnable work) {
        shell.whenWhole(work);
    }

    /// Puts all panels that are in sight into their places now, as a key does. On the FX thread.
    void complete() {
        shell.complete();
    }

    /// In other colours.
    void show(Theme theme) {
        shell.setTheme(theme);
    }

    /// Puts something that the console itself found among the alerts. On any thread.
    void warn(String what) {
        inbox.news(List.of(new Item.AlertItem("WARN", what, "", System.currentTimeMillis() * 1_000_000)));
    }

    private void activate() {
        status.activate();
        orders.activate();
        executions.activate();
        positions.activate();
        alerts.activate();
        ticket.activate();
        staging.activate();
        follow = openOrders.follow(inbox);
        attention.activate();
        notices.activate();
        timeline.activate();
        fills.activate();
        pnl.activate();
        slippage.activate();
        halt.activate();
        logIn.activate();
    }

    void close() {
        pulse.stop();
        shell.close();
        feed.close();
        notices.deactivate();
        attention.deactivate();
        follow.unsubscribe();
        slippage.deactivate();
        halt.deactivate();
        logIn.deactivate();
        pnl.deactivate();
        fills.deactivate();
        timeline.deactivate();
        staging.deactivate();
        ticket.deactivate();
        alerts.deactivate();
        positions.deactivate();
        executions.deactivate();
        orders.deactivate();
        status.deactivate();
        files.close();
    }

    /// Keys beyond the acts of the panels. None of them sends an order by itself.
    private void keys() {
        shell.addUrgent("Everywhere", halt.act());
        shell.add("Everywhere", List.of(notices.dismissAll()));
        shell.palette().add(this::releases);
        shell.add("Orders", orders.acts());
        shell.add("Orders", List.of(Act.always("My orders, or all again", "Ctrl+M", Feather.USER, this::showMine)));
        shell.add("Orders", List.of(Act.always("Timeline of the order", "Ctrl+T", Feather.CLOCK, this::openTimeline)));
        shell.add("Ticket", List.of(newOrder(), inTicket(ticket.orderLine()), ticket.arm()));
        shell.onSwitch(_ -> ticket.disarm("the workspace has changed"));
        shell.add("Alerts", alerts.everywhere());
        shell.onTyped('/', this::focusFilter);
        shell.palette().add(this::symbolsFound);
        shell.palette().add(this::orderLine);
        shell.palette().add(this::ordersFound);
        shell.palette().add(this::ticketActs);
        shell.explain("Orders", List.of(
                new KeyMap.Line("/", "Filter of this panel, or of the orders; Esc clears it"),
                new KeyMap.Line("↑ ↓ PgUp PgDn", "Rows"),
                new KeyMap.Line("Home End", "First row, last row"),
                new KeyMap.Line("Shift+↑ ↓", "Select several")));
        shell.explain("Ticket", List.of(
                new KeyMap.Line("Ctrl+Enter", "Preview, again: send"),
                new KeyMap.Line("Ctrl+Shift+Enter", "Stage for later, send nothing"),
                new KeyMap.Line("Enter", "Next field; with a preview: send"),
                new KeyMap.Line("Alt+B S H", "Buy, sell, sell short"),
                new KeyMap.Line("Alt+Y Q P T I", "Symbol, quantity, price, type, TIF"),
                new KeyMap.Line("Alt+A K", "Account, broker"),
                new KeyMap.Line("↑ ↓", "A lot, a tick; Shift: ten"),
                new KeyMap.Line("Esc", "Preview back; empty, Ctrl+Z undoes")));
        shell.explain("Slippage", List.of(
                new KeyMap.Line("← →", "From column to column"), new KeyMap.Line("↑ ↓", "All, symbol, order")));
        shell.explain("Everywhere", List.of(
                new KeyMap.Line("?", "This map"), new KeyMap.Line("Alt+1 … Alt+0", "Go to a panel (Ctrl+K: to any)"),
                new KeyMap.Line("Ctrl+F C E", "In a table: filter, copy, export"),
                new KeyMap.Line("Ctrl+Shift+C", "In a table: its columns"),
                new KeyMap.Line("Ctrl+Shift+F", "In orders, executions: format rules"),
                new KeyMap.Line("Ctrl+Space", "In a filter: what may follow"),
                new KeyMap.Line("Tab", "In a filter: take the correction")));
    }

    private List<Palette.Entry> releases(String text, int most) {
        return halt.releases().stream()
                .filter(act -> Palette.matches(text, act.name() + " halt"))
                .limit(most)
                .map(act -> new Palette.Entry(act.icon(), act.name(), "", act.obstacle().getValue(), act::run))
                .toList();
    }

    /// Of the panel that has the cursor, or of the orders where that one has none.
    private void focusFilter() {
        Map<String, Runnable> filters = Map.of(
                "executions", executions::focusFilter, "positions", positions::focusFilter, "alerts", alerts::focusFilter,
                "attention", attention::focusFilter);
        var here = shell.current().map(Panel::id).filter(filters::containsKey);
        here.ifPresentOrElse(id -> filters.getOrDefault(id, orders::focusFilter).run(), () -> {
            shell.dock().reach("orders");
            orders.focusFilter();
        });
    }

    /// An order as it is typed: Enter fills the ticket and shows the preview, the next Enter sends.
    private List<Palette.Entry> orderLine(String text, int most) {
        return switch (OrderLine.parse(text)) {
            case OrderLine.Ready line -> List.of(new Palette.Entry(
                    Feather.SEND, words(line), "Enter fills the ticket, Enter again sends", ticket.objection(line), () -> {
                        shell.dock().reach("ticket");
                        ticket.fill(line);
                    }));
            case OrderLine.NotYet(var missing) when text.contains(" ") ->
                List.of(new Palette.Entry(Feather.SEND, text + " …", missing, missing, () -> {}));
            case OrderLine.Wrong(_, var why) when OrderLine.isMeant(text) ->
                List.of(new Palette.Entry(Feather.SEND, text, why, why, () -> {}));
            case OrderLine.NotYet _, OrderLine.Wrong _ -> List.of();
        };
    }

    /// Their keys belong to the ticket, so the palette goes there.
    private List<Palette.Entry> ticketActs(String text, int most) {
        return Stream.of(ticket.send(), ticket.stage())
                .map(this::inTicket)
                .filter(act -> Palette.matches(text, act.name() + " what is in the ticket"))
                .limit(most)
                .map(act -> new Palette.Entry(
                        act.icon(), act.name() + " what is in the ticket", act.key(), act.obstacle().getValue(), act::run))
                .toList();
    }

    private static String words(OrderLine.Ready line) {
        return Show.side(line.side()) + "  " + Show.qty(line.orderQty()) + "  " + line.symbol() + "  "
                + (line.price().isStated() ? "@ " + Show.px(line.price()) : Show.ordType(line.ordType()));
    }

    /// Symbols of the desk, whether there are orders in them or not.
    private List<Palette.Entry> symbolsFound(String text, int most) {
        if (text.length() < FOUND_FROM) return List.of();
        return ticket.symbols(text, Math.min(most, ORDERS_FOUND)).stream()
                .map(symbol -> new Palette.Entry(Feather.HASH, symbol, "new order in it", () -> {
                    shell.dock().reach("ticket");
                    ticket.newOrder(symbol);
                }))
                .toList();
    }

    private List<Palette.Entry> ordersFound(String text, int most) {
        if (text.length() < FOUND_FROM) return List.of();
        return orders.find(text, Math.min(most, ORDERS_FOUND)).stream()
                .map(order -> new Palette.Entry(
                        Feather.LIST, Show.side(order.side()) + "  " + Show.qty(order.orderQty()) + "  " + order.symbol()
                                + "   " + order.clOrdID(),
                        order.ordStatus().label(), () -> {
                            shell.dock().show("orders");
                            orders.reveal(order.key());
                        }))
                .toList();
    }

    /// Of the order that its link looks at.
    private void openTimeline() {
        shell.dock().open("timeline");
    }

    private Region topBar() {
        var bar = FirstBars.top(settings);
        bar.getChildren().addAll(
                workspaces(), Parts.space(), search(), Parts.space(), noSound(), worries(), unseen(),
                halt.act().button("kill"), newOrder().button("new-order"));
        return bar;
    }

    /// A long complaint of a driver must not push the kill switch out of the window.
    private Node noSound() {
        var trouble = Parts.quiet(notices.soundTrouble());
        trouble.setMinWidth(0);
        trouble.setMaxWidth(NO_SOUND_PX);
        var whole = new Tooltip();
        whole.textProperty().bind(notices.soundTrouble());
        trouble.setTooltip(whole);
        return trouble;
    }

    /// An act of the ticket, which opens it where it was closed.
    private Act inTicket(Act act) {
        return new Act(act.name(), act.key(), act.icon(), act.obstacle(), () -> {
            shell.dock().reach("ticket");
            act.run();
        });
    }

    private Node search() {
        var search = new Button("Search or run a command …   Ctrl+K", new FontIcon(Feather.COMMAND));
        search.setId("search");
        search.setFocusTraversable(false);
        search.setOnAction(_ -> shell.search(""));
        return search;
    }

    private Node workspaces() {
        var menu = new MenuButton();
        menu.setId("workspaces");
        menu.setGraphic(new FontIcon(Feather.LAYERS));
        menu.setFocusTraversable(false);
        menu.textProperty().bind(Bindings.concat(shell.workspace()));
        menu.setOnShowing(_ -> menu.getItems().setAll(workspaceItems()));
        menu.getItems().setAll(new MenuItem());
        return menu;
    }

    private List<MenuItem> workspaceItems() {
        var items = new ArrayList<MenuItem>();
        for (var name : shell.workspaceNames()) {
            var item = new RadioMenuItem(name);
            item.setSelected(name.equals(shell.workspace().get()));
            item.setOnAction(_ -> shell.switchTo(name));
            items.add(item);
        }
        var save = new MenuItem("Save as …");
        save.setOnAction(_ -> shell.search("save as "));
        var delete = new MenuItem("Delete '" + shell.workspace().get() + "'");
        delete.setDisable(!shell.keepsWorkspace().isEmpty());
        delete.setOnAction(_ -> shell.deleteWorkspace());
        items.addAll(List.of(new SeparatorMenuItem(), save, delete));
        return items;
    }

    /// How much needs attention, and a way there.
    private Node worries() {
        var badge = new Button();
        badge.setId("worries");
        badge.setFocusTraversable(false);
        badge.setMinWidth(Region.USE_PREF_SIZE);
        badge.setOnAction(_ -> shell.dock().open("attention"));
        var tip = new Tooltip();
        badge.setTooltip(tip);
        attention.summary().subscribe(summary -> {
            badge.setText(summary.text());
            tip.setText(summary.isTold() && summary.isEmpty() ? "Nothing needs attention" : summary.isEmpty() ? Show.UNTOLD : summary.worst());
            badge.setAccessibleText("Attention: " + tip.getText());
            badge.pseudoClassStateChanged(URGENT, summary.urgent() > 0);
            badge.pseudoClassStateChanged(RAISED, !summary.isEmpty());
        });
        return badge;
    }

    private Node unseen() {
        var bell = new Label("0", new FontIcon(Feather.BELL));
        bell.setId("unseen");
        alerts.unseen().subscribe(count -> {
            bell.setText(count.toString());
            bell.setAccessibleText(count + " alerts not seen");
            bell.pseudoClassStateChanged(RAISED, count.intValue() > 0);
        });
        return bell;
    }

    /// Takes the news over once a pulse: all that reaches the screen comes this way.
    private final class Pulse extends AnimationTimer {
        private final Budget budget = new Budget();
        private long lastSecond;

        @Override
        public void handle(long now) {
            inbox.drain(budget.of(now));
            long nanoTime = System.nanoTime();
            orders.everyPulse(nanoTime);
            executions.everyPulse(nanoTime);
            notices.everyPulse();
            fills.pulse(now);
            pnl.pulse(now);
            slippage.pulse(now);
            if (now - lastSecond < NANOS_PER_SECOND) return;
            lastSecond = now;
            status.everySecond();
            orders.everySecond();
            executions.everySecond();
            ticket.everySecond();
            attention.everySecond();
            alerts.everySecond();
            timeline.everySecond();
            pnl.everySecond();
            slippage.everySecond();
            halt.everySecond();
            shell.everySecond();
        }
    }
}
