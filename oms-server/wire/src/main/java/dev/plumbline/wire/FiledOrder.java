package dev.plumbline.wire;

import java.util.ArrayList;
import java.util.List;

import dev.plumbline.core.Account;
import dev.plumbline.core.BookState;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Charge;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Claims;
import dev.plumbline.core.Costs;
import dev.plumbline.core.Currency;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Executions;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Flags;
import dev.plumbline.core.Heard;
import dev.plumbline.core.Life;
import dev.plumbline.core.Money;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Ratio;
import dev.plumbline.core.Request;
import dev.plumbline.core.Seen;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.Packed.Dictionary;
import dev.plumbline.wire.Packed.In;
import dev.plumbline.wire.Packed.Kind;
import dev.plumbline.wire.Packed.Out;
import dev.plumbline.wire.Packed.Sort;

/// An order of a [BookState] with what is kept beside it, packed: a restart reads a million of them before it is open. What a
/// book has to know of each at once comes first, and of an order at rest no more is read until somebody asks for it.
/// What is added to an order, or changed, makes another version of the snapshots' files.
final class FiledOrder {
    private static final Kind<Account> ACCOUNT =
            new Kind<>(0, Sort.WORD, (out, account) -> out.text(account.value()), in -> new Account(in.text()));
    private static final Kind<Symbol> SYMBOL =
            new Kind<>(1, Sort.WORD, (out, symbol) -> out.text(symbol.value()), in -> new Symbol(in.text()));
    private static final Kind<BrokerSession> SESSION =
            new Kind<>(2, Sort.WORD, (out, session) -> out.text(session.value()), in -> new BrokerSession(in.text()));
    private static final Kind<Currency> CURRENCY =
            new Kind<>(3, Sort.WORD, (out, currency) -> out.text(currency.value()), in -> new Currency(in.text()));
    private static final Kind<Side> SIDE = named(4, Side.class);
    private static final Kind<OrdType> ORD_TYPE = named(5, OrdType.class);
    private static final Kind<TimeInForce> TIME_IN_FORCE = named(6, TimeInForce.class);
    private static final Kind<Request.Kind> REQUEST_KIND = named(7, Request.Kind.class);
    private static final Kind<Request.Stage> STAGE = named(8, Request.Stage.class);
    private static final Kind<Execution.State> STATE = named(9, Execution.State.class);
    private static final Kind<Life.End> END = named(10, Life.End.class);
    private static final Kind<Flag> FLAG = named(11, Flag.class);
    private static final Kind<Charge.Basis> BASIS = named(12, Charge.Basis.class);
    private static final List<Kind<?>> WORDS = List.of(
            ACCOUNT, SYMBOL, SESSION, CURRENCY, SIDE, ORD_TYPE, TIME_IN_FORCE, REQUEST_KIND,
            STAGE, STATE, END, FLAG, BASIS);

    private static final Kind<ClOrdID> CL_ORD_ID =
            new Kind<>(0, Sort.OWN, (out, id) -> out.text(id.value()), in -> new ClOrdID(in.text()));
    private static final Kind<OrderID> ORDER_ID =
            new Kind<>(1, Sort.OWN, (out, id) -> out.text(id.value()), in -> new OrderID(in.text()));
    private static final Kind<ExecID> EXEC_ID =
            new Kind<>(2, Sort.OWN, (out, id) -> out.text(id.value()), in -> new ExecID(in.text()));
    private static final Kind<String> TEXT = new Kind<>(3, Sort.OWN, Out::text, In::text);
    private static final Kind<Qty> QTY = new Kind<>(4, Sort.SHARED, FiledOrder::write, FiledOrder::qty);
    private static final Kind<Px> PX = new Kind<>(5, Sort.SHARED, FiledOrder::write, FiledOrder::px);
    private static final Kind<Ratio> RATIO = new Kind<>(6, Sort.OWN, FiledOrder::write, FiledOrder::ratio);
    private static final Kind<Costs> COSTS = new Kind<>(7, Sort.OWN, FiledOrder::write, FiledOrder::costs);
    private static final Kind<Life> LIFE = new Kind<>(8, Sort.SHARED, FiledOrder::write, FiledOrder::life);
    private static final Kind<Flags> FLAGS = new Kind<>(9, Sort.SHARED, FiledOrder::write, FiledOrder::flags);
    private static final Kind<Heard.Times> TIMES = new Kind<>(10, Sort.OWN, FiledOrder::write, FiledOrder::times);
    private static final Kind<Money> MONEY = new Kind<>(
            11, Sort.OWN, (out, money) -> out.text(money.amount().toPlainString()), in -> Money.of(in.text()));

