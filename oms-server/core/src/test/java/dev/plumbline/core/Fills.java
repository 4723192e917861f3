package dev.plumbline.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns words such as `buy 100 @10 id=E1 at=3 fee=1.5USD` into reports to a [Book]: the buyer's order is X, the
/// seller's Y, and the same row always makes the same report.
final class Fills {
    private static final long SECOND = 1_000_000_000L;

    final Book book;
    private final Map<String, String> orderOf = new HashMap<>();
    private int rows;

    Fills(CostMethod method) {
        book = new Book(method);
        enter("X", Side.BUY);
        enter("Y", Side.SELL);
    }

    private void enter(String clOrdID, Side side) {
        book.sent(0, new Command.Enter(
                new ClOrdID(clOrdID), Wire.SESSION, Wire.ACCOUNT, Wire.IBM, side, Qty.of(1_000_000), OrdType.LIMIT,
                Px.of(100), TimeInForce.DAY, 0), false);
    }

    Position position() {
        return book.position(Wire.ACCOUNT, Wire.IBM);
    }

    Result play(String row) {
        rows++;
        var words = new ArrayList<>(List.of(row.split(" ")));
        var options = new HashMap<String, String>();
        words.removeIf(word -> isOption(word, options));
        long at = Long.parseLong(options.getOrDefault("at", "" + rows)) * SECOND;
        return switch (words.getFirst()) {
            case "mark" -> book.mark(new Mark(Wire.IBM, in(options), Px.of(words.get(1)), at));
            case "rate" -> book.rate(new Rate(
                    new Currency(words.get(1).substring(0, 3)), new Currency(words.get(1).substring(4)),
                    Px.of(words.get(2)), at));
            case "buy", "sell" -> traded(words, options, at);
            case "bust" -> about(words.get(1), options, at, new News.TradeCancel(new ExecID(words.get(1))));
            case "correct" -> about(words.get(1), options, at, new News.TradeCorrect(
                    new ExecID(words.get(1)), Qty.of(words.get(2)), px(words.get(3))));
            case "charge" -> about(words.get(1), options, at, new News.Charged(new ExecID(words.get(1))));
            case "charge-alone" -> book.report(rows, report(
                    "", options, "F" + rows, at, new News.Charged(new ExecID(words.get(1)))));
            default -> throw new IllegalArgumentException("no such row: " + row);
        };
    }

    private static boolean isOption(String word, Map<String, String> options) {
        int equals = word.indexOf('=');
        if (equals > 0) options.merge(word.substring(0, equals), word.substring(equals + 1), (one, two) -> one + "," + two);
        return equals > 0;
    }

    private Result traded(List<String> words, Map<String, String> options, long at) {
        var order = words.getFirst().equals("buy") ? "X" : "Y";
        var execID = options.getOrDefault("id", "E" + rows);
        orderOf.put(execID, order);
        return book.report(rows, report(
                order, options, execID, at, new News.Trade(Qty.of(words.get(1)), px(words.get(2)))));
    }

    /// Of an execution that is not known yet, the row says whose it will be: `of=X`.
    private Result about(String execID, Map<String, String> options, long at, News news) {
        var order = options.getOrDefault("of", orderOf.getOrDefault(execID, "X"));
        return book.report(rows, report(order, options, "R" + rows, at, news));
    }

    private Report report(String clOrdID, Map<String, String> options, String execID, long at, News news) {
        var id = news instanceof News.Trade ? execID : options.getOrDefault("id", execID);
        return new Report(
                Wire.SESSION, new ClOrdID(clOrdID), ClOrdID.NONE, OrderID.NONE, new ExecID(id), news,
                Report.Told.NOTHING, at, false, false, "", in(options), fees(options));
    }

    private static Currency in(Map<String, String> options) {
        return new Currency(options.getOrDefault("in", ""));
    }

    private static Px px(String text) {
        return Px.of(text.substring(1));
    }

    /// `1.5USD` is a commission, `0.01USD/unit` by the unit, `0.001/part` a part of the value, `4:0.2EUR` a fee of type 4.
    private static List<Charge> fees(Map<String, String> options) {
        var charges = new ArrayList<Charge>();
        for (var text : options.getOrDefault("fee", "").split(",")) if (!text.isEmpty()) charges.add(fee(text));
        return List.copyOf(charges);
    }

    private static Charge fee(String text) {
        var type = text.contains(":") ? text.substring(0, text.indexOf(':')) : Charge.COMMISSION;
        var rest = text.substring(text.indexOf(':') + 1);
        var basis = rest.endsWith("/unit")
                ? Charge.Basis.PER_UNIT
                : rest.endsWith("/part") ? Charge.Basis.PERCENTAGE : Charge.Basis.ABSOLUTE;
        var amount = rest.replaceAll("/.*", "");
        var number = amount.replaceAll("[A-Z]", "");
        return new Charge(type, basis, Money.of(number), new Currency(amount.substring(number.length())));
    }
}
