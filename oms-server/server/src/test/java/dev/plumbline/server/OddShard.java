package dev.plumbline.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.Account;
import dev.plumbline.core.Book;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Charge;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Currency;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Halt;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.Money;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Report;
import dev.plumbline.core.Side;
import dev.plumbline.core.Silence;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.server.journal.Asker;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.Kept;

/// The inputs of one shard, as no good client and no good broker would have them: orders that are heard of before they are entered
/// and then are another, busts before their trades, executions without an id, corporate actions, garbage, halts that come and go, ids
/// of brokers that orders of other shards have, too. Each as the journal would have it.
final class OddShard {
    static final List<BrokerSession> BROKERS = List.of(new BrokerSession("ALPHA"), new BrokerSession("BRAVO"));

    private final int number;
    private final Random random;
    private final Book book = new Book(Recovery.PARKED_MAX);
    private final List<Subject> subjects = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private long seq;
    private long at;

    OddShard(int number, Random random) {
        this.number = number;
        this.random = random;
    }

    static Account account(int shard) {
        return new Account("A" + shard);
    }

    static int shardOf(Account account) {
        return Integer.parseInt(account.value().substring(1));
    }

    /// @param isOurs whether it is entered when it is first thought of, not only heard of
    private record Subject(String id, BrokerSession broker, Symbol symbol, Side side, boolean isOurs) {}

    /// @param now later than before, and unlike that of any other input of any shard
    Kept next(long now) {
        at = now;
        var what = what();
        var result = new Recorded(++seq, "", what).into(book);
        var session = what instanceof Recorded.Told(var report) ? report.session() : BROKERS.getFirst();
        var order = result.changes().isEmpty() ? "" : result.changes().getFirst().order().key().value();
        var raw = what instanceof Recorded.Told ? Buffer.buffer("raw " + number + "." + seq) : Buffer.buffer();
        var entry = new Entry(number, seq, what, order, session, result.outcome(), result.reason(), at, Asker.NONE, raw);
        return new Kept(now, entry, Buffer.buffer(), Buffer.buffer());
    }

    private boolean oneOf(int so) {
        return random.nextInt(so) == 0;
    }

    private String numbered(String prefix) {
        return prefix + number + "-" + counts.merge(prefix, 1, Integer::sum);
    }

    private Recorded.What what() {
        if (oneOf(25)) return halts();
        if (oneOf(40)) return new Recorded.Unreadable("no MsgType", List.of(), OrderID.NONE, List.of());
        return subjects.isEmpty() || oneOf(5) ? begun() : about(subjects.get(random.nextInt(subjects.size())));
    }

    private Recorded.What halts() {
        var scope = switch (random.nextInt(3)) {
            case 0 -> Halt.EVERYTHING;
            case 1 -> new Halt.Scope.OfAccount(account(number));
            default -> new Halt.Scope.OfSymbol(new Symbol("S"));
        };
        return new Recorded.Switched(oneOf(2) ? new KillSwitch.Pull(scope, "maria", "why", at) : new KillSwitch.Release(scope, "ben", at, at));
    }

    private Recorded.What begun() {
        var subject = new Subject(
                numbered("C"), BROKERS.get(random.nextInt(BROKERS.size())), new Symbol(oneOf(2) ? "S" : "T"),
                oneOf(2) ? Side.BUY : Side.SELL, !oneOf(4));
        subjects.add(subject);
        return subject.isOurs ? enter(subject) : told(subject, new News.New(), numbered("N"));
    }

    private Recorded.What enter(Subject subject) {
        return sent(new Command.Enter(
                new ClOrdID(subject.id), subject.broker, account(number), subject.symbol, subject.side, Qty.of(100), OrdType.LIMIT,
                Px.of(10), TimeInForce.DAY, at));
    }

    private static Recorded.What sent(Command command) {
        return new Recorded.Sent(command, false);
    }

