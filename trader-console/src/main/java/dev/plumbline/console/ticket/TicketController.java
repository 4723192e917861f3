package dev.plumbline.console.ticket;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.util.Duration;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.checks.Checks;
import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Context;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.PanelMemory;
import dev.plumbline.core.Order;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.follow.FeedStatus;

/// The order ticket: enters new orders and amends open ones, by keyboard alone if one likes.
public final class TicketController {
    /// Without a key for so long, what is typed is checked by the desk.
    private static final Duration TYPING_PAUSE = Duration.millis(150);
    /// A ticket can be filled in whatever the state of the desk.
    private static final ObservableValue<String> NOTHING_IN_THE_WAY = new ReadOnlyStringWrapper("");

    private final TicketModel model = new TicketModel();
    private final TicketInteractor interactor;
    private final TicketView view;
    private final Inbox inbox;
    private final ObservableValue<String> lock;
    private final PauseTransition typingPause = new PauseTransition(TYPING_PAUSE);
    private final Act newOrder;
    private final Act orderLine;
    private final Act send;
    private final Act stage;
    private final Act arm;
    private Subscription subscription = Subscription.EMPTY;

    /// @param lock why nothing may be sent now, empty where it may
    /// @param checks asks what the desk would say to an order
    /// @param onStage keeps an order for later; answers why it cannot, empty where it has
    /// @param context the selected order, whose symbol, account and broker a new one takes over
    /// @param nanoClock never goes back: [System#nanoTime()]
    public TicketController(
            ConsoleFeed feed, Inbox inbox, ObservableValue<String> lock, Checks checks,
            Function<Wish.Enter, String> onStage, Supplier<Optional<Order>> context, TicketSettings settings,
            LongSupplier nanoClock) {
        this.inbox = inbox;
        this.lock = lock;
        interactor = new TicketInteractor(
                model, feed, inbox, lock, checks, this::afterTyping, onStage, settings, nanoClock);
        newOrder = new Act("New order", "F2", Feather.PLUS, NOTHING_IN_THE_WAY, () -> newOrder(context.get()));
        orderLine = new Act("Order line", "Alt+C", Feather.TERMINAL, NOTHING_IN_THE_WAY, this::focusLine);
        send = new Act("Send", "Ctrl+Enter", Feather.SEND, model.obstacle, interactor::send);
        stage = new Act("Stage", "Ctrl+Shift+Enter", Feather.PAUSE_CIRCLE, model.stageObstacle, interactor::stage);
        arm = new Act("Armed on/off", "Ctrl+Shift+A", Feather.UNLOCK, lock, interactor::toggleArmed);
        view = new TicketView(model, interactor, send, stage, arm);
    }

    private void afterTyping(Runnable work) {
        typingPause.setOnFinished(_ -> work.run());
        typingPause.playFromStart();
    }

    /// An empty ticket with the cursor in the symbol, or behind it where `context` brings one.
    public void newOrder(Optional<Order> context) {
        interactor.begin(context);
        view.focusSymbol();
    }

    /// The ticket for a change of `order`, the cursor in the quantity.
    public void amend(Order order) {
        interactor.amend(order);
        view.focusQty();
    }

    /// An order that was typed elsewhere, such as in the palette: fills the ticket and shows the preview. Enter sends.
    public void fill(OrderLine.Ready line) {
        interactor.fill(line);
        view.focusSend();
    }

    /// An order to look at again, such as a staged one; nothing is sent.
    public void fill(Wish.Enter wish) {
        interactor.fill(wish);
        view.focusQty();
    }

    /// Why the desk could not take what the line says, such as a symbol that it does not know; empty where nothing is in the way.
    public String objection(OrderLine.Ready line) {
        return interactor.unknownName(line);
    }

    /// Symbols of the desk's instruments that begin so, whether there are orders in them or not.
    public List<String> symbols(String begin, int most) {
        return interactor.symbols(begin, most);
    }

    /// An empty ticket for the symbol and the account that a person looks at, the cursor in the quantity.
    public void newOrder(Context at) {
        interactor.begin(at);
        view.focusQty();
    }

    /// An empty ticket for `symbol`, the cursor in the quantity.
    public void newOrder(String symbol) {
        interactor.begin(Optional.empty());
        interactor.take(symbol);
        view.focusQty();
    }

    private void focusLine() {
        view.focusLine();
    }

    public void activate() {
        subscription = Subscription.combine(
                inbox.on(Item.AccountItem.class, interactor::show),
                inbox.on(Item.SessionItem.class, interactor::show),
                inbox.on(Item.InstrumentItem.class, interactor::show),
                inbox.on(Item.OrderItem.class, interactor::show),
                inbox.onStatus(this::disarmUnlessLive),
                model.line.subscribe(_ -> interactor.readLine()),
                model.symbol.subscribe(_ -> interactor.suggest()),
                typed(model.symbol), typed(model.qty), typed(model.price), typed(model.account), typed(model.session),
                typed(model.side), typed(model.ordType), typed(model.timeInForce),
                lock.subscribe(_ -> interactor.lockChanged()));
    }

    private void disarmUnlessLive(FeedStatus status) {
        if (!status.isLive()) interactor.disarm("the desk is not live");
    }

    private Subscription typed(ObservableValue<?> field) {
        return field.subscribe(_ -> interactor.check());
    }

    public void deactivate() {
        typingPause.stop();
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    /// From now on each order is previewed before it is sent: to be called when what a trader looks at changes under
    /// their hands, such as the workspace.
    ///
    /// @param why is told to the trader
    public void disarm(String why) {
        interactor.disarm(why);
    }

    /// To be called once a second: what was armed or previewed and left alone is taken back, and the desk is asked again whether
    /// it still blocks what it has blocked.
    public void everySecond() {
        interactor.everySecond();
    }

    public Act newOrder() {
        return newOrder;
    }

    /// Puts the cursor into the order line.
    public Act orderLine() {
        return orderLine;
    }

    public Act send() {
        return send;
    }

    public Act stage() {
        return stage;
    }

    public Act arm() {
        return arm;
    }

    /// @param link its colour; the context of a new order is asked for when it is begun
    public Panel panel(Link link) {
        return new Panel(
                "ticket", "Ticket", Feather.EDIT, view.build(), view::focusSymbol, List.of(), link,
                Panel.Memory.of(() -> PanelMemory.NONE, _ -> {}));
    }
}
