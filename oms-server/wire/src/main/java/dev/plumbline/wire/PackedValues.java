package dev.plumbline.wire;

import java.util.List;

import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Charge;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Claims;
import dev.plumbline.core.Costs;
import dev.plumbline.core.Currency;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Flags;
import dev.plumbline.core.Heard;
import dev.plumbline.core.Life;
import dev.plumbline.core.Money;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Ratio;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.Packed.Dictionary;
import dev.plumbline.wire.Packed.In;
import dev.plumbline.wire.Packed.Kind;
import dev.plumbline.wire.Packed.Out;
import dev.plumbline.wire.Packed.Sort;

/// What orders and positions are made of, packed. What is added to a value, or changed, makes another version of the
/// snapshots' files.
final class PackedValues {
    static final Kind<Account> ACCOUNT =
            new Kind<>(0, Sort.WORD, (out, account) -> out.text(account.value()), in -> new Account(in.text()));
    static final Kind<Symbol> SYMBOL =
            new Kind<>(1, Sort.WORD, (out, symbol) -> out.text(symbol.value()), in -> new Symbol(in.text()));
    static final Kind<BrokerSession> SESSION =
            new Kind<>(2, Sort.WORD, (out, session) -> out.text(session.value()), in -> new BrokerSession(in.text()));
    static final Kind<Currency> CURRENCY =
            new Kind<>(3, Sort.WORD, (out, currency) -> out.text(currency.value()), in -> new Currency(in.text()));
    static final Kind<Side> SIDE = named(4, Side.class);
    static final Kind<OrdType> ORD_TYPE = named(5, OrdType.class);
    static final Kind<TimeInForce> TIME_IN_FORCE = named(6, TimeInForce.class);
    static final Kind<Request.Kind> REQUEST_KIND = named(7, Request.Kind.class);
    static final Kind<Request.Stage> STAGE = named(8, Request.Stage.class);
    static final Kind<Execution.State> STATE = named(9, Execution.State.class);
    static final Kind<Life.End> END = named(10, Life.End.class);
    static final Kind<Flag> FLAG = named(11, Flag.class);
    static final Kind<Charge.Basis> BASIS = named(12, Charge.Basis.class);
    private static final List<Kind<?>> WORDS = List.of(
            ACCOUNT, SYMBOL, SESSION, CURRENCY, SIDE, ORD_TYPE, TIME_IN_FORCE, REQUEST_KIND,
            STAGE, STATE, END, FLAG, BASIS);

    static final Kind<ClOrdID> CL_ORD_ID =
            new Kind<>(0, Sort.OWN, (out, id) -> out.text(id.value()), in -> new ClOrdID(in.text()));
    static final Kind<OrderID> ORDER_ID =
            new Kind<>(1, Sort.OWN, (out, id) -> out.text(id.value()), in -> new OrderID(in.text()));
    static final Kind<ExecID> EXEC_ID =
            new Kind<>(2, Sort.OWN, (out, id) -> out.text(id.value()), in -> new ExecID(in.text()));
    static final Kind<String> TEXT = new Kind<>(3, Sort.OWN, Out::text, In::text);
    static final Kind<Qty> QTY = new Kind<>(4, Sort.SHARED, PackedValues::write, PackedValues::qty);
    static final Kind<Px> PX = new Kind<>(5, Sort.SHARED, PackedValues::write, PackedValues::px);
    static final Kind<Ratio> RATIO = new Kind<>(6, Sort.OWN, PackedValues::write, PackedValues::ratio);
    static final Kind<Costs> COSTS = new Kind<>(7, Sort.OWN, PackedValues::write, PackedValues::costs);
    static final Kind<Life> LIFE = new Kind<>(8, Sort.SHARED, PackedValues::write, PackedValues::life);
    static final Kind<Flags> FLAGS = new Kind<>(9, Sort.SHARED, PackedValues::write, PackedValues::flags);
    static final Kind<Heard.Times> TIMES = new Kind<>(10, Sort.OWN, PackedValues::write, PackedValues::times);
    static final Kind<Money> MONEY = new Kind<>(
            11, Sort.OWN, (out, money) -> out.text(money.amount().toPlainString()), in -> Money.of(in.text()));

