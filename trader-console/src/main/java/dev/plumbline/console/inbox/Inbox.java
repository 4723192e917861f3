package dev.plumbline.console.inbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.util.Subscription;

import dev.plumbline.console.feed.FeedListener;
import dev.plumbline.console.feed.Server;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.follow.FeedStatus;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// The one gate to the FX thread. The feed's thread fills it, the FX thread drains it once a pulse within a budget of
/// time. States (orders, positions, sessions, …) are conflated by key, the newest wins; executions and alerts are not,
/// but no more of them wait than a screen keeps, and what is dropped is counted.
public final class Inbox implements FeedListener {
    /// As many executions wait at most, and as many alerts. More came only if the FX thread stood still, and then the tables would let the
    /// oldest go anyway.
    public static final int EVENTS_MAX = 10_000;

    private static final int LOOK_AT_CLOCK_EVERY = 32;

    /// While a picture loads there is little to look at yet: so many times the budget of a pulse goes into it.
    private static final int SNAPSHOT_BUDGETS = 3;

    private final LongSupplier nanoClock;
    private final ArrayBlockingQueue<Event> executions = new ArrayBlockingQueue<>(EVENTS_MAX);
    /// Of their own, so that no flood of executions can wash an alert away.
    private final ArrayBlockingQueue<Event> alerts = new ArrayBlockingQueue<>(EVENTS_MAX);
    /// One for each wish or log-in that was answered since the last pulse: a person's pace bounds them.
    private final ConcurrentLinkedQueue<Runnable> replies = new ConcurrentLinkedQueue<>();
    private final LongAdder received = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private volatile Page page = new Page(false, List.of());
    private volatile FeedStatus status = FeedStatus.STARTING;
    private volatile List<Server> servers = List.of();

    // From here on for the FX thread alone.
    private final Map<Class<?>, List<Consumer<Item>>> readers = new HashMap<>();
    private final List<PictureReader> pictureReaders = new ArrayList<>();
    private final List<Consumer<FeedStatus>> statusReaders = new ArrayList<>();
    private final List<Consumer<List<Server>>> serverReaders = new ArrayList<>();
    private final List<Consumer<Optional<String>>> logInReaders = new ArrayList<>();
    private final Pace seqPace = new Pace(Pace.LIST_NANOS);
    private FeedStatus shownStatus = FeedStatus.STARTING;
    private List<Server> shownServers = List.of();
    private Optional<String> shownLogIn = Optional.empty();
    private Page shownPage = page;
    private int shownOfSnapshot = 1; // the first page has no snapshot to tell
    private long until;
    private int delivered;
    private boolean isMissed;

    /// Hears where a snapshot begins and ends, and where a pulse's work is done.
    public interface PictureReader {
        /// States that are not told again before [#snapshotEnds()] are gone. The last executions and alerts are told again.
        ///
        /// @param anew the server has begun a new life
        default void snapshotBegins(boolean anew) {}

        default void snapshotEnds() {}

        /// All that this pulse brings has been told: the moment to change lists.
        default void pulseEnds() {}
    }

    /// @param isMissed it happened while the console was away
    private record Event(Item item, boolean isMissed) {}

    /// What has come since a snapshot.
    ///
    /// @param keys of `newest`, in the order in which they came there: to look for them in the map would take longer with
    ///     each that it ever held at once
    /// @param missed keys of states that changed while the console was away, and were not told yet
    private record Page(
            boolean anew, List<Item> snapshot, Map<Object, Item> newest, ConcurrentLinkedQueue<Object> keys, Set<Object> missed) {
        Page(boolean anew, List<Item> snapshot) {
            this(anew, snapshot, new ConcurrentHashMap<>(), new ConcurrentLinkedQueue<>(), ConcurrentHashMap.newKeySet());
        }

        void put(Object key, Item item) {
            if (newest.put(key, item) == null) keys.add(key);
        }
    }

    public Inbox() {
        this(System::nanoTime);
    }

