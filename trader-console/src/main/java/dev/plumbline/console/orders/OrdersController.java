package dev.plumbline.console.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.blotter.FilterBar;
import dev.plumbline.console.blotter.Flashes;
import dev.plumbline.console.checks.Checks;
import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.filter.OrderFields;
import dev.plumbline.console.format.RulesController;
import dev.plumbline.console.inbox.Currencies;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.orders.CancelScope.Which;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Links;
import dev.plumbline.console.ui.Locks;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.SingleKey;
import dev.plumbline.console.ui.TablePanel;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Halt;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;

/// The orders blotter: shows all orders of the desk, filters and sorts them, and cancels, amends and asks after those
/// that are selected.
public final class OrdersController {
    private static final String MINE = "is:mine";

    private final OrdersModel model = new OrdersModel();
    private final OrdersInteractor interactor;
    private final ConsoleFeed feed;
    private final Inbox inbox;
    private final OrdersView view;
    private final WaveView waves;
    private final Flashes flashes = new Flashes();
    private final FilterBar<Order> filter;
    private final RulesController<Shown, Order> rules;
    private final Link link;
    private final Act cancel;
    private final Act cancelAll;
    private final Act amend;
    private final Act amendMany;
    private final Act ask;
    private final Act find;
    private final Act seen;
    private final List<Act> grouping;
    private final Act allSeen;
    private final Act export;
    private final Act copy;
    private final Exports exports;
    private final Consumer<OrderKey> onOpen;
    private final Locks locks;
    private final LongSupplier nanoClock;
    /// Those that are not over.
    private final List<Sweep> sweeps = new ArrayList<>();
    private final Currencies currencies = new Currencies();
    private Subscription subscription = Subscription.EMPTY;

    /// @param checks asks what the desk would say to an amendment
    /// @param nanoClock never goes back: [System#nanoTime()]
    /// @param now nanoseconds since the epoch, for ages
    /// @param isOwn whether an order was entered here
    /// @param trouble is told in a line what is wrong with a format rule that a file brought
    /// @param onAmend is given the order that a trader wants to amend
    /// @param onOpen is given the order of which a trader wants to know all
    public OrdersController(
            ConsoleFeed feed, Inbox inbox, Locks locks, Checks checks, LongSupplier nanoClock, Links links,
            LongSupplier now, Predicate<OrderKey> isOwn, Exports exports, Consumer<String> trouble,
            Consumer<Order> onAmend, Consumer<OrderKey> onOpen) {
        this.exports = exports;
        this.onOpen = onOpen;
        this.feed = feed;
        this.inbox = inbox;
        this.locks = locks;
        this.nanoClock = nanoClock;
        link = links.link();
        interactor = new OrdersInteractor(model, locks);
        var fields = OrderFields.of(now, order -> isOwn.test(order.key()));
        filter = new FilterBar<>("orders-filter", "orders", "sym:NVDA st:open qty>5000", model.filter, fields);
        rules = new RulesController<>("orders", "st:open qty>50k", fields, OrdersController::order, trouble);
        view = new OrdersView(model, filter, link, flashes, rules.looks(), interactor::sort, this::enter);
        view.flashed().millis().subscribe(flashes::lastMillis);
        waves = new WaveView(
                view::window, locks, order -> currencies.of(order.symbol()), this::run, checks, inbox, nanoClock);
        cancel = new Act("Cancel selected", "Delete", Feather.X_CIRCLE, model.cancelObstacle, this::cancelSelected);
        cancelAll = new Act("Cancel all …", "Ctrl+Shift+X", Feather.SLASH, model.cancelAllObstacle, () -> cancelMany(Which.SHOWN));
        amend = new Act(
                "Amend", "F4", Feather.EDIT_2, model.amendObstacle,
                () -> onAmend.accept(interactor.openSelected().getFirst()));
        amendMany = new Act("Amend selected …", "Shift+F4", Feather.EDIT_3, model.bulkAmendObstacle, this::amendSelected);
        ask = new Act("Ask the broker how it stands", "Ctrl+Shift+Q", Feather.HELP_CIRCLE, model.askObstacle, this::askSelected);
        grouping = grouping();
        export = Act.always("Export what is shown …", "Ctrl+E", Feather.DOWNLOAD, this::export);
        copy = new Act("Copy selected", "Ctrl+C", Feather.COPY, model.selectionObstacle, () -> Exports.copy(OrderSheet.of(view.columnIds(), interactor.selected())));
        find = Act.always("Filter orders", "Ctrl+F", Feather.SEARCH, this::focusFilter);
        seen = new Act("Mark seen", "Space", Feather.EYE, model.selectionObstacle, () -> interactor.seen(model.selected));
        var nothingNew = model.unseen.add(model.away).map(count -> count.intValue() == 0 ? "all are seen" : "");
        allSeen = new Act("All orders seen", "Shift+Space", Feather.CHECK_SQUARE, nothingNew, interactor::allSeen);
    }

    /// The head of a group is none.
    private static Optional<Order> order(Shown shown) {
        return shown instanceof Shown.One one ? Optional.of(one.order()) : Optional.empty();
    }