    private static final int SHARING = 1 << 10;

    private FiledOrder() {}

    /// An order with its names.
    ///
    /// @param clOrdIDs by which it is known
    /// @param orderIDs by which it is known, of which broker
    /// @param used ClOrdIDs of its requests, where they are ours
    record Named(
            BookState.Entry entry, List<ClOrdID> clOrdIDs, List<BookState.BrokerNamed> orderIDs, List<ClOrdID> used) {}

    /// An order as a part of some bytes.
    private static final class Kept implements BookState.Form {
        private final byte[] bytes;
        private final int from;
        private final int end;
        private final Dictionary dictionary;

        Kept(byte[] bytes, int from, int length, Dictionary dictionary) {
            this.bytes = bytes;
            this.from = from;
            this.end = from + length;
            this.dictionary = dictionary;
        }

        @Override
        public BookState.Filed filed() {
            var in = new In(bytes, from, end, dictionary, 1);
            in.yes();
            return whole(head(in, 0), in);
        }
    }

    /// By name, so that others may come between them.
    private static <E extends Enum<E>> Kind<E> named(int place, Class<E> type) {
        return new Kind<>(place, Sort.WORD, (out, value) -> out.text(value.name()), in -> Enum.valueOf(type, in.text()));
    }

    /// For orders among which these are: with the words of those that are still as they were read.
    static Dictionary dictionary(List<BookState.Entry> entries) {
        for (var entry : entries)
            if (entry instanceof BookState.Shelved shelved && shelved.form() instanceof Kept kept) return kept.dictionary.copy();
        return new Dictionary(WORDS);
    }

    static Dictionary dictionary() {
        return new Dictionary(WORDS);
    }

    /// What was read and never touched is written as it was.
    /// @param alone for one order, by itself
    /// @param dictionary of both: what it learns here goes before these bytes
    static void write(Out out, Out alone, Named named, Dictionary dictionary) {
        if (named.entry instanceof BookState.Shelved shelved && shelved.form() instanceof Kept kept
                && dictionary.beginsAs(kept.dictionary))
            out.bytes(kept.bytes, kept.from, kept.end - kept.from);
        else out.bytes(write(alone, named));
    }

    private static byte[] write(Out alone, Named named) {
        alone.begin();
        var filed = named.entry.filed();
        alone.yes(filed.isAtRest());
        writeHead(alone, filed.order(), named);
        writeRest(alone, filed.order());
        write(alone, filed);
        return alone.bytes();
    }

    /// So many orders behind each other, as [#write] has written them. Those at rest stay as they are.
    /// @param place of the first of them among all orders
    static List<Named> read(In in, byte[] bytes, Dictionary dictionary, int count, int place) {
        var read = new ArrayList<Named>(count);
        var one = new In(bytes, 0, 0, dictionary, SHARING);
        for (int i = 0; i < count; i++) {
            int length = in.length();
            int from = in.at();
            in.skip(length);
            one.goTo(from, from + length);
            boolean isAtRest = one.yes();
            var head = head(one, place + i);
            var entry = isAtRest ? head.shelved(new Kept(bytes, from, length, dictionary)) : whole(head, one);
            read.add(new Named(entry, head.clOrdIDs, head.orderIDs, head.used));
        }
        return read;
    }

    /// What a book needs to have at once.
    private static void writeHead(Out out, Order order, Named named) {
        out.text(order.key().value());
        out.value(SESSION, order.session());
        out.value(ACCOUNT, order.account());
        out.value(SYMBOL, order.symbol());
        out.value(SIDE, order.side());
        out.number(order.enteredAt());
        out.list(named.clOrdIDs(), (to, id) -> to.value(CL_ORD_ID, id));
        out.list(named.orderIDs(), (to, id) -> {
            to.value(SESSION, id.session());
            to.value(ORDER_ID, id.orderID());
        });
        out.list(named.used(), (to, id) -> to.value(CL_ORD_ID, id));
        out.list(order.executions().list(), FiledOrder::write);
    }

