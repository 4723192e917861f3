package dev.plumbline.console.attention;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

import dev.plumbline.console.attention.Finding.AnOrder;
import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.filter.Filter.Ready;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.inbox.LastTold;
import dev.plumbline.console.inbox.OpenOrders;
import dev.plumbline.console.ui.Locks;
import dev.plumbline.console.ui.Show;
import dev.plumbline.console.ui.Stuck;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Request;
import dev.plumbline.wire.DeskMessage.Item.GoneItem;
import dev.plumbline.wire.DeskMessage.Item.MoreWaitingItem;
import dev.plumbline.wire.DeskMessage.Item.OrderItem;
import dev.plumbline.wire.DeskMessage.Item.ServiceItem;
import dev.plumbline.wire.DeskMessage.Item.SessionItem;
import dev.plumbline.wire.DeskMessage.Item.WaitingGoneItem;
import dev.plumbline.wire.DeskMessage.Item.WaitingItem;
import dev.plumbline.wire.DeskMessage.Wish;

/// Keeps what is the matter as orders, lines and services change, and asks the desk for what a person chooses to do
/// about it.
final class AttentionInteractor implements Inbox.PictureReader {
    /// A list that changes more often than this cannot be read.
    private static final long PUBLISH_NANOS = 250_000_000;

    private final AttentionModel model;
    private final ConsoleFeed feed;
    private final Inbox inbox;
    private final Locks locks;
    private final OpenOrders openOrders;
    private final LongSupplier clock;
    private final Register register = new Register();
    /// Orders that something is the matter with, or that time may bring into trouble.
    private final Map<OrderKey, Watched> watched = new HashMap<>();
    private final LastTold<String, SessionItem> sessions = new LastTold<>(new HashMap<>());
    private final LastTold<String, ServiceItem> services = new LastTold<>(new HashMap<>());
    /// Reports that wait or are quarantined, with the snapshot that told of them.
    private final Map<Report, Told> reports = new HashMap<>();
    private long snapshot;
    private long moreReports;
    private long publishedAt = Long.MIN_VALUE / 2;
    private boolean isChanged = true;
    private boolean isLoading;
    private boolean canExplain;
    private Ready<Entry> filter = new Ready<>(_ -> true, true, false);

    /// @param dueAt when it must be looked at again, [Stuck#NEVER] where time changes nothing
    private record Watched(Order order, List<Finding> findings, long dueAt, long snapshot) {}

    private record Report(int shard, long seq) {}

    private record Told(Finding.Key key, long snapshot) {}

    /// @param clock nanoseconds since the epoch, UTC
    AttentionInteractor(
            AttentionModel model, ConsoleFeed feed, Inbox inbox, Locks locks, OpenOrders openOrders,
            LongSupplier clock) {
        this.model = model;
        this.feed = feed;
        this.inbox = inbox;
        this.locks = locks;
        this.openOrders = openOrders;
        this.clock = clock;
        model.now.set(clock.getAsLong());
        allow();
    }

    void show(OrderItem item) {
        look(item.order(), clock.getAsLong());
    }

    private void look(Order order, long now) {
        var findings = Findings.of(order, now);
        long dueAt = Findings.dueAt(order, now);
        boolean isOfInterest = !findings.isEmpty() || dueAt != Stuck.NEVER;
        var was = isOfInterest
                ? watched.put(order.key(), new Watched(order, findings, dueAt, snapshot))
                : watched.remove(order.key());
        if (was != null) solve(was.findings, findings, now);
        for (var finding : findings) register.put(finding);
        isChanged |= was != null || !findings.isEmpty();
    }

    private void solve(List<Finding> before, List<Finding> after, long now) {
        for (var old : before)
            if (after.stream().noneMatch(finding -> finding.kind() == old.kind())) register.solved(old.key(), now);
    }

    void gone(GoneItem item) {
        var was = watched.remove(item.order());
        if (was == null) return;
        for (var finding : was.findings) register.drop(finding.key());
        isChanged = true;
    }

    void show(SessionItem item) {
        sessions.put(item.session(), item);
        look(item);
    }

    private void look(SessionItem item) {
        var key = new Finding.Key(Kind.BROKER, item.session());
        if (item.state().equals(SessionItem.UP)) register.solved(key, clock.getAsLong());
        else register.put(PartFindings.of(item, openOrders));
        isChanged = true;
    }

    void show(ServiceItem item) {
        services.put(item.service(), item);
        look(item);
    }

