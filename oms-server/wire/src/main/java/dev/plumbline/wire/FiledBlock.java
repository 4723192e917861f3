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
import dev.plumbline.wire.Packed.In;
import dev.plumbline.wire.Packed.Kind;
import dev.plumbline.wire.Packed.Out;

/// Some orders of a [BookState] with what is kept beside them, packed: a restart reads a million of them before it is open.
/// What is added to an order, or changed, makes another version of the snapshots' files.
final class FiledBlock {
    private static final Kind<Account> ACCOUNT = new Kind<>(0, (out, account) -> out.text(account.value()), in -> new Account(in.text()));
    private static final Kind<Symbol> SYMBOL = new Kind<>(1, (out, symbol) -> out.text(symbol.value()), in -> new Symbol(in.text()));
    private static final Kind<BrokerSession> SESSION =
            new Kind<>(2, (out, session) -> out.text(session.value()), in -> new BrokerSession(in.text()));
    private static final Kind<ClOrdID> CL_ORD_ID = new Kind<>(3, (out, id) -> out.text(id.value()), in -> new ClOrdID(in.text()));
    private static final Kind<OrderID> ORDER_ID = new Kind<>(4, (out, id) -> out.text(id.value()), in -> new OrderID(in.text()));
    private static final Kind<ExecID> EXEC_ID = new Kind<>(5, (out, id) -> out.text(id.value()), in -> new ExecID(in.text()));
    private static final Kind<String> TEXT = new Kind<>(6, Out::text, In::text);
    private static final Kind<Qty> QTY = new Kind<>(7, FiledBlock::write, FiledBlock::qty);
    private static final Kind<Px> PX = new Kind<>(8, FiledBlock::write, FiledBlock::px);
    private static final Kind<Ratio> RATIO = new Kind<>(9, FiledBlock::write, FiledBlock::ratio);
    private static final Kind<Currency> CURRENCY =
            new Kind<>(10, (out, currency) -> out.text(currency.value()), in -> new Currency(in.text()));
    private static final Kind<Costs> COSTS = new Kind<>(11, FiledBlock::write, FiledBlock::costs);
    private static final Kind<Life> LIFE = new Kind<>(12, FiledBlock::write, FiledBlock::life);
    private static final Kind<Flags> FLAGS = new Kind<>(13, FiledBlock::write, FiledBlock::flags);
    private static final Kind<Heard.Times> TIMES = new Kind<>(14, FiledBlock::write, FiledBlock::times);
    private static final Kind<Money> MONEY = new Kind<>(15, (out, money) -> out.text(money.amount().toPlainString()), in -> Money.of(in.text()));
    private static final Kind<Side> SIDE = named(16, Side.class);
    private static final Kind<OrdType> ORD_TYPE = named(17, OrdType.class);
    private static final Kind<TimeInForce> TIME_IN_FORCE = named(18, TimeInForce.class);
    private static final Kind<Request.Kind> REQUEST_KIND = named(19, Request.Kind.class);
    private static final Kind<Request.Stage> STAGE = named(20, Request.Stage.class);
    private static final Kind<Execution.State> STATE = named(21, Execution.State.class);
    private static final Kind<Life.End> END = named(22, Life.End.class);
    private static final Kind<Flag> FLAG = named(23, Flag.class);
    private static final Kind<Charge.Basis> BASIS = named(24, Charge.Basis.class);

    private FiledBlock() {}

    /// @param clOrdIDs by which it is known
    /// @param orderIDs by which it is known, of which broker
    record Named(BookState.Filed filed, List<ClOrdID> clOrdIDs, List<BookState.BrokerNamed> orderIDs) {}

    /// By name, so that others may come between them.
    private static <E extends Enum<E>> Kind<E> named(int place, Class<E> type) {
        return new Kind<>(place, (out, value) -> out.text(value.name()), in -> Enum.valueOf(type, in.text()));
    }

    static byte[] write(List<Named> block) {
        var out = new Out();
        out.list(block, FiledBlock::write);
        return out.bytes();
    }

    /// @param place of the first of them among all orders
    static List<Named> read(byte[] bytes, int place) {
        try {
            var in = new In(bytes);
            var read = new ArrayList<Named>();
            for (int left = in.smallNumber(); left > 0; left--) read.add(named(in, place + read.size()));
            if (!in.isAtEnd()) throw new WireException("something follows the last order");
            return read;
        } catch (WireException clear) {
            throw clear;
        } catch (RuntimeException malformed) {
            throw new WireException("malformed orders of " + bytes.length + " bytes: " + malformed, malformed);
        }
    }

