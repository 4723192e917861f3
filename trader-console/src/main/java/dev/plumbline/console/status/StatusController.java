package dev.plumbline.console.status;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.inbox.OpenOrders;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Links;
import dev.plumbline.console.ui.Locks;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.TablePanel;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Ping;

/// The status bar, the panel of connections, and the lock on what needs a live desk.
public final class StatusController {
    private final StatusModel model = new StatusModel();
    private final StatusInteractor interactor;
    private final ConsoleFeed feed;
    private final Inbox inbox;
    private final LongSupplier nanos;
    private final StatusView view;
    private final Link link;
    private Subscription subscription = Subscription.EMPTY;

    /// @param where the user and the desk, as the bar shows them
    /// @param nanos a clock that only grows, to measure the way to the desk and back; read on any thread
    public StatusController(
            ConsoleFeed feed, Inbox inbox, OpenOrders openOrders, InstantSource time, LongSupplier nanos, String where,
            Links links, Exports exports) {
        this.feed = feed;
        this.inbox = inbox;
        this.nanos = nanos;
        link = links.unlinked("a connection has no order, symbol or account to look at");
        interactor = new StatusInteractor(model, time, openOrders);
        view = new StatusView(model, where, exports);
    }

    public void activate() {
        subscription = Subscription.combine(
                inbox.onStatus(interactor::show),
                inbox.onServers(interactor::showServers),
                inbox.on(Item.SessionItem.class, interactor::show),
                inbox.on(Item.ServiceItem.class, interactor::show),
                inbox.onPicture(interactor));
    }

    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    /// To be called once a second, for the clock and the rate.
    public void everySecond() {
        interactor.everySecond(inbox.receivedCount(), inbox.droppedCount());
        if (interactor.wantsPing()) ping();
    }

    /// Measured where the answer comes in, not where it is shown.
    private void ping() {
        interactor.asked();
        long sentAt = nanos.getAsLong();
        var answered = feed.question(new Ping(sentAt))
                .handle((pong, trouble) -> trouble == null
                        ? Optional.of(new StatusInteractor.Way(nanos.getAsLong() - sentAt, pong))
                        : Optional.<StatusInteractor.Way>empty());
        inbox.whenDone(answered, interactor::answered);
    }

    /// How old the picture is.
    public ObservableValue<Freshness> freshness() {
        return model.freshness;
    }

    /// Why nothing may be sent now; empty where it may.
    public ObservableValue<String> lock() {
        return model.lock;
    }

    /// Why nothing, or not even a cancel, may be sent now.
    public Locks locks() {
        return new Locks(model.lock, model.cancelLock, model.old);
    }

    public Region bar() {
        return view.bar();
    }

    public Panel connections() {
        var region = view.build();
        return new TablePanel(view.table(), link)
                .panel("connections", "Connections", Feather.ACTIVITY, region, view::focus, view.taken().acts("connections"));
    }
}
