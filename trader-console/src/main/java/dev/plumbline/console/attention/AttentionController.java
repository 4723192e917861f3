package dev.plumbline.console.attention;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.collections.SetChangeListener;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.blotter.FilterBar;
import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.inbox.OpenOrders;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Context;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Links;
import dev.plumbline.console.ui.Links.Channel;
import dev.plumbline.console.ui.Locks;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.PanelMemory;
import dev.plumbline.console.ui.SingleKey;
import dev.plumbline.console.ui.TableMemory;
import dev.plumbline.core.Order;
import dev.plumbline.wire.DeskMessage.Item;

/// The exceptions first: what a person must look at, worst on top, with what can be done about it.
public final class AttentionController {
    private final AttentionModel model = new AttentionModel();
    private final AttentionInteractor interactor;
    private final Inbox inbox;
    private final Link link;
    private final FilterBar<Entry> filter;
    private final AttentionView view;
    private final List<Act> acts;
    private final SetChangeListener<Kind> onOnly = _ -> publish();
    private Consumer<Order> explain = _ -> {};
    private Subscription subscription = Subscription.EMPTY;

    /// @param clock nanoseconds since the epoch, UTC
    /// @param onShow is given the order that a trader wants to see
    /// @param onAmend is given the order that a trader wants to amend
    /// @param onCancel is given an order to be cancelled that a single key may not cancel: to ask first
    public AttentionController(
            ConsoleFeed feed, Inbox inbox, Locks locks, OpenOrders openOrders, Links links,
            LongSupplier clock, Consumer<Order> onShow, Consumer<Order> onAmend, Consumer<Order> onCancel,
            Exports exports) {
        this.inbox = inbox;
        link = links.link();
        interactor = new AttentionInteractor(model, feed, inbox, locks, openOrders, clock);
        acts = List.of(
                new Act("Show order", "Enter", Feather.EYE, model.orderObstacle, () -> withOrder(order -> {
                    link.tell(Context.of(order));
                    onShow.accept(order);
                })),
                new Act("Ask the broker", "A", Feather.HELP_CIRCLE, model.askObstacle, interactor::ask),
                new Act("Cancel order", "Delete", Feather.X_CIRCLE, model.cancelObstacle, () -> withOrder(order -> {
                    if (SingleKey.mayCancel(order) && locks.old().getValue().isEmpty()) interactor.cancel();
                    else onCancel.accept(order);
                })),
                new Act("Amend order", "F4", Feather.EDIT_2, model.amendObstacle, () -> withOrder(onAmend)),
                new Act("Explain", "E", Feather.GIT_COMMIT, model.explainObstacle, () ->
                        withOrder(order -> explain.accept(order))),
                new Act("Seen", "Space", Feather.CHECK, model.seenObstacle, interactor::see),
                new Act("All shown seen", "Shift+Space", Feather.CHECK_SQUARE, model.allSeenObstacle, interactor::seeAll));
        filter = new FilterBar<>(
                "attention-filter", "attention", "sym:NVDA kind:stuck age>5m", model.filter, EntryFields.of(clock)).narrow();
        view = new AttentionView(model, filter, acts, link, exports);
        locks.send().subscribe(_ -> interactor.allow());
        locks.cancel().subscribe(_ -> interactor.allow());
    }

    private void publish() {
        interactor.publish();
    }

    private void withOrder(Consumer<Order> work) {
        interactor.order().ifPresent(work);
    }

    /// Gives the order to explain to who can, such as a panel with its timeline. Until then that is not possible.
    public void explainWith(Consumer<Order> how) {
        explain = how;
        interactor.canExplain();
    }

    public void activate() {
        subscription = Subscription.combine(
                inbox.on(Item.OrderItem.class, interactor::show),
                inbox.on(Item.GoneItem.class, interactor::gone),
                inbox.on(Item.SessionItem.class, interactor::show),
                inbox.on(Item.ServiceItem.class, interactor::show),
                inbox.on(Item.WaitingItem.class, interactor::show),
                inbox.on(Item.WaitingGoneItem.class, interactor::gone),
                inbox.on(Item.MoreWaitingItem.class, interactor::show),
                inbox.onPicture(interactor),
                model.chosen.subscribe(_ -> interactor.allow()),
                filter.condition().subscribe(interactor::filter),
                model.withSeen.subscribe(_ -> interactor.publish()));
        model.only.addListener(onOnly);
    }

    public void deactivate() {
        model.only.removeListener(onOnly);
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    /// To be called about once a second: ages grow, and what waits may have waited too long.
    public void everySecond() {
        interactor.everySecond();
    }

    /// What nobody has seen yet, for a badge.
    public ObservableValue<Summary> summary() {
        return model.summary;
    }

    /// Puts the cursor into the filter.
    public void focusFilter() {
        filter.focus();
    }

    public Panel panel() {
        return new Panel(
                "attention", "Attention", Feather.ALERT_TRIANGLE, view.build(), view::focus, allActs(), link,
                Panel.Memory.of(this::remember, this::recall));
    }

    /// With those that have no button.
    private List<Act> allActs() {
        var all = new ArrayList<>(acts);
        all.add(Act.always("Filter attention", "Ctrl+F", Feather.SEARCH, this::focusFilter));
        all.add(Act.toggle("Show what was seen, too", Feather.EYE, model.withSeen));
        for (var kind : Kind.values())
            all.add(Act.always("Only " + kind.label() + ", or all kinds", "", Feather.FILTER, () -> {
                if (!model.only.remove(kind)) model.only.add(kind);
            }));
        all.addAll(view.taken().acts("findings"));
        return all;
    }

    private PanelMemory remember() {
        var more = new HashMap<String, String>();
        if (!model.only.isEmpty()) more.put("only", model.only.stream().map(Kind::name).sorted().collect(
                Collectors.joining(" ")));
        if (model.withSeen.get()) more.put("seen", "on");
        return new PanelMemory(link.channel().get().name(), model.filter.get(), TableMemory.NONE, Map.copyOf(more));
    }

    private void recall(PanelMemory memory) {
        link.channel().set(memory.channel().isEmpty() ? Channel.BLUE : Channel.named(memory.channel()));
        model.filter.set(memory.filter());
        model.withSeen.set(memory.more("seen", "").equals("on"));
        var kept = List.of(memory.more("only", "").split(" "));
        for (var kind : Kind.values()) {
            if (kept.contains(kind.name())) model.only.add(kind);
            else model.only.remove(kind);
        }
    }
}
