package dev.plumbline.console.timeline;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Links;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.TablePanel;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item;

/// The timeline of one order: every input about it, what each did to it, and the message as it came.
public final class TimelineController {
    private final TimelineModel model = new TimelineModel();
    private final TimelineInteractor interactor;
    private final TimelineView view;
    private final Inbox inbox;
    private final Link link;
    private Subscription subscription = Subscription.EMPTY;

    /// @param orders finds an order by its key, as it is now
    public TimelineController(
            ConsoleFeed feed, Inbox inbox, Links links, Function<OrderKey, Optional<Order>> orders, Exports exports) {
        this.inbox = inbox;
        link = links.link();
        interactor =
                new TimelineInteractor(model, feed::question, orders, inbox, System::nanoTime, System::currentTimeMillis);
        view = new TimelineView(model, interactor, link, exports);
    }

    public void activate() {
        subscription = Subscription.combine(
                inbox.on(Item.OrderItem.class, interactor::live),
                inbox.on(Item.GoneItem.class, interactor::gone),
                inbox.onPicture(interactor),
                link.heard().subscribe(context -> interactor.follow(context.order())),
                model.pinned.subscribe(_ -> interactor.follow(link.now().order())),
                model.seen.subscribe(_ -> interactor.ask()));
    }

    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    /// To be called once a second: what was put off is asked for.
    public void everySecond() {
        interactor.ask();
    }

    /// Shows this order, whatever is chosen elsewhere; what is chosen next replaces it unless the panel is pinned.
    public void show(OrderKey order) {
        interactor.show(order);
    }

    /// The order that is shown; with an empty value for none.
    public OrderKey shown() {
        return interactor.order();
    }

    /// A pinned panel comes back unpinned: the order that it held may be of another day.
    ///
    /// @param amend of the order that is shown
    public Panel panel(Act amend) {
        var region = view.build();
        return new TablePanel(view.table(), link)
                .switched("newest-first", model.newestFirst)
                .panel("timeline", "Timeline", Feather.CLOCK, region, view::focus, acts(amend));
    }

    private List<Act> acts(Act amend) {
        return List.of(amend, copy(), copyTable(), view.taken().export("events"), refresh(), pin(), turn());
    }

    /// What we know of them beside the messages is not for the broker.
    private Act copyTable() {
        return Act.always("Copy events as a table", "Ctrl+Alt+C", Feather.COPY, view.taken()::copy);
    }

    private Act copy() {
        return Act.always("Copy for the broker", "Ctrl+C", Feather.CLIPBOARD, view::copy);
    }

    private Act pin() {
        return Act.toggle("Pin the timeline, or let it follow", Feather.MAP_PIN, model.pinned);
    }

    private Act turn() {
        return Act.toggle("Newest events first, or last", Feather.ARROW_DOWN, model.newestFirst);
    }

    private Act refresh() {
        return Act.always("Ask for the history again", "F5", Feather.REFRESH_CW, interactor::anew);
    }
}
