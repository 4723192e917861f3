package dev.plumbline.console.orders;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Links;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.TablePanel;
import dev.plumbline.core.Order;
import dev.plumbline.wire.DeskMessage.Item;

/// The orders blotter: shows all orders of the desk, filters them, cancels the selected ones.
public final class OrdersController {
    private final OrdersModel model = new OrdersModel();
    private final OrdersInteractor interactor;
    private final Inbox inbox;
    private final OrdersView view;
    private final Act cancel;
    private final Act amend;
    private final Link link;
    private Subscription subscription = Subscription.EMPTY;

    /// @param lock why nothing may be sent now, empty where it may
    /// @param onAmend is given the order that a trader wants to amend
    public OrdersController(
            ConsoleFeed feed, Inbox inbox, ObservableValue<String> lock, Links links, Consumer<Order> onAmend) {
        this.inbox = inbox;
        link = links.link();
        interactor = new OrdersInteractor(model, feed, inbox, lock);
        cancel = new Act("Cancel selected", "Delete", Feather.X_CIRCLE, model.cancelObstacle, this::cancelSelected);
        amend = new Act(
                "Amend", "F4", Feather.EDIT_2, model.amendObstacle,
                () -> onAmend.accept(interactor.cancellable().getFirst()));
        view = new OrdersView(model, cancel, amend, link);
        lock.subscribe(_ -> interactor.allow());
    }

    private void cancelSelected() {
        var orders = interactor.cancellable();
        if (orders.size() == 1 || view.confirmCancel(orders)) interactor.cancel(orders);
    }

    public void activate() {
        subscription = Subscription.combine(
                inbox.on(Item.OrderItem.class, interactor::show),
                inbox.on(Item.GoneItem.class, interactor::gone),
                inbox.onPicture(interactor),
                model.filter.subscribe(_ -> interactor.filter()),
                model.openOnly.subscribe(_ -> interactor.filter()),
                onSelection());
    }

    private Subscription onSelection() {
        return model.selected.subscribe(interactor::allow);
    }

    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    /// To be called once a second: orders that have ended leave a filter for open ones.
    public void everySecond() {
        if (model.openOnly.get() || !model.filter.get().isBlank()) interactor.filter();
    }

    public Panel panel() {
        var region = view.build();
        return new TablePanel(view.table(), link)
                .filtered(model.filter)
                .switched("open-only", model.openOnly)
                .panel("orders", "Orders", Feather.LIST, region, view::focusTable, List.of(cancel));
    }

    /// Puts the cursor into the filter.
    public void focusFilter() {
        view.focusFilter();
    }

    /// Puts the cursor into the table.
    public void focusTable() {
        view.focusTable();
    }

    public Act cancel() {
        return cancel;
    }

    public Act amend() {
        return amend;
    }
}
