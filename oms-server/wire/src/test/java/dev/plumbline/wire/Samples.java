package dev.plumbline.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.Account;
import dev.plumbline.core.Amount;
import dev.plumbline.core.Booking;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Change;
import dev.plumbline.core.Charge;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Claims;
import dev.plumbline.core.Command;
import dev.plumbline.core.Costs;
import dev.plumbline.core.Currency;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Executions;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Flags;
import dev.plumbline.core.Halt;
import dev.plumbline.core.Heard;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.Life;
import dev.plumbline.core.Money;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Ratio;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Refusal;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Report;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.core.Silence;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Batch;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Checked;
import dev.plumbline.wire.DeskMessage.Denial;
import dev.plumbline.wire.DeskMessage.Difference;
import dev.plumbline.wire.DeskMessage.Event;
import dev.plumbline.wire.DeskMessage.History;
import dev.plumbline.wire.DeskMessage.HistoryRequest;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Ping;
import dev.plumbline.wire.DeskMessage.Pong;
import dev.plumbline.wire.DeskMessage.Snapshot;
import dev.plumbline.wire.DeskMessage.SnapshotRequest;
import dev.plumbline.wire.DeskMessage.Wish;

/// One value of each type with every field said, and some with few: what the golden files hold.
final class Samples {
    private static final long NOON = 1_795_348_800_000_000_000L;
    private static final BrokerSession BRK1 = new BrokerSession("BRK1");
    private static final Account HOUSE = new Account("HOUSE");
    private static final Symbol VOD = new Symbol("VOD.L");

    private Samples() {}

    private static final Currency USD = new Currency("USD");
    private static final List<Charge> CHARGES = List.of(
            new Charge("4", Charge.Basis.PER_UNIT, Money.of("-0.002"), Currency.NONE),
            Charge.commission(Money.of("1.25"), new Currency("GBP")));

    static List<Sample> all() {
        var all = new ArrayList<Sample>();
        all.add(of("order", fullOrder()));
        all.add(of("order-learned", learnedOrder()));
        all.add(of("order-restated", restatedOrder()));
        all.add(of("order-working", workingOrder()));
        all.add(of("order-external", externalOrder()));
        all.add(of("order-sums", fullOrder().summed()));
        all.add(of("execution", execution("E1", "400", "101.25")));
        all.add(of("execution-busted", busted()));
        all.add(of("execution-charged", charged()));
        all.add(of("position", new Position(HOUSE, VOD, Qty.of("-1500.5"), Money.of("-151925.625"), Money.of("151930"))));
        all.add(of("position-charged", new Position(
                HOUSE, VOD, Qty.of(400), Money.of("40500"), Money.of("-40500"), USD,
                List.of(new Amount(Money.of("1.25"), new Currency("GBP")), new Amount(Money.of("-0.8"), USD)))));
        all.add(of("position-flat", Position.flat(HOUSE, VOD)));
        addReports(all);
        addCommands(all);
        addSwitches(all);
        addChanges(all);
        addDeskMessages(all);
        return all;
    }

    private static void addReports(List<Sample> all) {
        all.add(of("report-trade", report(new News.Trade(Qty.of(400), Px.of("101.25")))));
        all.add(of("report-trade-version", report(new News.TradeVersion(Qty.of(400), Px.of("101.25"), 2))));
        all.add(of("report-executed", report(new News.Executed(Px.of("101.2")))));
        all.add(of("report-trade-cancel", report(new News.TradeCancel(new ExecID("E1")))));
        all.add(of(
                "report-trade-correct",
                report(new News.TradeCorrect(new ExecID("E1"), Qty.of("399.5"), Px.of("-0.0000000001")))));
        all.add(of("report-charged", said(new News.Charged(new ExecID("E1"))).with(USD, CHARGES)));
        all.add(of("report-trade-charged", report(new News.Trade(Qty.of(400), Px.of("101.25"))).with(USD, CHARGES)));
        all.add(of("report-restated", report(new News.Restated(0))));
        all.add(of(
                "report-request-rejected",
                new Report(
                        BRK1, new ClOrdID("A2"), ClOrdID.NONE, OrderID.NONE, ExecID.NONE,
                        new News.RequestRejected("F", 17), Report.Told.NOTHING, 0, false, false, "Unsupported 注文")));
        for (var news : plainNews()) all.add(of("report-" + news.getClass().getSimpleName(), said(news)));
    }

