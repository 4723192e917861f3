package dev.plumbline.console.ticket;

import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.PanelMemory;
import dev.plumbline.core.Order;
import dev.plumbline.wire.DeskMessage.Item;

/// The order ticket: enters new orders and amends open ones.
public final class TicketController {
    private final TicketModel model = new TicketModel();
    private final TicketInteractor interactor;
    private final TicketView view;
    private final Inbox inbox;
    private final ObservableValue<String> lock;
    private final Act newOrder;
    private Subscription subscription = Subscription.EMPTY;

    /// @param lock why nothing may be sent now, empty where it may
    public TicketController(ConsoleFeed feed, Inbox inbox, ObservableValue<String> lock) {
        this.inbox = inbox;
        this.lock = lock;
        interactor = new TicketInteractor(model, feed, inbox, lock);
        newOrder = new Act("New order", "F2", Feather.PLUS, NOTHING_IN_THE_WAY, this::enterNew);
        var send = new Act("Send", "Ctrl+Enter", Feather.SEND, model.obstacle, interactor::send);
        view = new TicketView(model, send, interactor::clear);
    }

    /// A ticket can be filled in whatever the state of the desk.
    private static final ObservableValue<String> NOTHING_IN_THE_WAY =
            new ReadOnlyStringWrapper("");

    private void enterNew() {
        interactor.clear();
        view.focusSymbol();
    }

    public void amend(Order order) {
        interactor.amend(order);
        view.focusQty();
    }

    public void activate() {
        subscription = Subscription.combine(
                inbox.on(Item.AccountItem.class, interactor::show),
                inbox.on(Item.SessionItem.class, interactor::show),
                inbox.on(Item.InstrumentItem.class, interactor::show),
                typed(model.symbol), typed(model.qty), typed(model.price), typed(model.account), typed(model.session),
                typed(model.side), typed(model.ordType), typed(model.timeInForce), typed(lock));
    }

    private Subscription typed(ObservableValue<?> field) {
        return field.subscribe(_ -> interactor.check());
    }

    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    public Act newOrder() {
        return newOrder;
    }

    /// @param link follows nothing yet: the ticket takes the context of the selected row when a new order is begun
    public Panel panel(Link link) {
        return new Panel(
                "ticket", "Ticket", Feather.EDIT, view.build(), view::focusSymbol, List.of(), link,
                Panel.Memory.of(() -> PanelMemory.NONE, _ -> {}));
    }
}