    private Recorded.What about(Subject subject) {
        var request = new ClOrdID(subject.id + "x" + random.nextInt(3));
        return switch (random.nextInt(16)) {
            case 0 -> sent(new Command.Cancel(request, new ClOrdID(subject.id), at));
            case 1 -> sent(new Command.Replace(request, new ClOrdID(subject.id), Qty.of(50 + random.nextInt(100)), Px.of(11), at));
            case 2 -> sent(new Command.Status(new ClOrdID(subject.id), at));
            case 3 -> enter(subject);
            case 4 -> new Recorded.Silent(new Silence(oneOf(2) ? request : new ClOrdID(subject.id), at));
            default -> told(subject);
        };
    }

    private Recorded.What told(Subject subject) {
        var trade = subject.id + "E" + (1 + random.nextInt(9));
        return switch (random.nextInt(15)) {
            case 0, 1, 2 -> told(subject, new News.Trade(qty(), Px.of(10 + random.nextInt(5))), trade);
            case 3 -> told(subject, new News.Trade(qty(), Px.of(10)), "");
            case 4, 5 -> told(subject, new News.TradeCancel(new ExecID(trade)), numbered("B"));
            case 6 -> told(subject, new News.TradeCorrect(new ExecID(trade), qty(), Px.of(9)), numbered("K"));
            case 7 -> told(subject, new News.Charged(new ExecID(trade)), numbered("H"));
            case 8, 9 -> told(subject, new News.Canceled(), numbered("Z"));
            case 10 -> told(subject, new News.Replaced(), numbered("P"));
            case 11 -> told(subject, new News.Restated(0), numbered("W"));
            case 12 -> told(subject, new News.CancelRejected(), numbered("J"));
            case 13 -> told(subject, new News.Expired(), numbered("Y"));
            default -> told(subject, new News.New(), numbered("N"));
        };
    }

    private Qty qty() {
        return oneOf(5) ? Qty.of("12.5") : Qty.of(1 + random.nextInt(60));
    }

    private Recorded.What told(Subject subject, News news, String execID) {
        boolean isAction = news instanceof News.Restated;
        boolean isNameless = execID.isEmpty();
        var orderQty = isAction ? Qty.of(oneOf(2) ? 200 : 30) : Qty.of(100);
        var cumQty = isNameless ? Qty.of(1 + random.nextInt(100)) : Qty.NONE;
        var told = !isAction && !isNameless && oneOf(3)
                ? Report.Told.NOTHING
                : new Report.Told(
                        OrdStatus.NONE, account(number), subject.symbol, subject.side, OrdType.LIMIT, TimeInForce.DAY, orderQty, Px.of(10),
                        cumQty, Qty.NONE);
        var clOrdID = oneOf(6) ? "" : oneOf(6) ? subject.id + "x" + random.nextInt(3) : subject.id;
        var report = new Report(
                subject.broker, new ClOrdID(clOrdID), new ClOrdID(oneOf(3) ? subject.id : ""), new OrderID(orderID(subject, clOrdID)),
                new ExecID(execID), news, told, oneOf(6) ? Math.max(1, at - random.nextInt(500)) : at, false, false, "");
        return new Recorded.Told(report.with(currency(), news instanceof News.Charged || oneOf(4) ? List.of(charge()) : List.of()));
    }

    /// Brokers that begin anew each day give an id again, whatever shard its order is in. To one of ours: what others enter has the time
    /// at which it was heard of, and that may change.
    private String orderID(Subject subject, String clOrdID) {
        if (oneOf(5)) return "";
        return subject.isOurs && clOrdID.equals(subject.id) && oneOf(10) ? "O" + random.nextInt(5) : "O" + subject.id;
    }

    private Charge charge() {
        return new Charge(
                oneOf(2) ? "Commission" : "4", Charge.Basis.values()[random.nextInt(3)],
                Money.of("0.0" + (1 + random.nextInt(9))), currency());
    }

    private Currency currency() {
        return new Currency(oneOf(2) ? "" : "EUR");
    }
}