    private static List<News> plainNews() {
        return List.of(
                new News.New(), new News.PendingNew(), new News.PendingCancel(), new News.PendingReplace(),
                new News.Replaced(), new News.Canceled(), new News.Rejected(), new News.Expired(),
                new News.DoneForDay(), new News.Suspended(), new News.Stopped(), new News.Calculated(),
                new News.OrderStatus(), new News.Triggered(), new News.Remark(), new News.CancelRejected());
    }

    private static void addCommands(List<Sample> all) {
        all.add(of(
                "new-order-single",
                new Command.Enter(
                        new ClOrdID("A1"), BRK1, HOUSE, VOD, Side.SELL_SHORT, Qty.of(1000), OrdType.LIMIT,
                        Px.of("101.25"), TimeInForce.IMMEDIATE_OR_CANCEL, NOON)));
        all.add(of("order-cancel-request", new Command.Cancel(new ClOrdID("A2"), new ClOrdID("A1"), NOON)));
        all.add(of(
                "order-cancel-replace-request",
                new Command.Replace(new ClOrdID("A3"), new ClOrdID("A1"), Qty.of(1200), Px.of("101.3"), NOON)));
        all.add(of("order-status-request", new Command.Status(new ClOrdID("A1"), NOON)));
        var silence = new Silence(new ClOrdID("A1"), NOON);
        all.add(new Sample("silence", silence, Wire.json(silence), Wire.encode(silence), Wire::silence));
    }

    private static void addSwitches(List<Sample> all) {
        var pull = new KillSwitch.Pull(new Halt.Scope.OfSession(BRK1), "maria", "prices are wrong", NOON);
        all.add(of("pull", new Recorded.Switched(pull)));
        all.add(of("release", new Recorded.Switched(new KillSwitch.Release(pull.scope(), "ben", NOON, NOON + 1))));
        all.add(of("pull-asked-at", new Wire.Input(new Recorded.Switched(pull), NOON - 800_000)));
        all.add(of("release-refused-asked-at", new Wire.Input(
                new Recorded.NotSwitched(new KillSwitch.Release(pull.scope(), "maria", NOON, NOON + 1)), NOON - 800_000)));
        var cancel = new Command.Cancel(new ClOrdID("A2"), new ClOrdID("A1"), NOON);
        all.add(of("sent-asked-at", new Wire.Input(new Recorded.Sent(cancel, false), NOON - 800_000)));
        all.add(of("sent-again-asked-at", new Wire.Input(new Recorded.Sent(cancel, true), NOON - 800_000)));
        all.add(of("refused-asked-at", new Wire.Input(new Recorded.Refused(cancel), NOON - 800_000)));
        all.add(of("sent-asked-from", new Wire.Input(new Recorded.Sent(cancel, false), NOON - 800_000, "bridge 10.0.0.7:51834")));
        all.add(of("pull-asked-from", new Wire.Input(new Recorded.Switched(pull), 0, "console desk-4")));
        all.add(of("release-refused", new Recorded.NotSwitched(new KillSwitch.Release(pull.scope(), "maria", NOON, NOON + 1))));
    }

    private static void addChanges(List<Sample> all) {
        var live = execution("E1", "400", "101.25");
        var corrected = new Execution(
                live.execID(), live.clOrdID(), Qty.of(300), live.px(), Execution.State.CORRECTED, new ExecID("E8"), NOON);
        all.add(of("change", change(Booking.NONE)));
        all.add(of("change-booked", change(new Booking.Booked(live))));
        all.add(of("change-busted", change(new Booking.Busted(live, busted()))));
        all.add(of("change-corrected", change(new Booking.Corrected(live, corrected))));
        all.add(of("change-several", change(new Booking.Several(List.of(
                new Booking.Booked(live), new Booking.Corrected(live, split(live)))))));
    }

    private static Change change(Booking booking) {
        var position = new Position(HOUSE, VOD, Qty.of(400), Money.of("40500"), Money.of("-40500"));
        return new Change(42, externalOrder(), booking, position);
    }

