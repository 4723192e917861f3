package dev.plumbline.wire;

import java.util.List;
import java.util.stream.Stream;

import io.vertx.core.buffer.Buffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

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
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Report;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;

/// Arbitrary records of the core and messages of the bus, edge cases first: empty ids, numbers that were not stated,
/// the widest decimals, text of any script. Not consistent as trading goes, and not meant to be. Copy it freely.
public final class Some {
    private Some() {}

    // Numbers

    public static Arbitrary<Long> nanos() {
        return Arbitraries.longs().edgeCases(edges -> edges.add(0L, Long.MAX_VALUE, 1_795_374_000_123_456_789L));
    }

    /// Any price, the widest ones too.
    public static Arbitrary<Px> px() {
        return Combinators.combine(unscaled(), scale()).as(Px::new).edgeCases(edges -> edges.add(Px.NONE, Px.ZERO));
    }

    /// Any quantity, the widest ones too.
    public static Arbitrary<Qty> qty() {
        return Combinators.combine(unscaled(), scale()).as(Qty::new).edgeCases(edges -> edges.add(Qty.NONE, Qty.ZERO));
    }

    private static Arbitrary<Long> unscaled() {
        return Arbitraries.longs().between(-Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private static Arbitrary<Integer> scale() {
        return Arbitraries.integers().between(0, 18);
    }

    /// A quantity of which a few may be added.
    public static Arbitrary<Qty> tradedQty() {
        return Combinators.combine(Arbitraries.longs().between(1, 10_000_000_000L), Arbitraries.integers().between(0, 4))
                .as(Qty::new);
    }

    private static Arbitrary<Px> tradedPx() {
        return Combinators.combine(unscaled(), scale()).as(Px::new);
    }

    public static Arbitrary<Money> money() {
        return Arbitraries.bigDecimals().ofScale(40).map(Money::new);
    }

    // Words

    /// Any text that can be written: whole characters only.
    public static Arbitrary<String> text() {
        var script = Arbitraries.strings()
                .ofMaxLength(40)
                .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
        return Arbitraries.oneOf(
                Arbitraries.of("", "0", "Order rejected: 11=A1 \"limit\" \\ \n\t", "für 100 €", "注文", "\uD83D\uDE80"),
                Arbitraries.strings().ascii().ofMaxLength(100),
                script);
    }

    public static Arbitrary<ClOrdID> clOrdID() {
        return id().map(ClOrdID::new);
    }

    public static Arbitrary<ExecID> execID() {
        return id().map(ExecID::new);
    }

    private static Arbitrary<String> id() {
        return Arbitraries.oneOf(
                Arbitraries.strings().alpha().numeric().withChars("-_:/.").ofMaxLength(24),
                Arbitraries.of("", "0", "NONE"),
                text());
    }

    private static Arbitrary<BrokerSession> session() {
        return id().map(BrokerSession::new);
    }

    private static Arbitrary<Account> account() {
        return id().map(Account::new);
    }

    private static Arbitrary<Symbol> symbol() {
        return id().map(Symbol::new);
    }

    private static Arbitrary<OrderKey> key() {
        return id().map(OrderKey::new);
    }

    // Orders

    public static Arbitrary<Order> order() {
        var terms = Combinators.combine(
                        Arbitraries.of(Side.class), Arbitraries.of(OrdType.class), Arbitraries.of(TimeInForce.class),
                        account(), symbol())
                .as(Terms::new);
        var names = Combinators.combine(id().filter(id -> !id.isEmpty()), session(), id().map(OrderID::new), text())
                .as(Names::new);
        var times = Combinators.combine(nanos(), nanos()).as(Times::new);
        return Combinators.combine(
                        names, terms, request().list().ofMinSize(1).ofMaxSize(4), executions(), life(), learned(),
                        flags(), times)
                .as((name, term, requests, executions, life, learned, flags, time) -> new Order(
                        new OrderKey(name.key), name.session, name.orderID, term.account, term.symbol, term.side,
                        term.ordType, term.timeInForce, requests, executions, life, learned.told, flags,
                        time.enteredAt, time.updatedAt, name.text, learned.claims, learned.heard));
    }

    private record Learned(Qty told, Claims claims, Heard heard) {}

    private static Arbitrary<Learned> learned() {
        return Combinators.combine(qtyToldSoFar(), claims(), heard()).as(Learned::new);
    }

    public static Arbitrary<Claims> claims() {
        var claim = Combinators.combine(nanos(), qtyToldSoFar()).as(Claims.Claim::new);
        return Arbitraries.oneOf(
                Arbitraries.just(Claims.NONE),
                Combinators.combine(nanos(), qtyToldSoFar())
                        .as((at, to) -> new Claims(at, to, Long.MIN_VALUE, Qty.ZERO, List.of(), Long.MIN_VALUE)),
                Combinators.combine(
                                ever(), qtyToldSoFar(), nanos().filter(at -> at != Long.MIN_VALUE), qtyToldSoFar(),
                                claim.list().ofMaxSize(3), ever())
                        .as(Claims::new));
    }

    /// A time, or never.
    private static Arbitrary<Long> ever() {
        return Arbitraries.oneOf(Arbitraries.just(Long.MIN_VALUE), nanos());
    }

    public static Arbitrary<Heard> heard() {
        var orderID = id().map(OrderID::new);
        var ending = Combinators.combine(
                        Arbitraries.of(Life.End.class), clOrdID(), orderID, nanos(), Arbitraries.of(true, false))
                .as(Heard.Ending::new);
        var name = Combinators.combine(clOrdID(), orderID, nanos(), Arbitraries.of(true, false))
                .as(Heard.Name::new);
        var terms = Combinators.combine(clOrdID(), ever(), qty(), px(), Arbitraries.of(Heard.Terms.Told.class))
                .as(Heard.Terms::new);
        var point = Combinators.combine(qty(), px()).as(Heard.Point::new);
        var times = Combinators.combine(ever(), ever(), ever(), ever()).as(Heard.Times::new);
        var correction = Combinators.combine(execID(), execID(), Arbitraries.integers(), nanos())
                .as(Heard.Correction::new);
        return Arbitraries.oneOf(
                Arbitraries.just(Heard.NOTHING),
                Combinators.combine(
                                ending.list().ofMaxSize(3), name.list().ofMaxSize(3), terms.list().ofMaxSize(3),
                                correction.list().ofMaxSize(3), point.list().ofMaxSize(3), times)
                        .as(Heard::new));
    }

    private record Terms(Side side, OrdType ordType, TimeInForce timeInForce, Account account, Symbol symbol) {}

    private record Names(String key, BrokerSession session, OrderID orderID, String text) {}

    private record Times(long enteredAt, long updatedAt) {}

    private static Arbitrary<Qty> qtyToldSoFar() {
        return Arbitraries.oneOf(Arbitraries.just(Qty.ZERO), tradedQty());
    }

    public static Arbitrary<Request> request() {
        return Combinators.combine(
                        clOrdID(), clOrdID(), Arbitraries.of(Request.Kind.class), qty(), px(),
                        Arbitraries.of(Request.Stage.class), nanos())
                .as(Request::new);
    }

    public static Arbitrary<Executions> executions() {
        return Arbitraries.oneOf(
                standing().list().ofMaxSize(5).map(Executions::of),
                Combinators.combine(tradedQty(), money()).as(Executions::sums));
    }

    /// An execution whose figures can be added to others.
    private static Arbitrary<Execution> standing() {
        return execution(tradedQty(), tradedPx());
    }

    public static Arbitrary<Execution> execution() {
        return execution(qty(), px());
    }

    private static Arbitrary<Execution> execution(Arbitrary<Qty> qty, Arbitrary<Px> px) {
        return execID()
                .flatMap(execID -> Combinators.combine(
                                clOrdID(), qty, px, Arbitraries.of(Execution.State.class),
                                Arbitraries.oneOf(Arbitraries.just(execID), execID()), nanos(), ratio())
                        .flatAs((clOrdID, lastQty, lastPx, state, last, at, ratio) -> costs()
                                .map(costs -> new Execution(
                                        execID, clOrdID, lastQty, lastPx, state, last, at, ratio, costs))));
    }

    private static Arbitrary<Ratio> ratio() {
        var shares = Arbitraries.longs().between(1, 20);
        return Arbitraries.oneOf(Arbitraries.just(Ratio.ONE), Combinators.combine(shares, shares).as(Ratio::new));
    }

    public static Arbitrary<Life> life() {
        var yes = Arbitraries.of(true, false);
        return Combinators.combine(yes, yes, yes, yes, Arbitraries.of(Life.End.class)).as(Life::new);
    }

    public static Arbitrary<Flags> flags() {
        return Arbitraries.of(Flag.class).set().map(Flags::of);
    }

    public static Arbitrary<Position> position() {
        return Combinators.combine(account(), symbol(), qty().filter(Qty::isStated), money(), money(), currency(), fees())
                .as(Position::new);
    }

    private static Arbitrary<List<Amount>> fees() {
        return Combinators.combine(money(), currency()).as(Amount::new).list().ofMaxSize(2);
    }

    private static Arbitrary<Currency> currency() {
        return Arbitraries.oneOf(Arbitraries.just(Currency.NONE), id().map(Currency::new));
    }

    private static Arbitrary<Charge> charge() {
        return Combinators.combine(id(), Arbitraries.of(Charge.Basis.class), money(), currency()).as(Charge::new);
    }

    private static Arbitrary<Costs> costs() {
        var stated = Combinators.combine(charge(), nanos(), execID()).as(Costs.Stated::new).list().ofMaxSize(2);
        return Arbitraries.oneOf(
                Arbitraries.just(Costs.NONE),
                Combinators.combine(currency(), nanos(), stated, nanos()).as(Costs::new));
    }

    public static Arbitrary<Change> change() {
        return Combinators.combine(nanos(), order(), booking(), position()).as(Change::new);
    }

    public static Arbitrary<Booking> booking() {
        return Arbitraries.oneOf(
                one(), one().list().ofMinSize(1).ofMaxSize(3).map(Booking.Several::new));
    }

    private static Arbitrary<Booking> one() {
        return Arbitraries.oneOf(
                Arbitraries.just(Booking.NONE),
                execution().map(Booking.Booked::new),
                Combinators.combine(execution(), execution()).as(Booking.Busted::new),
                Combinators.combine(execution(), execution()).as(Booking.Corrected::new));
    }

    // What comes in

    public static Arbitrary<Command> command() {
        return Arbitraries.oneOf(
                Combinators.combine(clOrdID(), session(), account(), symbol(), entered())
                        .flatAs((clOrdID, session, account, symbol, as) -> nanos()
                                .map(at -> new Command.Enter(
                                        clOrdID, session, account, symbol, as.side, as.orderQty, as.ordType, as.price,
                                        as.timeInForce, at))),
                Combinators.combine(clOrdID(), clOrdID(), nanos()).as(Command.Cancel::new),
                Combinators.combine(clOrdID(), clOrdID(), qty(), px(), nanos()).as(Command.Replace::new),
                Combinators.combine(clOrdID(), nanos()).as(Command.Status::new));
    }

    private static Arbitrary<Entered> entered() {
        return Combinators.combine(
                        Arbitraries.of(Side.class), qty(), Arbitraries.of(OrdType.class), px(),
                        Arbitraries.of(TimeInForce.class))
                .as(Entered::new);
    }

    private record Entered(Side side, Qty orderQty, OrdType ordType, Px price, TimeInForce timeInForce) {}

    public static Arbitrary<Report> report() {
        var ids = Combinators.combine(clOrdID(), clOrdID(), id().map(OrderID::new), execID()).as(Ids::new);
        var resent = Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(true, false)).as(Resent::new);
        var paid = Combinators.combine(currency(), charge().list().ofMaxSize(2)).as(Paid::new);
        return Combinators.combine(session(), ids, news(), told(), nanos(), resent, text(), paid)
                .as((session, id, news, told, at, again, text, money) -> new Report(
                        session, id.clOrdID, id.origClOrdID, id.orderID, id.execID, news, told, at, again.possDup,
                        again.possResend, text, money.currency, money.charges));
    }

    private record Ids(ClOrdID clOrdID, ClOrdID origClOrdID, OrderID orderID, ExecID execID) {}

    private record Paid(Currency currency, List<Charge> charges) {}

    private record Resent(boolean possDup, boolean possResend) {}

    public static Arbitrary<Report.Told> told() {
        var figures = Combinators.combine(qty(), px(), qty(), qty()).as(Figures::new);
        return Combinators.combine(
                        Arbitraries.of(OrdStatus.class), account(), symbol(), Arbitraries.of(Side.class),
                        Arbitraries.of(OrdType.class), Arbitraries.of(TimeInForce.class), figures)
                .as((ordStatus, account, symbol, side, ordType, timeInForce, figure) -> new Report.Told(
                        ordStatus, account, symbol, side, ordType, timeInForce, figure.orderQty, figure.price,
                        figure.cumQty, figure.leavesQty));
    }

    private record Figures(Qty orderQty, Px price, Qty cumQty, Qty leavesQty) {}

    public static Arbitrary<News> news() {
        return Arbitraries.oneOf(List.of(
                Arbitraries.of(plainNews().toList()),
                Combinators.combine(qty(), px()).as((qty, px) -> (News) new News.Trade(qty, px)),
                Combinators.combine(qty(), px(), Arbitraries.integers())
                        .as((qty, px, version) -> (News) new News.TradeVersion(qty, px, version)),
                px().map(px -> (News) new News.Executed(px)),
                execID().map(id -> (News) new News.TradeCancel(id)),
                Combinators.combine(execID(), qty(), px()).as((id, qty, px) -> (News) new News.TradeCorrect(id, qty, px)),
                execID().map(id -> (News) new News.Charged(id)),
                Arbitraries.integers().map(reason -> (News) new News.Restated(reason)),
                Combinators.combine(text(), nanos()).as((type, seq) -> (News) new News.RequestRejected(type, seq))));
    }

    private static Stream<News> plainNews() {
        return Stream.of(
                new News.New(), new News.PendingNew(), new News.PendingCancel(), new News.PendingReplace(),
                new News.Replaced(), new News.Canceled(), new News.Rejected(), new News.Expired(),
                new News.DoneForDay(), new News.Suspended(), new News.Stopped(), new News.Calculated(),
                new News.OrderStatus(), new News.Triggered(), new News.Remark(), new News.CancelRejected());
    }

    // The bus

    public static Arbitrary<DeskMessage> deskMessage() {
        return Arbitraries.oneOf(
                Combinators.combine(id(), nanos(), nanos(), items()).as(DeskMessage.Batch::new),
                Combinators.combine(id(), Arbitraries.integers(), id(), nanos()).as(DeskMessage.SnapshotRequest::new),
                Combinators.combine(
                                id(), id(), nanos(), Arbitraries.integers(), Arbitraries.integers(), items(),
                                Arbitraries.of(true, false))
                        .as(DeskMessage.Snapshot::new),
                Combinators.combine(id(), text(), wish(), nanos()).as(DeskMessage.Ask::new),
                Combinators.combine(id(), id(), id(), text()).as(DeskMessage.Answer::new),
                question(),
                Combinators.combine(id(), line().list().ofMaxSize(4)).as(DeskMessage.Checked::new),
                Combinators.combine(key(), event().list().ofMaxSize(3), Arbitraries.of(true, false), text())
                        .as(DeskMessage.History::new),
                Combinators.combine(nanos(), nanos(), heardLine().list().ofMaxSize(3)).as(DeskMessage.Pong::new));
    }

    private static Arbitrary<DeskMessage.Line> heardLine() {
        return Combinators.combine(id(), nanos(), nanos(), nanos(), nanos()).as(DeskMessage.Line::new);
    }

    private static Arbitrary<DeskMessage> question() {
        return Arbitraries.oneOf(
                Combinators.combine(id(), text(), wish()).as(DeskMessage.Check::new),
                Combinators.combine(key(), nanos()).as(DeskMessage.HistoryRequest::new),
                nanos().map(DeskMessage.Ping::new));
    }

    private static Arbitrary<DeskMessage.Event> event() {
        var when = Combinators.combine(Arbitraries.integers(), nanos(), nanos(), nanos(), nanos());
        var what = Combinators.combine(id(), text(), text(), text(), text(), raw(), did());
        return when.as((shard, seq, receivedAt, at, askedAt) -> what.as((id, reason, became, readAs, kind, raw, did) ->
                        new DeskMessage.Event(
                                shard, seq, receivedAt, at, kind, text(id), id, id, id, reason, became, raw, readAs, did,
                                askedAt, text(id))))
                .flatMap(one -> one);
    }

    private static String text(String id) {
        return "by " + id;
    }

    private static Arbitrary<Buffer> raw() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(Buffer::buffer);
    }

