package dev.plumbline.adapter.fix.client;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Executions;
import dev.plumbline.core.Flags;
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
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.Wire;

/// What one client has been told of one order, in the client's own ClOrdIDs: the picture that its own order management has, if
/// it reads what it is sent. Each report carries the figures of this picture, so they are consistent however many
/// changes are told at once. Changed by [#take] alone. One thread.
final class Told {
    private final List<Request> requests = new ArrayList<>();
    private final List<Execution> executions = new ArrayList<>();
    /// Ours, as they were when all of them had been told; none where that is not known.
    private Executions followed = Executions.NONE;
    private Qty cumQty = Qty.ZERO;
    private Money notional = Money.ZERO;
    private Life life = Life.OPEN;

    /// As a note, see [#of].
    byte[] note(OrderKey key) {
        return Wire.encode(new Order(
                key, BrokerSession.NONE, OrderID.NONE, Account.NONE, Symbol.NONE, Side.NONE, OrdType.NONE, TimeInForce.DAY,
                List.copyOf(requests), Executions.of(executions), life, Qty.ZERO, Flags.NONE, 0, 0, ""));
    }

    /// What was noted.
    static Told of(Order noted) {
        var told = new Told();
        told.requests.addAll(noted.requests());
        told.executions.addAll(noted.executions().list());
        told.cumQty = noted.executions().cumQty();
        told.notional = noted.executions().notional();
        told.life = noted.life();
        return told;
    }

    /// A copy for who wants to try.
    Told copy() {
        var copy = new Told();
        copy.requests.addAll(requests);
        copy.executions.addAll(executions);
        copy.followed = followed;
        copy.cumQty = cumQty;
        copy.notional = notional;
        copy.life = life;
        return copy;
    }

    /// The order itself, where nothing is known of it but what it was told.
    void begin(Request first) {
        requests.add(first);
    }

    /// These are the client's requests, in the order sent: what was told of them stays.
    void follow(List<Request> asked) {
        var before = List.copyOf(requests);
        requests.clear();
        for (var request : asked) {
            int known = indexIn(before, request.clOrdID());
            requests.add(known < 0 ? at(request, request.orderQty(), request.price(), Request.Stage.SENT) : told(request, before.get(known)));
        }
    }

    private static Request told(Request asked, Request known) {
        return at(asked, known.orderQty().or(asked.orderQty()), known.price().or(asked.price()), known.stage());
    }

    private static int indexIn(List<Request> requests, ClOrdID clOrdID) {
        for (int i = 0; i < requests.size(); i++) if (requests.get(i).clOrdID().equals(clOrdID)) return i;
        return -1;
    }

    Request.Stage stage(ClOrdID clOrdID) {
        int known = indexIn(requests, clOrdID);
        return known < 0 ? Request.Stage.SENT : requests.get(known).stage();
    }

    Executions followed() {
        return followed;
    }

    /// All of these are told.
    void follow(Executions told) {
        followed = told;
    }

    Life life() {
        return life;
    }

    int size() {
        return executions.size();
    }

    /// @param number from 1
    Execution execution(int number) {
        return executions.get(number - 1);
    }

    /// The request whose terms are in force, as far as the client knows.
    Request inForce() {
        for (var request : requests.reversed()) if (request.is(Request.Kind.REPLACE, Request.Stage.ACCEPTED)) return request;
        return requests.getFirst();
    }

    boolean isEmpty() {
        return requests.isEmpty();
    }

    void take(Fact fact, String execID) {
        switch (fact) {
            case Fact.Acknowledged(boolean forBidding) ->
                answer(requests.getFirst().clOrdID(), Request.Kind.NEW, forBidding ? Request.Stage.BIDDING : Request.Stage.ACCEPTED);
            case Fact.Pending(var request, var kind) -> answer(request, kind, Request.Stage.PENDING);
            case Fact.Replaced(var request, var orderQty, var price) -> {
                answer(request, Request.Kind.REPLACE, Request.Stage.ACCEPTED);
                terms(request, orderQty, price);
            }
            case Fact.RequestRejected(var request, var kind) -> answer(request, kind, Request.Stage.REJECTED);
            case Fact.Restated(var orderQty, var price, boolean rescales) -> {
                if (rescales) rescale(inForce().orderQty(), orderQty);
                terms(inForce().clOrdID(), orderQty, price);
            }
            case Fact.Traded(int number, var qty, var px, _) -> {
                while (executions.size() < number) executions.add(NOTHING);
                exchange(number, execution(qty, px, Execution.State.LIVE, execID));
            }
            case Fact.Corrected(int number, var qty, var px, _) -> exchange(number, execution(qty, px, Execution.State.CORRECTED, execID));
            case Fact.Busted(int number) -> {
                var was = execution(number);
                exchange(number, execution(was.lastQty(), was.lastPx(), Execution.State.BUSTED, execID));
            }
            case Fact.Turned(var turn) -> life = turn.of(life);
            case Fact.Ended(var cause, var cancel) -> {
                life = new Life(life.doneForDay(), life.suspended(), life.stopped(), life.calculated(), cause);
                if (!cancel.isNone()) answer(cancel, Request.Kind.CANCEL, Request.Stage.ACCEPTED);
            }
        }
    }