    private static void addDeskMessages(List<Sample> all) {
        all.add(of("batch", new Batch("6f1c", 7, NOON, items())));
        all.add(of("batch-gone", new Batch("6f1c", 9, NOON, List.of(new Item.GoneItem(new OrderKey("BRK1/OrderID:B-77"))))));
        all.add(of("batch-waiting", new Batch("6f1c", 10, NOON, List.of(
                new Item.WaitingItem(
                        3, 17, "BRK1", NOON, Item.WaitingItem.PARKED, "no order for this report yet: ClOrdID A9", "A9", "B-9",
                        "E9", Buffer.buffer("8=FIX.4.4\u000135=8\u0001")),
                new Item.WaitingGoneItem(3, 12),
                new Item.MoreWaitingItem(1_200)))));
        all.add(of("batch-halts", new Batch("6f1c", 11, NOON, List.of(
                new Item.HaltItem(new Halt(Halt.EVERYTHING, "maria", "prices are wrong", NOON), 15, 16, NOON + 3, ReleaseBy.SECOND_PERSON),
                new Item.HaltItem(new Halt(new Halt.Scope.OfAccount(HOUSE), "maria", "", NOON), 1, 1, NOON, ReleaseBy.ANYONE),
                new Item.HaltGoneItem(new Halt.Scope.OfSymbol(VOD)),
                new Item.HaltGoneItem(new Halt.Scope.OfSession(BRK1))))));
        all.add(of("batch-heartbeat", new Batch("6f1c", 8, NOON, List.of())));
        all.add(of("snapshot-request", new SnapshotRequest("s1", 500)));
        all.add(of("snapshot-request-since", new SnapshotRequest("s2", 0, "6f1c", 7)));
        all.add(of("snapshot-partial", new Snapshot(
                "s2", "6f1c", 9, Snapshot.LAST, 1, List.of(new Item.GoneItem(new OrderKey("A1"))), true)));
        all.add(of("snapshot", new Snapshot("s1", "6f1c", 7, 500, 1200, List.of(new Item.AccountItem(HOUSE)))));
        all.add(of("snapshot-last", new Snapshot("s1", "6f1c", 7, Snapshot.LAST, 1200, List.of())));
        all.add(of("snapshot-gone", new Snapshot("s1", "6f1c", Snapshot.GONE, Snapshot.LAST, 0, List.of())));
        all.add(of(
                "ask-enter",
                new Ask("r1", "trader", new Wish.Enter(
                        "BRK1", HOUSE, VOD, Side.BUY, Qty.of(1000), OrdType.LIMIT, Px.of("101.25"),
                        TimeInForce.GOOD_TILL_CANCEL))));
        var key = new OrderKey("A1");
        all.add(of("ask-cancel", new Ask("r2", "trader", new Wish.Cancel(key))));
        all.add(of("ask-replace", new Ask("r3", "trader", new Wish.Replace(key, Qty.of(1200), Px.of("101.3")))));
        all.add(of("ask-status", new Ask("r4", "trader", new Wish.Status(key))));
        all.add(of("ask-pull", new Ask("r5", "maria", new Wish.Pull(new Halt.Scope.OfSymbol(VOD), "prices are wrong"))));
        all.add(of("ask-release", new Ask("r6", "ben", new Wish.Release(Halt.EVERYTHING, NOON))));
        all.add(of("ask-asked-at", new Ask("r7", "trader", new Wish.Cancel(key), NOON - 800_000)));
        all.add(of("ask-from", new Ask("r8", "algo-1", new Wish.Cancel(key), NOON, "bridge 10.0.0.7:51834", Optional.empty())));
        all.add(of("ask-denied", new Ask("r9", "algo-1", new Wish.Cancel(key), 0, "bridge 10.0.0.7:51834", Optional.of(
                new Denial(Refusal.NOT_PERMITTED, "algo-1 may not act on account HOUSE")))));
        all.add(of("log-in", new DeskMessage.LogIn("maria", "correct horse", "", "console desk-4")));
        all.add(of("log-in-token", new DeskMessage.LogIn("", "", "eyJhbGciOi.J9.x", "bridge 10.0.0.7:51834")));
        all.add(of("logged-in", new DeskMessage.LoggedIn(
                "maria", "eyJhbGciOi.J9.y", NOON + 600_000_000_000L, List.of("trader", "desk head"), List.of("HOUSE", "HOUSE-2"),
                "desk.main.Zm9v")));
        all.add(of("answer", new Answer("r1", "A1", "", "")));
        all.add(of("answer-refused", new Answer("r1", "", "MAX_ORDER_QTY", "OrderQty 1000 is above the limit of 500")));
        all.add(of("check", new Check("q1", "trader", new Wish.Replace(key, Qty.of(1200), Px.of("101.3")))));
        all.add(of("checked", new Checked("q1", List.of(
                new CheckLine("Max qty", Verdict.PASS, "1,200 of at most 100,000"),
                new CheckLine("Max notional", Verdict.WARN, "121,560 of at most 200,000: more than 50 % of it"),
                new CheckLine("Connection", Verdict.BLOCK, "broker session BRK1 is down")))));
        all.add(of("history-request", new HistoryRequest(key, 200)));
        all.add(of("history", new History(key, List.of(
                new Event(
                        3, 17, NOON + 5, NOON, "Order sent", "trader", "BRK1", "A1", "APPLIED", "", "", Buffer.buffer(),
                        "Enter Buy 1000 VOD.L Price=101.25 DAY ClOrdID=A1",
                        List.of(new Difference("ordStatus", "", "PendingNew"), new Difference("orderQty", "", "1000")), 0),
                new Event(
                        3, 19, NOON + 9, 0, "Trade cancel", "", "BRK1", "A1", "PARKED", "no such execution yet",
                        "applied with input 20", Buffer.buffer("8=FIX.4.4\u000135=8\u0001"), "TradeCancel execRefID=E1", List.of(), 0)),
                true, "the store does not answer")));
        all.add(of("history-asked-at", new History(key, List.of(new Event(
                3, 17, NOON + 5, NOON + 5, "Cancel sent", "trader", "BRK1", "A2", "APPLIED", "", "", Buffer.buffer(),
                "Cancel ClOrdID=A2", List.of(), NOON - 800_000)), false, "")));
        all.add(of("history-from", new History(key, List.of(new Event(
                3, 17, NOON + 5, NOON + 5, "Cancel sent", "algo-1", "BRK1", "A2", "APPLIED", "", "", Buffer.buffer(),
                "Cancel ClOrdID=A2", List.of(), 0, "bridge 10.0.0.7:51834")), false, "")));
        all.add(of("history-empty", new History(key, List.of(), false, "")));
        all.add(of("ping", new Ping(NOON)));
        all.add(of("pong", new Pong(NOON, NOON + 250_000)));
        all.add(of("pong-lines", new Pong(NOON, NOON + 250_000, List.of(
                new DeskMessage.Line("BRK1", NOON - 1_500_000_000L, 30_000, 4_711, 2), new DeskMessage.Line("BRK2", 0, 30_000, 0, 0)))));
    }

