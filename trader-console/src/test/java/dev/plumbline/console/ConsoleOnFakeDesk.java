package dev.plumbline.console;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.stage.Stage;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.console.attention.Troubled;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.feed.Server;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Account;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Executions;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Flags;
import dev.plumbline.core.Halt;
import dev.plumbline.core.Life;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.History;
import dev.plumbline.wire.DeskMessage.HistoryRequest;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// The window on a made-up desk that lives: to look at it by hand. Arguments: `--stale` or `--lost` to see those states,
/// `--orders=N`, `--rate=N` updates a second.
public final class ConsoleOnFakeDesk {
    private ConsoleOnFakeDesk() {}

    public static void main(String[] args) {
        Application.launch(App.class, args);
    }

    /// Made by the toolkit.
    public static final class App extends Application {
        @Override
        public void start(Stage stage) {
            int orders = Integer.parseInt(getParameters().getNamed().getOrDefault("orders", "400"));
            int rate = Integer.parseInt(getParameters().getNamed().getOrDefault("rate", "200"));
            var desk = new LivelyDesk(rate);
            var settings = new Settings("127.0.0.1", 5801, "main", "akira", "SIM");
            var window = new ConsoleWindow(desk, settings);
            window.open(stage);
            stage.setOnHidden(_ -> {
                window.close();
                desk.stop();
            });
            desk.begin(orders);
            var flags = getParameters().getUnnamed();
            if (flags.contains("--stale")) desk.fallSilent(Phase.STALE, "no word from the desk for 4 s");
            if (flags.contains("--lost"))
                desk.fallSilent(Phase.DISCONNECTED, "no server at 127.0.0.1:5801 (Connection refused)");
        }
    }

    /// Fills orders at random, with a seed.
    private static final class LivelyDesk extends FakeFeed {
        private static final String[] SYMBOLS = {"NVDA", "SAP.DE", "TSLA", "AAPL", "MSFT", "BRK.B", "NESN.SW", "JPM"};
        private static final List<Account> ACCOUNTS = List.of(
                new Account("ALPHA-1"), new Account("MACRO-LS"), new Account("INDEX-EU"), new Account("PENSION-7"));
        private static final int[] PRICES = {187, 85, 279, 231, 415, 423, 95, 121};

        private final Random random = new Random(7);
        private final Map<OrderKey, Order> orders = new HashMap<>();
        private final Map<Symbol, Position> positions = new HashMap<>();
        private final List<OrderKey> keys = new ArrayList<>();
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        private final int rate;
        private int ids = 1000;
        private int execIDs;
        private int entered;
        private final long begunAt = now();

        LivelyDesk(int rate) {
            this.rate = rate;
            questionsWith(question -> question instanceof HistoryRequest asked ? history(asked) : usual(question));
            answerWith((requestId, wish) -> new Reply.Answered(switch (wish) {
                case Wish.Enter enter when enter.orderQty().isMoreThan(Qty.of(100_000)) ->
                    new Answer(requestId, "", "MAX_ORDER_QTY", "OrderQty " + enter.orderQty() + " is above the limit of 100000");
                case Wish.Enter enter -> {
                    var id = "A" + ++entered;
                    clock.execute(() -> enter(id, enter));
                    yield new Answer(requestId, id, "", "");
                }
                case Wish.Cancel(var key) -> new Answer(requestId, key.value(), "", "");
                case Wish.Pull(var scope, var reason) -> {
                    long at = now();
                    news(new Item.HaltItem(new Halt(scope, "akira", reason, at), 16, 16, at, ReleaseBy.ANYONE));
                    yield new Answer(requestId, "", "", "");
                }
                case Wish.Release(var scope, _) -> {
                    news(new Item.HaltGoneItem(scope));
                    yield new Answer(requestId, "", "", "");
                }
                default -> new Answer(requestId, "A" + ++entered, "", "");
            }));
            questionsWith(this::answer);
        }

        /// Some rules as the server has them, so that each verdict can be seen.
        private DeskMessage answer(DeskMessage.Question<?> question) {
            return switch (question) {
                case DeskMessage.Check(var requestId, _, Wish.Enter enter) -> new DeskMessage.Checked(requestId, List.of(
                        new CheckLine("Symbol", Verdict.PASS, enter.symbol().value()),
                        enter.orderQty().isMoreThan(Qty.of(100_000))
                                ? new CheckLine("Max qty", Verdict.BLOCK, "OrderQty " + enter.orderQty() + " is above the limit of 100,000")
                                : new CheckLine("Max qty", Verdict.PASS, enter.orderQty() + " of at most 100,000"),
                        new CheckLine("Max notional", Verdict.PASS, Show.amount(enter.orderQty().times(enter.price().or(Px.of(100)))) + " of at most 100,000,000"),
                        enter.price().or(Px.ZERO).isMoreThan(Px.of(190)) && enter.symbol().value().equals("NVDA")
                                ? new CheckLine("Price away", Verdict.WARN, "6.4 % above the reference price: more than 5 %")
                                : new CheckLine("Price away", Verdict.PASS, "0.2 % from the reference price")));
                case DeskMessage.Check(var requestId, _, _) -> new DeskMessage.Checked(
                        requestId, List.of(new CheckLine("Order", Verdict.PASS, "open")));
                case DeskMessage.Ping(long sentAt) -> new DeskMessage.Pong(sentAt, now(), lines());
                case HistoryRequest asked -> history(asked);
            };
        }