    private void look(ServiceItem item) {
        var key = new Finding.Key(Kind.SERVICE, item.service());
        if (item.state().equals(ServiceItem.UP)) register.solved(key, clock.getAsLong());
        else register.put(PartFindings.of(item, openOrders));
        isChanged = true;
    }

    /// One that was parked may turn out to be unreadable: that is another kind.
    void show(WaitingItem item) {
        var finding = WaitingFindings.of(item);
        var was = reports.put(new Report(item.shard(), item.seq()), new Told(finding.key(), snapshot));
        if (was != null && !was.key.equals(finding.key())) register.drop(was.key);
        register.put(finding);
        isChanged = true;
    }

    void gone(WaitingGoneItem item) {
        var was = reports.remove(new Report(item.shard(), item.seq()));
        if (was == null) return;
        register.solved(was.key, clock.getAsLong());
        isChanged = true;
    }

    /// The desk tells the newest ones only.
    void show(MoreWaitingItem item) {
        moreReports = item.others();
        isChanged = true;
    }

    @Override
    public void snapshotBegins(boolean anew) {
        snapshot++;
        isLoading = true;
        moreReports = 0;
        sessions.snapshotBegins();
        services.snapshotBegins();
    }

    @Override
    public void snapshotEnds() {
        isLoading = false;
        var untold = watched.values().stream().filter(each -> each.snapshot != snapshot).toList();
        for (var each : untold) gone(new GoneItem(each.order.key()));
        dropUntoldReports();
        for (var name : sessions.snapshotEnds()) register.drop(new Finding.Key(Kind.BROKER, name));
        for (var name : services.snapshotEnds()) register.drop(new Finding.Key(Kind.SERVICE, name));
        isChanged = true;
    }

    private void dropUntoldReports() {
        for (var told : reports.values()) if (told.snapshot != snapshot) register.drop(told.key);
        reports.values().removeIf(told -> told.snapshot != snapshot);
    }

    @Override
    public void pulseEnds() {
        if (isChanged && !isLoading && clock.getAsLong() - publishedAt >= PUBLISH_NANOS) publish();
    }

    /// To be called about once a second: what waits for an answer may wait too long by now.
    void everySecond() {
        long now = clock.getAsLong();
        var due = watched.values().stream().filter(each -> each.dueAt <= now).toList();
        for (var each : due) look(each.order, now);
        for (var session : sessions.values()) if (!session.state().equals(SessionItem.UP)) look(session);
        for (var service : services.values()) if (!service.state().equals(ServiceItem.UP)) look(service);
        model.now.set(now);
        int solved = register.solvedInHour(now);
        model.solved.set(solved == 0 ? "" : Show.count(solved) + " solved themselves in the last hour");
        if ((isChanged || filter.changesWithTime()) && !isLoading) publish();
    }

    /// Takes another filter. One that is typed wrong leaves the last good one in force, so it is not told here.
    void filter(Ready<Entry> ready) {
        filter = ready;
        publish();
    }

    /// Makes the list anew: sorted, filtered, and no longer than it can be shown.
    void publish() {
        isChanged = false;
        publishedAt = clock.getAsLong();
        var shown = register.first(AttentionModel.SHOWN_MAX, this::isWanted);
        if (!shown.equals(model.rows)) {
            model.isReplacing.set(true);
            model.rows.setAll(shown);
            model.isReplacing.set(false);
        }
        tellCounts(shown.size());
        allow();
    }

    private boolean isWanted(Entry entry) {
        return (model.withSeen.get() || !entry.isSeen()) && (model.only.isEmpty() || model.only.contains(entry.kind()))
                && filter.condition().test(entry);
    }

    private void tellCounts(int shown) {
        for (var kind : Kind.values()) {
            if (register.unseen(kind) == 0) model.counts.remove(kind);
            else model.counts.put(kind, register.unseen(kind));
        }
        int unseen = register.unseen();
        int seen = register.size() - unseen;
        var all = Show.count(unseen) + (unseen == 1 ? " entry" : " entries");
        var most = shown == AttentionModel.SHOWN_MAX ? "newest " + Show.count(shown) + " of "
                : filter.isEverything() ? "" : Show.count(shown) + " shown of ";
        model.placeholder.set(snapshot == 0 ? Show.UNTOLD
                : unseen > 0 && !filter.isEverything() ? "No entry matches the filter" : "● Nothing needs attention");
        var more = moreReports == 0 ? "" : " · " + Show.count(moreReports) + " more reports not told";
        model.total.set(most + all + (seen == 0 ? "" : " · " + Show.count(seen) + " seen") + more);
        var worst = register.first(1, entry -> !entry.isSeen());
        model.summary.set(new Summary(
                snapshot > 0,
                register.unseen(Severity.URGENT), register.unseen(Severity.TROUBLE), register.unseen(Severity.LOOK),
                worst.isEmpty() ? "" : words(worst.getFirst())));
    }