    private static List<Item> items() {
        return List.of(
                new Item.OrderItem(fullOrder().summed()),
                new Item.ExecutionItem(
                        new OrderKey("A1"), HOUSE, VOD, Side.BUY, execution("E1", "400", "101.25")),
                new Item.PositionItem(new Position(HOUSE, VOD, Qty.of(400), Money.of("40500"), Money.of("-40500"))),
                new Item.SessionItem("BRK1", Item.SessionItem.REFUSED, "logon refused: unknown CompID", NOON),
                new Item.AlertItem(Item.AlertItem.WARN, "late fill", "A1", NOON),
                new Item.InstrumentItem(VOD, Px.of("101.2")),
                new Item.AccountItem(HOUSE),
                new Item.ServiceItem("store", Item.ServiceItem.BEHIND, "1200 inputs wait to be written", NOON));
    }

    /// Two shares for one.
    private static Execution split(Execution live) {
        return new Execution(
                live.execID(), live.clOrdID(), live.lastQty(), live.lastPx(), live.state(), live.lastExecID(),
                live.transactTime(), new Ratio(2, 1));
    }

    /// With all that can have been heard of an order.
    private static Order learnedOrder() {
        var claims = new Claims(
                NOON, Qty.of(300), NOON + 9, Qty.of(500), List.of(new Claims.Claim(NOON + 11, Qty.of("499.5"))),
                NOON + 9);
        var a1 = new ClOrdID("A1");
        var a2 = new ClOrdID("A2");
        var heard = new Heard(
                List.of(
                        new Heard.Ending(Life.End.CANCELED, a2, new OrderID("B-77"), NOON + 7, false),
                        new Heard.Ending(Life.End.EXPIRED, ClOrdID.NONE, OrderID.NONE, 0, true)),
                List.of(
                        new Heard.Name(a1, new OrderID("B-76"), NOON + 1, true),
                        new Heard.Name(a2, new OrderID("B-77"), NOON + 2, false)),
                List.of(
                        new Heard.Terms(a1, Long.MIN_VALUE, Qty.of(1000), Px.of("101.25"), Heard.Terms.Told.ACCEPTED),
                        new Heard.Terms(a1, NOON + 4, Qty.of(2000), Px.of("50.625"), Heard.Terms.Told.CORPORATE_ACTION),
                        new Heard.Terms(a2, NOON + 3, Qty.NONE, Px.of(50), Heard.Terms.Told.ACCEPTED)),
                List.of(new Heard.Correction(new ExecID("E8"), new ExecID("E1"), 2, NOON + 5)),
                List.of(new Heard.Point(Qty.of(200), Px.of("101.2"))),
                new Heard.Times(NOON + 6, NOON + 8, NOON + 10, NOON + 12));
        return learned(fullOrder(), claims, heard);
    }