    private record Head(
            OrderKey key, BrokerSession session, Account account, Symbol symbol, Side side, long enteredAt,
            List<ClOrdID> clOrdIDs, List<BookState.BrokerNamed> orderIDs, List<ClOrdID> used,
            List<Execution> executions) {
        BookState.Shelved shelved(Kept kept) {
            var ids = new ArrayList<OrderID>(orderIDs.size());
            for (var named : orderIDs) ids.add(named.orderID());
            return new BookState.Shelved(
                    key, session, account, symbol, side, enteredAt, List.copyOf(ids),
                    used.equals(clOrdIDs) ? clOrdIDs : used, executions, kept);
        }
    }

    private static Head head(In in, int place) {
        var key = in.text();
        var session = in.value(SESSION);
        var account = in.value(ACCOUNT);
        var symbol = in.value(SYMBOL);
        var side = in.value(SIDE);
        long enteredAt = in.number();
        var clOrdIDs = in.list(from -> from.value(CL_ORD_ID));
        var orderIDs = in.list(from -> new BookState.BrokerNamed(from.value(SESSION), from.value(ORDER_ID), place));
        var used = in.list(from -> from.value(CL_ORD_ID));
        return new Head(
                key(key, used), session, account, symbol, side, enteredAt, clOrdIDs, orderIDs, used,
                in.list(FiledOrder::execution));
    }

    /// With the text of its first id, where it has that.
    private static OrderKey key(String key, List<ClOrdID> used) {
        return !used.isEmpty() && key.equals(used.getFirst().value()) ? OrderKey.of(used.getFirst()) : new OrderKey(key);
    }

    private static void write(Out out, BookState.Filed filed) {
        out.value(SESSION, filed.session());
        out.value(ORDER_ID, filed.indexed());
        long[] seen = filed.seen().toArray();
        out.number(seen.length);
        for (long fingerprint : seen) out.number(fingerprint);
        out.list(filed.parked(), FiledOrder::write);
        out.list(filed.history(), FiledOrder::write);
        out.yes(filed.isWhole());
    }

    private static BookState.Filed whole(Head head, In in) {
        var order = order(head, in);
        var filed = new BookState.Filed(
                order, in.value(SESSION), in.value(ORDER_ID), seen(in), in.list(FiledOrder::told),
                in.list(FiledOrder::told), in.yes());
        if (!in.isAtEnd()) throw new WireException("something follows the order " + head.key);
        return filed;
    }

    private static Seen seen(In in) {
        int count = in.smallNumber();
        if (count == 0) return Seen.of();
        var fingerprints = new long[count];
        for (int i = 0; i < count; i++) fingerprints[i] = in.number();
        return Seen.of(fingerprints);
    }

    /// Few, so in the form that they have anyway.
    private static void write(Out out, BookState.Told told) {
        out.number(told.input());
        out.bytes(Wire.encode(told.report()));
    }

    private static BookState.Told told(In in) {
        return new BookState.Told(in.number(), Wire.report(in.bytes()));
    }

    private static void writeRest(Out out, Order order) {
        out.value(ORDER_ID, order.orderID());
        out.value(ORD_TYPE, order.ordType());
        out.value(TIME_IN_FORCE, order.timeInForce());
        out.list(order.requests(), FiledOrder::write);
        if (order.executions().size() == 0) {
            out.value(QTY, order.executions().cumQty());
            out.value(MONEY, order.executions().notional());
        }
        out.value(LIFE, order.life());
        out.value(QTY, order.toldCumQty());
        out.value(FLAGS, order.flags());
        out.number(order.updatedAt());
        out.value(TEXT, order.text());
        write(out, order.claims());
        write(out, order.heard());
    }