    /// One that came to nothing before it was told, and is not.
    private static final Execution NOTHING = execution(Qty.ZERO, Px.ZERO, Execution.State.LIVE, "");

    private static Execution execution(Qty qty, Px px, Execution.State state, String execID) {
        return new Execution(ExecID.NONE, ClOrdID.NONE, qty, px, state, new ExecID(execID), 0);
    }

    private void exchange(int number, Execution now) {
        var was = execution(number);
        count(was, false);
        count(now, true);
        executions.set(number - 1, now);
    }

    private void count(Execution execution, boolean in) {
        if (!execution.stands()) return;
        cumQty = in ? cumQty.plus(execution.qty()) : cumQty.minus(execution.qty());
        notional = in ? notional.plus(execution.notional()) : notional.minus(execution.notional());
    }

    private void answer(ClOrdID clOrdID, Request.Kind kind, Request.Stage stage) {
        int known = indexIn(requests, clOrdID);
        if (known < 0) requests.add(new Request(clOrdID, ClOrdID.NONE, kind, Qty.NONE, Px.NONE, stage, 0));
        else requests.set(known, at(requests.get(known), requests.get(known).orderQty(), requests.get(known).price(), stage));
    }

    private void terms(ClOrdID clOrdID, Qty orderQty, Px price) {
        int known = indexIn(requests, clOrdID);
        if (known >= 0) requests.set(known, at(requests.get(known), orderQty, price, requests.get(known).stage()));
    }

    /// Where it was not told at all, as of an order by cash, it is what we know by now.
    void learn(Qty orderQty, Px price) {
        var inForce = inForce();
        terms(inForce.clOrdID(), inForce.orderQty().or(orderQty), inForce.price().or(price));
    }

    private static Request at(Request request, Qty orderQty, Px price, Request.Stage stage) {
        return new Request(request.clOrdID(), request.origClOrdID(), request.kind(), orderQty, price, stage, request.sentAt());
    }

    /// A corporate action: new shares for old ones, at the same cost.
    private void rescale(Qty from, Qty to) {
        if (!from.isPositive() || !to.isPositive()) return;
        var ratio = ratio(to, from);
        for (int i = 0; i < executions.size(); i++) {
            var was = executions.get(i);
            exchange(i + 1, new Execution(
                    was.execID(), was.clOrdID(), was.lastQty(), was.lastPx(), was.state(), was.lastExecID(), was.transactTime(),
                    times(was.ratio(), ratio)));
        }
    }

    private static Ratio ratio(Qty to, Qty from) {
        int scale = Math.max(to.scale(), from.scale());
        return ratio(unscaled(to, scale), unscaled(from, scale));
    }

    private static BigInteger unscaled(Qty qty, int scale) {
        return BigDecimal.valueOf(qty.unscaled(), qty.scale()).setScale(scale).unscaledValue();
    }

    private static Ratio times(Ratio one, Ratio other) {
        return ratio(
                BigInteger.valueOf(one.numerator()).multiply(BigInteger.valueOf(other.numerator())),
                BigInteger.valueOf(one.denominator()).multiply(BigInteger.valueOf(other.denominator())));
    }

    private static Ratio ratio(BigInteger numerator, BigInteger denominator) {
        var common = numerator.gcd(denominator);
        return new Ratio(numerator.divide(common).longValueExact(), denominator.divide(common).longValueExact());
    }

    /// The order as the client sees it: OrdStatus, LeavesQty and AvgPx follow as they do for ours. What the broker claims to
    /// have executed and has not reported is not in it: it is told once it is reported.
    ///
    /// @param now what of it cannot change
    Order picture(Order now) {
        return new Order(
                now.key(), now.session(), new OrderID(now.key().value()), now.account(), now.symbol(), now.side(), now.ordType(),
                now.timeInForce(), List.copyOf(requests), Executions.sums(cumQty, notional), life, Qty.ZERO, Flags.NONE,
                now.enteredAt(), now.updatedAt(), now.text());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Told that && requests.equals(that.requests) && executions.equals(that.executions)
                && cumQty.equals(that.cumQty) && life.equals(that.life);
    }

    @Override
    public int hashCode() {
        return requests.hashCode() + executions.hashCode();
    }

    @Override
    public String toString() {
        return requests + " " + executions + " " + life;
    }
}
