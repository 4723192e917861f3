package dev.plumbline.adapter.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.fix.FixMessage;
import dev.plumbline.adapter.fix.ReportDecoder;
import dev.plumbline.core.Account;
import dev.plumbline.core.Book;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// A day of a misbehaving broker and a client that keeps a [Book] of what it is told, in memory: every message is
/// written as FIX, read by the adapter's decoder, and told to the book. [#log] has them all, as a scenario file would.
final class ChaoticDay {
    /// Everything many times in a few hundred steps.
    static final Chaos WILD = new Chaos(
            100, 100, 400, 100, 150, 300, 150, 100, 100, 150, 700, 20, 20, 300, 100, 200, 50);

    /// Nothing is changed unasked that often, but nearly nothing comes when it should, and much only in the end.
    static final Chaos SHUFFLED = new Chaos(
            50, 50, 400, 50, 100, 100, 50, 50, 200, 900, 900, 300, 20, 300, 2_000, 0, 0);

    /// As wild, with orders that the client never sent and reports that nobody can read.
    static final Chaos NONSENSE = WILD.with(new Chaos.Nonsense(50, 150));

    private static final Habits BUSY = new Habits(20, 200, 500, 50, 1, 30);
    private static final BrokerSession ALPHA = new BrokerSession("ALPHA");
    private static final List<Symbol> SYMBOLS = List.of(new Symbol("ACME"), new Symbol("ZINC"));
    private static final List<TimeInForce> TIMES = List.of(
            TimeInForce.DAY, TimeInForce.DAY, TimeInForce.DAY, TimeInForce.GOOD_TILL_CANCEL,
            TimeInForce.IMMEDIATE_OR_CANCEL, TimeInForce.FILL_OR_KILL);

    final Engine engine;
    final Book book = new Book();
    /// What is told the same by a broker that tells everything at once, in order.
    final Book faithful = new Book();
    final List<String> log = new ArrayList<>();
    private final Delivery delivery;
    private final FixEncoder encoder;
    private final String beginString;
    /// Requests sent and not arrived yet: what the broker says meanwhile crosses them.
    private final Deque<Command> onTheWay = new ArrayDeque<>();
    private final List<ClOrdID> entered = new ArrayList<>();
    private final List<ClOrdID> asked = new ArrayList<>();
    private final Random client;
    private long now = 1_700_000_000_000_000_000L;
    private int lastClOrdID;
    long inputs;

    ChaoticDay(String beginString, Chaos chaos, long seed) {
        var config = SimulatorConfig.of(
                        "ALPHA", beginString, Set.of(new Account("ACC1"), new Account("ACC2")),
                        Map.of(SYMBOLS.getFirst(), Px.of("100.00"), SYMBOLS.getLast(), Px.of("12.345")))
                .withHabits(BUSY).withChaos(chaos).withSeed(seed);
        this.engine = new Engine(config, "");
        this.delivery = Delivery.of(chaos, new SplittableRandom(~seed), engine.ledger()::did);
        this.beginString = beginString;
        this.encoder = new FixEncoder(FixVersion.of(beginString));
        this.client = new Random(seed);
    }

    ChaoticDay live(int steps) {
        engine.open();
        for (int i = 0; i < steps; i++) {
            now += client.nextInt(5) == 0 ? client.nextInt(20_000_000) : client.nextInt(400_000);
            deliver(engine.due(now));
            step();
            while (!onTheWay.isEmpty() && client.nextBoolean()) arrive();
        }
        while (!onTheWay.isEmpty()) arrive();
        deliver(engine.settle(now));
        tell(delivery.drain());
        return this;
    }

    private void step() {
        switch (client.nextInt(10)) {
            case 0, 1 -> enter();
            case 2 -> cancel();
            case 3, 4 -> replace();
            case 5 -> status();
            default -> deliver(engine.flow(now));
        }
    }

    private void enter() {
        boolean market = client.nextInt(8) == 0;
        var symbol = SYMBOLS.get(client.nextInt(SYMBOLS.size()));
        var clOrdID = nextClOrdID();
        entered.add(clOrdID);
        ask(new Command.Enter(
                clOrdID, ALPHA, new Account(client.nextBoolean() ? "ACC1" : "ACC2"), symbol,
                client.nextBoolean() ? Side.BUY : Side.SELL, qty(), market ? OrdType.MARKET : OrdType.LIMIT,
                market ? Px.NONE : px(symbol), TIMES.get(client.nextInt(TIMES.size())), now));
    }

    private void cancel() {
        if (!entered.isEmpty()) ask(new Command.Cancel(nextClOrdID(), any().clOrdID(), now));
    }

    private void replace() {
        if (entered.isEmpty()) return;
        var order = any();
        ask(new Command.Replace(nextClOrdID(), order.clOrdID(), qty(), px(order.symbol()), now));
    }

    private void status() {
        if (!entered.isEmpty()) ask(new Command.Status(client.nextBoolean() ? any().clOrdID() : asked.get(client.nextInt(asked.size())), now));
    }

    /// As we believe it to be, which is not as the broker does. Mostly one of the last.
    private Order any() {
        int from = client.nextInt(10) == 0 ? 0 : Math.max(0, entered.size() - 8);
        return book.order(entered.get(client.nextInt(from, entered.size())));
    }

    private void ask(Command command) {
        inputs++;
        log.add("> " + command);
        book.sent(inputs, command, false);
        asked.add(command.clOrdID());
        onTheWay.add(command);
    }

    private void arrive() {
        var command = onTheWay.remove();
        faithful.sent(0, command, false);
        deliver(engine.on(command, now));
    }

    private void deliver(List<BrokerMessage> said) {
        for (var message : said) report(faithful, written(Outgoing.first(message)));
        tell(delivery.pass(said, now));
    }

    private void tell(List<Outgoing> messages) {
        for (var outgoing : messages) {
            inputs++;
            var text = written(outgoing);
            log.add("< " + text.replace('\u0001', '|'));
            report(book, text);
        }
    }

    private String written(Outgoing outgoing) {
        var fix = encoder.encode(outgoing);
        fix.getHeader().setString(8, beginString);
        return fix.toString();
    }

    private void report(Book to, String text) {
        switch (ReportDecoder.decode(ALPHA, FixMessage.of(text))) {
            case Decoded.Read(var report) -> to.report(inputs, report);
            case Decoded.Unreadable(_, var reason) -> to.unreadable(reason);
        }
    }

    private ClOrdID nextClOrdID() {
        return new ClOrdID("C" + ++lastClOrdID);
    }

    private Qty qty() {
        return Qty.of(1 + client.nextInt(1500));
    }

    private Px px(Symbol symbol) {
        return symbol.equals(SYMBOLS.getFirst())
                ? new Px(9_980 + client.nextInt(41), 2)
                : new Px(12_325 + client.nextInt(41), 3);
    }
}
