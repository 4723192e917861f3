package dev.plumbline.console.executions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.blotter.FilterBar;
import dev.plumbline.console.filter.ExecutionFields;
import dev.plumbline.console.format.RulesController;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Links;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.TablePanel;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Item.ExecutionItem;

/// The executions of the desk, newest first.
public final class ExecutionsController {
    private final ExecutionsModel model = new ExecutionsModel();
    private final ExecutionsInteractor interactor = new ExecutionsInteractor(model);
    private final FilterBar<ExecutionItem> filter;
    private final RulesController<ExecutionItem, ExecutionItem> rules;
    private final ExecutionsView view;
    private final Inbox inbox;
    private final Link link;
    private Subscription subscription = Subscription.EMPTY;

    /// @param now nanoseconds since the epoch, for ages
    /// @param trouble is told in a line what is wrong with a format rule that a file brought
    public ExecutionsController(Inbox inbox, Links links, LongSupplier now, Exports exports, Consumer<String> trouble) {
        this.inbox = inbox;
        link = links.link();
        var fields = ExecutionFields.of(now);
        filter = new FilterBar<>("executions-filter", "executions", "sym:NVDA side:buy is:busted", model.filter, fields);
        rules = new RulesController<>("executions", "value>1m", fields, Optional::of, trouble);
        view = new ExecutionsView(model, filter, link, rules.looks(), exports);
    }

    public void activate() {
        subscription = inbox.on(Item.ExecutionItem.class, interactor::show)
                .and(inbox.on(Item.GoneItem.class, interactor::gone))
                .and(inbox.onPicture(interactor))
                .and(filter.condition().subscribe(interactor::filter))
                .and(link.heard().subscribe(view::follow));
    }

    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    /// To be called once a pulse, after the news were taken over.
    public void everyPulse(long nanoTime) {
        interactor.everyPulse(nanoTime);
    }

    /// To be called about once a second: a filter by age changes by itself.
    public void everySecond() {
        interactor.everySecond();
        rules.everySecond();
    }

    /// Puts the cursor into the filter.
    public void focusFilter() {
        filter.focus();
    }

    /// The order of the execution that is selected alone, or of several of one order; with an empty value for none.
    public OrderKey chosen() {
        return view.chosen();
    }

    /// @param amend of the order that is [#chosen()]
    public Panel panel(Act amend) {
        var region = view.build();
        return new TablePanel(view.table(), link)
                .filtered(model.filter)
                .ruled(rules.kept())
                .panel("executions", "Executions", Feather.ZAP, region, view::focus,
                        acts(amend));
    }

    private List<Act> acts(Act amend) {
        var acts = new ArrayList<>(List.of(amend));
        acts.add(Act.always("Filter executions", "Ctrl+F", Feather.SEARCH, this::focusFilter));
        acts.addAll(view.taken().acts("executions"));
        acts.add(rules.act(view.table()));
        return acts;
    }
}
