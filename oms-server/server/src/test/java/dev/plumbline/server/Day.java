package dev.plumbline.server;

import static dev.plumbline.server.orders.Trade.ALPHA;
import static dev.plumbline.server.orders.Trade.NOON;
import static dev.plumbline.server.orders.Trade.SYMBOL;

import java.util.List;
import java.util.Random;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.Inbound;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Halt;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Wish;

/// A bad day of one shard in some forty inputs: trades, busts, corrections, copies, a bust before its trade, garbage, an order
/// from outside that turns out to be ours, refusals, and a cancel that nobody has answered by the end. Which quantities,
/// the seed says.
public final class Day {
    private final LittleServer server;
    private final int shard;
    private final Random random;
    private int asked;
    private int executed;

    /// @param name unlike that of any other day of the same shard
    public Day(LittleServer server, int shard, int name) {
        this.server = server;
        this.shard = shard;
        this.random = new Random(name);
        this.asked = 1_000 * name;
        this.executed = 1_000 * name;
    }

    public void trade() {
        for (int n = 0; n < 3; n++) trades();
        bustBeforeItsTrade();
        garbage();
        fromOutside();
        enter(2_000);
        told(read("nob\0dy", "O?", execID(), new News.Trade(Qty.of(1), Px.of("9")), Report.Told.NOTHING));
        var unanswered = enter(100);
        told(report(unanswered, ExecID.NONE, new News.New()));
        ask(new Wish.Cancel(new OrderKey(unanswered)));
        enter(50);
        halt();
    }

    /// Of an account that the shard has no orders of, so that they go on. It stays, and is pulled again on the next day.
    private void halt() {
        var scope = new Halt.Scope.OfAccount(LittleServer.account(shard == 0 ? 1 : 0));
        ask(new Wish.Pull(scope, "prices are wrong"));
        ask(new Wish.Pull(scope, "they are"));
        ask(new Wish.Pull(new Halt.Scope.OfSymbol(new Symbol("NONE")), "there is none"));
        ask(new Wish.Release(scope, Long.MAX_VALUE));
    }

    private void trades() {
        var id = enter(100 + random.nextInt(400));
        var busted = execID();
        var corrected = execID();
        var copied = report(id, execID(), new News.Trade(Qty.of(1 + random.nextInt(20)), Px.of("9.99")));
        told(
                report(id, ExecID.NONE, new News.New()),
                report(id, busted, new News.Trade(Qty.of(10), Px.of("10"))),
                report(id, corrected, new News.Trade(Qty.of(20), Px.of("10.01"))),
                copied, copied,
                report(id, execID(), new News.TradeCancel(busted)),
                report(id, execID(), new News.TradeCorrect(corrected, Qty.of(19), Px.of("10.02"))));
    }

    private void bustBeforeItsTrade() {
        var id = enter(30);
        var late = execID();
        told(
                report(id, execID(), new News.TradeCancel(late)),
                report(id, late, new News.Trade(Qty.of(30), Px.of("10"))));
    }

    private void garbage() {
        told(new Inbound(ALPHA, new Decoded.Unreadable(new ClOrdID("?"), "no MsgType"), Buffer.buffer("8=garbage"), server.now()));
    }

    private void fromOutside() {
        var id = enter(100);
        var orderID = "B" + id;
        told(
                read("", orderID, execID(), new News.Trade(Qty.of(5), Px.of("10")), described()),
                read(id, orderID, ExecID.NONE, new News.New(), described()));
    }

    private Report.Told described() {
        return new Report.Told(
                OrdStatus.NONE, LittleServer.account(shard), SYMBOL, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, Qty.of(100),
                Px.of("10"), Qty.NONE, Qty.NONE);
    }

    private String enter(int orderQty) {
        return ask(new Wish.Enter(
                "ALPHA", LittleServer.account(shard), SYMBOL, Side.BUY, Qty.of(orderQty), OrdType.LIMIT, Px.of("10"),
                TimeInForce.DAY));
    }

    private String ask(Wish wish) {
        return server.ask(shard, new Ask("r" + ++asked, "ann", wish)).clOrdID();
    }

    private ExecID execID() {
        return new ExecID("E" + ++executed);
    }

    private Inbound report(String clOrdID, ExecID execID, News news) {
        return read(clOrdID, "O" + clOrdID, execID, news, Report.Told.NOTHING);
    }

    private Inbound read(String clOrdID, String orderID, ExecID execID, News news, Report.Told told) {
        var report = new Report(
                ALPHA, new ClOrdID(clOrdID), ClOrdID.NONE, new OrderID(orderID), execID, news, told, NOON + executed, false,
                false, "");
        return new Inbound(
                ALPHA, new Decoded.Read(report), Buffer.buffer("8=FIX.4.4|35=8|11=" + clOrdID + "|17=" + execID), server.now());
    }

    private void told(Inbound... reports) {
        server.reports(shard, List.of(reports));
    }
}