    private static Order restatedOrder() {
        var a1 = new ClOrdID("A1");
        var terms = List.of(
                new Heard.Terms(a1, Long.MIN_VALUE, Qty.of(1000), Px.of("101.25"), Heard.Terms.Told.ACCEPTED),
                new Heard.Terms(a1, NOON, Qty.of(900), Px.of("101.2"), Heard.Terms.Told.RESTATED));
        return learned(
                fullOrder(), Claims.NONE,
                new Heard(List.of(), List.of(), terms, List.of(), List.of(), Heard.Times.NONE));
    }

    /// What most orders have: one name, one claim.
    private static Order workingOrder() {
        var a1 = new ClOrdID("A1");
        var request = new Request(
                a1, ClOrdID.NONE, Request.Kind.NEW, Qty.of(1000), Px.of("101.25"), Request.Stage.ACCEPTED, NOON);
        var order = new Order(
                new OrderKey("A1"), BRK1, new OrderID("B-77"), HOUSE, VOD, Side.BUY, OrdType.LIMIT, TimeInForce.DAY,
                List.of(request), Executions.of(List.of(execution("E1", "400", "101.25"))), Life.OPEN, Qty.of(400),
                Flags.NONE, NOON, NOON + 2, "");
        var name = new Heard.Name(a1, new OrderID("B-77"), NOON + 1, true);
        return learned(
                order,
                new Claims(Long.MIN_VALUE, Qty.ZERO, NOON + 2, Qty.of(400), List.of(), NOON + 2),
                new Heard(List.of(), List.of(name), List.of(), List.of(), List.of(), Heard.Times.NONE));
    }

    private static Order learned(Order order, Claims claims, Heard heard) {
        return new Order(
                order.key(), order.session(), order.orderID(), order.account(), order.symbol(), order.side(),
                order.ordType(), order.timeInForce(), order.requests(), order.executions(), order.life(),
                order.toldCumQty(), order.flags(), order.enteredAt(), order.updatedAt(), order.text(), claims, heard);
    }

    /// Every field of the outcome said.
    private static Order fullOrder() {
        var requests = List.of(
                new Request(
                        new ClOrdID("A1"), ClOrdID.NONE, Request.Kind.NEW, Qty.of(1000), Px.of("101.25"),
                        Request.Stage.ACCEPTED, NOON),
                new Request(
                        new ClOrdID("A2"), new ClOrdID("A1"), Request.Kind.REPLACE, Qty.of(1200), Px.of("101.3"),
                        Request.Stage.PENDING, NOON + 1),
                new Request(
                        new ClOrdID("A3"), new ClOrdID("A1"), Request.Kind.CANCEL, Qty.NONE, Px.NONE,
                        Request.Stage.SENT, NOON + 2));
        return new Order(
                new OrderKey("A1"), BRK1, new OrderID("B-77"), HOUSE, VOD, Side.BUY, OrdType.LIMIT,
                TimeInForce.GOOD_TILL_CANCEL, requests,
                Executions.of(List.of(execution("E1", "400", "101.25"), busted())),
                new Life(true, true, true, true, Life.End.CANCELED), Qty.of(500),
                Flags.of(List.of(Flag.CUM_GAP, Flag.LATE_FILL)), NOON, NOON + 3, "Order \"77\" gestrichen für 100 €");
    }

