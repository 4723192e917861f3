package dev.plumbline.console.executions;

import javafx.scene.layout.Region;
import javafx.util.Subscription;

import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.wire.DeskMessage.Item;

/// The executions of the desk, newest first.
public final class ExecutionsController {
    private final ExecutionsModel model = new ExecutionsModel();
    private final ExecutionsInteractor interactor = new ExecutionsInteractor(model);
    private final ExecutionsView view = new ExecutionsView(model);
    private final Inbox inbox;
    private Subscription subscription = Subscription.EMPTY;

    public ExecutionsController(Inbox inbox) {
        this.inbox = inbox;
    }

    public void activate() {
        subscription = inbox.on(Item.ExecutionItem.class, interactor::show)
                .and(inbox.on(Item.GoneItem.class, interactor::gone))
                .and(inbox.onPicture(interactor));
    }

    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    public Region view() {
        return view.build();
    }
}