        /// One broker speaks, and the other has not for ever longer.
        private List<DeskMessage.Line> lines() {
            long at = now();
            return List.of(
                    new DeskMessage.Line("NYLON", at - 400_000_000L, 5_000, 18_342, 0),
                    new DeskMessage.Line("LISBON", begunAt, 5_000, 4_409, 1),
                    new DeskMessage.Line("PORTO", begunAt, 20_000, 77, 0));
        }

        /// A made-up history of one order: sent, acknowledged, filled as its state says.
        private History history(HistoryRequest asked) {
            var order = orders.get(asked.order());
            if (order == null || asked.afterSeq() >= 40) return new History(asked.order(), List.of(), false, "");
            return new History(asked.order(), SomeHistory.of(order).stream().filter(event -> event.seq() > asked.afterSeq()).toList(), false, "");
        }

        void begin(int count) {
            var items = new ArrayList<Item>();
            for (int i = 0; i < SYMBOLS.length; i++)
                items.add(new Item.InstrumentItem(new Symbol(SYMBOLS[i]), Px.of(PRICES[i])));
            for (var account : ACCOUNTS) items.add(new Item.AccountItem(account));
            long now = now();
            items.add(new Item.SessionItem("NYLON", "UP", "FIX 4.4, logged on", now));
            items.add(new Item.SessionItem("LISBON", "TROUBLE", "sequence gap 4410 to 4417, resend asked", now));
            items.add(new Item.SessionItem("PORTO", "UP", "FIX 4.2, logged on", now));
            items.add(new Item.ServiceItem("store", "UP", "12 rows behind", now));
            for (int i = 0; i < count; i++) items.add(Samples.item(enter()));
            for (var order : troubled()) {
                orders.put(order.key(), order);
                items.add(Samples.item(order));
            }
            items.add(new Item.WaitingItem(
                    3, 41, "LISBON", now, Item.WaitingItem.PARKED, "no order with this ClOrdID", "X7", "", "E9",
                    Buffer.buffer("8=FIX.4.4\u000135=8\u000111=X7\u000117=E9\u000132=300\u000131=187.4\u0001")));
            items.add(new Item.WaitingItem(
                    5, 7, "NYLON", now, Item.WaitingItem.QUARANTINED, "LastQty is negative", "C1003", "", "E12",
                    Buffer.buffer("8=FIX.4.4\u000135=8\u000111=C1003\u000117=E12\u000132=-300\u0001")));
            servers(new Server("10.4.0.17:5801", now - 7_512_000_000_000L));
            snapshot(true, items);
            news(new Item.AlertItem("WARN", "LISBON: sequence gap 4410 to 4417, resend asked", "", now),
                    new Item.AlertItem("ALERT", "C1007: fill of 300 after the cancel (LATE_FILL)", "C1007", now),
                    new Item.AlertItem("INFO", "NYLON: logged on", "", now));
            long everyMs = 50;
            clock.scheduleAtFixedRate(() -> live((int) (rate * everyMs / 1000)), 500, everyMs, TimeUnit.MILLISECONDS);
        }

        void fallSilent(Phase phase, String why) {
            clock.schedule(() -> {
                clock.shutdownNow();
                if (phase == Phase.DISCONNECTED) servers();
                status(phase, why);
            }, 3, TimeUnit.SECONDS);
        }

        private static long now() {
            return System.currentTimeMillis() * 1_000_000;
        }

        private Order enter() {
            int which = random.nextInt(SYMBOLS.length);
            var side = new Side[] {Side.BUY, Side.SELL, Side.SELL_SHORT}[Math.min(2, random.nextInt(5) / 2)];
            int qty = (1 + random.nextInt(180)) * 100;
            var price = PRICES[which] + "." + (10 + random.nextInt(90));
            int kind = random.nextInt(20);
            var life = kind == 0 ? Life.OPEN : kind == 1
                    ? new Life(false, false, false, false, Life.End.CANCELED)
                    : kind == 2 ? new Life(false, false, false, false, Life.End.REJECTED) : Life.OPEN;
            var stage = kind == 0 ? Request.Stage.SENT : kind == 2 ? Request.Stage.REJECTED : Request.Stage.ACCEPTED;
            var order = Samples.order("C" + ids++, side, qty, SYMBOLS[which], kind == 5 ? "" : price, 0, life, stage);
            if (kind == 3) order = Samples.cancelSent(order);
            order = stamped(order, kind == 4 ? Flags.NONE.plus(Flag.CUM_GAP) : Flags.NONE, kind == 2 ? "no locate" : "");
            orders.put(order.key(), order);
            keys.add(order.key());
            return order;
        }