    /// As little as an order can say.
    private static Order externalOrder() {
        var request = new Request(
                ClOrdID.NONE, ClOrdID.NONE, Request.Kind.NEW, Qty.of(5), Px.NONE, Request.Stage.ACCEPTED, 0);
        return new Order(
                new OrderKey("BRK1/OrderID:B-9"), BRK1, new OrderID("B-9"), Account.NONE, VOD, Side.SELL, OrdType.NONE,
                TimeInForce.DAY, List.of(request), Executions.NONE, Life.OPEN, Qty.ZERO,
                Flags.of(List.of(Flag.EXTERNAL)), 0, 0, "");
    }

    private static Execution execution(String execID, String qty, String px) {
        var id = new ExecID(execID);
        return new Execution(id, new ClOrdID("A1"), Qty.of(qty), Px.of(px), Execution.State.LIVE, id, NOON);
    }

    private static Execution charged() {
        var live = execution("E1", "400", "101.25");
        var stated = CHARGES.stream().map(charge -> new Costs.Stated(charge, NOON + 1, new ExecID("E4"))).toList();
        return new Execution(
                live.execID(), live.clOrdID(), live.lastQty(), live.lastPx(), Execution.State.BUSTED, new ExecID("E9"),
                NOON, Ratio.ONE, new Costs(USD, NOON + 2, stated, NOON + 3));
    }

    private static Execution busted() {
        return new Execution(
                new ExecID("E2"), new ClOrdID("A1"), Qty.of("0.5"), Px.of("99.99"), Execution.State.BUSTED,
                new ExecID("E9"), NOON + 5);
    }

    private static Report report(News news) {
        var told = new Report.Told(
                OrdStatus.PARTIALLY_FILLED, HOUSE, VOD, Side.BUY, OrdType.STOP_LIMIT, TimeInForce.AT_THE_CLOSE,
                Qty.of(1000), Px.of("101.25"), Qty.of(400), Qty.of(600));
        return new Report(
                BRK1, new ClOrdID("A2"), new ClOrdID("A1"), new OrderID("B-77"), new ExecID("E7"), news, told, NOON,
                true, true, "text");
    }

    private static Report said(News news) {
        return new Report(
                BRK1, new ClOrdID("A1"), ClOrdID.NONE, OrderID.NONE, ExecID.NONE, news, Report.Told.NOTHING, NOON,
                false, false, "");
    }

    private static Sample of(String name, Order value) {
        return new Sample(name, value, Wire.json(value), Wire.encode(value), Wire::order);
    }

    private static Sample of(String name, Execution value) {
        return new Sample(name, value, Wire.json(value), Wire.encode(value), Wire::execution);
    }

    private static Sample of(String name, Position value) {
        return new Sample(name, value, Wire.json(value), Wire.encode(value), Wire::position);
    }

    private static Sample of(String name, Report value) {
        return new Sample(name, value, Wire.json(value), Wire.encode(value), Wire::report);
    }

    private static Sample of(String name, Command value) {
        return new Sample(name, value, Wire.json(value), Wire.encode(value), Wire::command);
    }

    private static Sample of(String name, Recorded.What value) {
        return new Sample(name, value, Wire.json(value), Wire.encode(value), Wire::what);
    }

    private static Sample of(String name, Wire.Input value) {
        return new Sample(name, value, Wire.json(value), Wire.encode(value), Wire::input);
    }

    private static Sample of(String name, Change value) {
        return new Sample(name, value, Wire.json(value), Wire.encode(value), Wire::change);
    }

    private static Sample of(String name, DeskMessage value) {
        return new Sample(
                name, value, Wire.json(value), Wire.encode(value).getBytes(),
                bytes -> Wire.decode(Buffer.buffer(bytes)));
    }

    record Sample(String name, Object value, String json, byte[] cbor, Function<byte[], Object> reader) {
        Object read(byte[] bytes) {
            return reader.apply(bytes);
        }
    }
}
