package dev.plumbline.console.halt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;

import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.inbox.LastTold;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Halt;
import dev.plumbline.core.Order;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Item.HaltItem;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.follow.FeedStatus;

/// Follows what is halted, and pulls and releases.
///
/// A picture that is old keeps nobody from pulling: whoever has to stop trading may well have to because of it. It does keep
/// from releasing, which lets risk in.
final class HaltInteractor implements Inbox.PictureReader {
    static final String WORD = "KILL";

    private static final String NOT_EVERYWHERE = "NOT_EVERYWHERE";

    private final HaltModel model;
    private final ConsoleFeed feed;
    private final Inbox inbox;
    private final String user;
    private final ObservableValue<String> sendLock;
    private final Others others;
    private final LastTold<Halt.Scope, HaltItem> inForce = new LastTold<>(new LinkedHashMap<>());
    private boolean isChanged;
    private boolean isOnItsWay;

    /// What this wants of the orders.
    ///
    /// @param selected the one that a person looks at
    /// @param working those that a halt of this scope is about
    /// @param notWhole why there may be more of them than are known; empty where all are
    record Others(
            Supplier<Optional<Order>> selected, Function<Halt.Scope, List<Order>> working, Supplier<String> notWhole,
            HaltController.Cancel cancel) {}

    /// @param sendLock why no order may be sent now; empty where it may
    HaltInteractor(
            HaltModel model, ConsoleFeed feed, Inbox inbox, String user, ObservableValue<String> sendLock, Others others) {
        this.model = model;
        this.feed = feed;
        this.inbox = inbox;
        this.user = user;
        this.sendLock = sendLock;
        this.others = others;
        show(FeedStatus.STARTING);
    }

    /// Looks again only where it says something else: statuses come twice a second, and each look counts all orders.
    void show(FeedStatus status) {
        var unreachable = switch (status.phase()) {
            case LIVE, LOADING, STALE -> "";
            case CONNECTING, DISCONNECTED -> "not connected: nothing can be sent";
        };
        if (unreachable.equals(model.unreachable.get())) return;
        model.unreachable.set(unreachable);
        look();
    }

    void show(HaltItem item) {
        inForce.put(item.halt().scope(), item);
        isChanged = true;
    }

    void gone(Item.HaltGoneItem item) {
        inForce.remove(item.scope());
        isChanged = true;
    }

    void show(Item.InstrumentItem item) {
        add(Kind.SYMBOL, item.symbol().value());
    }

    void show(Item.AccountItem item) {
        add(Kind.ACCOUNT, item.account().value());
    }

    void show(Item.SessionItem item) {
        add(Kind.BROKER, item.session());
    }

    private void add(Kind kind, String name) {
        var names = model.names.get(kind);
        if (names == null || names.contains(name)) return;
        names.add(name);
        names.sort(Comparator.naturalOrder());
    }

    @Override
    public void snapshotBegins(boolean anew) {
        inForce.snapshotBegins();
    }

    @Override
    public void snapshotEnds() {
        inForce.snapshotEnds();
        isChanged = true;
    }

    @Override
    public void pulseEnds() {
        if (!isChanged) return;
        isChanged = false;
        var all = new ArrayList<>(inForce.values());
        all.sort(Comparator.comparingLong(item -> item.halt().since()));
        if (all.equals(model.inForce)) return;
        model.inForce.setAll(all);
        model.notice.set("");
        look();
    }

    /// Begins anew, with nothing chosen that a person has not chosen.
    void begin() {
        model.kind.set(Kind.EVERYTHING);
        model.name.set("");
        model.reason.set("");
        model.cancels.set(false);
        model.word.set("");
        model.outcome.set("");
        model.outcomeIsBad.set(false);
        model.isDone.set(false);
        isOnItsWay = false;
        look();
    }

    /// Another kind was chosen: what of it is meant is most likely that of the order that a person looks at.
    void kindChosen() {
        model.name.set(others.selected.get().map(order -> model.kind.get().nameIn(order)).orElse(""));
        look();
    }

    /// To be called when anything in the dialog was changed.
    void look() {
        model.obstacle.set(obstacle());
        model.summary.set(summary());
    }

    private String obstacle() {
        if (model.isDone.get()) return "done";
        if (!model.unreachable.get().isEmpty()) return model.unreachable.get();
        if (isOnItsWay) return "sent …";
        if (isUnnamed()) return "choose the " + model.kind.get().what;
        if (model.reason.get().isBlank()) return "say why: every console shows it";
        return model.word.get().strip().equals(WORD) ? "" : "type " + WORD;
    }

    private boolean isUnnamed() {
        return !model.kind.get().what.isEmpty() && model.name.get().isBlank();
    }

    private Halt.Scope scope() {
        return model.kind.get().scope(model.name.get().strip());
    }

