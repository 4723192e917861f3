package dev.plumbline.oms.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

import dev.plumbline.core.Account;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.oms.demo.Market;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Wish;

/// Programs that trade through a [DoorClient] and keep a record of their own: every request that was accepted, with its
/// ClOrdID. What they want is drawn from one seed; when it happens is not.
final class Clients extends VerticleBase {
    private static final int TICK_MS = 10;
    /// Who has no answers for so long asks for nothing more: a server that comes back has no lines to brokers yet, and
    /// refuses what was saved up for it.
    private static final long UNANSWERED_SECONDS = 1;
    static final long LONGEST_MICROS = 600_000_000;
    static final int DIGITS = 2;
    private static final String USER = "chaos";

    private final DoorClient door;
    private final SplittableRandom random;
    private final List<Symbol> symbols = List.copyOf(Market.REFERENCE_PX.keySet());
    private final ArrayDeque<Thought> thoughts = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<Accepted> accepted = new ConcurrentLinkedQueue<>();
    private final AtomicLong acceptedCount = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final Recorder answered = new Recorder(LONGEST_MICROS, DIGITS);
    private final Refusals refusals = new Refusals();
    private long asked;
    private double owed;
    private volatile int ordersPerSecond;
    private boolean stopped;

    Clients(DoorClient door, int ordersPerSecond, long seed) {
        this.door = door;
        this.ordersPerSecond = ordersPerSecond;
        this.random = new SplittableRandom(seed);
    }

    /// A request that the server has taken.
    ///
    /// @param order the ClOrdID of the order that it was about; of a new one its own
    record Accepted(String requestId, String clOrdID, String order) {
        boolean isNewOrder() {
            return clOrdID.equals(order);
        }
    }

    private record Thought(Account account, OrderKey order, boolean cancels, Px price, long dueAt) {}

    @Override
    public Future<?> start() {
        vertx.setPeriodic(TICK_MS, _ -> tick());
        return Future.succeededFuture();
    }

    /// Completes once no more is asked for.
    Future<Void> rest() {
        var resting = Promise.<Void>promise();
        context.runOnContext(_ -> {
            stopped = true;
            resting.complete();
        });
        return resting.future();
    }

    /// New orders, from now on.
    void trade(int perSecond) {
        ordersPerSecond = perSecond;
    }

    List<Accepted> accepted() {
        return new ArrayList<>(accepted);
    }

    /// How many [#accepted()] are.
    long acceptedCount() {
        return acceptedCount.get();
    }

    Refusals refusals() {
        return refusals;
    }

    long unanswered() {
        return unanswered.get();
    }

    /// What requests waited for their answers, microseconds: those that were answered since the last call.
    Histogram answered() {
        return answered.getIntervalHistogram();
    }

    private void tick() {
        if (stopped) return;
        owed = Math.min(owed + ordersPerSecond * TICK_MS / 1000.0, Math.max(1, ordersPerSecond / 4.0));
        for (; owed >= 1; owed--) if (unanswered.get() < ordersPerSecond * UNANSWERED_SECONDS) enter();
        long now = System.nanoTime();
        while (!thoughts.isEmpty() && thoughts.peek().dueAt - now <= 0) act(thoughts.poll());
    }

    private void enter() {
        var symbol = symbols.get(random.nextInt(symbols.size()));
        var side = random.nextBoolean() ? Side.BUY : Side.SELL;
        var account = Market.ACCOUNTS.get(random.nextInt(Market.ACCOUNTS.size()));
        var session = Market.BROKERS.get(random.nextInt(Market.BROKERS.size())).name();
        var price = price(symbol, side);
        var wish = new Wish.Enter(
                session, account, symbol, side, Qty.of(100L * (1 + random.nextInt(20))), OrdType.LIMIT, price,
                TimeInForce.DAY);
        int fate = random.nextInt(100);
        long delayMs = 20L + random.nextInt(800);
        ask(account, wish, "").onSuccess(answer -> {
            if (answer.isAccepted() && fate < 40)
                context.runOnContext(_ -> thoughts.add(new Thought(
                        account, new OrderKey(answer.clOrdID()), fate < 25, price,
                        System.nanoTime() + delayMs * 1_000_000)));
        });
    }

    /// Around where it begins: a little better, to trade at once, or a little worse, to rest.
    private Px price(Symbol symbol, Side side) {
        var last = Market.REFERENCE_PX.getOrDefault(symbol, Px.of(100));
        int ticks = random.nextInt(40) - 20;
        return last.plus(new Px(side.isBuy() ? -ticks : ticks, 2));
    }

    private void act(Thought thought) {
        var wish = thought.cancels
                ? new Wish.Cancel(thought.order)
                : new Wish.Replace(thought.order, Qty.of(2_100), thought.price);
        ask(thought.account, wish, thought.order.value());
    }

    private Future<Answer> ask(Account account, Wish wish, String order) {
        unanswered.incrementAndGet();
        var requestId = "chaos-" + ++asked;
        long askedAt = System.nanoTime();
        return door.ask(account, new Ask(requestId, USER, wish)).onSuccess(answer -> {
            unanswered.decrementAndGet();
            answered.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - askedAt) / 1_000));
            if (answer.isAccepted()) {
                accepted.add(new Accepted(requestId, answer.clOrdID(), order.isEmpty() ? answer.clOrdID() : order));
                acceptedCount.incrementAndGet();
            } else {
                refusals.add(answer);
            }
        });
    }
}
