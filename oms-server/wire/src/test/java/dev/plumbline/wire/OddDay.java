package dev.plumbline.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.plumbline.core.Account;
import dev.plumbline.core.Book;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Charge;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Currency;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Money;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report;
import dev.plumbline.core.Result;
import dev.plumbline.core.Side;
import dev.plumbline.core.Silence;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// Inputs as no good client and no good broker would have them, other than those of a [Day]: names that go from one order to
/// another, orders that are heard of before they are entered, ids used again, executions of one id, fractions, charges in
/// several currencies.
final class OddDay {
    private static final BrokerSession BROKER = new BrokerSession("ALPHA");
    private static final Account ACCOUNT = new Account("A");
    private static final List<String> CURRENCIES = List.of("", "", "EUR", "USD", "GBP");

    private final Random random;
    private final List<Subject> subjects = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private int at;

    OddDay(long seed) {
        random = new Random(seed);
    }

    /// @param isOurs whether it is entered when it is first thought of, not only heard of
    private record Subject(String id, Symbol symbol, Side side, boolean isOurs) {
        Command enter(long at) {
            return new Command.Enter(
                    new ClOrdID(id), BROKER, ACCOUNT, symbol, side, Qty.of(100), OrdType.LIMIT, Px.of(10), TimeInForce.DAY, at);
        }
    }

    sealed interface Input {
        Result into(Book book, long number);
    }

    private record Sent(Command command) implements Input {
        @Override
        public Result into(Book book, long number) {
            return book.sent(number, command, false);
        }
    }

    private record Told(Report report) implements Input {
        @Override
        public Result into(Book book, long number) {
            return book.report(number, report);
        }
    }

    private record Silent(ClOrdID clOrdID) implements Input {
        @Override
        public Result into(Book book, long number) {
            return book.silent(number, new Silence(clOrdID, number));
        }
    }

    List<Input> next(int n) {
        var inputs = new ArrayList<Input>(n);
        while (inputs.size() < n) {
            at++;
            inputs.add(subjects.isEmpty() || oneOf(7) ? begun() : about(subjects.get(random.nextInt(subjects.size()))));
        }
        return inputs;
    }

    private boolean oneOf(int so) {
        return random.nextInt(so) == 0;
    }

    private String numbered(String prefix) {
        return prefix + counts.merge(prefix, 1, Integer::sum);
    }

    private Input begun() {
        var subject = new Subject(
                numbered("C"), new Symbol(oneOf(2) ? "S" : "T"), oneOf(2) ? Side.BUY : Side.SELL, !oneOf(4));
        subjects.add(subject);
        return subject.isOurs ? new Sent(subject.enter(at)) : told(subject, new News.New(), numbered("N"));
    }

    private Input about(Subject subject) {
        var request = new ClOrdID(subject.id + "x" + random.nextInt(3));
        return switch (random.nextInt(16)) {
            case 0 -> new Sent(new Command.Cancel(request, new ClOrdID(any().id), at));
            case 1 -> new Sent(new Command.Replace(
                    request, new ClOrdID(subject.id), Qty.of(50 + random.nextInt(100)), Px.of(11), at));
            case 2 -> new Sent(new Command.Status(new ClOrdID(subject.id), at));
            case 3 -> new Sent(subject.enter(at));
            case 4 -> new Silent(oneOf(2) ? request : new ClOrdID(subject.id));
            default -> told(subject);
        };
    }

    private Subject any() {
        return subjects.get(random.nextInt(subjects.size()));
    }

    private Input told(Subject subject) {
        var trade = subject.id + "E" + (1 + random.nextInt(9));
        return switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> told(subject, new News.Trade(qty(), Px.of(10 + random.nextInt(5))), trade);
            case 4 -> told(subject, new News.TradeCancel(new ExecID(trade)), numbered("B"));
            case 5 -> told(subject, new News.TradeCorrect(new ExecID(trade), qty(), Px.of(9)), numbered("K"));
            case 6 -> told(subject, new News.Charged(new ExecID(trade)), numbered("H"));
            case 7, 8 -> told(subject, new News.Canceled(), numbered("Z"));
            case 9 -> told(subject, new News.Replaced(), numbered("P"));
            case 10 -> told(subject, new News.Restated(0), numbered("W"));
            case 11 -> told(subject, new News.CancelRejected(), numbered("J"));
            case 12 -> told(subject, new News.Expired(), numbered("Y"));
            default -> told(subject, new News.New(), numbered("N"));
        };
    }

    private Qty qty() {
        return oneOf(5) ? Qty.of("12.5") : Qty.of(1 + random.nextInt(60));
    }

    private Input told(Subject subject, News news, String execID) {
        boolean isAction = news instanceof News.Restated;
        var orderQty = isAction ? Qty.of(oneOf(2) ? 200 : 30) : Qty.of(100);
        var told = !isAction && oneOf(3)
                ? Report.Told.NOTHING
                : new Report.Told(
                        OrdStatus.NONE, ACCOUNT, subject.symbol, subject.side, OrdType.LIMIT, TimeInForce.DAY, orderQty, Px.of(10),
                        Qty.NONE, Qty.NONE);
        var clOrdID = oneOf(6) ? "" : oneOf(6) ? subject.id + "x" + random.nextInt(3) : subject.id;
        var origClOrdID = oneOf(3) ? subject.id : "";
        var orderID = oneOf(5) ? "" : oneOf(10) ? "O" + random.nextInt(3) : "O" + subject.id;
        var report = new Report(
                BROKER, new ClOrdID(clOrdID), new ClOrdID(origClOrdID), new OrderID(orderID), new ExecID(execID), news, told,
                1_000L * (oneOf(6) ? random.nextInt(at) : at), false, false, "");
        return new Told(report.with(currency(), news instanceof News.Charged || oneOf(4) ? List.of(charge()) : List.of()));
    }

    private Charge charge() {
        return new Charge(
                oneOf(2) ? "Commission" : "4", Charge.Basis.values()[random.nextInt(3)],
                Money.of("0.0" + (1 + random.nextInt(9))), currency());
    }

    private Currency currency() {
        return new Currency(CURRENCIES.get(random.nextInt(CURRENCIES.size())));
    }
}