    private static Order order(Head head, In in) {
        var orderID = in.value(ORDER_ID);
        var ordType = in.value(ORD_TYPE);
        var timeInForce = in.value(TIME_IN_FORCE);
        var requests = in.list(FiledOrder::request);
        if (requests.isEmpty()) throw new WireException("Order '" + head.key + "' has no Requests, and so no terms");
        var executions = head.executions.isEmpty()
                ? Executions.sums(in.value(QTY), in.value(MONEY))
                : Executions.of(head.executions);
        var life = in.value(LIFE);
        var toldCumQty = in.value(QTY);
        var flags = in.value(FLAGS);
        long updatedAt = in.number();
        var text = in.value(TEXT);
        var claims = claims(in);
        var heard = heard(in);
        return new Order(
                head.key, head.session, orderID, head.account, head.symbol, head.side, ordType, timeInForce,
                requests, executions, life, toldCumQty, flags, head.enteredAt, updatedAt, text, claims, heard);
    }

    private static void write(Out out, Request request) {
        out.value(CL_ORD_ID, request.clOrdID());
        out.value(CL_ORD_ID, request.origClOrdID());
        out.value(REQUEST_KIND, request.kind());
        out.value(QTY, request.orderQty());
        out.value(PX, request.price());
        out.value(STAGE, request.stage());
        out.number(request.sentAt());
    }

    private static Request request(In in) {
        return new Request(
                in.value(CL_ORD_ID), in.value(CL_ORD_ID), in.value(REQUEST_KIND), in.value(QTY), in.value(PX),
                in.value(STAGE), in.number());
    }

    private static void write(Out out, Execution execution) {
        out.value(EXEC_ID, execution.execID());
        out.value(CL_ORD_ID, execution.clOrdID());
        out.value(QTY, execution.lastQty());
        out.value(PX, execution.lastPx());
        out.value(STATE, execution.state());
        out.value(EXEC_ID, execution.lastExecID());
        out.number(execution.transactTime());
        out.value(RATIO, execution.ratio());
        out.value(COSTS, execution.costs());
    }

    private static Execution execution(In in) {
        return new Execution(
                in.value(EXEC_ID), in.value(CL_ORD_ID), in.value(QTY), in.value(PX), in.value(STATE), in.value(EXEC_ID),
                in.number(), in.value(RATIO), in.value(COSTS));
    }

    private static void write(Out out, Qty qty) {
        out.number(qty.unscaled());
        out.number(qty.scale());
    }

    private static Qty qty(In in) {
        var qty = new Qty(in.number(), in.smallNumber());
        return qty.equals(Qty.NONE) ? Qty.NONE : qty;
    }

    private static void write(Out out, Px px) {
        out.number(px.unscaled());
        out.number(px.scale());
    }

    private static Px px(In in) {
        var px = new Px(in.number(), in.smallNumber());
        return px.equals(Px.NONE) ? Px.NONE : px;
    }

    private static void write(Out out, Ratio ratio) {
        out.number(ratio.numerator());
        out.number(ratio.denominator());
    }

    private static Ratio ratio(In in) {
        var ratio = new Ratio(in.number(), in.number());
        return ratio.equals(Ratio.ONE) ? Ratio.ONE : ratio;
    }

    private static void write(Out out, Costs costs) {
        out.value(CURRENCY, costs.currency());
        out.number(costs.currencyAt());
        out.list(costs.stated(), FiledOrder::write);
        out.number(costs.bustedAt());
    }

    private static Costs costs(In in) {
        var costs = new Costs(in.value(CURRENCY), in.number(), in.list(FiledOrder::stated), in.number());
        return costs.equals(Costs.NONE) ? Costs.NONE : costs;
    }

    private static void write(Out out, Costs.Stated stated) {
        out.value(TEXT, stated.charge().type());
        out.value(BASIS, stated.charge().basis());
        out.value(MONEY, stated.charge().rate());
        out.value(CURRENCY, stated.charge().currency());
        out.number(stated.at());
        out.value(EXEC_ID, stated.by());
    }

    private static Costs.Stated stated(In in) {
        var charge = new Charge(in.value(TEXT), in.value(BASIS), in.value(MONEY), in.value(CURRENCY));
        return new Costs.Stated(charge, in.number(), in.value(EXEC_ID));
    }

    private static void write(Out out, Life life) {
        out.yes(life.doneForDay());
        out.yes(life.suspended());
        out.yes(life.stopped());
        out.yes(life.calculated());
        out.value(END, life.end());
    }

