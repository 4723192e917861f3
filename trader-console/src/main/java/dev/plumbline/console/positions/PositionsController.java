package dev.plumbline.console.positions;

import java.util.ArrayList;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Context;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Links;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.TablePanel;
import dev.plumbline.wire.DeskMessage.Item;

/// The positions of the desk's accounts, valued at the instruments' reference prices.
public final class PositionsController {
    private final PositionsModel model = new PositionsModel();
    private final PositionsInteractor interactor = new PositionsInteractor(model);
    private final PositionsView view;
    private final Link link;
    private final Inbox inbox;
    private Subscription subscription = Subscription.EMPTY;

    public PositionsController(Inbox inbox, Links links, Exports exports) {
        this.inbox = inbox;
        link = links.link();
        view = new PositionsView(model, link, exports);
    }

    public void activate() {
        subscription = Subscription.combine(
                inbox.on(Item.PositionItem.class, interactor::show),
                inbox.on(Item.InstrumentItem.class, interactor::mark),
                inbox.onPicture(interactor),
                link.heard().subscribe(view::follow),
                model.filter.subscribe(_ -> interactor.filter()),
                model.byAccount.subscribe(_ -> interactor.lay()));
    }

    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    /// Puts the cursor into the filter.
    public void focusFilter() {
        view.focusFilter();
    }

    /// Account and symbol of the selected position, or the account alone.
    public Context chosen() {
        return view.chosen();
    }

    public boolean hasCursor() {
        return TablePanel.hasCursor(view.table());
    }

    public Panel panel() {
        var region = view.build();
        var acts = new ArrayList<Act>();
        acts.add(Act.always("Filter positions", "Ctrl+F", Feather.SEARCH, view::focusFilter));
        acts.add(Act.toggle("By account: one line for each", Feather.FOLDER, model.byAccount));
        acts.addAll(view.taken().acts("positions"));
        return new TablePanel(view.table(), link)
                .filtered(model.filter)
                .switched("by-account", model.byAccount)
                .panel("positions", "Positions", Feather.PIE_CHART, region, view::focus, acts);
    }
}