    Inbox(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public void status(FeedStatus now) {
        status = now;
    }

    @Override
    public void servers(List<Server> now) {
        servers = List.copyOf(now);
    }

    @Override
    public void logInNeeded(String why) {
        replies.add(() -> tellLogIn(Optional.of(why)));
    }

    @Override
    public void letIn() {
        replies.add(() -> tellLogIn(Optional.empty()));
    }

    @Override
    public void snapshot(boolean anew, List<Item> items) {
        received.add(items.size());
        executions.clear(); // it tells them again
        page = new Page(anew, items);
    }

    @Override
    public void news(List<Item> items) {
        take(items, false);
    }

    private void take(List<Item> items, boolean areMissed) {
        received.add(items.size());
        var current = page;
        for (var item : items) {
            switch (Keys.of(item)) {
                case Keys.Event _ -> event(new Event(item, areMissed));
                case Keys.State(var key) -> current.put(key, item);
            }
        }
    }

    @Override
    public void missed(List<Item> items) {
        var current = page;
        for (var item : items) if (Keys.of(item) instanceof Keys.State(var key)) current.missed.add(key);
        take(items, true);
    }

    private void event(Event event) {
        var events = event.item instanceof Item.AlertItem ? alerts : executions;
        while (!events.offer(event)) if (events.poll() != null) dropped.increment();
    }

    /// Items that have come since the start, for a rate.
    public long receivedCount() {
        return received.sum();
    }

    /// Events that were let go because the FX thread stood still.
    public long droppedCount() {
        return dropped.sum();
    }

    /// Calls `reader` on the FX thread with what `coming` brings, in the pulse after it has come.
    public <T> void whenDone(CompletionStage<T> coming, Consumer<T> reader) {
        coming.thenAccept(value -> replies.add(() -> reader.accept(value)));
    }

    /// Calls `reader` on the FX thread for each item of a kind.
    public <T extends Item> Subscription on(Class<T> kind, Consumer<T> reader) {
        Consumer<Item> typed = item -> reader.accept(kind.cast(item));
        readers.computeIfAbsent(kind, _ -> new ArrayList<>()).add(typed);
        return () -> readers.getOrDefault(kind, new ArrayList<>()).remove(typed);
    }

    /// What a reader is being told of, a change of a state or an event, came about while the console was away from the
    /// desk, and no snapshot tells it. On the FX thread, while an item is told.
    public boolean isMissed() {
        return isMissed;
    }

    public Subscription onPicture(PictureReader reader) {
        pictureReaders.add(reader);
        return () -> pictureReaders.remove(reader);
    }

    public Subscription onStatus(Consumer<FeedStatus> reader) {
        statusReaders.add(reader);
        reader.accept(shownStatus);
        return () -> statusReaders.remove(reader);
    }

    /// Calls `reader` on the FX thread with the servers that are there, now and whenever they change.
    public Subscription onServers(Consumer<List<Server>> reader) {
        serverReaders.add(reader);
        reader.accept(shownServers);
        return () -> serverReaders.remove(reader);
    }

    /// Calls `reader` on the FX thread with why a person has to log in, and with nothing where nobody has to; now and whenever that changes.
    public Subscription onLogIn(Consumer<Optional<String>> reader) {
        logInReaders.add(reader);
        reader.accept(shownLogIn);
        return () -> logInReaders.remove(reader);
    }

    /// Tells what has come, for `budgetNanos` at most, three times that while a snapshot is told; the rest waits for the next pulse. On the FX thread, or where
    /// there is none, on the one that plays its part.
    public void drain(long budgetNanos) {
        long now = nanoClock.getAsLong();
        delivered = 0;
        tellStatus();
        tellServers();
        tellReplies();
        turnPage();
        until = now + budgetNanos / 2;
        tellEvents(alerts);
        if (!isTellingSnapshot()) tellEvents(executions); // newer than those of the snapshot: they come after them
        until = now + budgetNanos * (isTellingSnapshot() ? SNAPSHOT_BUDGETS : 1);
        boolean wasTelling = isTellingSnapshot();
        if (tellSnapshot()) tellNewest();
        if (wasTelling) tellStatus();
        if (delivered > 0) pictureReaders.forEach(PictureReader::pulseEnds);
    }

    /// A picture that is not told whole is not live, though the feed has it: who acts on all orders would act on some.
    private FeedStatus status() {
        var newest = status;
        boolean isWhole = page == shownPage && !isTellingSnapshot();
        if (!newest.isLive() || isWhole) return newest;
        return new FeedStatus(Phase.LOADING, "showing what the desk has told", newest.seq(), newest.gaps());
    }

    private void tellStatus() {
        var newest = status();
        if (newest.equals(shownStatus)) return;
        if (newest.isMerelyFurther(shownStatus) && !seqPace.isDue(nanoClock.getAsLong())) return;
        shownStatus = newest;
        statusReaders.forEach(reader -> reader.accept(newest));
    }

    private void tellServers() {
        var newest = servers;
        if (newest.equals(shownServers)) return;
        shownServers = newest;
        serverReaders.forEach(reader -> reader.accept(newest));
    }

    private void tellLogIn(Optional<String> why) {
        shownLogIn = why;
        logInReaders.forEach(reader -> reader.accept(why));
    }

    private void tellReplies() {
        for (var reply = replies.poll(); reply != null; reply = replies.poll()) reply.run();
    }

    private void turnPage() {
        var newest = page;
        if (newest == shownPage) return;
        shownPage = newest;
        shownOfSnapshot = 0;
        for (var reader : pictureReaders) reader.snapshotBegins(newest.anew);
        delivered++;
    }

    private boolean isTellingSnapshot() {
        return shownOfSnapshot <= shownPage.snapshot.size();
    }

    /// True once the whole snapshot has been told: news of later states must wait for it.
    private boolean tellSnapshot() {
        var items = shownPage.snapshot;
        if (shownOfSnapshot > items.size()) return true;
        while (shownOfSnapshot < items.size()) {
            if (isTimeUp()) return false;
            tell(items.get(shownOfSnapshot++));
        }
        shownOfSnapshot++;
        pictureReaders.forEach(PictureReader::snapshotEnds);
        return true;
    }

    /// The longest waiting first. Taken with `remove`: reading an entry first and removing it then could lose a state that came in between.
    private void tellNewest() {
        var current = shownPage;
        while (!isTimeUp()) {
            var key = current.keys.poll();
            if (key == null) break;
            var item = current.newest.remove(key);
            isMissed = current.missed.remove(key);
            if (item != null) tell(item);
        }
        isMissed = false;
    }

    private void tellEvents(ArrayBlockingQueue<Event> events) {
        for (var event = events.poll(); event != null; event = events.poll()) {
            isMissed = event.isMissed;
            tell(event.item);
            isMissed = false;
            if (isTimeUp()) return;
        }
    }

    private boolean isTimeUp() {
        return delivered % LOOK_AT_CLOCK_EVERY == LOOK_AT_CLOCK_EVERY - 1 && nanoClock.getAsLong() >= until;
    }

    private void tell(Item item) {
        delivered++;
        for (var reader : readers.getOrDefault(item.getClass(), List.of())) reader.accept(item);
    }
}
