package dev.plumbline.console.alerts;

import javafx.beans.value.ObservableIntegerValue;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Act;
import dev.plumbline.wire.DeskMessage.Item;

/// What a person should look at, newest first.
public final class AlertsController {
    private final AlertsModel model = new AlertsModel();
    private final AlertsInteractor interactor = new AlertsInteractor(model);
    private final Inbox inbox;
    private final AlertsView view;
    private Subscription subscription = Subscription.EMPTY;

    public AlertsController(Inbox inbox) {
        this.inbox = inbox;
        var obstacle = model.unseen.map(unseen -> unseen.intValue() == 0 ? "all are seen" : "");
        view = new AlertsView(model, new Act("Mark seen", "F12", Feather.CHECK, obstacle, interactor::seen));
    }

    public void activate() {
        subscription = inbox.on(Item.AlertItem.class, interactor::show).and(inbox.onPicture(interactor));
    }

    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    public Region view() {
        return view.build();
    }

    /// Says that a person has seen them all.
    public Act seen() {
        return view.seen();
    }

    public ObservableIntegerValue unseen() {
        return model.unseen;
    }
}
