package dev.plumbline.console.positions;

import javafx.scene.layout.Region;
import javafx.util.Subscription;

import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.wire.DeskMessage.Item;

/// The positions of the desk's accounts, valued at the instruments' reference prices.
public final class PositionsController {
    private final PositionsModel model = new PositionsModel();
    private final PositionsInteractor interactor = new PositionsInteractor(model);
    private final PositionsView view = new PositionsView(model);
    private final Inbox inbox;
    private Subscription subscription = Subscription.EMPTY;

    public PositionsController(Inbox inbox) {
        this.inbox = inbox;
    }

    public void activate() {
        subscription = Subscription.combine(
                inbox.on(Item.PositionItem.class, interactor::show),
                inbox.on(Item.InstrumentItem.class, interactor::mark),
                inbox.onPicture(interactor));
    }

    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    public Region view() {
        return view.build();
    }
}
