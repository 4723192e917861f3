package dev.plumbline.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.plumbline.core.Request.Kind;
import dev.plumbline.core.Request.Stage;

/// An order while one input is being applied to it: the parts that change, put together once at the end.
final class Draft {
    /// As many executions are looked through for the time of a bust that does not say its own.
    private static final int SEARCHED = 4_096;

    private final Order was;

    List<Request> requests;
    Executions executions;
    boolean stopped;
    boolean calculated;
    Claims claims;
    Heard heard;
    Flags flags;
    String text;
    Booking booking = Booking.NONE;

    Draft(Order order) {
        was = order;
        requests = order.requests();
        executions = order.executions();
        stopped = order.life().stopped();
        calculated = order.life().calculated();
        claims = order.claims();
        heard = order.heard();
        flags = order.flags();
        text = order.text();
    }

    /// The order after the input: the same instance where nothing has changed.
    Order order(long at) {
        var life = life();
        var orderID = orderID();
        flags = flags.set(Flag.UNKNOWN_OUTCOME, isUnknown(life));
        boolean same = requests == was.requests()
                && executions == was.executions()
                && claims == was.claims()
                && heard == was.heard()
                && life == was.life()
                && flags == was.flags()
                && text.equals(was.text());
        return same
                ? was
                : new Order(
                        was.key(), was.session(), orderID, was.account(), was.symbol(), was.side(), was.ordType(),
                        was.timeInForce(), requests, executions, life, claims.cumQty(), flags, was.enteredAt(),
                        Math.max(at, was.updatedAt()), text, claims, heard);
    }

    /// Rule 10: what is known to be unknown, until something is heard of it or it does not matter any more.
    private boolean isUnknown(Life life) {
        if (life.isOver()) return false;
        for (int i = 0; i < requests.size(); i++) if (requests.get(i).stage() == Stage.UNKNOWN) return true;
        return false;
    }

    boolean isOver() {
        return was.life().isOver();
    }

    boolean isGoodTill() {
        return was.timeInForce().isGoodTill();
    }

    /// Rule 11: what was booked before a corporate action goes on in other shares.
    void rescale() {
        for (int i = 0; i < executions.size(); i++) {
            var execution = executions.get(i);
            var ratio = ratioSince(Math.max(execution.transactTime(), heard.correctedAt(execution.execID())));
            if (!ratio.equals(execution.ratio())) exchange(i, execution.at(ratio));
        }
    }

    void exchange(int index, Execution now) {
        var before = executions.get(index);
        executions = executions.with(index, now);
        lookForOverfill();
        boolean isHeldOrOwed = now.stands() || !now.costs().stated().isEmpty();
        if (isHeldOrOwed) booking = Booking.both(booking, new Booking.Corrected(before, now));
    }

    void lookForOverfill() {
        var orderQty = orderQty();
        if (orderQty.isStated() && executions.cumQty().isMoreThan(orderQty)) flags = flags.plus(Flag.OVERFILL);
    }

    /// Some brokers stamp a bust or correction with the time of its trade. Of an order with very many executions it is
    /// not asked: it would be at each report.
    boolean hasFallenAtNoTime() {
        if (!claims.hasFallen() || executions.size() > SEARCHED) return false;
        for (var execution : executions.list())
            if (execution.state() != Execution.State.LIVE && execution.transactTime() >= claims.fellAt()) return true;
        return false;
    }

    /// When the last bust or correction happened, where it does not say so itself: when what stands came to the CumQty
    /// that it told. What was claimed until then is taken back, too.
    long agreedAt() {
        var standing = new ArrayList<Execution>();
        for (var execution : executions.list()) if (execution.stands()) standing.add(execution);
        standing.sort(Comparator.comparingLong(Execution::transactTime));
        long agreedAt = claims.fellAt();
        var sum = Qty.ZERO;
        for (var execution : standing) {
            sum = sum.plus(execution.qty());
            if (sum.equals(claims.fellTo())) agreedAt = Math.max(agreedAt, execution.transactTime());
        }
        return agreedAt;
    }

    /// What a first report of a trade says of its currency and charges. Most say the same as the one before.
    Costs costs(Report report, ExecID by) {
        if (report.currency().isNone() && report.charges().isEmpty()) return Costs.NONE;
        var told = Costs.in(report.currency()).charged(report.charges(), report.transactTime(), by);
        if (executions.size() == 0) return told;
        var before = executions.get(executions.size() - 1).costs();
        return told.equals(before) ? before : told;
    }

    /// What `report` says of the currency and the charges of the execution at `index`, -1 for none.
    /// @param at when the currency was told, see [Costs]
    /// @param by the id under which the charges were told
    void charge(int index, Report report, long at, ExecID by) {
        if (index < 0) return;
        var execution = executions.get(index);
        var now = execution.with(execution.costs()
                .paidIn(report.currency(), at)
                .charged(report.charges(), report.transactTime(), by));
        if (now != execution) exchange(index, now);
    }

