package dev.plumbline.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import io.vertx.core.buffer.Buffer;

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
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Recorded.What;
import dev.plumbline.core.Report;
import dev.plumbline.core.Result;
import dev.plumbline.core.Side;
import dev.plumbline.core.Silence;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.server.journal.Asker;
import dev.plumbline.server.journal.Chain;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.EntryForm;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.wire.Wire;

/// A shard as small as can be: the real book, fed one input at a time, and what it did as entries for the store.
final class Trading {
    static final BrokerSession SESSION = new BrokerSession("ALPHA");
    static final Symbol SYMBOL = new Symbol("ACME");
    private static final long NOON = 1_795_348_800_000_000_000L;

    final int shard;
    final Account account;
    final Book book = new Book();
    private final List<StoreBatch.Entry> entries = new ArrayList<>();
    private final LongSupplier numbers;
    private final Chain chain = new Chain();
    private long seq;
    private int execIDs;

    Trading(int shard) {
        this(shard, new AtomicLong()::incrementAndGet);
    }

    /// @param numbers of the journal: one after the other, for all shards of a test
    Trading(int shard, LongSupplier numbers) {
        this.numbers = numbers;
        this.shard = shard;
        this.account = new Account("ACC" + shard);
    }

    Trading enter(String clOrdID, int orderQty, String price) {
        var command = new Command.Enter(
                new ClOrdID(clOrdID), SESSION, account, SYMBOL, Side.BUY, Qty.of(orderQty),
                price.isEmpty() ? OrdType.MARKET : OrdType.LIMIT, price.isEmpty() ? Px.NONE : Px.of(price),
                TimeInForce.DAY, now());
        return sent(command);
    }

    Trading replace(String clOrdID, String origClOrdID, int orderQty, String price) {
        return sent(new Command.Replace(
                new ClOrdID(clOrdID), new ClOrdID(origClOrdID), Qty.of(orderQty), Px.of(price), now()));
    }

    private Trading sent(Command command) {
        var result = book.sent(++seq, command, false);
        return add(new Recorded.Sent(command, false), result, Buffer.buffer());
    }

    Trading accepted(String clOrdID) {
        return report(clOrdID, "", ExecID.NONE, new News.New(), Report.Told.NOTHING);
    }

    Trading replaced(String clOrdID, String origClOrdID) {
        return report(clOrdID, origClOrdID, ExecID.NONE, new News.Replaced(), Report.Told.NOTHING);
    }

    Trading canceled(String clOrdID) {
        return report(clOrdID, "", ExecID.NONE, new News.Canceled(), Report.Told.NOTHING);
    }

    /// Returns itself; the ExecID is E1, E2, … in the order of the calls.
    Trading fill(String clOrdID, int lastQty, String lastPx) {
        return report(
                clOrdID, "", new ExecID("E" + ++execIDs), new News.Trade(Qty.of(lastQty), Px.of(lastPx)),
                Report.Told.NOTHING);
    }

    Trading bust(String clOrdID, String execID) {
        return report(
                clOrdID, "", new ExecID("E" + ++execIDs), new News.TradeCancel(new ExecID(execID)), Report.Told.NOTHING);
    }

    Trading correct(String clOrdID, String execID, int qty, String px) {
        return report(
                clOrdID, "", new ExecID("E" + ++execIDs),
                new News.TradeCorrect(new ExecID(execID), Qty.of(qty), Px.of(px)), Report.Told.NOTHING);
    }

    Trading remark(String clOrdID, String text) {
        var report = new Report(
                SESSION, new ClOrdID(clOrdID), ClOrdID.NONE, new OrderID("O" + clOrdID), ExecID.NONE,
                new News.Rejected(), told(OrdStatus.REJECTED), now(), false, false, text);
        return add(report);
    }

    private static Report.Told told(OrdStatus status) {
        var nothing = Report.Told.NOTHING;
        return new Report.Told(
                status, nothing.account(), nothing.symbol(), nothing.side(), nothing.ordType(), nothing.timeInForce(),
                nothing.orderQty(), nothing.price(), nothing.cumQty(), nothing.leavesQty());
    }

    private Trading report(String clOrdID, String origClOrdID, ExecID execID, News news, Report.Told told) {
        return add(new Report(
                SESSION, new ClOrdID(clOrdID), new ClOrdID(origClOrdID), new OrderID("O1" + shard), execID, news, told,
                now(), false, false, ""));
    }

    private Trading add(Report report) {
        var result = book.report(++seq, report);
        return add(
                new Recorded.Told(report), result,
                Buffer.buffer("8=FIX.4.4\u000135=8\u000111=" + report.clOrdID() + "\u0001"));
    }

    /// Without a ClOrdID, but with all that is needed to adopt an order.
    Trading adopted(String orderID, int lastQty) {
        return described("", orderID, new ExecID("E" + ++execIDs), new News.Trade(Qty.of(lastQty), Px.of("5")));
    }

    Trading acceptedAs(String clOrdID, String orderID) {
        return described(clOrdID, orderID, ExecID.NONE, new News.New());
    }

    private Trading described(String clOrdID, String orderID, ExecID execID, News news) {
        var told = new Report.Told(
                OrdStatus.NONE, account, SYMBOL, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, Qty.of(100), Px.of("5"),
                Qty.NONE, Qty.NONE);
        return add(new Report(
                SESSION, new ClOrdID(clOrdID), ClOrdID.NONE, new OrderID(orderID), execID, news, told, now(), false,
                false, ""));
    }

    Trading silent(String clOrdID) {
        var silence = new Silence(new ClOrdID(clOrdID), now());
        var result = book.silent(++seq, silence);
        return add(new Recorded.Silent(silence), result, Buffer.buffer());
    }

    Trading unreadable() {
        var result = book.unreadable("no MsgType");
        return add(new Recorded.Unreadable("no MsgType", List.of(new ClOrdID("?")), OrderID.NONE, List.of()), result, Buffer.buffer("8=garbage"));
    }

    Trading refused(String clOrdID) {
        return add(
                new Recorded.Refused(new Command.Cancel(new ClOrdID(clOrdID), new ClOrdID("none"), now())),
                new Result(dev.plumbline.core.Outcome.IGNORED, "UNKNOWN_ORDER: no order 'none'", List.of()),
                Buffer.buffer());
    }

    private Trading add(What what, Result result, Buffer raw) {
        if (what instanceof Recorded.Refused || what instanceof Recorded.Unreadable) seq++;
        var order = result.changes().isEmpty() ? "" : result.changes().getFirst().order().key().value();
        var entry = new Entry(
                shard, seq, what, order, SESSION, result.outcome(), result.reason(), now() + 1_000,
                new Asker("anna", "r" + seq), raw, isAskedFor(what) ? now() - 800_000 : 0,
                isAskedFor(what) ? "console desk-4" : "");
        entries.add(new StoreBatch.Entry(kept(entry), result.changes(), result.released(), result.gone()));
        return this;
    }

    private static boolean isAskedFor(What what) {
        return what instanceof Recorded.Sent || what instanceof Recorded.Refused;
    }

    /// As the journal does it.
    private Kept kept(Entry entry) {
        var form = Wire.encode(entry.input());
        var hash = chain.next(shard, entry.seq(), EntryForm.encode(entry, form));
        return new Kept(numbers.getAsLong(), entry, Buffer.buffer(form), hash);
    }

    long seq() {
        return seq;
    }

    private long now() {
        return NOON + seq * 1_000_000 + 7;
    }

    /// All that happened since the last call.
    StoreBatch batch() {
        var batch = new StoreBatch(shard, List.copyOf(entries));
        entries.clear();
        return batch;
    }
}
