package dev.plumbline.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import dev.plumbline.adapter.BrokerAdapter;
import dev.plumbline.core.Account;
import dev.plumbline.core.Refusal;
import dev.plumbline.server.bus.Bus;
import dev.plumbline.server.bus.EveryShard;
import dev.plumbline.server.bus.HandOver;
import dev.plumbline.server.desk.DeskGateway;
import dev.plumbline.server.history.OrderHistory;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.Checked;
import dev.plumbline.wire.DeskMessage.History;
import dev.plumbline.wire.DeskMessage.HistoryRequest;
import dev.plumbline.wire.DeskMessage.Line;
import dev.plumbline.wire.DeskMessage.Wish;

/// Where what a server is asked comes in: goes on to the shards while it acts, waits for the sessions where it has just taken over,
/// and is held for the next server while it gives its shards away. Asks from any context, and answers on the one that asked.
final class Asking implements DeskGateway.Orders {
    private static final String STOPPING = "the server is stopping";
    /// Of what is asked of a server that has taken over, so much waits for its sessions at most.
    private static final int MOST_WAITING = 10_000;
    private static final long LOOK_NANOS = 1_000_000;

    private final Vertx core;
    private final Bus bus;
    private final List<BrokerAdapter> adapters;
    private final BooleanSupplier isStopping;
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile Optional<OrderHistory> history = Optional.empty();
    private volatile Optional<SessionsUp> sessionsUp = Optional.empty();
    private volatile Optional<HandOver> handingOver = Optional.empty();
    private volatile boolean hasLeft;

    /// @param core on which the shards are asked
    Asking(Vertx core, Bus bus, List<BrokerAdapter> adapters, BooleanSupplier isStopping) {
        this.core = core;
        this.bus = bus;
        this.adapters = List.copyOf(adapters);
        this.isStopping = isStopping;
    }

    @Override
    public Future<Answer> ask(Account account, Ask ask) {
        return counted(() -> asked(Optional.of(account), ask, () -> bus.ask(bus.shardOf(account), ask)));
    }

    @Override
    public Future<Answer> askAll(Ask ask) {
        return counted(() -> asked(Optional.empty(), ask, () -> EveryShard.ask(ask, bus.shards(), shard -> bus.ask(shard, ask))));
    }

    /// As another server asks in place of who asked it.
    Future<Answer> ask(Optional<Account> account, Ask ask) {
        return account.map(its -> ask(its, ask)).orElseGet(() -> askAll(ask));
    }

    /// Counted before it is looked at whether this server stops.
    private <T> Future<T> counted(Supplier<Future<T>> asked) {
        unanswered.incrementAndGet();
        return asked.get().onComplete(_ -> unanswered.decrementAndGet());
    }

    /// The kill switch waits for nothing.
    private Future<Answer> asked(Optional<Account> account, Ask ask, Supplier<Future<Answer>> shards) {
        if (isStopping.getAsBoolean()) return stopping(account, ask);
        if (ask.wish() instanceof Wish.OnHalt || !isComing()) return across(shards);
        return across(() -> sessionsUp.orElseThrow().future())
                .compose(_ -> isStopping.getAsBoolean() ? stopping(account, ask) : across(shards));
    }

    /// While the sessions of a server that has just taken over are coming up, what is asked waits for that, where it is not too much.
    private boolean isComing() {
        return sessionsUp.filter(coming -> !coming.isOver()).isPresent() && unanswered.get() < MOST_WAITING;
    }

    /// Another server is asked where one goes on.
    private Future<Answer> stopping(Optional<Account> account, Ask ask) {
        if (hasLeft) return Future.failedFuture("this server has left");
        return handingOver
                .map(to -> across(() -> to.ask(account, ask)))
                .orElseGet(() -> Future.succeededFuture(new Answer(ask.requestId(), "", Refusal.NOT_CONNECTED.name(), STOPPING)));
    }

    private <T> Future<T> across(Supplier<Future<T>> ask) {
        var answer = Promise.<T>promise();
        var asker = Vertx.currentContext();
        core.runOnContext(_ -> ask.get().onComplete(result -> {
            if (asker == null) answer.handle(result);
            else asker.runOnContext(_ -> answer.handle(result));
        }));
        return answer.future();
    }

    @Override
    public Future<Checked> check(Account account, Check check) {
        if (isStopping.getAsBoolean()) return Future.succeededFuture(Bus.closed(check, STOPPING));
        return across(() -> bus.check(bus.shardOf(account), check));
    }

    @Override
    public Future<History> history(HistoryRequest request) {
        var histories = history;
        if (isStopping.getAsBoolean() || histories.isEmpty()) return Future.failedFuture("the server is not open for questions");
        return across(() -> histories.get().of(request));
    }

    @Override
    public List<Line> lines() {
        return adapters.stream().map(Asking::line).toList();
    }

    private static Line line(BrokerAdapter adapter) {
        var heard = adapter.lastHeard();
        return new Line(adapter.session().value(), heard.at(), heard.heartbeatMs(), heard.msgSeqNum(), heard.gaps());
    }

    /// From here on it knows what has happened to orders.
    void tells(OrderHistory histories) {
        history = Optional.of(histories);
    }

    /// This server has just taken over: what it is asked waits for these.
    void waitFor(SessionsUp coming) {
        sessionsUp = Optional.of(coming);
    }

    /// What comes once this server stops is held there.
    void handOver(HandOver to) {
        handingOver = Optional.of(to);
    }

    Optional<HandOver> handingOver() {
        return handingOver;
    }

    /// The cluster of the servers: nobody can be asked any more.
    void left() {
        hasLeft = handingOver.isPresent();
    }

    /// Returns once all is answered that was asked so far, or that takes too long. Not for an event loop.
    void awaitAnswers(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (unanswered.get() > 0 && System.nanoTime() - until < 0) LockSupport.parkNanos(LOOK_NANOS);
    }
}