    /// The broker has the order.
    void acknowledge() {
        var first = requests.getFirst();
        if (first.stage() != Stage.ACCEPTED) request(0, first.at(Stage.ACCEPTED));
    }

    void request(int index, Request changed) {
        if (requests.get(index) == changed) return;
        if (requests.size() == 1) {
            requests = List.of(changed);
            return;
        }
        var copy = new ArrayList<>(requests);
        copy.set(index, changed);
        requests = List.copyOf(copy);
    }

    void plus(Request request) {
        var more = new ArrayList<Request>(requests.size() + 1);
        more.addAll(requests);
        more.add(request);
        requests = List.copyOf(more);
    }

    /// One that we did not send: behind those before it in time, and behind the one that it was to change.
    int insert(Request request) {
        int first = Math.max(indexOf(request.origClOrdID()), 0) + 1;
        int index = requests.size();
        while (index > first && requests.get(index - 1).sentAt() > request.sentAt()) index--;
        var more = new ArrayList<>(requests);
        more.add(index, request);
        requests = List.copyOf(more);
        return index;
    }

    void minus(int index) {
        var less = new ArrayList<>(requests);
        less.remove(index);
        requests = List.copyOf(less);
    }

    /// The instance that the order keeps already: there is one id and thousands of executions.
    ClOrdID own(ClOrdID clOrdID) {
        int index = indexOf(clOrdID);
        return index < 0 ? clOrdID : requests.get(index).clOrdID();
    }

    int indexOf(ClOrdID clOrdID) {
        for (int i = requests.size() - 1; i >= 0; i--) if (requests.get(i).clOrdID().equals(clOrdID)) return i;
        return -1;
    }

    /// The last request of this kind that is not answered, -1 for none.
    int lastOpen(Kind kind) {
        for (int i = requests.size() - 1; i > 0; i--)
            if (requests.get(i).kind() == kind && requests.get(i).isOpen()) return i;
        return -1;
    }

    /// The one cancel or replace that is not answered, -1 where there are none or several.
    int onlyOpen() {
        int only = -1;
        for (int i = 1; i < requests.size(); i++)
            if (requests.get(i).isOpen()) {
                if (only > 0) return -1;
                only = i;
            }
        return only;
    }

    /// An order from outside was known by a later id of its chain: that becomes the replace of `first`, and its index is
    /// given back.
    int behind(ClOrdID first) {
        var known = requests.getFirst();
        if (indexOf(first) >= 0 || !was.has(Flag.EXTERNAL)) return 0;
        var more = new ArrayList<Request>();
        more.add(new Request(
                first, ClOrdID.NONE, Kind.NEW, known.orderQty(), known.price(), Stage.ACCEPTED, known.sentAt()));
        more.add(new Request(
                known.clOrdID(), first, Kind.REPLACE, known.orderQty(), known.price(), Stage.SENT, known.sentAt()));
        more.addAll(requests.subList(1, requests.size()));
        requests = List.copyOf(more);
        return 1;
    }

    int inForce() {
        for (int i = requests.size() - 1; i > 0; i--)
            if (requests.get(i).is(Kind.REPLACE, Stage.ACCEPTED)) return i;
        return 0;
    }

    Qty orderQty() {
        return requests.get(inForce()).orderQty();
    }

    /// The broker has told the terms of this request: what we had asked is kept beside.
    void told(int index, Heard.Terms told) {
        var request = requests.get(index);
        if (!heard.hasTerms(request.clOrdID())) heard = heard.asked(termsOf(request));
        heard = heard.with(told);
        agree(index);
    }

    /// Where the broker's answer was faster than our request: now it is known what we asked.
    void asked(int index, Request asked) {
        if (!heard.hasTerms(asked.clOrdID())) return;
        heard = heard.asked(termsOf(asked));
        agree(index);
    }

    /// The request as it was sent, without what the broker has told of it.
    Request asked(Request request) {
        for (var terms : heard.terms())
            if (terms.at() == Heard.NEVER && terms.clOrdID().equals(request.clOrdID()))
                return request.with(terms.orderQty(), terms.price());
        return request;
    }

    private static Heard.Terms termsOf(Request request) {
        return new Heard.Terms(request.clOrdID(), Heard.NEVER, request.orderQty(), request.price(), Heard.Terms.Told.ACCEPTED);
    }

    /// The latest word on quantity and on price counts, each for itself.
    private void agree(int index) {
        var request = requests.get(index);
        var orderQty = Qty.NONE;
        var price = Px.NONE;
        for (var terms : heard.terms())
            if (terms.clOrdID().equals(request.clOrdID())) {
                orderQty = terms.orderQty().or(orderQty);
                price = terms.price().or(price);
            }
        request(index, request.with(orderQty, price));
    }

    /// Rule 11: of all corporate actions since `told`.
    Ratio ratioSince(long told) {
        var ratio = Ratio.ONE;
        if (heard.terms().isEmpty()) return ratio;
        for (var terms : heard.terms())
            if (terms.isCorporateAction() && terms.at() > told) ratio = ratio.times(ratio(terms));
        return ratio;
    }

