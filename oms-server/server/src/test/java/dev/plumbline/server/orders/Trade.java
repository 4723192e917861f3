package dev.plumbline.server.orders;

import java.util.Map;
import java.util.Set;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.Inbound;
import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Money;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report;
import dev.plumbline.core.Rules;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Wish;

/// The words of the tests: what traders ask and what brokers report, all about one account and one symbol.
public final class Trade {
    public static final BrokerSession ALPHA = new BrokerSession("ALPHA");
    public static final Account ACCOUNT = new Account("A-1");
    public static final Symbol SYMBOL = new Symbol("ACME");
    public static final long NOON = 1_795_348_800_000_000_000L;
    public static final long RUN_STARTED_AT_MS = NOON / 1_000_000;

    /// At most 1,000 a piece and 50,000 in money.
    public static final Rules RULES = new Rules(
            Set.of(ALPHA), Set.of(ACCOUNT), Map.of(SYMBOL, Px.of("100")), Qty.of(1_000), Money.of("50000"));

    private Trade() {}

    public static Ask enter(String requestId, int orderQty) {
        return ask(requestId, new Wish.Enter(
                "ALPHA", ACCOUNT, SYMBOL, Side.BUY, Qty.of(orderQty), OrdType.LIMIT, Px.of("10"), TimeInForce.DAY));
    }

    public static Ask cancel(String requestId, String key) {
        return ask(requestId, new Wish.Cancel(new OrderKey(key)));
    }

    public static Ask replace(String requestId, String key, int orderQty) {
        return ask(requestId, new Wish.Replace(new OrderKey(key), Qty.of(orderQty), Px.of("10")));
    }

    public static Ask ask(String requestId, Wish wish) {
        return new Ask(requestId, "ann", wish);
    }

    public static Inbound accepted(String clOrdID) {
        return inbound(report(clOrdID, "", new News.New()));
    }

    public static Inbound canceled(String clOrdID) {
        return inbound(report(clOrdID, "", new News.Canceled()));
    }

    public static Inbound fill(String clOrdID, String execID, int lastQty) {
        return inbound(report(clOrdID, execID, new News.Trade(Qty.of(lastQty), Px.of("10"))));
    }

    public static Inbound bust(String clOrdID, String execID, String execRefID) {
        return inbound(report(clOrdID, execID, new News.TradeCancel(new ExecID(execRefID))));
    }

    /// A report on which the core throws.
    public static Inbound poison(String clOrdID) {
        return inbound(report(clOrdID, "", null));
    }

    public static Inbound unreadable(String reason) {
        return new Inbound(ALPHA, new Decoded.Unreadable(ClOrdID.NONE, reason), raw("?"), NOON);
    }

    private static Report report(String clOrdID, String execID, News news) {
        return new Report(
                ALPHA, new ClOrdID(clOrdID), ClOrdID.NONE, new OrderID("O-" + clOrdID), new ExecID(execID), news,
                Report.Told.NOTHING, NOON, false, false, "");
    }

    public static Inbound inbound(Report report) {
        return new Inbound(ALPHA, new Decoded.Read(report), raw(report.clOrdID().value()), NOON);
    }

    private static Buffer raw(String clOrdID) {
        return Buffer.buffer("8=FIX.4.4|35=8|11=" + clOrdID);
    }
}
