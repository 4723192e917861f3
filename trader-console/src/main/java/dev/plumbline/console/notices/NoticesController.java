package dev.plumbline.console.notices;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Act;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item;

/// Toasts and sounds for what needs a person: fills of orders that were entered here, rejects, alerts and connections. Few of
/// them, whatever happens.
public final class NoticesController {
    private final NoticesModel model = new NoticesModel();
    private final NoticesInteractor interactor;
    private final Inbox inbox;
    private final Speaker speaker;
    private final NoticesView view;
    private Subscription subscription = Subscription.EMPTY;

    /// @param isLoud whether the person wants sounds
    /// @param isOwn which orders were entered here: of these the fills are told, too, and rejects are shown at once and stay
    /// @param clockMs milliseconds that only grow
    public NoticesController(
            Inbox inbox, Speaker speaker, BooleanSupplier isLoud, Predicate<OrderKey> isOwn, LongSupplier clockMs) {
        this.inbox = inbox;
        this.speaker = speaker;
        interactor = new NoticesInteractor(model, speaker, isLoud, isOwn, clockMs);
        view = new NoticesView(model, interactor::dismiss);
    }

    /// Says how many orders have changed while the console was cut off. Asked once after each break, when the snapshot
    /// has been taken over; 0 is not told.
    public void changedWhileAway(IntSupplier count) {
        interactor.changedWhileAway(count);
    }

    public void activate() {
        subscription = Subscription.combine(
                inbox.onStatus(interactor::show),
                inbox.on(Item.ExecutionItem.class, item -> interactor.show(item, inbox.isMissed())),
                inbox.on(Item.OrderItem.class, item -> interactor.show(item, inbox.isMissed())),
                inbox.on(Item.GoneItem.class, interactor::gone),
                inbox.on(Item.AlertItem.class, item -> interactor.show(item, inbox.isMissed())),
                inbox.on(Item.SessionItem.class, interactor::show),
                inbox.on(Item.ServiceItem.class, interactor::show),
                inbox.onPicture(interactor));
    }

    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
        speaker.close();
    }

    /// To be called at each pulse.
    public void everyPulse() {
        interactor.everyPulse();
    }

    /// Puts the toasts away that lie over the panels.
    public Act dismissAll() {
        return new Act(
                "Close all notices", "Ctrl+Shift+N", Feather.X,
                Bindings.when(Bindings.isEmpty(model.toasts)).then("there are none").otherwise(""),
                () -> List.copyOf(model.toasts).forEach(interactor::dismiss));
    }

    /// Where the toasts lie: over all panels. It must get no background: what is painted takes the clicks.
    public Region layer() {
        return view.build();
    }

    /// All alerts were seen in their panel: their toast need not stay.
    public void alertsSeen() {
        interactor.alertsSeen();
    }

    /// Why nothing can be heard, empty where it can or where nobody wants to.
    public ObservableValue<String> soundTrouble() {
        return model.soundTrouble;
    }
}
