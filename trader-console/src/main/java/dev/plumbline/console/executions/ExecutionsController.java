package dev.plumbline.console.executions;

import java.util.List;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Links;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.TablePanel;
import dev.plumbline.wire.DeskMessage.Item;

/// The executions of the desk, newest first.
public final class ExecutionsController {
    private final ExecutionsModel model = new ExecutionsModel();
    private final ExecutionsInteractor interactor = new ExecutionsInteractor(model);
    private final ExecutionsView view;
    private final Inbox inbox;
    private final Link link;
    private Subscription subscription = Subscription.EMPTY;

    public ExecutionsController(Inbox inbox, Links links) {
        this.inbox = inbox;
        link = links.link();
        view = new ExecutionsView(model, link);
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

    /// To be called once a pulse, after the news were taken over.
    public void everyPulse(long nanoTime) {
        interactor.everyPulse(nanoTime);
    }

    public Panel panel() {
        var region = view.build();
        return new TablePanel(view.table(), link)
                .panel("executions", "Executions", Feather.ZAP, region, view::focus, List.of());
    }
}
