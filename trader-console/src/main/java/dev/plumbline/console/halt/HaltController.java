package dev.plumbline.console.halt;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Act;
import dev.plumbline.core.Halt;
import dev.plumbline.core.Order;
import dev.plumbline.wire.DeskMessage.Item;

/// The kill switch: a key that is always there, a banner while anything is halted, and the way to let it go on.
public final class HaltController {
    private final HaltModel model = new HaltModel();
    private final HaltInteractor interactor;
    private final HaltView view;
    private final Region banner;
    private final Inbox inbox;
    private final Act pull = Act.always("Kill …", "Ctrl+Alt+K", Feather.POWER, this::pull);
    private final BooleanBinding isHalted = Bindings.isNotEmpty(model.inForce);
    private Subscription subscription = Subscription.EMPTY;

    /// Cancels what a halt is about.
    public interface Cancel {
        /// Asks for all its working orders to be canceled, and shows what becomes of each.
        ///
        /// @param inForce the halt, where the picture has it
        void working(Halt.Scope scope, Supplier<Optional<Item.HaltItem>> inForce);
    }

    /// @param user in whose name this console asks
    /// @param sendLock why no order may be sent now; empty where it may
    /// @param selected the order that a person looks at
    /// @param working the orders that a halt of this scope is about, and that are open
    /// @param notWhole why there may be more of them than are known; empty where all are
    public HaltController(
            ConsoleFeed feed, Inbox inbox, String user, ObservableValue<String> sendLock,
            Supplier<Optional<Order>> selected, Function<Halt.Scope, List<Order>> working,
            Supplier<String> notWhole, Cancel cancel) {
        this.inbox = inbox;
        interactor = new HaltInteractor(
                model, feed, inbox, user, sendLock, new HaltInteractor.Others(selected, working, notWhole, cancel));
        view = new HaltView(model, interactor);
        banner = new HaltBanner(model, interactor, sendLock, this::release).build();
    }

    private void pull() {
        view.pull(banner);
    }

    private void release(Item.HaltItem item) {
        if (view.confirmRelease(item, banner)) interactor.release(item);
    }

    public void activate() {
        subscription = Subscription.combine(
                inbox.onStatus(interactor::show),
                inbox.on(Item.HaltItem.class, interactor::show),
                inbox.on(Item.HaltGoneItem.class, interactor::gone),
                inbox.on(Item.InstrumentItem.class, interactor::show),
                inbox.on(Item.AccountItem.class, interactor::show),
                inbox.on(Item.SessionItem.class, interactor::show),
                inbox.onPicture(interactor),
                model.kind.subscribe(_ -> interactor.kindChosen()),
                model.name.subscribe(_ -> interactor.look()),
                model.reason.subscribe(_ -> interactor.look()),
                model.cancels.subscribe(_ -> interactor.look()),
                model.word.subscribe(_ -> interactor.look()));
    }

    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    /// To be called about once a second: how many orders work changes while a person decides.
    public void everySecond() {
        if (view.isOpen()) interactor.look();
    }

    /// Opens the dialog; possible at any time, for it says itself what is in the way.
    public Act act() {
        return pull;
    }

    /// One for each halt in force, to let it go on.
    public List<Act> releases() {
        return model.inForce.stream()
                .map(item -> new Act(
                        "Release … " + HaltInteractor.words(item), "", Feather.PLAY,
                        new ReadOnlyStringWrapper(interactor.releaseObstacle(item)), () -> release(item)))
                .toList();
    }

    /// Something is halted.
    public ObservableValue<Boolean> isHalted() {
        return isHalted;
    }

    /// For the top of the window; there only while something is halted.
    public Region banner() {
        return banner;
    }
}