    private PackedValues() {}

    static Dictionary dictionary() {
        return new Dictionary(WORDS);
    }

    /// By name, so that others may come between them.
    private static <E extends Enum<E>> Kind<E> named(int place, Class<E> type) {
        return new Kind<>(place, Sort.WORD, (out, value) -> out.text(value.name()), in -> Enum.valueOf(type, in.text()));
    }

    static void write(Out out, Request request) {
        out.value(CL_ORD_ID, request.clOrdID());
        out.value(CL_ORD_ID, request.origClOrdID());
        out.value(REQUEST_KIND, request.kind());
        out.value(QTY, request.orderQty());
        out.value(PX, request.price());
        out.value(STAGE, request.stage());
        out.number(request.sentAt());
    }

    static Request request(In in) {
        return new Request(
                in.value(CL_ORD_ID), in.value(CL_ORD_ID), in.value(REQUEST_KIND), in.value(QTY), in.value(PX),
                in.value(STAGE), in.number());
    }

    static void write(Out out, Execution execution) {
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

    static Execution execution(In in) {
        return new Execution(
                in.value(EXEC_ID), in.value(CL_ORD_ID), in.value(QTY), in.value(PX), in.value(STATE), in.value(EXEC_ID),
                in.number(), in.value(RATIO), in.value(COSTS));
    }

    static void write(Out out, Qty qty) {
        out.number(qty.unscaled());
        out.number(qty.scale());
    }

    static Qty qty(In in) {
        var qty = new Qty(in.number(), in.smallNumber());
        return qty.equals(Qty.NONE) ? Qty.NONE : qty;
    }

    static void write(Out out, Px px) {
        out.number(px.unscaled());
        out.number(px.scale());
    }

    static Px px(In in) {
        var px = new Px(in.number(), in.smallNumber());
        return px.equals(Px.NONE) ? Px.NONE : px;
    }

    static void write(Out out, Ratio ratio) {
        out.number(ratio.numerator());
        out.number(ratio.denominator());
    }

    static Ratio ratio(In in) {
        var ratio = new Ratio(in.number(), in.number());
        return ratio.equals(Ratio.ONE) ? Ratio.ONE : ratio;
    }

    static void write(Out out, Costs costs) {
        out.value(CURRENCY, costs.currency());
        out.number(costs.currencyAt());
        out.list(costs.stated(), PackedValues::write);
        out.number(costs.bustedAt());
    }

    static Costs costs(In in) {
        var costs = new Costs(in.value(CURRENCY), in.number(), in.list(PackedValues::stated), in.number());
        return costs.equals(Costs.NONE) ? Costs.NONE : costs;
    }

    static void write(Out out, Costs.Stated stated) {
        out.value(TEXT, stated.charge().type());
        out.value(BASIS, stated.charge().basis());
        out.value(MONEY, stated.charge().rate());
        out.value(CURRENCY, stated.charge().currency());
        out.number(stated.at());
        out.value(EXEC_ID, stated.by());
    }

    static Costs.Stated stated(In in) {
        var charge = new Charge(in.value(TEXT), in.value(BASIS), in.value(MONEY), in.value(CURRENCY));
        return new Costs.Stated(charge, in.number(), in.value(EXEC_ID));
    }

    static void write(Out out, Life life) {
        out.yes(life.doneForDay());
        out.yes(life.suspended());
        out.yes(life.stopped());
        out.yes(life.calculated());
        out.value(END, life.end());
    }

    static Life life(In in) {
        var life = new Life(in.yes(), in.yes(), in.yes(), in.yes(), in.value(END));
        return life.equals(Life.OPEN) ? Life.OPEN : life;
    }

    static void write(Out out, Flags flags) {
        out.list(flags.list(), (to, flag) -> to.value(FLAG, flag));
    }

    static Flags flags(In in) {
        return Flags.of(in.list(from -> from.value(FLAG)));
    }

    static void write(Out out, Claims claims) {
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

    static Claims claims(In in) {
        if (in.yes()) return Claims.NONE;
        return new Claims(
                in.number(), in.value(QTY), in.number(), in.value(QTY),
                in.list(from -> new Claims.Claim(from.number(), from.value(QTY))), in.number());
    }

    static void write(Out out, Heard heard) {
        boolean isNothing = heard.equals(Heard.NOTHING);
        out.yes(isNothing);
        if (isNothing) return;
        out.list(heard.endings(), PackedValues::write);
        out.list(heard.names(), PackedValues::write);
        out.list(heard.terms(), PackedValues::write);
        out.list(heard.corrections(), PackedValues::write);
        out.list(heard.points(), (to, point) -> {
            to.value(QTY, point.cumQty());
            to.value(PX, point.avgPx());
        });
        out.value(TIMES, heard.times());
    }

    static Heard heard(In in) {
        if (in.yes()) return Heard.NOTHING;
        return new Heard(
                in.list(PackedValues::ending), in.list(PackedValues::name), in.list(PackedValues::terms),
                in.list(PackedValues::correction), in.list(from -> new Heard.Point(from.value(QTY), from.value(PX))),
                in.value(TIMES));
    }

    static void write(Out out, Heard.Ending ending) {
        out.value(END, ending.cause());
        out.value(CL_ORD_ID, ending.clOrdID());
        out.value(ORDER_ID, ending.orderID());
        out.number(ending.at());
        out.yes(ending.isAnswer());
    }

    static Heard.Ending ending(In in) {
        return new Heard.Ending(in.value(END), in.value(CL_ORD_ID), in.value(ORDER_ID), in.number(), in.yes());
    }

    static void write(Out out, Heard.Name name) {
        out.value(CL_ORD_ID, name.clOrdID());
        out.value(ORDER_ID, name.orderID());
        out.number(name.at());
        out.yes(name.isGiven());
    }

    static Heard.Name name(In in) {
        return new Heard.Name(in.value(CL_ORD_ID), in.value(ORDER_ID), in.number(), in.yes());
    }

    static void write(Out out, Heard.Terms terms) {
        out.value(CL_ORD_ID, terms.clOrdID());
        out.number(terms.at());
        out.value(QTY, terms.orderQty());
        out.value(PX, terms.price());
        out.number(switch (terms.as()) {
            case CORPORATE_ACTION -> -1; // the byte 1, as before there were restatements
            case ACCEPTED -> 0;
            case RESTATED -> 1;
        });
    }

    static Heard.Terms terms(In in) {
        return new Heard.Terms(in.value(CL_ORD_ID), in.number(), in.value(QTY), in.value(PX), told(in));
    }

    private static Heard.Terms.Told told(In in) {
        long told = in.number();
        if (told == 0) return Heard.Terms.Told.ACCEPTED;
        return told > 0 ? Heard.Terms.Told.RESTATED : Heard.Terms.Told.CORPORATE_ACTION;
    }

    static void write(Out out, Heard.Correction correction) {
        out.value(EXEC_ID, correction.by());
        out.value(EXEC_ID, correction.execID());
        out.number(correction.depth());
        out.number(correction.at());
    }

    static Heard.Correction correction(In in) {
        return new Heard.Correction(in.value(EXEC_ID), in.value(EXEC_ID), in.smallNumber(), in.number());
    }

    static void write(Out out, Heard.Times times) {
        out.number(times.restedAt());
        out.number(times.heldAt());
        out.number(times.renewedAt());
        out.number(times.tradedAt());
    }

    static Heard.Times times(In in) {
        var times = new Heard.Times(in.number(), in.number(), in.number(), in.number());
        return times.equals(Heard.Times.NONE) ? Heard.Times.NONE : times;
    }
}