    private static String words(Entry entry) {
        return entry.finding().title() + " · " + entry.finding().about().name() + ": " + entry.finding().sentence();
    }

    /// There is a timeline that explains an order.
    void canExplain() {
        canExplain = true;
        allow();
    }

    /// Says what may be done with the chosen entry.
    void allow() {
        var chosen = model.chosen.get();
        var order = order();
        var noOrder = chosen.isEmpty() ? "nothing is chosen" : order.isEmpty() ? "it is about no order" : "";
        var locked = noOrder.isEmpty() ? locks.send().getValue() : noOrder;
        var noCancel = noOrder.isEmpty() ? locks.cancel().getValue() : noOrder;
        model.seenObstacle.set(
                chosen.isEmpty() ? "nothing is chosen" : chosen.get().isSeen() ? "it is seen already" : "");
        model.allSeenObstacle.set(
                model.only.isEmpty() && filter.isEverything() ? "first press the kinds that you have seen, or filter" : model.rows.isEmpty() ? "none is shown" : "");
        model.orderObstacle.set(noOrder);
        model.explainObstacle.set(noOrder.isEmpty() && !canExplain ? "no panel here explains orders" : noOrder);
        model.askObstacle.set(locked.isEmpty() ? order.map(this::noAnswerThere).orElse("") : locked);
        model.cancelObstacle.set(noCancel.isEmpty() ? order.map(AttentionInteractor::noCancel).orElse("") : noCancel);
        model.amendObstacle.set(locked.isEmpty() ? order.map(AttentionInteractor::over).orElse("") : locked);
    }

    /// The order that the chosen entry is about.
    Optional<Order> order() {
        return model.chosen.get().map(entry -> entry.finding().about()).flatMap(about ->
                about instanceof AnOrder(var order) ? Optional.of(order) : Optional.empty());
    }

    /// A line that merely cannot agree on its numbers still carries a question.
    private String noAnswerThere(Order order) {
        return sessions.find(order.session().value())
                .map(SessionItem::state)
                .filter(state -> state.equals(SessionItem.DOWN) || state.equals(SessionItem.REFUSED))
                .map(state -> order.session() + " is " + state)
                .orElse("");
    }

    private static String over(Order order) {
        return order.isOpen() ? "" : "the order is over";
    }

    private static String noCancel(Order order) {
        boolean isOnItsWay = order.requests().stream().anyMatch(request ->
                request.kind() == Request.Kind.CANCEL
                        && (request.stage() == Request.Stage.SENT || request.stage() == Request.Stage.PENDING));
        return order.isOpen() && isOnItsWay ? "a cancel is on its way" : over(order);
    }

    void ask() {
        order().ifPresent(order -> wish(order, new Wish.Status(order.key()), "Question about"));
    }

    void cancel() {
        order().ifPresent(order -> wish(order, new Wish.Cancel(order.key()), "Cancel of"));
    }

    private void wish(Order order, Wish wish, String what) {
        var about = what + " " + order.clOrdID();
        tell(about + " …", false);
        inbox.whenDone(feed.ask(UUID.randomUUID().toString(), wish), reply -> {
            switch (reply) {
                case Reply.Answered(var answer) when answer.isAccepted() ->
                    tell(about + " sent to " + order.session(), false);
                case Reply.Answered(var answer) -> tell(about + " refused: " + answer.text(), true);
                case Reply.Unknown(var why) -> tell(about + ": " + why + ", outcome unknown", true);
                case Reply.NotSent(var why) -> tell(about + " not sent: " + why, true);
            }
        });
    }

    private void tell(String notice, boolean isBad) {
        model.notice.set(notice);
        model.noticeIsBad.set(isBad);
    }

    void see() {
        model.chosen.get().ifPresent(entry -> {
            register.see(entry.key());
            model.isMovingOn.set(true);
            publish();
            model.isMovingOn.set(false);
        });
    }

    /// Of the kinds or the filter that a person has chosen: a morning of rejects is not worked off one by one.
    void seeAll() {
        for (var entry : model.rows) register.see(entry.key());
        publish();
    }
}
