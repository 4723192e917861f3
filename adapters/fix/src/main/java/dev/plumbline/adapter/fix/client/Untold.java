package dev.plumbline.adapter.fix.client;

import java.util.ArrayList;
import java.util.List;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Heard;
import dev.plumbline.core.Life;
import dev.plumbline.core.Order;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;
import dev.plumbline.core.Request.Kind;
import dev.plumbline.core.Request.Stage;

/// What a client has not been told yet of an order as it is now, report by report: the same after each single change and after a
/// restart that many are told after at once. By any grouping of the changes the client is told each execution once, and
/// ends with the same picture. Pure.
///
/// What is told, and when, follows the order state change matrices (FIX 4.4 volume 4, appendix D):
/// - Nothing while the broker has not spoken: PendingNew is told only to who asks (G.1.a and following).
/// - A replace before the executions, so that what was executed under new terms does not exceed the old ones.
/// - A refusal of a request after the executions: it tells the state that it left (B.1.c, C.2.a).
/// - What somebody at our desk asks for the client's order the client is told once it is done, unsolicited (E.1.a to E.1.f).
final class Untold {
    private static final String BY_US = "changed at the desk or by the broker";
    private static final String TAKEN_BACK = "the broker took back that the order is over";

    private final Told told;
    private final Order now;
    private final int most;
    /// The client's, by its own names.
    private final List<Request> requests;
    private final List<ClientReport> reports = new ArrayList<>();

    private Untold(Told told, Order now, List<Request> requests, int most) {
        this.most = most;
        this.told = told;
        this.now = now;
        this.requests = requests;
    }

    /// Changes `told` to what it is once all of these are told.
    static List<ClientReport> of(Told told, Order now, Names names) {
        return some(told, now, names, Integer.MAX_VALUE);
    }

    /// The first of them, where there are many: as many executions as leave no more than `most` reports, or a few more. What is left is
    /// untold, for the next time; where there are fewer than `most` there is nothing left.
    static List<ClientReport> some(Told told, Order now, Names names, int most) {
        var untold = new Untold(told, now, asked(now, names), most);
        if (!untold.requests.isEmpty()) untold.tellAll();
        return untold.reports;
    }

    static List<Request> asked(Order now, Names names) {
        var asked = new ArrayList<Request>(now.requests().size());
        for (var request : now.requests()) if (names.know(request.clOrdID())) asked.add(named(now, request, names));
        return asked;
    }

    /// With what was asked, where something else was told since: the client starts from there.
    private static Request named(Order now, Request request, Names names) {
        var orderQty = request.orderQty();
        var price = request.price();
        for (var terms : now.heard().terms()) {
            boolean isAsIt = terms.at() == Long.MIN_VALUE && terms.clOrdID().equals(request.clOrdID());
            if (isAsIt) orderQty = terms.orderQty();
            if (isAsIt) price = terms.price();
        }
        return new Request(
                names.of(request.clOrdID()), names.of(request.origClOrdID()), request.kind(), orderQty, price, request.stage(),
                request.sentAt());
    }

    private void tellAll() {
        told.follow(requests);
        acknowledged();
        replaced();
        restated();
        worksAgain();
        pending();
        if (!isExecutedTold()) return;
        rejected();
        turned();
        ended();
    }

    /// Not of an order that was over before the broker said that it has it: a cancel may end it with no New ever sent (B.1.d).
    private void acknowledged() {
        var first = now.requests().getFirst().stage();
        var known = told.stage(requests.getFirst().clOrdID());
        boolean isNew = first == Stage.ACCEPTED || first == Stage.BIDDING;
        boolean endsUnseen = now.life().isOver() && now.executions().size() == 0 && known == Stage.SENT;
        if (!isNew || first == known || known == Stage.ACCEPTED || endsUnseen || told.life().isOver()) return;
        tell(new Fact.Acknowledged(first == Stage.BIDDING));
    }