    /// The shares that it has made of those ordered just before.
    private Ratio ratio(Heard.Terms action) {
        var before = Qty.NONE;
        for (var terms : heard.terms())
            if (terms.at() < action.at() && isAgreed(terms)) before = terms.orderQty().or(before);
        before = before.or(requests.getFirst().orderQty());
        boolean isTold = before.isPositive() && action.orderQty().isPositive();
        return isTold ? Ratio.of(action.orderQty(), before) : Ratio.ONE;
    }

    /// What was asked counts only of the first request: of the others what was accepted.
    private boolean isAgreed(Heard.Terms terms) {
        return terms.at() != Heard.NEVER || terms.clOrdID().equals(requests.getFirst().clOrdID());
    }

    private Life life() {
        var life = was.life();
        boolean isHeld = heard.isHeld(claims.workingAt());
        boolean isResting = heard.isResting(isGoodTill() ? claims.workingAt() : Heard.NEVER);
        if (heard == was.heard() && requests == was.requests()
                && isHeld == life.suspended() && isResting == life.doneForDay()
                && stopped == life.stopped() && calculated == life.calculated()) return life;
        var end = end();
        boolean same = life.doneForDay() == isResting
                && life.suspended() == isHeld
                && life.stopped() == stopped
                && life.calculated() == calculated
                && life.end() == end;
        return same ? life : new Life(isResting, isHeld, stopped, calculated, end);
    }

    private Life.End end() {
        var end = Life.End.NONE;
        for (var ending : heard.endings()) if (counts(ending)) end = end.or(ending.cause());
        return end;
    }

    private boolean counts(Heard.Ending ending) {
        if (isSuperseded(ending.orderID())) return false;
        if (!ending.isAnswer()) return true;
        return isOfIdInForce(ending) && (ending.at() == 0 || ending.at() >= lastSentAt());
    }

    /// A cancel is of the id that it names. But where the broker says Rejected of the cancel's own id, it does not know
    /// the cancel, as it does not know one that it has rejected: the order lives.
    private boolean isOfIdInForce(Heard.Ending ending) {
        var clOrdID = ending.clOrdID();
        if (clOrdID.isNone()) return true;
        var inForce = requests.get(inForce()).clOrdID();
        if (clOrdID.equals(inForce)) return true;
        int index = indexOf(clOrdID);
        return ending.cause() != Life.End.REJECTED
                && index > 0
                && requests.get(index).kind() == Kind.CANCEL
                && requests.get(index).origClOrdID().equals(inForce);
    }

    private long lastSentAt() {
        long last = Long.MIN_VALUE;
        for (var request : requests) if (request.stage() != Stage.REJECTED) last = Math.max(last, request.sentAt());
        return last;
    }

    /// Rule 8: the broker gave it to an earlier id of the chain, and the id in force goes under another.
    private boolean isSuperseded(OrderID orderID) {
        if (orderID.isNone()) return false;
        int inForce = inForce();
        boolean isOfEarlier = false;
        boolean inForceIsNamed = false;
        boolean isGiven = isGiven(inForce);
        for (var name : heard.names()) {
            int index = indexOf(name.clOrdID());
            boolean isOfInForce = index == inForce && (name.isGiven() || !isGiven);
            if (isOfInForce && name.orderID().equals(orderID)) return false;
            inForceIsNamed |= isOfInForce;
            isOfEarlier |= index >= 0 && index < inForce && requests.get(index).kind() != Kind.CANCEL
                    && name.orderID().equals(orderID);
        }
        return isOfEarlier && inForceIsNamed;
    }

    /// The broker gave an OrderID to this id, or said that it keeps the one it has.
    private boolean isGiven(int index) {
        for (var name : heard.names()) if (name.isGiven() && indexOf(name.clOrdID()) == index) return true;
        return false;
    }

    /// The newest one of the id in force; before that is named, of the latest id that is.
    private OrderID orderID() {
        if (heard.names() == was.heard().names() && requests == was.requests()) return was.orderID();
        if (heard.names().isEmpty()) return was.orderID();
        var chosen = heard.names().getFirst();
        for (var name : heard.names()) {
            int difference = rank(name) - rank(chosen);
            if (difference > 0 || (difference == 0 && isNewer(name, chosen))) chosen = name;
        }
        return chosen.orderID();
    }

    private int rank(Heard.Name name) {
        int index = indexOf(name.clOrdID());
        int inForce = inForce();
        int rank = index == inForce ? requests.size() : index > inForce ? -1 : index;
        return 2 * rank + (name.isGiven() ? 1 : 0);
    }

    private static boolean isNewer(Heard.Name name, Heard.Name than) {
        return name.at() > than.at()
                || (name.at() == than.at()
                        && name.orderID().value().compareTo(than.orderID().value()) > 0);
    }
}