    private static Arbitrary<List<DeskMessage.Difference>> did() {
        return Combinators.combine(id(), text(), text()).as(DeskMessage.Difference::new).list().ofMaxSize(3);
    }

    private static Arbitrary<DeskMessage.CheckLine> line() {
        return Combinators.combine(id(), Arbitraries.of(Verdict.class), text()).as(DeskMessage.CheckLine::new);
    }

    private static Arbitrary<List<Item>> items() {
        return item().list().ofMaxSize(4);
    }

    private static Arbitrary<Halt.Scope> scope() {
        return Arbitraries.oneOf(
                Arbitraries.just(Halt.EVERYTHING), account().map(Halt.Scope.OfAccount::new),
                symbol().map(Halt.Scope.OfSymbol::new), session().map(Halt.Scope.OfSession::new));
    }

    public static Arbitrary<Halt> halt() {
        return Combinators.combine(scope(), text(), text(), nanos()).as(Halt::new);
    }

    public static Arbitrary<KillSwitch> killSwitch() {
        return Arbitraries.oneOf(
                Combinators.combine(scope(), text(), text(), nanos()).as(KillSwitch.Pull::new),
                Combinators.combine(scope(), text(), nanos().filter(at -> at != 0), nanos()).as(KillSwitch.Release::new));
    }