        /// An order of the person who looks at the window: it lives with the others.
        private void enter(String id, Wish.Enter wish) {
            int qty = Integer.parseInt(wish.orderQty().toString());
            var price = wish.price().isStated() ? wish.price().toString() : "";
            var order = stamped(
                    Samples.order(id, wish.side(), qty, wish.symbol().value(), price, 0, Life.OPEN, Request.Stage.ACCEPTED),
                    Flags.NONE, "");
            orders.put(order.key(), order);
            keys.add(order.key());
            news(Samples.item(order));
        }

        /// One of each kind of trouble.
        private static List<Order> troubled() {
            var canceled = new Life(false, false, false, false, Life.End.CANCELED);
            return List.of(
                    Troubled.order("T1", 0, 0, Life.OPEN, Request.Stage.UNKNOWN, List.of(Flag.UNKNOWN_OUTCOME)),
                    Troubled.order("T2", 300, 300, canceled, Request.Stage.ACCEPTED, List.of(Flag.LATE_FILL)),
                    Troubled.flagged("T3", 1200, 1200, Flag.OVERFILL),
                    Troubled.flagged("T4", 600, 900, Flag.CUM_GAP),
                    Troubled.flagged("T5", 900, 600, Flag.CUM_MISMATCH),
                    Troubled.flagged("T6", 0, 0, Flag.EXTERNAL),
                    Troubled.flagged("T7", 100, 100, Flag.NO_EXECID),
                    Troubled.asked("T8", Request.Kind.CANCEL, Request.Stage.REJECTED),
                    Troubled.asked("T9", Request.Kind.REPLACE, Request.Stage.UNKNOWN));
        }

        private static Account account(Symbol symbol) {
            return ACCOUNTS.get(Math.floorMod(symbol.hashCode(), ACCOUNTS.size()));
        }

        private static Order stamped(Order order, Flags flags, String text) {
            var requests = order.requests().stream()
                    .map(each -> new Request(
                            each.clOrdID(), each.origClOrdID(), each.kind(), each.orderQty(), each.price(), each.stage(), now()))
                    .toList();
            return new Order(
                    order.key(), order.session(), order.orderID(), account(order.symbol()), order.symbol(), order.side(),
                    order.ordType(), order.timeInForce(), requests, order.executions(), order.life(),
                    order.toldCumQty(), flags, now(), now(), text);
        }

        private void live(int updates) {
            var items = new ArrayList<Item>();
            for (int i = 0; i < updates; i++) {
                var order = orders.get(keys.get(random.nextInt(keys.size())));
                if (order.isOpen() && order.leavesQty().isPositive()) trade(order, items);
            }
            if (random.nextInt(10) == 0) items.add(Samples.item(enter()));
            news(items.toArray(Item[]::new));
        }

        private void trade(Order order, List<Item> items) {
            int leaves = Integer.parseInt(order.leavesQty().toString());
            int qty = Math.min(leaves, (1 + random.nextInt(8)) * 100);
            var px = order.price().or(Px.of(100)).plus(new Px(random.nextInt(21) - 10, 2));
            var executions = Executions.sums(
                    order.cumQty().plus(Qty.of(qty)), order.executions().notional().plus(Qty.of(qty).times(px)));
            var filled = new Order(
                    order.key(), order.session(), order.orderID(), order.account(), order.symbol(), order.side(),
                    order.ordType(), order.timeInForce(), order.requests(), executions, order.life(),
                    executions.cumQty(), order.flags(), order.enteredAt(), now(), order.text());
            orders.put(order.key(), filled);
            items.add(Samples.item(filled));
            var execution = new Execution(
                    new ExecID("E" + execIDs++), order.clOrdID(), Qty.of(qty), px,
                    execIDs % 40 == 0 ? Execution.State.BUSTED : Execution.State.LIVE,
                    new ExecID("E" + execIDs), now());
            items.add(new Item.ExecutionItem(order.key(), order.account(), order.symbol(), order.side(), execution));
            var position = positions.getOrDefault(order.symbol(), Position.flat(order.account(), order.symbol()))
                    .traded(order.side().signed(Qty.of(qty)), px);
            positions.put(order.symbol(), position);
            items.add(new Item.PositionItem(position));
        }

        void stop() {
            clock.shutdownNow();
        }
    }
}
