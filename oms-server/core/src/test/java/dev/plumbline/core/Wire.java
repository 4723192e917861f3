package dev.plumbline.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns the rows of a [Table] into messages and gives them to a [Book], as the wire would.
final class Wire {
    static final BrokerSession SESSION = new BrokerSession("BROKER");
    static final Account ACCOUNT = new Account("ACC1");
    static final Symbol IBM = new Symbol("IBM");

    private static final long SECOND = 1_000_000_000L;

    final Book book = new Book();
    private long clock;
    private int executions;

    /// @param printed the figures that the broker tells with it, as the published tables print them
    Result play(List<String> words, List<String> printed) {
        clock++;
        var options = options(words);
        long at = options.containsKey("at") ? Long.parseLong(options.get("at")) * SECOND : clock * SECOND;
        var id = new ClOrdID(words.get(1));
        return switch (words.getFirst()) {
            case "enter" -> sent(new Command.Enter(
                    id, SESSION, ACCOUNT, IBM, Side.BUY, Qty.of(words.get(2)), OrdType.LIMIT, Px.of(100),
                    words.contains("gtc") ? TimeInForce.GOOD_TILL_CANCEL : TimeInForce.DAY, at));
            case "cancel" -> sent(new Command.Cancel(id, new ClOrdID(words.get(3)), at));
            case "replace" -> sent(
                    new Command.Replace(id, new ClOrdID(words.get(3)), Qty.of(words.get(5)), Px.of(100), at));
            case "silence" -> book.silent(clock, new Silence(id, at));
            default -> book.report(clock, report(words, options, printed, at));
        };
    }

    private Result sent(Command command) {
        return book.sent(clock, command, false);
    }

    private Report report(List<String> words, Map<String, String> options, List<String> printed, long at) {
        var news = news(words, options);
        boolean isReject = news instanceof News.CancelRejected || news instanceof News.RequestRejected;
        boolean hasFigures = printed.size() >= 4 && printed.get(1).matches("\\d+");
        var orderQty = words.contains("to") ? words.get(words.indexOf("to") + 1) : hasFigures ? printed.get(1) : "";
        var told = new Report.Told(
                OrdStatus.valueOf(options.getOrDefault("status", "NONE")),
                options.containsKey("account") ? new Account(options.get("account")) : ACCOUNT,
                IBM,
                Side.BUY,
                OrdType.LIMIT,
                TimeInForce.DAY,
                qty(options.getOrDefault("qty", orderQty)),
                Px.NONE,
                isReject ? Qty.NONE : qty(options.getOrDefault("cum", hasFigures ? printed.get(2) : "")),
                isReject || !hasFigures ? Qty.NONE : qty(printed.get(3)));
        var clOrdID = new ClOrdID(words.get(1));
        var origClOrdID = words.contains("of") ? new ClOrdID(words.get(words.indexOf("of") + 1)) : ClOrdID.NONE;
        return new Report(
                SESSION, clOrdID, origClOrdID, orderID(options), execID(options), news, told, at, false, false, "");
    }

    private static Qty qty(String text) {
        return text.isEmpty() ? Qty.NONE : Qty.of(text);
    }

    private static OrderID orderID(Map<String, String> options) {
        return options.containsKey("order") ? new OrderID(options.get("order")) : OrderID.NONE;
    }

    private ExecID execID(Map<String, String> options) {
        var id = options.getOrDefault("id", "auto" + ++executions);
        return id.equals("0") ? ExecID.NONE : new ExecID(id);
    }

    private static News news(List<String> words, Map<String, String> options) {
        var px = Px.of(options.getOrDefault("px", "100"));
        return switch (words.getFirst()) {
            case "new" -> new News.New();
            case "trade" -> new News.Trade(Qty.of(words.get(2)), px);
            case "version" -> new News.TradeVersion(Qty.of(words.get(2)), px, Integer.parseInt(options.get("v")));
            case "executed" -> new News.Executed(px);
            case "split" -> new News.Restated(0);
            case "bust" -> new News.TradeCancel(new ExecID(words.get(2)));
            case "correct" -> new News.TradeCorrect(new ExecID(words.get(2)), Qty.of(words.get(3)), px);
            case "pending-cancel" -> new News.PendingCancel();
            case "pending-replace" -> new News.PendingReplace();
            case "replaced" -> new News.Replaced();
            case "canceled" -> new News.Canceled();
            case "rejected" -> new News.Rejected();
            case "done-for-day" -> new News.DoneForDay();
            case "restated" -> new News.Restated(1);
            case "status" -> new News.OrderStatus();
            case "refused" -> new News.CancelRejected();
            case "message-rejected" -> new News.RequestRejected(words.get(2), 0);
            default -> throw new IllegalArgumentException("no such row: " + words);
        };
    }

    private static Map<String, String> options(List<String> words) {
        var options = new HashMap<String, String>();
        for (var word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) options.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return options;
    }
}
