package dev.plumbline.bench;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report;
import dev.plumbline.core.TimeInForce;

/// What a broker says of the load's orders, as a decoder makes it: every text and number an object of its own.
final class Reports {
    static final int FILLS = 5;
    static final Qty LAST_QTY = Qty.of(100);
    private static final long NINE_O_CLOCK = 1_795_338_000_000_000_000L;

    private Reports() {}

    /// @param at nanoseconds after nine o'clock
    static Report accepted(Terms terms, int number, long at) {
        return report(terms, number, "A" + number, new News.New(), OrdStatus.NEW, 0, at);
    }

    /// The fill `fill` (from 0) of [#FILLS].
    /// @param exec makes the ExecID
    static Report fill(Terms terms, int number, int fill, int exec, long at) {
        var status = fill + 1 == FILLS ? OrdStatus.FILLED : OrdStatus.PARTIALLY_FILLED;
        var trade = new News.Trade(Qty.of(100), lastPx(exec));
        return report(terms, number, "E" + exec, trade, status, 100L * (fill + 1), at);
    }

    /// The one fill of an order that is then over.
    static Report whole(Terms terms, int number, int exec, long at) {
        return report(terms, number, "E" + exec, new News.Trade(Terms.ORDER_QTY, lastPx(exec)), OrdStatus.FILLED, 500L, at);
    }

    /// One of a great many small fills of one order.
    static Report oneOfMany(Terms terms, int exec) {
        var trade = new News.Trade(Qty.of(1), lastPx(exec));
        return report(terms, 0, "E" + exec, trade, OrdStatus.PARTIALLY_FILLED, exec + 1, exec);
    }

    /// @param at nanoseconds after nine o'clock
    static Report about(Terms terms, String execID, News news, long at) {
        return report(terms, 0, execID, news, OrdStatus.PARTIALLY_FILLED, 0, at);
    }

    /// Around the limit, some cents better.
    static Px lastPx(int exec) {
        return new Px(10_000 + exec % 25, 2);
    }

    private static Report report(
            Terms terms, int number, String execID, News news, OrdStatus status, long cumQty, long at) {
        return new Report(
                Terms.SESSION,
                new ClOrdID(fresh(terms.clOrdID().value())),
                ClOrdID.NONE,
                new OrderID("O" + number),
                new ExecID(execID),
                news,
                new Report.Told(
                        status,
                        terms.account(),
                        terms.symbol(),
                        terms.side(),
                        OrdType.LIMIT,
                        TimeInForce.DAY,
                        Qty.of(500),
                        new Px(10_025, 2),
                        Qty.of(cumQty),
                        Qty.of(500 - cumQty)),
                NINE_O_CLOCK + at,
                false,
                false,
                "");
    }

    /// A text that nobody has hashed yet, as it comes out of a message.
    private static String fresh(String text) {
        return String.valueOf(text.toCharArray());
    }
}