    private void replaced() {
        for (var request : requests) {
            if (!request.is(Kind.REPLACE, Stage.ACCEPTED) || told.stage(request.clOrdID()) == Stage.ACCEPTED) continue;
            boolean isLast = requests.stream().filter(one -> one.is(Kind.REPLACE, Stage.ACCEPTED)).toList().getLast() == request;
            tell(new Fact.Replaced(
                    request.clOrdID(), isLast ? orderQty().or(request.orderQty()) : request.orderQty(),
                    isLast ? now.price() : request.price()));
        }
    }

    private Qty orderQty() {
        return now.inForce().orderQty();
    }

    private void restated() {
        told.learn(orderQty(), now.price());
        var known = told.inForce();
        var orderQty = orderQty().or(known.orderQty());
        var price = now.price().or(known.price());
        if (known.orderQty().equals(orderQty) && known.price().equals(price)) return;
        boolean isOtherQty = !known.orderQty().equals(orderQty);
        if (isOtherQty) tradedBefore();
        tell(new Fact.Restated(orderQty, price, isOtherQty && isRescaled()), restatedAt());
    }

    /// What was executed before a corporate action is told before it, as it was then.
    private void tradedBefore() {
        for (int number = told.size() + 1; number <= now.executions().size(); number++) {
            var execution = execution(number);
            boolean isOfBefore = !execution.ratio().isOne() && execution.lastQty().isPositive();
            if (isOfBefore) tell(new Fact.Traded(number, execution.lastQty(), execution.lastPx(), ""), at(execution));
        }
    }

    /// When it was, as the broker has told it: what traded since must not look older.
    private long restatedAt() {
        long at = Long.MIN_VALUE;
        for (var terms : now.heard().terms()) if (terms.as() != Heard.Terms.Told.ACCEPTED) at = Math.max(at, terms.at());
        return at > 0 ? at : now.updatedAt();
    }

    /// Of what was told and paid for as before, there are more shares or fewer.
    private boolean isRescaled() {
        int both = Math.min(told.size(), now.executions().size());
        for (int number = 1; number <= both; number++) {
            var is = execution(number);
            var was = told.execution(number);
            if (!is.ratio().isOne() && is.notional().equals(was.notional()) && !is.qty().equals(was.qty())) return true;
        }
        return false;
    }

    private Execution execution(int number) {
        return now.executions().list().get(number - 1);
    }

    private void worksAgain() {
        boolean isRenewed = told.life().doneForDay() && !now.life().doneForDay();
        boolean isResumed = told.life().suspended() && !now.life().suspended();
        if (told.life().isOver() && !now.life().isOver()) tell(new Fact.Turned(Fact.Turn.NOT_OVER));
        else if (isRenewed || isResumed) tell(new Fact.Turned(Fact.Turn.WORKS_AGAIN));
    }

    private void pending() {
        if (now.life().isOver()) return;
        for (var request : requests)
            if (request.kind() != Kind.NEW && request.stage() == Stage.PENDING && told.stage(request.clOrdID()) == Stage.SENT)
                tell(new Fact.Pending(request.clOrdID(), request.kind()));
    }

    /// In the order in which they were first heard of, so that what was busted makes room for what came in its place.
    private boolean isExecutedTold() {
        var changed = now.executions().changedSince(told.followed()).iterator();
        while (changed.hasNext()) {
            if (reports.size() >= most) return false;
            executed(changed.nextInt() + 1);
        }
        for (int number = now.executions().size() + 1; number <= told.size(); number++) if (told.execution(number).stands()) tell(new Fact.Busted(number));
        told.follow(now.executions());
        return reports.size() < most;
    }

    private void executed(int number) {
        if (number > told.size()) traded(number, execution(number), "");
        else changed(number, execution(number));
    }

    /// One that was busted before it was told is told, and its bust: the client's own records should show it.
    private void traded(int number, Execution execution, String again) {
        if (!execution.qty().isPositive()) return;
        tell(new Fact.Traded(number, execution.qty(), execution.px(), again), at(execution));
        if (!execution.stands()) tell(new Fact.Busted(number));
    }

