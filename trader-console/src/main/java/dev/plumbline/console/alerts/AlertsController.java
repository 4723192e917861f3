package dev.plumbline.console.alerts;

import java.util.List;
import javafx.beans.value.ObservableIntegerValue;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Links;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.TablePanel;
import dev.plumbline.wire.DeskMessage.Item;

/// What a person should look at, newest first.
public final class AlertsController {
    private final AlertsModel model = new AlertsModel();
    private final AlertsInteractor interactor = new AlertsInteractor(model);
    private final Inbox inbox;
    private final AlertsView view;
    private final Link link;
    private Subscription subscription = Subscription.EMPTY;

    public AlertsController(Inbox inbox, Links links) {
        this.inbox = inbox;
        link = links.link();
        var obstacle = model.unseen.map(unseen -> unseen.intValue() == 0 ? "all are seen" : "");
        view = new AlertsView(model, new Act("Mark seen", "F12", Feather.CHECK, obstacle, interactor::seen), link);
    }

    public void activate() {
        subscription = inbox.on(Item.AlertItem.class, interactor::show).and(inbox.onPicture(interactor));
    }

    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    public Panel panel() {
        var region = view.build();
        return new TablePanel(view.table(), link)
                .panel("alerts", "Alerts", Feather.BELL, region, view::focus, List.of());
    }

    /// Says that a person has seen them all.
    public Act seen() {
        return view.seen();
    }

    public ObservableIntegerValue unseen() {
        return model.unseen;
    }
}