    private static Life life(In in) {
        var life = new Life(in.yes(), in.yes(), in.yes(), in.yes(), in.value(END));
        return life.equals(Life.OPEN) ? Life.OPEN : life;
    }

    private static void write(Out out, Flags flags) {
        out.list(flags.list(), (to, flag) -> to.value(FLAG, flag));
    }

    private static Flags flags(In in) {
        return Flags.of(in.list(from -> from.value(FLAG)));
    }

    private static void write(Out out, Claims claims) {
        boolean isNone = claims.equals(Claims.NONE);
        out.yes(isNone);
        if (isNone) return;
        out.number(claims.fellAt());
        out.value(QTY, claims.fellTo());
        out.number(claims.at());
        out.value(QTY, claims.highest());
        out.list(claims.lower(), (to, claim) -> {
            to.number(claim.at());
            to.value(QTY, claim.cumQty());
        });
        out.number(claims.workingAt());
    }

    private static Claims claims(In in) {
        if (in.yes()) return Claims.NONE;
        return new Claims(
                in.number(), in.value(QTY), in.number(), in.value(QTY),
                in.list(from -> new Claims.Claim(from.number(), from.value(QTY))), in.number());
    }

    private static void write(Out out, Heard heard) {
        boolean isNothing = heard.equals(Heard.NOTHING);
        out.yes(isNothing);
        if (isNothing) return;
        out.list(heard.endings(), FiledOrder::write);
        out.list(heard.names(), FiledOrder::write);
        out.list(heard.terms(), FiledOrder::write);
        out.list(heard.corrections(), FiledOrder::write);
        out.list(heard.points(), (to, point) -> {
            to.value(QTY, point.cumQty());
            to.value(PX, point.avgPx());
        });
        out.value(TIMES, heard.times());
    }

    private static Heard heard(In in) {
        if (in.yes()) return Heard.NOTHING;
        return new Heard(
                in.list(FiledOrder::ending), in.list(FiledOrder::name), in.list(FiledOrder::terms),
                in.list(FiledOrder::correction), in.list(from -> new Heard.Point(from.value(QTY), from.value(PX))),
                in.value(TIMES));
    }

    private static void write(Out out, Heard.Ending ending) {
        out.value(END, ending.cause());
        out.value(CL_ORD_ID, ending.clOrdID());
        out.value(ORDER_ID, ending.orderID());
        out.number(ending.at());
        out.yes(ending.isAnswer());
    }

    private static Heard.Ending ending(In in) {
        return new Heard.Ending(in.value(END), in.value(CL_ORD_ID), in.value(ORDER_ID), in.number(), in.yes());
    }

    private static void write(Out out, Heard.Name name) {
        out.value(CL_ORD_ID, name.clOrdID());
        out.value(ORDER_ID, name.orderID());
        out.number(name.at());
        out.yes(name.isGiven());
    }

    private static Heard.Name name(In in) {
        return new Heard.Name(in.value(CL_ORD_ID), in.value(ORDER_ID), in.number(), in.yes());
    }

    private static void write(Out out, Heard.Terms terms) {
        out.value(CL_ORD_ID, terms.clOrdID());
        out.number(terms.at());
        out.value(QTY, terms.orderQty());
        out.value(PX, terms.price());
        out.yes(terms.isCorporateAction());
    }

    private static Heard.Terms terms(In in) {
        return new Heard.Terms(in.value(CL_ORD_ID), in.number(), in.value(QTY), in.value(PX), in.yes());
    }

    private static void write(Out out, Heard.Correction correction) {
        out.value(EXEC_ID, correction.by());
        out.value(EXEC_ID, correction.execID());
        out.number(correction.depth());
        out.number(correction.at());
    }

    private static Heard.Correction correction(In in) {
        return new Heard.Correction(in.value(EXEC_ID), in.value(EXEC_ID), in.smallNumber(), in.number());
    }

    private static void write(Out out, Heard.Times times) {
        out.number(times.restedAt());
        out.number(times.heldAt());
        out.number(times.renewedAt());
        out.number(times.tradedAt());
    }

    private static Heard.Times times(In in) {
        var times = new Heard.Times(in.number(), in.number(), in.number(), in.number());
        return times.equals(Heard.Times.NONE) ? Heard.Times.NONE : times;
    }
}