    private String summary() {
        if (isUnnamed()) return "";
        var scope = scope();
        var words = "Whoever asks: new orders" + (scope.equals(Halt.EVERYTHING) ? "" : " of " + scope.words())
                + " are refused, and amends that raise risk. ";
        int working = others.working.apply(scope).size();
        var notWhole = others.notWhole.get();
        var orders = Show.count(working) + (notWhole.isEmpty() ? "" : " known") + (working == 1 ? " working order" : " working orders");
        var then = model.cancels.get()
                ? "Then asks to cancel " + orders + "."
                : "Cancels pass. " + orders + (working == 1 ? " stays" : " stay") + " at the broker.";
        var already = inForce.find(scope);
        return words + then + unknown(notWhole) + (already.isEmpty() || model.isDone.get() ? "" : " Already so: " + already.get().halt().words() + ".");
    }

    private String unknown(String notWhole) {
        if (notWhole.isEmpty()) return "";
        return " ⚠ The picture is not whole (" + notWhole + "): orders that this console has not heard of are not "
                + (model.cancels.get()
                        ? "cancelled with them, but later, when it is whole, if the halt still stands."
                        : "counted.");
    }

    /// Halts, and only then cancels: in the other order, orders would come in behind the cancels.
    void pull() {
        look();
        if (!model.obstacle.get().isEmpty()) return;
        var scope = scope();
        boolean cancels = model.cancels.get();
        isOnItsWay = true;
        model.outcome.set("");
        look();
        var wish = new Wish.Pull(scope, model.reason.get().strip());
        inbox.whenDone(feed.ask(UUID.randomUUID().toString(), wish), reply -> pulled(scope, cancels, reply));
    }

    /// Where some of it may be halted, the cancels are asked for all the same: they only take risk away.
    private void pulled(Halt.Scope scope, boolean cancels, Reply reply) {
        isOnItsWay = false;
        boolean isHalted = reply instanceof Reply.Answered(var answer) && answer.isAccepted();
        boolean mayBe = isHalted || reply instanceof Reply.Unknown
                || reply instanceof Reply.Answered(var part) && part.refusal().equals(NOT_EVERYWHERE);
        model.isDone.set(isHalted);
        model.outcomeIsBad.set(!isHalted);
        model.outcome.set(switch (reply) {
            case Reply.Answered(var answer) when answer.isAccepted() ->
                "● Halted: " + scope.words() + (answer.text().isEmpty() ? "" : ", " + answer.text());
            case Reply.Answered(var answer) when answer.refusal().equals(NOT_EVERYWHERE) -> "✖ Not everywhere: " + answer.text();
            case Reply.Answered(var answer) -> "✖ Not halted: " + answer.text();
            case Reply.Unknown(var why) ->
                "? Outcome unknown: " + why + ". Pull it again: that does no harm.";
            case Reply.NotSent(var why) -> "✖ Not sent: " + why;
        });
        look();
        if (cancels && mayBe) others.cancel.working(scope, () -> inForce.find(scope));
    }

    /// Why a person at this console may not release it; empty where it may be tried.
    String releaseObstacle(HaltItem item) {
        if (!sendLock.getValue().isEmpty()) return sendLock.getValue();
        boolean isOwn = item.halt().by().strip().equalsIgnoreCase(user.strip());
        return isOwn && item.releaseBy() == ReleaseBy.SECOND_PERSON
                ? "you (" + user + ") pulled it: a second person has to release it, on a console that runs under another name"
                        + " (--user NAME)"
                : "";
    }

    /// Ends that halt, and none that came after it.
    void release(HaltItem item) {
        var scope = item.halt().scope();
        var obstacle = releaseObstacle(item);
        model.notice.set(obstacle.isEmpty() ? "" : notReleased(scope) + obstacle);
        if (!obstacle.isEmpty()) return;
        inbox.whenDone(
                feed.ask(UUID.randomUUID().toString(), new Wish.Release(scope, item.pulledUntil())), reply -> model.notice.set(released(scope, reply)));
    }

    private static String released(Halt.Scope scope, Reply reply) {
        return switch (reply) {
            case Reply.Answered(var answer) -> answer.isAccepted() ? "" : notReleased(scope) + answer.text();
            case Reply.Unknown(var why) -> "? whether " + scope.words() + " is released is not known: " + why;
            case Reply.NotSent(var why) -> notReleased(scope) + why;
        };
    }

    private static String notReleased(Halt.Scope scope) {
        return "✖ " + scope.words() + " is not released: ";
    }

    /// For the banner: what, by whom, since when and why, and where it is not.
    static String words(HaltItem item) {
        var words = item.halt().words();
        words = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return item.isEverywhere()
                ? words
                : words + " · IN " + item.shards() + " OF " + item.of() + " SHARDS ONLY: pull it again";
    }
}
