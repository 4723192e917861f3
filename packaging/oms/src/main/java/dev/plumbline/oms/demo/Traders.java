package dev.plumbline.oms.demo;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;

import dev.plumbline.core.Account;
import dev.plumbline.core.Booking;
import dev.plumbline.core.Change;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.server.orders.Desk;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;

/// Traders of the demo: they enter orders around the last price at a steady rate, cancel some and amend some a moment
/// later. What they do is drawn from one seed; when it happens is not.
public final class Traders extends VerticleBase implements Desk {
    private static final int TICK_MS = 10;
    private static final int CANCEL_SHARE = 25;
    private static final int REPLACE_SHARE = 15;
    private static final String USER = "demo";

    private final BiFunction<Account, Ask, Future<Answer>> door;
    private final List<String> sessions;
    private final List<Account> accounts;
    private final List<Symbol> symbols;
    private final Map<Symbol, Px> lastPx;
    private final int ordersPerSecond;
    private final SplittableRandom random;
    private final Map<OrderKey, Order> open = new ConcurrentHashMap<>();
    private final Set<String> up = new ConcurrentSkipListSet<>();
    private final ArrayDeque<SecondThought> secondThoughts = new ArrayDeque<>();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private long asked;
    private double owed;
    private boolean stopped;

    /// @param door where wishes go; answers come on any thread
    /// @param ordersPerSecond new orders, over all accounts
    public Traders(
            BiFunction<Account, Ask, Future<Answer>> door, List<String> sessions, List<Account> accounts,
            Map<Symbol, Px> referencePx, int ordersPerSecond, long seed) {
        this.door = door;
        this.sessions = List.copyOf(sessions);
        this.accounts = List.copyOf(accounts);
        this.symbols = List.copyOf(referencePx.keySet().stream().sorted(Comparator.comparing(Symbol::value)).toList());
        this.lastPx = new ConcurrentHashMap<>(new HashMap<>(referencePx));
        this.ordersPerSecond = ordersPerSecond;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(TICK_MS, _ -> tick());
        return Future.succeededFuture();
    }

    /// Completes once there are no more wishes; what was asked may still be answered.
    public Future<Void> rest() {
        var resting = Promise.<Void>promise();
        context.runOnContext(_ -> {
            stopped = true;
            resting.complete();
        });
        return resting.future();
    }

    /// Wishes without an answer so far.
    public long unanswered() {
        return unanswered.get();
    }

    public long refused() {
        return refused.get();
    }

    /// Wishes whose answer never came.
    public long unknown() {
        return unknown.get();
    }

    private void tick() {
        if (stopped || up.isEmpty()) return;
        owed = Math.min(owed + ordersPerSecond * TICK_MS / 1000.0, ordersPerSecond);
        for (; owed >= 1; owed--) enter();
        long now = System.nanoTime();
        while (!secondThoughts.isEmpty() && secondThoughts.peek().dueAt() - now <= 0) act(secondThoughts.poll());
    }

    private void enter() {
        var symbol = symbols.get(random.nextInt(symbols.size()));
        var side = random.nextBoolean() ? Side.BUY : Side.SELL;
        var qty = Qty.of(100L * (1 + random.nextInt(20)));
        boolean market = random.nextInt(20) == 0;
        var wish = new Wish.Enter(
                session(),
                accounts.get(random.nextInt(accounts.size())),
                symbol,
                side,
                qty,
                market ? OrdType.MARKET : OrdType.LIMIT,
                market ? Px.NONE : price(symbol, side),
                market ? TimeInForce.IMMEDIATE_OR_CANCEL : TimeInForce.DAY);
        int fate = random.nextInt(100);
        long delayMs = 50L + random.nextInt(1500);
        ask(wish.account(), wish).onSuccess(answer -> {
            if (answer.isAccepted() && fate < CANCEL_SHARE + REPLACE_SHARE)
                context.runOnContext(_ -> secondThoughts.add(new SecondThought(
                        new OrderKey(answer.clOrdID()), fate < CANCEL_SHARE,
                        System.nanoTime() + delayMs * 1_000_000)));
        });
    }

    private String session() {
        var wanted = sessions.get(random.nextInt(sessions.size()));
        return up.contains(wanted) ? wanted : up.stream().findFirst().orElse(wanted);
    }

    /// Around the last price: a little better than it, to trade at once, or a little worse, to rest.
    private Px price(Symbol symbol, Side side) {
        var last = lastPx.getOrDefault(symbol, Px.of(100));
        int ticks = random.nextInt(12) - 3;
        var away = new Px(side.isBuy() ? -ticks : ticks, 2);
        var price = last.plus(away);
        return price.signum() > 0 ? price : last;
    }

    private void act(SecondThought thought) {
        var order = open.get(thought.order());
        if (order == null) return;
        var wish = thought.cancels()
                ? new Wish.Cancel(order.key())
                : new Wish.Replace(order.key(), order.orderQty().plus(Qty.of(100)), price(order.symbol(), order.side()));
        ask(order.account(), wish);
    }

    private Future<Answer> ask(Account account, Wish wish) {
        unanswered.incrementAndGet();
        return door.apply(account, new Ask("demo-" + ++asked, USER, wish)).onComplete(result -> {
            unanswered.decrementAndGet();
            if (result.failed()) unknown.incrementAndGet();
            else if (!result.result().isAccepted()) refused.incrementAndGet();
        });
    }

    @Override
    public void changed(List<Change> changes) {
        for (var change : changes) {
            var order = change.order();
            if (order.isOpen()) open.put(order.key(), order);
            else open.remove(order.key());
            if (change.booking() instanceof Booking.Booked(var execution)) lastPx.put(order.symbol(), execution.px());
        }
    }

    /// They trade where a line is up; alerts they do not read.
    @Override
    public void tell(Item item) {
        if (!(item instanceof Item.SessionItem line)) return;
        if (line.state().equals("UP")) up.add(line.session());
        else up.remove(line.session());
    }

    private record SecondThought(OrderKey order, boolean cancels, long dueAt) {}
}