    private List<Act> grouping() {
        var notGrouped = model.isGrouped.map(isGrouped -> isGrouped ? "" : "the orders are not grouped");
        return List.of(
                Act.always("Group by the next", "Ctrl+G", Feather.FOLDER, () -> group(GroupChoice.after(model.groupBy.get()))),
                Act.always("Group by the one before", "", Feather.FOLDER, () -> group(GroupChoice.before(model.groupBy.get()))),
                new Act("Group by none", "Ctrl+Shift+G", Feather.FOLDER_MINUS, notGrouped, () -> group("")),
                new Act("Open all groups", "Alt+Right", Feather.MAXIMIZE_2, notGrouped, () -> interactor.expandAll(true)),
                new Act("Close all groups", "Alt+Left", Feather.MINIMIZE_2, notGrouped, () -> interactor.expandAll(false)));
    }

    private void group(String levels) {
        model.groupBy.set(levels);
    }

    private void enter(OrderRow row) {
        switch (row.shown.get()) {
            case Shown.Head _ -> interactor.toggle(row);
            case Shown.One(var order, _, _) -> {
                interactor.seen(List.of(row));
                onOpen.accept(order.key());
            }
        }
    }

    private void export() {
        var columns = view.columnIds();
        var rows = view.rows();
        var sheet = model.isGrouped.get()
                ? OrderSheet.grouped(columns, rows)
                : OrderSheet.of(columns, OrderSheet.orders(rows));
        exports.export(view.window(), sheet, model.filter.get(), this::notice);
    }

    private void notice(String text) {
        model.notice.set(text);
        model.noticeIsBad.set(text.startsWith("✖"));
    }

    /// An order that a person has not selected here by own hand is never cancelled without being named first.
    private void cancelSelected() {
        var orders = interactor.openSelected();
        var isOld = !locks.old().getValue().isEmpty();
        var isChosen = !model.isSelectedByItself.get();
        if (orders.size() == 1 && SingleKey.mayCancel(orders.getFirst()) && isChosen && !isOld) run(wave(Wave.cancels(orders)));
        else cancelMany(Which.SELECTED);
    }

    /// What was selected when it was asked is meant, whatever is selected when it is confirmed.
    private void cancelMany(Which first) {
        view.settleFilter();
        confirmCancel(first, interactor.openSelected().stream().map(Order::key).toList());
    }

    private void confirmCancel(Which first, List<OrderKey> selected) {
        waves.cancel(
                first, which -> which == Which.SELECTED ? openNow(selected) : open(which), this::wave);
    }

    /// Asks whether to cancel the order: what a single key of another panel may not do.
    public void confirmCancel(OrderKey key) {
        confirmCancel(Which.SELECTED, List.of(key));
    }

    private List<Order> open(Which which) {
        return switch (which) {
            case SELECTED -> interactor.openSelected();
            case SHOWN -> interactor.openShown();
            case ALL -> interactor.openAll();
        };
    }

    /// The orders of the desk that are open and of this account, symbol or broker, as far as is known here.
    public List<Order> working(Halt.Scope scope) {
        return interactor.openAll().stream()
                .filter(order -> scope.covers(order.account(), order.symbol(), order.session()))
                .toList();
    }

    /// Why there may be orders of the desk that are not known here; empty where all are.
    public String notWhole() {
        return !locks.send().getValue().isEmpty() ? locks.send().getValue() : interactor.isWhole() ? "" : "loading the desk";
    }

    /// Cancels all of these at once and shows what becomes of each: a person has confirmed it. Those that are heard of later
    /// follow.
    ///
    /// @param inForce the halt for which they are canceled, where the picture has it
    public void cancelWorking(Halt.Scope scope, Supplier<Optional<Item.HaltItem>> inForce) {
        var wave = wave(Wave.cancels(working(scope)));
        var desk = new Sweep.Desk(this::notWhole, inForce, () -> working(scope));
        var sweep = new Sweep(scope.words(), desk, wave, nanoClock.getAsLong());
        sweeps.add(sweep);
        waves.cancelNow("Cancel working orders of " + scope.words(), wave, sweep.state());
    }

    private void amendSelected() {
        var chosen = interactor.openSelected().stream().map(Order::key).toList();
        waves.amend(() -> openNow(chosen), this::wave);
    }

    /// Those of them that are open now, as they are now.
    private List<Order> openNow(List<OrderKey> chosen) {
        return chosen.stream().flatMap(key -> order(key).stream()).filter(Order::isOpen).toList();
    }

    private void askSelected() {
        var all = interactor.selected().stream()
                .map(order -> new Wave.Each(order, new Wish.Status(order.key())))
                .toList();
        run(wave(all));
    }

    private Wave wave(List<Wave.Each> all) {
        return new Wave(feed, inbox, locks.send(), all);
    }

    private void run(Wave wave) {
        wave.tally().subscribe(tally -> {
            if (tally.asked() > 0) tell(wave, tally);
        });
        wave.run();
    }

