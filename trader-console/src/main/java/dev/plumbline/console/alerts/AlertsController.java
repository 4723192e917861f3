package dev.plumbline.console.alerts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.value.ObservableIntegerValue;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.filter.AlertFields;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Context;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Links;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.TablePanel;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Item.AlertItem;

/// The alerts of the desk, newest first: folded, filtered, and marked until a person has seen them.
public final class AlertsController {
    private final AlertsModel model = new AlertsModel();
    private final AlertsInteractor interactor;
    private final Inbox inbox;
    private final AlertsView view;
    private final Link link;
    private final Consumer<OrderKey> onShow;
    private final Act seenTop;
    private final Act seenAll;
    private final List<Act> acts;
    private Subscription subscription = Subscription.EMPTY;

    /// @param clock nanoseconds since the epoch, UTC
    /// @param onShow is given the order of an alert that a trader wants to see
    public AlertsController(Inbox inbox, Links links, LongSupplier clock, Consumer<OrderKey> onShow, Exports exports) {
        this.inbox = inbox;
        this.onShow = onShow;
        link = links.link();
        interactor = new AlertsInteractor(model, clock);
        var allSeen = model.unseen.map(unseen -> unseen.intValue() == 0 ? "all are seen" : "");
        seenTop = new Act("Acknowledge the top alert and show its order", "F12", Feather.CHECK, allSeen, this::seeTop);
        seenAll = new Act("All alerts seen", "Shift+F12", Feather.CHECK_SQUARE, allSeen, interactor::seenAll);
        view = new AlertsView(model, seenTop, seenAll, link, AlertFields.of(clock), exports);
        acts = new ArrayList<>(List.of(
                new Act("Show order of the alert", "Enter", Feather.EYE, model.orderObstacle, () ->
                        model.chosen.get().ifPresent(row -> show(row.now().newest()))),
                new Act("Alert seen", "Space", Feather.CHECK, model.seenObstacle, interactor::seenChosen),
                Act.always("Filter alerts", "Ctrl+F", Feather.SEARCH, this::focusFilter),
                Act.toggle("Only alerts, or all levels", Feather.FILTER, model.onlyAlerts),
                Act.toggle("Only warnings, or all levels", Feather.FILTER, model.onlyWarnings),
                Act.toggle("Only news, or all levels", Feather.FILTER, model.onlyInfos)));
        acts.addAll(view.taken().acts("alerts"));
    }

    private void seeTop() {
        interactor.seenTop().ifPresent(this::show);
    }

    private void show(AlertItem item) {
        if (item.order().isEmpty()) return;
        var order = new OrderKey(item.order());
        link.tell(new Context(order, Context.NOTHING.symbol(), Context.NOTHING.account()));
        onShow.accept(order);
    }

    public void activate() {
        subscription = Subscription.combine(
                inbox.on(Item.AlertItem.class, interactor::show),
                inbox.onPicture(interactor),
                model.filter.subscribe(_ -> interactor.filter()),
                model.onlyAlerts.subscribe(_ -> interactor.filter()),
                model.onlyWarnings.subscribe(_ -> interactor.filter()),
                model.onlyInfos.subscribe(_ -> interactor.filter()),
                model.chosen.subscribe(_ -> interactor.allow()));
    }

    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    /// To be called about once a second: a filter by age changes by itself.
    public void everySecond() {
        interactor.everySecond();
    }

    /// Puts the cursor into the filter.
    public void focusFilter() {
        view.focusFilter();
    }

    public Panel panel() {
        var region = view.build();
        return new TablePanel(view.table(), link)
                .filtered(model.filter)
                .switched("alerts", model.onlyAlerts)
                .switched("warnings", model.onlyWarnings)
                .switched("infos", model.onlyInfos)
                .panel("alerts", "Alerts", Feather.BELL, region, view::focus, acts);
    }

    /// What is done with alerts wherever the cursor is: acknowledge the top one and jump to its order, acknowledge all.
    public List<Act> everywhere() {
        return List.of(seenTop, seenAll);
    }

    public ObservableIntegerValue unseen() {
        return model.unseen;
    }
}