    private void changed(int number, Execution execution) {
        var known = told.execution(number);
        boolean isAsKnown = known.qty().equals(execution.qty()) && known.px().equals(execution.px());
        if (known.lastExecID().isNone()) traded(number, execution, "");
        else if (known.stands() && !execution.stands()) tell(new Fact.Busted(number));
        else if (!known.stands() && execution.stands()) traded(number, execution, version(execution));
        else if (execution.stands() && !isAsKnown) tell(new Fact.Corrected(number, execution.qty(), execution.px(), version(execution)));
    }

    /// By what the broker named it, and by its figures where the broker names all versions the same.
    private static String version(Execution execution) {
        var text = execution.lastExecID() + "/" + execution.qty() + "/" + execution.px();
        return Integer.toHexString(text.hashCode());
    }

    private long at(Execution execution) {
        return execution.transactTime() == 0 ? now.updatedAt() : execution.transactTime();
    }

    private void rejected() {
        for (var request : requests) {
            boolean isNews = request.stage() == Stage.REJECTED && told.stage(request.clOrdID()) != Stage.REJECTED;
            if (request.kind() != Kind.NEW && isNews) tell(new Fact.RequestRejected(request.clOrdID(), request.kind()));
        }
    }

    private void turned() {
        if (now.life().stopped() && !told.life().stopped()) tell(new Fact.Turned(Fact.Turn.STOPPED));
        if (now.life().suspended() && !told.life().suspended()) tell(new Fact.Turned(Fact.Turn.SUSPENDED));
        if (now.life().doneForDay() && !told.life().doneForDay()) tell(new Fact.Turned(Fact.Turn.DONE_FOR_DAY));
        if (now.life().calculated() && !told.life().calculated()) tell(new Fact.Turned(Fact.Turn.CALCULATED));
    }

    private void ended() {
        var cause = now.life().end();
        if (cause == Life.End.CANCELED)
            for (var request : requests)
                if (request.is(Kind.CANCEL, Stage.ACCEPTED) && told.stage(request.clOrdID()) != Stage.ACCEPTED)
                    tell(new Fact.Ended(cause, request.clOrdID()));
        if (cause != Life.End.NONE && cause != told.life().end()) tell(new Fact.Ended(cause, ClOrdID.NONE));
    }

    private void tell(Fact fact) {
        tell(fact, now.updatedAt());
    }

    private void tell(Fact fact, long at) {
        var inForce = told.inForce().clOrdID();
        var request = request(fact);
        var execID = ExecIDs.of(now.key(), fact, now.updatedAt());
        var execRefID = execRefID(fact);
        told.take(fact, execID);
        reports.add(new ClientReport(
                fact, execID, execRefID, request.isNone() ? inForce : request, request.isNone() ? ClOrdID.NONE : inForce,
                told.picture(now), at, text(fact)));
    }

    private static ClOrdID request(Fact fact) {
        return switch (fact) {
            case Fact.Pending(var request, _) -> request;
            case Fact.Replaced(var request, _, _) -> request;
            case Fact.RequestRejected(var request, _) -> request;
            case Fact.Ended(_, var cancel) -> cancel;
            case Fact.Acknowledged _, Fact.Restated _, Fact.Traded _, Fact.Corrected _, Fact.Busted _, Fact.Turned _ -> ClOrdID.NONE;
        };
    }

    private String execRefID(Fact fact) {
        return switch (fact) {
            case Fact.Corrected(int number, _, _, _) -> told.execution(number).lastExecID().value();
            case Fact.Busted(int number) -> told.execution(number).lastExecID().value();
            case Fact.Acknowledged _, Fact.Pending _, Fact.Replaced _, Fact.RequestRejected _, Fact.Restated _, Fact.Traded _,
                    Fact.Turned _, Fact.Ended _ -> "";
        };
    }

    private String text(Fact fact) {
        return switch (fact) {
            case Fact.RequestRejected _, Fact.Ended _ -> now.text();
            case Fact.Turned(var turn) -> turn == Fact.Turn.NOT_OVER ? TAKEN_BACK : now.text();
            case Fact.Restated(_, _, boolean rescales) -> now.text().isEmpty() && !rescales ? BY_US : now.text();
            case Fact.Acknowledged _, Fact.Pending _, Fact.Replaced _, Fact.Traded _, Fact.Corrected _, Fact.Busted _ -> "";
        };
    }
}