    private static void write(Out out, Named named) {
        var filed = named.filed();
        write(out, filed.order());
        out.value(SESSION, filed.session());
        out.value(ORDER_ID, filed.indexed());
        long[] seen = filed.seen().toArray();
        out.number(seen.length);
        for (long fingerprint : seen) out.number(fingerprint);
        out.list(named.clOrdIDs(), (to, id) -> to.value(CL_ORD_ID, id));
        out.list(named.orderIDs(), (to, id) -> {
            to.value(SESSION, id.session());
            to.value(ORDER_ID, id.orderID());
        });
        out.list(filed.parked(), FiledBlock::write);
        out.list(filed.history(), FiledBlock::write);
        out.yes(filed.isWhole());
    }

    private static Named named(In in, int place) {
        var order = order(in);
        var session = in.value(SESSION);
        var indexed = in.value(ORDER_ID);
        var seen = seen(in);
        var clOrdIDs = in.list(from -> from.value(CL_ORD_ID));
        var orderIDs = in.list(from -> new BookState.BrokerNamed(from.value(SESSION), from.value(ORDER_ID), place));
        var parked = in.list(FiledBlock::told);
        var history = in.list(FiledBlock::told);
        return new Named(
                new BookState.Filed(order, session, indexed, seen, parked, history, in.yes()), clOrdIDs, orderIDs);
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

    private static void write(Out out, Order order) {
        out.text(order.key().value());
        out.value(SESSION, order.session());
        out.value(ORDER_ID, order.orderID());
        out.value(ACCOUNT, order.account());
        out.value(SYMBOL, order.symbol());
        out.value(SIDE, order.side());
        out.value(ORD_TYPE, order.ordType());
        out.value(TIME_IN_FORCE, order.timeInForce());
        out.list(order.requests(), FiledBlock::write);
        out.list(order.executions().list(), FiledBlock::write);
        if (order.executions().size() == 0) {
            out.value(QTY, order.executions().cumQty());
            out.value(MONEY, order.executions().notional());
        }
        out.value(LIFE, order.life());
        out.value(QTY, order.toldCumQty());
        out.value(FLAGS, order.flags());
        out.number(order.enteredAt());
        out.number(order.updatedAt());
        out.value(TEXT, order.text());
        write(out, order.claims());
        write(out, order.heard());
    }

    private static Order order(In in) {
        var key = in.text();
        var session = in.value(SESSION);
        var orderID = in.value(ORDER_ID);
        var account = in.value(ACCOUNT);
        var symbol = in.value(SYMBOL);
        var side = in.value(SIDE);
        var ordType = in.value(ORD_TYPE);
        var timeInForce = in.value(TIME_IN_FORCE);
        var requests = in.list(FiledBlock::request);
        if (requests.isEmpty()) throw new WireException("Order '" + key + "' has no Requests, and so no terms");
        var executions = executions(in);
        var life = in.value(LIFE);
        var toldCumQty = in.value(QTY);
        var flags = in.value(FLAGS);
        long enteredAt = in.number();
        long updatedAt = in.number();
        var text = in.value(TEXT);
        var claims = claims(in);
        var heard = heard(in);
        return new Order(
                key(key, requests.getFirst().clOrdID()), session, orderID, account, symbol, side, ordType, timeInForce,
                requests, executions, life, toldCumQty, flags, enteredAt, updatedAt, text, claims, heard);
    }

    /// With the text of its first id, where it has that.
    private static OrderKey key(String key, ClOrdID first) {
        return key.equals(first.value()) ? OrderKey.of(first) : new OrderKey(key);
    }

    private static Executions executions(In in) {
        var executions = in.list(FiledBlock::execution);
        return executions.isEmpty() ? Executions.sums(in.value(QTY), in.value(MONEY)) : Executions.of(executions);
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
        out.list(costs.stated(), FiledBlock::write);
        out.number(costs.bustedAt());
    }

    private static Costs costs(In in) {
        var costs = new Costs(in.value(CURRENCY), in.number(), in.list(FiledBlock::stated), in.number());
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
        out.list(heard.endings(), FiledBlock::write);
        out.list(heard.names(), FiledBlock::write);
        out.list(heard.terms(), FiledBlock::write);
        out.list(heard.corrections(), FiledBlock::write);
        out.list(heard.points(), (to, point) -> {
            to.value(QTY, point.cumQty());
            to.value(PX, point.avgPx());
        });
        out.value(TIMES, heard.times());
    }

    private static Heard heard(In in) {
        if (in.yes()) return Heard.NOTHING;
        return new Heard(
                in.list(FiledBlock::ending), in.list(FiledBlock::name), in.list(FiledBlock::terms),
                in.list(FiledBlock::correction), in.list(from -> new Heard.Point(from.value(QTY), from.value(PX))),
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