    public static Arbitrary<Wish> wish() {
        return Arbitraries.oneOf(
                Combinators.combine(id(), account(), symbol(), entered())
                        .as((session, account, symbol, as) -> new Wish.Enter(
                                session, account, symbol, as.side, as.orderQty, as.ordType, as.price,
                                as.timeInForce)),
                key().map(Wish.Cancel::new),
                Combinators.combine(key(), qty(), px()).as(Wish.Replace::new),
                key().map(Wish.Status::new),
                Combinators.combine(scope(), text()).as(Wish.Pull::new),
                Combinators.combine(scope(), nanos()).as(Wish.Release::new));
    }

    public static Arbitrary<Item> item() {
        return Arbitraries.oneOf(List.of(
                order().map(order -> (Item) new Item.OrderItem(order.summed())),
                Combinators.combine(key(), account(), symbol(), Arbitraries.of(Side.class), execution())
                        .as((key, account, symbol, side, it) -> (Item) new Item.ExecutionItem(key, account, symbol, side, it)),
                position().map(position -> (Item) new Item.PositionItem(position)),
                Combinators.combine(id(), id(), text(), nanos()).as((a, b, c, at) -> (Item) new Item.SessionItem(a, b, c, at)),
                Combinators.combine(id(), text(), id(), nanos()).as((a, b, c, at) -> (Item) new Item.AlertItem(a, b, c, at)),
                Combinators.combine(symbol(), px()).as((symbol, px) -> (Item) new Item.InstrumentItem(symbol, px)),
                key().map(key -> (Item) new Item.GoneItem(key)),
                Combinators.combine(Arbitraries.integers(), nanos(), id(), nanos(), text(), id(), id(), raw())
                        .as((shard, seq, session, at, reason, clOrdID, execID, raw) -> (Item) new Item.WaitingItem(
                                shard, seq, session, at, Item.WaitingItem.PARKED, reason, clOrdID, session, execID, raw)),
                Combinators.combine(Arbitraries.integers(), nanos())
                        .as((shard, seq) -> (Item) new Item.WaitingGoneItem(shard, seq)),
                nanos().map(others -> (Item) new Item.MoreWaitingItem(others)),
                Combinators.combine(halt(), Arbitraries.integers(), Arbitraries.integers(), nanos(), Arbitraries.of(ReleaseBy.class))
                        .as((halt, shards, of, until, by) -> (Item) new Item.HaltItem(halt, shards, of, until, by)),
                scope().map(scope -> (Item) new Item.HaltGoneItem(scope)),
                account().map(account -> (Item) new Item.AccountItem(account)),
                Combinators.combine(id(), id(), text(), nanos()).as((a, b, c, at) -> (Item) new Item.ServiceItem(a, b, c, at))));
    }
}
