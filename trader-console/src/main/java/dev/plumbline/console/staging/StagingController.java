package dev.plumbline.console.staging;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.checks.Checks;
import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.inbox.Currencies;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.TablePanel;
import dev.plumbline.wire.DeskMessage.Wish;

/// Staged orders: typed now, sent later, one by one or as a wave. They live in this console only; the desk does not know
/// of them.
public final class StagingController {
    private final StagingModel model = new StagingModel();
    private final StagingInteractor interactor;
    private final StagingView view;
    private final ReleaseView releaseView;
    private final Checks checks;
    private final Inbox inbox;
    private final StagedStore store;
    private final ObservableValue<String> lock;
    private final Act release;
    private final Act releaseAll;
    private final Act edit;
    private final Act remove;
    private final ListChangeListener<StagedRow> onSelection = _ -> allow();
    private final Currencies currencies = new Currencies();
    private Subscription subscription = Subscription.EMPTY;

    /// @param lock why nothing may be sent now, empty where it may
    /// @param checks asks what the desk would say to an order
    /// @param nanoClock never goes back: [System#nanoTime()]
    /// @param file where the orders are kept over a restart; for one user on one desk, and one console at a time
    /// @param onEdit is given an order that a trader wants back in the ticket
    public StagingController(
            ConsoleFeed feed, Inbox inbox, ObservableValue<String> lock, Checks checks, LongSupplier nanoClock, Path file,
            InstantSource clock, Consumer<Wish.Enter> onEdit, Exports exports) {
        this.lock = lock;
        this.checks = checks;
        this.inbox = inbox;
        releaseView = new ReleaseView(lock, currencies::of, nanoClock);
        store = new StagedFile(file);
        interactor = new StagingInteractor(model, feed, inbox, lock, store, clock, onEdit);
        release = new Act(
                "Release", "Ctrl+Enter", Feather.SEND, model.releaseObstacle,
                () -> release(interactor.selected(Staged::mayBeReleased)));
        releaseAll = new Act(
                "Release all", "Ctrl+Shift+R", Feather.CHEVRONS_RIGHT, model.releaseAllObstacle,
                () -> release(interactor.waiting()));
        edit = new Act("Edit", "Enter", Feather.EDIT_2, model.editObstacle, interactor::edit);
        remove = new Act("Remove", "Delete", Feather.TRASH_2, model.removeObstacle, interactor::removeSelected);
        view = new StagingView(model, List.of(release, releaseAll, edit, remove), exports);
    }

    private void release(List<StagedRow> rows) {
        interactor.release(releaseView.confirm(new Release(rows, checks, inbox), view.window()));
    }

    /// Keeps an order for later. Answers why it cannot, empty where it has.
    public String stage(Wish.Enter wish) {
        return interactor.stage(wish);
    }

    public void activate() {
        interactor.load();
        model.selected.addListener(onSelection);
        subscription = Subscription.combine(lock.subscribe(_ -> allow()), currencies.follow(inbox));
    }

    private void allow() {
        interactor.allow();
    }

    /// Waits until what has changed is written, for some seconds at most.
    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
        model.selected.removeListener(onSelection);
        store.close();
    }

    /// @param link its colour: tells of the symbol and the account that are selected, and follows none, for what is released or
    ///   removed must have been selected here
    public Panel panel(Link link) {
        var region = view.build(link);
        return new TablePanel(view.table(), link)
                .panel("staged", "Staged", Feather.PAUSE_CIRCLE, region, view::focusTable, acts());
    }

    private List<Act> acts() {
        var acts = new ArrayList<>(List.of(release, releaseAll, edit, remove));
        acts.addAll(view.taken().acts("staged orders"));
        return acts;
    }

    /// Puts the cursor into the table.
    public void focusTable() {
        view.focusTable();
    }

    public Act release() {
        return release;
    }

    public Act releaseAll() {
        return releaseAll;
    }

    public Act edit() {
        return edit;
    }

    public Act remove() {
        return remove;
    }
}
