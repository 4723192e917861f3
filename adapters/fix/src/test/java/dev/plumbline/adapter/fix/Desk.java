package dev.plumbline.adapter.fix;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.awaitility.Awaitility;

import dev.plumbline.adapter.BrokerAdapter;
import dev.plumbline.adapter.BrokerListener;
import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.SessionCopies;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Report;

/// Our side in a test: an adapter on an event loop, and everything that it delivered.
final class Desk implements BrokerListener {
    static final BrokerSession SESSION = new BrokerSession("TEST");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final List<Inbound> inbound = new CopyOnWriteArrayList<>();
    final List<Integer> batches = new CopyOnWriteArrayList<>();
    final List<SessionEvent> events = new CopyOnWriteArrayList<>();
    final List<String> wrongThread = new CopyOnWriteArrayList<>();
    /// The most that had come and were not acknowledged, at any moment.
    final AtomicInteger mostOpen = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    final BrokerAdapter adapter;
    private final Context context;

    Desk(Vertx vertx, Map<String, String> settings, Path data) {
        context = vertx.getOrCreateContext();
        adapter = new FixAdapterFactory().create(vertx, SESSION, settings, data);
    }

    static Map<String, String> settings(TestBroker broker) {
        return settings(broker.version, broker.port);
    }

    static Map<String, String> settings(FixVersion version, int port) {
        return new HashMap<>(Map.of(
                "beginString", version.label(),
                "senderCompID", "DESK",
                "targetCompID", "BROKER",
                "host", "127.0.0.1",
                "port", Integer.toString(port),
                "reconnectIntervalSeconds", "1"));
    }

    Desk start() throws Exception {
        return start(SessionCopies.NONE, () -> true);
    }

    Desk start(SessionCopies copies, BooleanSupplier mayAct) throws Exception {
        var started = Promise.<Void>promise();
        context.runOnContext(_ -> adapter.take(copies, mayAct).compose(_ -> adapter.start(this)).onComplete(started));
        started.future().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        return this;
    }

    void stop() throws Exception {
        var stopped = Promise.<Void>promise();
        context.runOnContext(_ -> adapter.stop().onComplete(stopped));
        stopped.future().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    Desk up() {
        await(this::isUp);
        return this;
    }

    private boolean isUp() {
        return events.reversed().stream()
                .filter(event -> event instanceof SessionEvent.Up
                        || event instanceof SessionEvent.Down
                        || event instanceof SessionEvent.LogonRejected)
                .findFirst()
                .filter(SessionEvent.Up.class::isInstance)
                .isPresent();
    }

    void send(Outbound... batch) {
        context.runOnContext(_ -> adapter.send(List.of(batch)));
    }

    /// Says that everything that came so far is in the journal, and returns when the adapter has heard it.
    void acknowledge() throws Exception {
        var heard = Promise.<Void>promise();
        context.runOnContext(_ -> {
            adapter.acknowledge(inbound.stream().map(Inbound::msgSeqNum).filter(number -> number > 0).toList());
            acknowledged.set(inbound.size());
            heard.complete();
        });
        heard.future().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /// Keeps the event loop from everything else until the latch is counted down.
    CountDownLatch occupy() {
        var busy = new CountDownLatch(1);
        context.runOnContext(_ -> met(() -> busy.await(20, TimeUnit.SECONDS)));
        return busy;
    }

    long count(Class<? extends SessionEvent> kind) {
        return events.stream().filter(kind::isInstance).count();
    }

    <E extends SessionEvent> E event(Class<E> kind) {
        return event(kind, 0);
    }

    /// @param index among those of its kind
    <E extends SessionEvent> E event(Class<E> kind, int index) {
        await(() -> count(kind) > index);
        return events.stream().filter(kind::isInstance).map(kind::cast).skip(index).findFirst().orElseThrow();
    }

    List<Inbound> inbound(int count) {
        await(() -> inbound.size() >= count);
        return inbound;
    }

    Report report(int index) {
        return switch (inbound(index + 1).get(index).decoded()) {
            case Decoded.Read(var report) -> report;
            case Decoded.Unreadable(var _, var reason) -> throw new AssertionError("unreadable: " + reason);
        };
    }

    static void await(Callable<Boolean> condition) {
        if (met(condition)) return;
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(condition);
    }

    private static boolean met(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void onReports(List<Inbound> batch) {
        checkThread();
        batches.add(batch.size());
        inbound.addAll(batch);
        mostOpen.accumulateAndGet(inbound.size() - acknowledged.get(), Math::max);
    }

    @Override
    public void onSession(SessionEvent event) {
        checkThread();
        events.add(event);
    }

    private void checkThread() {
        if (Vertx.currentContext() != context) wrongThread.add(Thread.currentThread().getName());
    }
}
