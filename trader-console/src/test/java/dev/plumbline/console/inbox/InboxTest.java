package dev.plumbline.console.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

import dev.plumbline.console.Samples;
import dev.plumbline.console.feed.Server;
import dev.plumbline.core.Order;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.follow.FeedStatus;
import dev.plumbline.wire.follow.FeedStatus.Phase;

class InboxTest {
    private static final long NO_LIMIT = Long.MAX_VALUE / 4;

    private long nanos;
    private final Inbox inbox = new Inbox(() -> nanos);
    private final List<String> told = new ArrayList<>();
    private final Order order = Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40");

    InboxTest() {
        inbox.on(Item.OrderItem.class, item -> told.add(item.order().key() + ":" + item.order().cumQty()));
        inbox.on(Item.ExecutionItem.class, item -> told.add(item.execution().execID().value()));
        inbox.on(Item.AlertItem.class, item -> told.add(item.text()));
        inbox.onPicture(new Inbox.PictureReader() {
            @Override
            public void snapshotBegins(boolean anew) {
                told.add("(");
            }

            @Override
            public void snapshotEnds() {
                told.add(")");
            }
        });
    }

    @Test
    void ofAnOrderOnlyTheNewestStateIsTold() {
        for (int filled = 0; filled <= 1000; filled += 100)
            inbox.news(List.of(Samples.item(Samples.filled(order, filled))));
        inbox.drain(NO_LIMIT);
        assertThat(told).containsExactly("C1:1000");
    }

    @Test
    void whichServersAreThereIsToldAtOnceAndWhenItChanges() {
        var told = new ArrayList<List<Server>>();
        var server = new Server("10.0.0.1:5801", 7);
        inbox.servers(List.of(server));
        var subscription = inbox.onServers(told::add);
        inbox.drain(NO_LIMIT);
        inbox.drain(NO_LIMIT);
        inbox.servers(List.of());
        inbox.drain(NO_LIMIT);
        subscription.unsubscribe();
        inbox.servers(List.of(server));
        inbox.drain(NO_LIMIT);
        assertThat(told).containsExactly(List.of(), List.of(server), List.of());
    }

    @Test
    void saysOfAStateThatWasMissedThatItWas() {
        var missed = new ArrayList<Boolean>();
        inbox.on(Item.OrderItem.class, _ -> missed.add(inbox.isMissed()));
        inbox.missed(List.of(Samples.item(order)));
        inbox.drain(NO_LIMIT);
        inbox.news(List.of(Samples.item(Samples.filled(order, 100))));
        inbox.drain(NO_LIMIT);
        assertThat(missed).containsExactly(true, false);
        assertThat(told).containsExactly("C1:0", "C1:100");
    }

    @Test
    void executionsAndAlertsAreToldEachInOrderAlertsFirst() {
        inbox.news(List.of(Samples.execution(order, "E1", 100, "187.40"), Samples.execution(order, "E2", 100, "187.40")));
        inbox.news(List.of(new Item.AlertItem("WARN", "A1", "", 0), Samples.execution(order, "E3", 100, "187.40")));
        inbox.drain(NO_LIMIT);
        assertThat(told).containsExactly("A1", "E1", "E2", "E3");
    }

    @Test
    void saysOfAnEventThatWasMissedThatItWas() {
        var missed = new ArrayList<Boolean>();
        inbox.on(Item.ExecutionItem.class, _ -> missed.add(inbox.isMissed()));
        inbox.missed(List.of(Samples.execution(order, "E1", 100, "187.40")));
        inbox.news(List.of(Samples.execution(order, "E2", 100, "187.40")));
        inbox.drain(NO_LIMIT);
        assertThat(told).containsExactly("E1", "E2");
        assertThat(missed).containsExactly(true, false);
    }

    @Test
    void beyondTheLimitTheOldestEventsGoAndAreCounted() {
        for (int i = 0; i < Inbox.EVENTS_MAX + 3; i++)
            inbox.news(List.of(new Item.AlertItem("WARN", "A" + i, "", 0)));
        inbox.drain(NO_LIMIT);
        assertThat(told).hasSize(Inbox.EVENTS_MAX).startsWith("A3");
        assertThat(inbox.droppedCount()).isEqualTo(3);
    }

    @Test
    void aSnapshotIsToldBeforeWhatFollowsIt() {
        inbox.news(List.of(Samples.item(Samples.filled(order, 100))));
        inbox.snapshot(false, List.of(Samples.item(Samples.filled(order, 200))));
        inbox.news(List.of(Samples.item(Samples.filled(order, 300))));
        inbox.drain(NO_LIMIT);
        assertThat(told).containsExactly("(", "C1:200", ")", "C1:300");
    }

