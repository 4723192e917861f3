package dev.plumbline.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.plumbline.core.Account;
import dev.plumbline.core.Book;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report;
import dev.plumbline.core.Result;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// Some days at a hostile broker: two orders of ours and one from outside, cancels, replaces, fills, late and unnamed
/// ones, busts and corrections (some before their trade), rest, renewal, endings, answers, in any mixture.
final class Day {
    static final Account ACCOUNT = new Account("HOUSE");
    static final Symbol VOD = new Symbol("VOD.L");

    /// The order of ours that lives over the night.
    static final ClOrdID GOOD_TILL = new ClOrdID("B");

    /// When it begins.
    static final long FIRST = 1_795_348_800_000_000_000L;

    private static final BrokerSession SESSION = new BrokerSession("BRK1");
    private static final long SECOND = 1_000_000_000L;
    private static final long NIGHT = 86_400 * SECOND;

    private static final List<News> WORDS = List.of(
            new News.New(), new News.New(), new News.New(), new News.PendingNew(), new News.DoneForDay(),
            new News.DoneForDay(), new News.Suspended(), new News.Restated(1), new News.Restated(5),
            new News.Triggered(), new News.Stopped(), new News.Calculated(), new News.Expired(), new News.Rejected(),
            new News.RequestRejected("F", 7), new News.Remark(), new News.OrderStatus(), new News.OrderStatus());

    private final Random random;
    private final List<Line> lines;
    private long clock = FIRST;
    private int ids;

    Day(long seed) {
        random = new Random(seed);
        lines = List.of(new Line("A"), new Line(GOOD_TILL.value()), new Line("EXT"));
    }

    /// What happened, for any book.
    sealed interface Input {
        Result into(Book book, long number);

        /// As the journal gives it back.
        Input throughWire();
    }

    record Sent(Command command) implements Input {
        @Override
        public Result into(Book book, long number) {
            return book.sent(number, command, false);
        }

        @Override
        public Input throughWire() {
            return new Sent(Wire.command(Wire.encode(command)));
        }
    }

    record Told(Report report) implements Input {
        @Override
        public Result into(Book book, long number) {
            return book.report(number, report);
        }

        @Override
        public Input throughWire() {
            return new Told(Wire.report(Wire.encode(report)));
        }
    }

    /// How it begins: our orders are on their way, and the other one has turned up.
    List<Input> opening() {
        return List.of(
                enter("A", TimeInForce.DAY), enter(GOOD_TILL.value(), TimeInForce.GOOD_TILL_CANCEL),
                told(lines.getLast(), "EXT", fresh("X"), new News.New()));
    }

    private Input enter(String id, TimeInForce timeInForce) {
        return new Sent(new Command.Enter(
                new ClOrdID(id), SESSION, ACCOUNT, VOD, Side.BUY, Qty.of(100), OrdType.LIMIT, Px.of("101.25"),
                timeInForce, clock));
    }

    List<Input> next(int n) {
        var inputs = new ArrayList<Input>();
        for (int i = 0; i < n; i++) inputs.add(next());
        return inputs;
    }

    private Input next() {
        clock += random.nextInt(5) * SECOND + random.nextInt(1_000);
        if (random.nextInt(20) == 0) clock += NIGHT;
        var line = lines.get(random.nextInt(lines.size()));
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> told(line, line.inForce, "E" + ++line.trades, trade());
            case 6 -> told(line, line.inForce, "", trade());
            case 7 -> told(line, line.inForce, fresh("X"), new News.TradeCancel(line.execution()));
            case 8, 9 -> told(line, line.inForce, line.correction(), correction(line));
            case 10 -> cancel(line);
            case 11 -> replace(line);
            case 12 -> told(line, line.asked, fresh("X"), new News.PendingCancel());
            case 13 -> told(line, line.asked, fresh("X"), new News.PendingReplace());
            case 14, 15 -> replaced(line);
            case 16 -> told(line, line.asked, fresh("X"), new News.Canceled());
            case 17 -> told(line, line.asked, fresh("X"), new News.CancelRejected());
            default -> told(line, line.inForce, fresh("X"), WORDS.get(random.nextInt(WORDS.size())));
        };
    }

    private News trade() {
        return new News.Trade(Qty.of(random.nextInt(1, 40)), Px.of("101." + random.nextInt(100)));
    }

    private News correction(Line line) {
        return new News.TradeCorrect(
                line.execution(), Qty.of(random.nextInt(1, 40) + ".5"), random.nextBoolean() ? Px.of(99) : Px.NONE);
    }

    private Input cancel(Line line) {
        var id = fresh("C");
        var input = new Sent(new Command.Cancel(new ClOrdID(id), new ClOrdID(line.inForce), clock));
        line.asked = id;
        return input;
    }

    private Input replace(Line line) {
        var id = fresh("R");
        var orderQty = Qty.of(random.nextInt(50, 150));
        var input = new Sent(new Command.Replace(new ClOrdID(id), new ClOrdID(line.inForce), orderQty, Px.of(102), clock));
        line.asked = id;
        return input;
    }

    /// Some brokers give a replaced order a new OrderID.
    private Input replaced(Line line) {
        if (random.nextBoolean()) line.orderID = fresh("O");
        line.inForce = line.asked;
        return told(line, line.asked, fresh("X"), new News.Replaced());
    }

    private Input told(Line line, String clOrdID, String execID, News news) {
        long at = switch (random.nextInt(8)) {
            case 0 -> clock - random.nextInt(20) * SECOND;
            case 1 -> clock - random.nextInt(2) * NIGHT;
            default -> clock;
        };
        var orderID = random.nextInt(6) == 0 ? OrderID.NONE : new OrderID(line.orderID);
        var text = random.nextInt(10) == 0 ? "word " + random.nextInt(9) : "";
        return new Told(new Report(
                SESSION, new ClOrdID(clOrdID), new ClOrdID(line.first), orderID, new ExecID(execID), news,
                figures(line, news), at, false, false, text));
    }

    private Report.Told figures(Line line, News news) {
        if (news instanceof News.Trade(var qty, _)) line.cumQty += (int) qty.unscaled();
        var cumQty = switch (random.nextInt(8)) {
            case 0, 1 -> Qty.NONE;
            case 2 -> Qty.of(line.cumQty + random.nextInt(20));
            case 3 -> Qty.of(random.nextInt(line.cumQty + 1));
            default -> Qty.of(line.cumQty);
        };
        var status = random.nextInt(5) == 0 ? OrdStatus.values()[random.nextInt(OrdStatus.values().length)] : OrdStatus.NONE;
        return new Report.Told(
                status, ACCOUNT, VOD, Side.BUY, OrdType.LIMIT, TimeInForce.DAY,
                Qty.of(random.nextInt(4) == 0 ? 90 : 100), random.nextBoolean() ? Px.of(101) : Px.NONE, cumQty,
                Qty.NONE);
    }

    private String fresh(String kind) {
        return kind + ++ids;
    }

    /// What the broker has of one order.
    private final class Line {
        private final String first;
        private String orderID;
        private String inForce;
        private String asked;
        private int trades;
        private int corrections;
        private int cumQty;

        Line(String id) {
            first = id;
            orderID = "O-" + id;
            inForce = id;
            asked = id;
        }

        /// One that was told, or is about to be, or the correction of one.
        ExecID execution() {
            boolean ofCorrection = corrections > 0 && random.nextInt(3) == 0;
            return new ExecID(ofCorrection ? "K" + random.nextInt(1, corrections + 1) : "E" + random.nextInt(1, trades + 2));
        }

        String correction() {
            return "K" + ++corrections;
        }
    }
}
