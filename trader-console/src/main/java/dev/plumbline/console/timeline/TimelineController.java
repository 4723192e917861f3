package dev.plumbline.console.timeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Links;
import dev.plumbline.console.ui.Links.Channel;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.PanelMemory;
import dev.plumbline.console.ui.TableMemory;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item;

/// The timeline of one order: every input about it, what each did to it, and the message as it came.
public final class TimelineController {
    private static final String NEWEST_FIRST = "newest-first";
    private static final String ON = "on";

    private final TimelineModel model = new TimelineModel();
    private final TimelineInteractor interactor;
    private final TimelineView view;
    private final Inbox inbox;
    private final Link link;
    private final TableMemory built;
    private Subscription subscription = Subscription.EMPTY;

    /// @param orders finds an order by its key, as it is now
    public TimelineController(
            ConsoleFeed feed, Inbox inbox, Links links, Function<OrderKey, Optional<Order>> orders) {
        this.inbox = inbox;
        link = links.link();
        interactor =
                new TimelineInteractor(model, feed::question, orders, inbox, System::nanoTime, System::currentTimeMillis);
        view = new TimelineView(model, interactor, link);
        built = TableMemory.of(view.table());
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

    public Panel panel() {
        return new Panel(
                "timeline", "Timeline", Feather.CLOCK, view.build(), view::focus, List.of(copy(), refresh(), pin(), turn()), link,
                Panel.Memory.of(this::remember, this::recall));
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

    /// A pinned panel comes back unpinned: the order that it held may be of another day.
    private PanelMemory remember() {
        var more = model.newestFirst.get() ? Map.of(NEWEST_FIRST, ON) : Map.<String, String>of();
        return new PanelMemory(link.channel().get().name(), "", TableMemory.of(view.table()), more);
    }

    private void recall(PanelMemory memory) {
        link.channel().set(memory.channel().isEmpty() ? Channel.BLUE : Channel.named(memory.channel()));
        model.newestFirst.set(memory.more(NEWEST_FIRST, "").equals(ON));
        (memory.table().columns().isEmpty() ? built : memory.table()).applyTo(view.table());
    }
}