    private void tell(Wave wave, Wave.Tally tally) {
        var what = switch (wave.all().getFirst().wish) {
            case Wish.Cancel _ -> "Cancel";
            case Wish.Replace _ -> "Amend";
            case Wish.Status _ -> "Question";
            case Wish.Enter _ -> "Order";
            case Wish.OnHalt _ -> throw new IllegalStateException("about no order");
        };
        var only = wave.all().getFirst();
        model.notice.set(tally.asked() > 1 ? what + ": " + tally.text() : what + " " + single(only, tally));
        model.noticeIsBad.set(tally.isBad());
    }

    private static String single(Wave.Each only, Wave.Tally tally) {
        if (!tally.isOver()) return "…";
        var status = only.status.get();
        return status.state() == Wave.State.ACCEPTED ? "sent" : "of " + only.order.clOrdID() + " " + status.text();
    }

    public void activate() {
        subscription = Subscription.combine(
                inbox.on(Item.OrderItem.class, item -> interactor.show(item, inbox.isMissed())),
                inbox.on(Item.GoneItem.class, interactor::gone),
                currencies.follow(inbox),
                inbox.onPicture(interactor),
                filter.condition().subscribe(ready -> interactor.filter(ready)),
                model.groupBy.subscribe(levels -> interactor.group(levels)),
                model.openOnly.subscribe(_ -> interactor.filter()),
                model.unseenOnly.subscribe(_ -> interactor.filter()),
                model.awayOnly.subscribe(_ -> interactor.filter()),
                locks.send().subscribe(_ -> interactor.allow()),
                locks.cancel().subscribe(_ -> interactor.allow()),
                link.heard().subscribe(chosen -> interactor.row(chosen.order()).ifPresent(view::follow)),
                model.selected.subscribe(interactor::allow));
    }

    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    /// To be called once a pulse, after the news were taken over.
    public void everyPulse(long nanoTime) {
        flashes.tick(nanoTime);
    }

    /// To be called about once a second: time alone makes orders match a filter, and live columns move.
    public void everySecond() {
        interactor.everySecond();
        waves.everySecond();
        sweeps.removeIf(sweep -> !sweep.look(nanoClock.getAsLong()));
        rules.everySecond();
    }

    public Panel panel() {
        var region = view.build(List.of(amend.button("amend-selected"), cancel.button("cancel-selected"), cancelAll.button("cancel-all")));
        var acts = new ArrayList<>(List.of(cancel, find, seen, allSeen, ask));
        acts.addAll(grouping);
        acts.addAll(List.of(
                Act.toggle("Open orders only, or all", Feather.FILTER, model.openOnly),
                Act.toggle("Unseen orders only, or all", Feather.FILTER, model.unseenOnly),
                Act.toggle("Orders changed while away only, or all", Feather.FILTER, model.awayOnly)));
        acts.addAll(List.of(copy, export, rules.act(view.table())));
        return new TablePanel(view.table(), link)
                .filtered(model.filter)
                .ruled(rules.kept())
                .flashing(view.flashed())
                .switched("open-only", model.openOnly)
                .kept("group-by", model.groupBy)
                .panel("orders", "Orders", Feather.LIST, region, view::focusTable, acts);
    }

    /// Acts whose keys work wherever the cursor is.
    public List<Act> acts() {
        return List.of(amend, amendMany, cancelAll);
    }

    /// Filters for one order, open or not.
    public void showOnly(ClOrdID clOrdID) {
        filterFor("id:\"" + clOrdID + "\"");
    }

    /// Filters for the orders that were entered here, the cursor on the first; where these are shown already, shows all again.
    public void showMine() {
        filterFor(model.filter.get().equals(MINE) ? "" : MINE);
        view.focusFirst();
    }

    private void filterFor(String text) {
        model.openOnly.set(false);
        model.unseenOnly.set(false);
        model.awayOnly.set(false);
        model.filter.set(text);
    }

    /// As it is now; empty where the desk knows none of that key.
    public Optional<Order> order(OrderKey key) {
        return interactor.row(key).map(OrderRow::now);
    }

    /// Puts the cursor into the filter.
    public void focusFilter() {
        view.focusFilter();
    }

    /// Puts the cursor into the table.
    public void cursor() {
        view.cursor();
    }

    /// Shows the order, if need be by another filter: one that hides it is replaced.
    public void reveal(OrderKey key) {
        interactor.row(key).ifPresent(row -> {
            if (!view.reveal(row)) {
                showOnly(row.now().clOrdID());
                view.reveal(row);
            }
        });
    }

    /// Finds orders by a part of an id or the beginning of a symbol, newest first.
    public List<Order> find(String text, int most) {
        return interactor.find(text, most);
    }

    /// The order that is selected alone.
    public Optional<Order> selected() {
        var orders = interactor.selected();
        return orders.size() == 1 ? Optional.of(orders.getFirst()) : Optional.empty();
    }

    /// Orders that changed while the console was away from the desk.
    public ReadOnlyIntegerProperty away() {
        return model.away;
    }
}