    /// A report that waits is a state: what became of it is told, not what was before.
    @Test
    void aReportThatWaitsIsToldAsItIsNow() {
        inbox.on(Item.WaitingItem.class, item -> told.add("waits " + item.seq()));
        inbox.on(Item.WaitingGoneItem.class, item -> told.add("gone " + item.seq()));
        inbox.news(List.of(waiting(1), waiting(2), new Item.WaitingGoneItem(3, 1)));
        inbox.drain(NO_LIMIT);
        assertThat(told).containsExactlyInAnyOrder("gone 1", "waits 2");
    }

    private static Item waiting(long seq) {
        return new Item.WaitingItem(
                3, seq, "ALPHA", 0, Item.WaitingItem.PARKED, "no order yet", "", "", "", Buffer.buffer());
    }

    @Test
    void anEmptySnapshotIsAPictureToo() {
        inbox.snapshot(false, List.of());
        inbox.drain(NO_LIMIT);
        assertThat(told).containsExactly("(", ")");
    }

    @Test
    void aPulseTakesNoLongerThanItsBudget() {
        var items = new ArrayList<Item>();
        for (int i = 0; i < 1_000; i++) items.add(Samples.item(Samples.order("C" + i, Side.BUY, 100, "SAP", "85")));
        inbox.on(Item.OrderItem.class, _ -> nanos += 1_000);
        inbox.snapshot(true, items);
        inbox.drain(100_000);
        assertThat(told).as("three budgets while a snapshot is told").hasSizeBetween(200, 400).doesNotContain(")");
        for (int pulse = 0; pulse < 20; pulse++) inbox.drain(100_000);
        assertThat(told).hasSize(1_002).endsWith(")");
    }

    /// Who cancels all orders means all, not those that were told so far.
    @Test
    void aPictureIsNotLiveBeforeItIsToldWhole() {
        var items = new ArrayList<Item>();
        for (int i = 0; i < 1_000; i++) items.add(Samples.item(Samples.order("C" + i, Side.BUY, 100, "SAP", "85")));
        inbox.on(Item.OrderItem.class, _ -> nanos += 1_000);
        var phases = new ArrayList<Phase>();
        inbox.onStatus(status -> phases.add(status.phase()));
        inbox.snapshot(false, items);
        inbox.status(new FeedStatus(Phase.LIVE, "", 1, 0));
        inbox.drain(100_000);
        assertThat(phases).containsExactly(Phase.CONNECTING, Phase.LOADING);
        while (!told.contains(")")) inbox.drain(100_000);
        assertThat(phases).containsExactly(Phase.CONNECTING, Phase.LOADING, Phase.LIVE);
        inbox.snapshot(false, items); // the feed was so quick that no pulse saw it load
        inbox.drain(100_000);
        assertThat(phases).endsWith(Phase.LIVE, Phase.LOADING);
    }

    @Test
    void executionsThatHappenWhileASnapshotIsToldComeAfterItsOwn() {
        inbox.on(Item.ExecutionItem.class, _ -> nanos += 1_000);
        inbox.news(List.of(Samples.execution(order, "again", 100, "187.40")));
        var items = new ArrayList<Item>();
        for (int i = 0; i < 500; i++) items.add(Samples.execution(order, "E" + i, 100, "187.40"));
        inbox.snapshot(false, items);
        inbox.news(List.of(Samples.execution(order, "new", 100, "187.40")));
        while (!told.contains("new")) inbox.drain(100_000);
        assertThat(told).startsWith("(", "E0").endsWith("E499", ")", "new").doesNotContain("again");
    }

    /// However often others change meanwhile: nothing waits for ever.
    @Test
    void whatHasWaitedLongestIsToldFirst() {
        inbox.on(Item.OrderItem.class, _ -> nanos += 1_000);
        for (int i = 0; i < 100; i++) inbox.news(List.of(waitingOrder(i)));
        inbox.drain(1);
        assertThat(told).hasSizeBetween(1, 99);
        inbox.news(List.of(waitingOrder(0), waitingOrder(99)));
        for (int pulse = 0; pulse < 20; pulse++) inbox.drain(1);
        var expected = IntStream.range(0, 100).mapToObj(i -> "C" + i + ":0").collect(Collectors.toList());
        expected.add("C0:0");
        assertThat(told).isEqualTo(expected);
    }

    private static Item waitingOrder(int number) {
        return Samples.item(Samples.order("C" + number, Side.BUY, 100, "SAP", "85"));
    }

    @Test
    void aReplyComesWithTheNextPulse() {
        var reply = new CompletableFuture<String>();
        inbox.whenDone(reply, told::add);
        reply.complete("done");
        assertThat(told).isEmpty();
        inbox.drain(NO_LIMIT);
        assertThat(told).containsExactly("done");
    }
}
