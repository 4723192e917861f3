package dev.plumbline.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// All orders and positions of one shard, and the two doors to them: [#decide] and [#sent] for our commands,
/// [#report] for the broker's reports. It finds the order that an input is about, keeps what cannot be placed yet,
/// and counts what became of each input. Deterministic. Single writer: one thread, no locks; the records it hands
/// out are immutable and may go anywhere.
public final class Book {
    /// The end of the reason why a report was quarantined that could have waited, had there been room.
    public static final String TOO_MANY = "; not kept waiting, for too many wait already";

    private static final String NO_ORDER = "no order for this report yet";

    private final Filing filing;
    private final Waiting waiting = new Waiting();
    private final Positions positions;
    private final Marks marks = new Marks();
    private final Rates rates = new Rates();
    private final Halts halts = new Halts();
    private final int parkedMax;
    private Counts counts = Counts.NONE;

    /// By the input in hand, until it is done.
    private final List<Released> released = new ArrayList<>();
    private final List<Order> gone = new ArrayList<>();

    public Book() {
        this(Integer.MAX_VALUE);
    }

    /// One that shows positions at average cost.
    public Book(int parkedMax) {
        this(CostMethod.AVERAGE_COST, parkedMax);
    }

    public Book(CostMethod method) {
        this(method, Integer.MAX_VALUE);
    }

    /// @param parkedMax as many reports wait at most: a broker that tells for ever of what nobody knows must not take
    ///     all memory. What is more is quarantined, for a person.
    public Book(CostMethod method, int parkedMax) {
        this(new Filing(), new Positions(method), parkedMax);
    }

    private Book(Filing filing, Positions positions, int parkedMax) {
        this.filing = filing;
        this.positions = positions;
        this.parkedMax = parkedMax;
    }

    /// Whether `command` may be sent through an open door. Changes nothing.
    public Decision decide(Command command, Rules rules) {
        return decide(command, rules, Door.OPEN);
    }

    /// Whether `command` may be sent: refused by the first rule that refuses it. Changes nothing.
    public Decision decide(Command command, Rules rules, Door door) {
        var proposal = new Proposal(command, rules, door, filing, positions, halts);
        for (var rule : Rule.of(command))
            if (rule.decides() && rule.on(proposal) instanceof Finding.Block(var why, var words))
                return new Decision.Refused(why, words);
        return new Decision.Accepted();
    }

    /// What every rule says of `command`, in their order: the first that blocks is what [#decide] would refuse it with.
    /// Changes nothing.
    ///
    /// @param command its ClOrdID may be [ClOrdID#NONE]: it has none yet
    public List<Check> checks(Command command, Rules rules, Door door) {
        var proposal = new Proposal(command, rules, door, filing, positions, halts);
        var checks = new ArrayList<Check>();
        for (var rule : Rule.of(command)) {
            switch (rule.on(proposal)) {
                case Finding.Pass(var words) -> checks.add(new Check(rule.name(), Verdict.PASS, words.get()));
                case Finding.Warn(var words) -> checks.add(new Check(rule.name(), Verdict.WARN, words));
                case Finding.Block(_, var words) -> checks.add(new Check(rule.name(), Verdict.BLOCK, words));
                case Finding.Silent() -> {}
            }
        }
        return List.copyOf(checks);
    }

    /// Whether a person may do that with the kill switch. Changes nothing.
    public Decision decide(KillSwitch act, Rules rules) {
        return halts.decide(act, rules);
    }

    /// The halts in force, the oldest first.
    public List<Halt> halts() {
        return halts.list();
    }

    /// The halt in force that forbids `command`, were it to be sent only now: the oldest. None forbids a cancel.
    public Optional<Halt> haltAgainst(Command command) {
        return switch (command) {
            case Command.Enter enter -> halts.against(enter);
            case Command.Replace replace ->
                filing.look(replace.origClOrdID()).flatMap(order -> halts.against(replace, order));
            case Command.Cancel _, Command.Status _ -> Optional.empty();
        };
    }

    /// The kill switch was pulled or released, now or in a log: a fact. A duplicate where it changes nothing.
    public Result switched(KillSwitch act) {
        var result = halts.switched(act);
        counts = counts.plus(result.outcome());
        return result;
    }

    /// A command that was sent, now or in a log: a fact. Only an own ClOrdID used twice is quarantined, and a
    /// duplicate where `possResend` says so (rule 7).
    public Result sent(long input, Command command, boolean possResend) {
        var result = command instanceof Command.Status status
                ? asked(input, status)
                : filing.use(command.clOrdID()) ? applied(input, command) : usedBefore(command, possResend);
        return counted(result);
    }

    private Result counted(Result result) {
        counts = counts.plus(result.outcome());
        if (released.isEmpty() && gone.isEmpty()) return result;
        var whole = new Result(result.outcome(), result.reason(), result.changes(), List.copyOf(released), gone());
        released.clear();
        gone.clear();
        return whole;
    }

    /// One that was filed again meanwhile, as ours, is not gone.
    private List<Gone> gone() {
        return gone.stream()
                .filter(order -> !filing.knows(order.key()))
                .map(order -> new Gone(order.key(), positions.of(order.account(), order.symbol())))
                .toList();
    }

    /// Rule 10: nothing was heard of a request for longer than it should take. A duplicate where it was answered since,
    /// or is known to be unknown.
    public Result silent(long input, Silence silence) {
        return counted(learned(input, silence.clOrdID(), order -> OrderLifecycle.silent(order, silence)));
    }

    /// What we found out ourselves about a request of ours.
    private Result learned(long input, ClOrdID request, UnaryOperator<Order> finding) {
        var known = filing.take(request);
        if (known.isEmpty()) return Result.of(Outcome.DUPLICATE, "");
        var slot = known.get();
        var now = finding.apply(slot.order);
        if (now == slot.order) return Result.of(Outcome.DUPLICATE, "");
        slot.order = now;
        return applied(change(input, slot, Booking.NONE));
    }

    /// A request that never left us: see [Unsent]. A duplicate where it was answered, or is known not to have left.
    public Result unsent(long input, Unsent unsent) {
        return counted(learned(input, unsent.clOrdID(), order -> OrderLifecycle.unsent(order, unsent)));
    }

    private Result asked(long input, Command.Status status) {
        return filing.take(status.clOrdID())
                .map(slot -> applied(change(input, slot, Booking.NONE)))
                .orElseGet(() -> Result.of(Outcome.APPLIED, ""));
    }

    private static Result usedBefore(Command command, boolean possResend) {
        return Result.of(
                possResend ? Outcome.DUPLICATE : Outcome.QUARANTINED,
                "ClOrdID " + command.clOrdID() + " was used before");
    }

    private Result applied(long input, Command command) {
        return switch (command) {
            case Command.Enter enter -> entered(input, enter);
            case Command.Cancel cancel -> requested(input, cancel, cancel.origClOrdID());
            case Command.Replace replace -> requested(input, replace, replace.origClOrdID());
            case Command.Status _ -> throw new AssertionError("asks, and is handled above");
        };
    }

    /// Rule 9: where reports came first, the order that they made and ours become one.
    private Result entered(long input, Command.Enter enter) {
        var stranger = filing.take(enter.clOrdID());
        var slot = filing.file(OrderLifecycle.entered(enter));
        var changes = new ArrayList<Change>();
        changes.add(change(input, slot, Booking.NONE));
        stranger.filter(Slot::isFromOutside).ifPresent(other -> absorb(slot, other, changes));
        return settled(slot, changes);
    }

    /// A request for an order that is not known stays a fact: it takes effect should the order turn up.
    private Result requested(long input, Command command, ClOrdID origClOrdID) {
        var known = filing.take(origClOrdID);
        if (known.isEmpty()) {
            wait(input, command, origClOrdID);
            return Result.of(Outcome.APPLIED, "");
        }
        var slot = known.get();
        var changes = new ArrayList<Change>();
        request(input, slot, command, changes);
        return settled(slot, changes);
    }

    private void wait(long input, Command command, ClOrdID origClOrdID) {
        waiting.add(new Waiting.Request(input, command), List.of(origClOrdID));
    }

    private void request(long input, Slot slot, Command command, List<Change> changes) {
        var stranger = filing.rename(slot, command.clOrdID());
        slot.order = switch (command) {
            case Command.Cancel cancel -> OrderLifecycle.cancelSent(slot.order, cancel);
            case Command.Replace replace -> OrderLifecycle.replaceSent(slot.order, replace);
            case Command.Enter _, Command.Status _ -> throw new AssertionError("no request about an order: " + command);
        };
        if (slot.isFromOutside()) slot.history.isIncomplete();
        changes.add(change(input, slot, Booking.NONE));
        stranger.filter(other -> other != slot && other.isFromOutside()).ifPresent(other -> absorb(slot, other, changes));
    }

    /// A report of a broker. Never refused, never dropped: the outcome says what became of it.
    /// @param input a number of the caller's for it, given back with its [Change]
    public Result report(long input, Report report) {
        return counted(placed(input, report));
    }

    private Result placed(long input, Report report) {
        var known = slotOf(report);
        if (known.isPresent()) return step(input, known.get(), report);
        if (!adoptable(report)) return park(input, report, NO_ORDER);
        return adopted(input, filing.file(OrderLifecycle.adopted(report, freeKey(report))), report);
    }

    /// Some brokers use an OrderID again, for another symbol or side.
    private OrderKey freeKey(Report report) {
        var key = Outsider.keyOf(report);
        while (filing.knows(key)) key = again(key);
        return key;
    }

    /// The order is there also where the report itself has to wait, and whoever follows the changes must hear of it.
    private Result adopted(long input, Slot slot, Report report) {
        var changes = new ArrayList<Change>(1);
        index(slot, report, changes);
        var result = step(input, slot, report);
        changes.addAll(result.changes());
        if (result.outcome() != Outcome.APPLIED) changes.add(change(input, slot, Booking.NONE));
        return new Result(result.outcome(), result.reason(), changes);
    }

    private Result park(long input, Report report, String reason) {
        if (isFull()) return tooMany(reason);
        var names = names(report);
        if (!waiting.add(new Waiting.Parked(input, report), names)) return Result.of(Outcome.DUPLICATE, "");
        return Result.of(
                Outcome.PARKED, names.isEmpty() ? reason : reason + ": " + String.join(", ", words(names)));
    }

    /// What its order may turn up under.
    private static List<Object> names(Report report) {
        var names = new ArrayList<>(3);
        if (!report.clOrdID().isNone()) names.add(report.clOrdID());
        if (!report.origClOrdID().isNone()) names.add(report.origClOrdID());
        if (!report.orderID().isNone()) names.add(new SessionOrderID(report.session(), report.orderID()));
        if (report.news() instanceof News.Charged(var execRefID)) names.add(new SessionExecID(report.session(), execRefID));
        return names;
    }

    /// No more can wait.
    public boolean isFull() {
        return counts.parked() >= parkedMax;
    }

    /// Not seen, as far as anyone remembers: sent again when there is room, it counts.
    private Result tooMany(String reason) {
        return Result.of(Outcome.QUARANTINED, reason + TOO_MANY);
    }

    private Result step(long input, Slot slot, Report report) {
        var changes = new ArrayList<Change>(1);
        var step = stepped(input, slot, report, changes);
        return switch (step.outcome()) {
            case APPLIED -> settled(slot, changes);
            case PARKED -> {
                if (isFull()) yield tooMany(step.reason());
                boolean isNew = slot.park(new Waiting.Parked(input, report));
                yield isNew ? Result.of(Outcome.PARKED, step.reason()) : Result.of(Outcome.DUPLICATE, "");
            }
            case DUPLICATE, QUARANTINED, IGNORED -> Result.of(step.outcome(), step.reason());
        };
    }

    /// The very same report again, whenever, changes nothing: also where it was quarantined, for what was out of range
    /// then may fit by now.
    private Step stepped(long input, Slot slot, Report report, List<Change> changes) {
        long fingerprint = Fingerprint.of(report);
        if (slot.seen.contains(fingerprint)) return Step.duplicate(slot.order);
        var step = OrderLifecycle.step(slot.order, report);
        if (step.outcome() == Outcome.QUARANTINED) slot.seen.add(fingerprint);
        if (step.outcome() != Outcome.APPLIED) return step;
        if (isTradeAgain(slot.order, report) && step.order().saysTheSame(slot.order)) return Step.duplicate(slot.order);
        try {
            changes.add(new Change(input, step.order(), step.booking(), positions.follow(step.order(), step.booking())));
        } catch (ArithmeticException overflow) {
            slot.seen.add(fingerprint);
            return Step.quarantined(slot.order, "figures out of range: " + overflow.getMessage());
        }
        slot.order = step.order();
        slot.seen.add(fingerprint);
        if (slot.isFromOutside() && slot.history.isOlder(input, report, slot.order)) retell(input, slot, changes);
        index(slot, report, changes);
        filing.index(slot, step.booking().executions());
        return step;
    }

    /// An order from outside is what its reports make of it in the order of their time: the one that came first may
    /// have been about a later id of its chain, or told less.
    private void retell(long input, Slot slot, List<Change> changes) {
        var before = slot.order;
        var now = slot.history.told(before);
        positions.forget(before);
        positions.restore(now);
        slot.order = now;
        var former = new Change(input, now, Booking.NONE, positions.of(before.account(), before.symbol()));
        if (former.isOfFormerPosition()) changes.add(former);
        // What counts there from now on was booked elsewhere.
        var booked = former.isOfFormerPosition() ? Executions.NONE : before.executions();
        changes.add(new Change(input, now, now.executions().since(booked), positions.of(now.account(), now.symbol())));
    }

    /// The copy of a trade may have lost or gained a field on its way.
    private static boolean isTradeAgain(Order order, Report report) {
        return report.news() instanceof News.Trade && order.executions().find(report.execID()) >= 0;
    }

    /// All that waited for what has changed.
    private Result settled(Slot slot, List<Change> changes) {
        if (!waiting.isEmpty()) for (var arrived : arrived(slot)) released(slot, arrived, changes);
        if (!slot.parked.isEmpty()) retry(slot, changes);
        for (int i = 0; i < changes.size() && !waiting.isEmpty(); i++) charge(slot, changes.get(i), changes);
        return new Result(Outcome.APPLIED, "", changes);
    }

    /// What was charged for executions before they were known, by a report that names nothing else.
    private void charge(Slot slot, Change change, List<Change> changes) {
        var arrived = new ArrayList<Waiting.Entry>();
        for (var execution : change.booking().executions()) {
            waiting.take(new SessionExecID(slot.order.session(), execution.execID()), arrived);
            waiting.take(new SessionExecID(slot.order.session(), execution.lastExecID()), arrived);
        }
        for (var entry : arrived) released(slot, entry, changes);
    }

    private List<Waiting.Entry> arrived(Slot slot) {
        var arrived = new ArrayList<Waiting.Entry>();
        for (var request : slot.order.requests()) waiting.take(request.clOrdID(), arrived);
        for (var name : slot.order.heard().names())
            waiting.take(new SessionOrderID(slot.session, name.orderID()), arrived);
        return arrived;
    }

    private void released(Slot slot, Waiting.Entry entry, List<Change> changes) {
        switch (entry) {
            case Waiting.Request(long input, var command) -> request(input, slot, command, changes);
            case Waiting.Parked parked -> {
                park(slot, parked, Outcome.PARKED);
                retry(slot, changes);
            }
        }
    }

    /// A bust may wait for a correction that waits for its trade: on until nothing moves any more.
    private void retry(Slot slot, List<Change> changes) {
        for (int i = 0; i < slot.parked.size(); ) {
            var parked = slot.parked.get(i);
            var step = stepped(parked.input(), slot, parked.report(), changes);
            if (step.outcome() == Outcome.PARKED) {
                i++;
                continue;
            }
            counts = counts.moved(Outcome.PARKED, step.outcome());
            released.add(new Released(parked.input(), step.outcome(), step.reason()));
            slot.parked.remove(i);
            slot.parkedSeen.remove(Fingerprint.of(parked.report()));
            i = 0;
        }
    }

    /// Takes the reports of an order that was thought to be another into `slot`.
    private void absorb(Slot slot, Slot stranger, List<Change> changes) {
        forget(stranger);
        for (var known : stranger.history.reports()) {
            var step = stepped(known.input(), slot, known.report(), changes);
            if (step.outcome() == Outcome.PARKED) park(slot, known, Outcome.APPLIED);
        }
        for (var known : stranger.parked) park(slot, known, Outcome.PARKED);
    }

    /// What was counted as `was` waits for an execution of `slot` from now on, or is the copy of what does.
    private void park(Slot slot, Waiting.Parked one, Outcome was) {
        boolean isNew = slot.park(one);
        counts = counts.moved(was, isNew ? Outcome.PARKED : Outcome.DUPLICATE);
        if (!isNew && was == Outcome.PARKED) released.add(new Released(one.input(), Outcome.DUPLICATE, ""));
    }

    private void forget(Slot stranger) {
        filing.forget(stranger);
        positions.forget(stranger.order);
        gone.add(stranger.order);
    }

    private Change change(long input, Slot slot, Booking booking) {
        return new Change(input, slot.order, booking, positions.follow(slot.order, booking));
    }

    private static Result applied(Change change) {
        return new Result(Outcome.APPLIED, "", List.of(change));
    }

    /// By any of its names; an order of ours before one from outside, which then turns out to be the same.
    private Optional<Slot> slotOf(Report report) {
        var byID = filing.take(report.clOrdID());
        if (byID.isPresent() && !byID.get().isFromOutside()) return byID;
        var byOrig = filing.take(report.origClOrdID());
        if (byOrig.isPresent() && !byOrig.get().isFromOutside()) return byOrig;
        var named = filing.take(new SessionOrderID(report.session(), report.orderID()));
        if (named.isPresent() && !named.get().mayBe(report.told())) named = alsoNamed(report);
        if (named.isPresent() && !named.get().isFromOutside()) return named;
        var stranger = byID.isPresent() ? byID : byOrig.isPresent() ? byOrig : named;
        if (stranger.isPresent()) return stranger;
        return report.news() instanceof News.Charged(var execRefID)
                ? filing.take(new SessionExecID(report.session(), execRefID))
                : Optional.empty();
    }

    /// Of the orders from outside that go under one OrderID, for several symbols or sides, the one meant.
    private Optional<Slot> alsoNamed(Report report) {
        var key = OrderKey.of(report.session(), report.orderID());
        for (var slot = filing.take(key); slot.isPresent(); slot = filing.take(key)) {
            if (slot.get().isFromOutside() && slot.get().mayBe(report.told())) return slot;
            key = again(key);
        }
        return Optional.empty();
    }

    private static OrderKey again(OrderKey key) {
        return new OrderKey(key.value() + "+");
    }

    /// From now on the names in `report` mean `slot`; an order from outside that one of them meant was this one.
    private void index(Slot slot, Report report, List<Change> changes) {
        if (!report.clOrdID().isNone()) name(slot, report.clOrdID(), changes);
        if (!report.origClOrdID().isNone()) name(slot, report.origClOrdID(), changes);
        if (report.orderID().isNone() || report.orderID().equals(slot.indexed)) return;
        slot.indexed = report.orderID();
        slot.session = report.session();
        var name = new SessionOrderID(report.session(), report.orderID());
        var other = filing.name(slot, name).filter(known -> isPartOf(slot, known));
        if (other.isEmpty()) return;
        absorb(slot, other.get(), changes);
        filing.rename(slot, name);
    }

    private void name(Slot slot, ClOrdID clOrdID, List<Change> changes) {
        var other = filing.name(slot, clOrdID).filter(known -> isPartOf(slot, known));
        if (other.isEmpty()) return;
        absorb(slot, other.get(), changes);
        filing.rename(slot, clOrdID);
    }

    private static boolean isPartOf(Slot slot, Slot other) {
        return other != slot && other.isFromOutside() && other.resembles(slot);
    }

    private static boolean adoptable(Report report) {
        boolean isNamed = !report.clOrdID().isNone() || !report.orderID().isNone();
        boolean isOfAnOrder = !isReject(report.news())
                && !(report.news() instanceof News.Charged)
                && !isUnknownOrder(report);
        return isNamed && report.told().describesAnOrder() && isOfAnOrder;
    }

    /// The answer to a question about an order that the broker does not know (G.1.a) speaks of none.
    private static boolean isUnknownOrder(Report report) {
        return report.news() instanceof News.OrderStatus && report.told().ordStatus() == OrdStatus.REJECTED;
    }

    private static boolean isReject(News news) {
        return news instanceof News.CancelRejected
                || news instanceof News.RequestRejected
                || news instanceof News.Rejected;
    }

    /// An input that could not even be read as a report or command, counted here so that the sum holds.
    public Result unreadable(String reason) {
        counts = counts.plus(Outcome.QUARANTINED);
        return Result.of(Outcome.QUARANTINED, reason);
    }

    /// An input of ours that is about no single order, counted here so that the sum holds.
    public Result aboutNoOrder() {
        counts = counts.plus(Outcome.APPLIED);
        return Result.of(Outcome.APPLIED, "");
    }

    /// All that there is. Copies references, not orders: cheap enough for the one thread that owns the book.
    public BookState state() {
        var waits = new ArrayList<BookState.Waits>();
        for (var held : waiting.all()) {
            waits.add(switch (held.entry) {
                case Waiting.Parked(long input, var report) -> new BookState.Told(input, report);
                case Waiting.Request(long input, var command) -> new BookState.Asked(input, command);
            });
        }
        return filing.state(positions.holdings(), waits, counts, halts.list());
    }

    /// A book as it was.
    ///
    /// @param method and `parkedMax` as they were, or it will not go on as it would have
    public static Book of(CostMethod method, int parkedMax, BookState state) {
        var book = new Book(Filing.of(state), Positions.of(method, state.holdings()), parkedMax);
        book.restore(state);
        return book;
    }

    private void restore(BookState state) {
        for (var one : state.waiting()) {
            switch (one) {
                case BookState.Told(long input, var report) -> waiting.add(new Waiting.Parked(input, report), names(report));
                case BookState.Asked(long input, var command) -> wait(input, command, origClOrdID(command));
            }
        }
        counts = state.counts();
        halts.restore(state.halts());
    }

    private static ClOrdID origClOrdID(Command command) {
        return switch (command) {
            case Command.Cancel cancel -> cancel.origClOrdID();
            case Command.Replace replace -> replace.origClOrdID();
            case Command.Enter _, Command.Status _ -> throw new IllegalArgumentException("waits for no order: " + command);
        };
    }

    /// The order that `clOrdID`, or any other id of its chain, names.
    /// @throws IllegalArgumentException where there is none; ask [#knows] or [#find] first
    public Order order(ClOrdID clOrdID) {
        return find(clOrdID).orElseThrow(() -> new IllegalArgumentException("no order '" + clOrdID + "'"));
    }

    public boolean knows(ClOrdID clOrdID) {
        return filing.knows(clOrdID);
    }

    public Optional<Order> find(ClOrdID clOrdID) {
        return filing.look(clOrdID);
    }

    /// The order that `report` is about.
    public Optional<Order> find(Report report) {
        return slotOf(report).map(slot -> slot.order);
    }

    /// The order that the broker of some session gave this id. Looks at every order: for a person who asks.
    public Optional<Order> find(OrderID orderID) {
        return filing.orders().stream().filter(order -> order.orderID().equals(orderID)).findFirst();
    }

    /// All orders, in the order in which they were first heard of.
    public List<Order> orders() {
        return filing.orders();
    }

    /// How many [#orders()] there are.
    public int size() {
        return filing.size();
    }

    /// Those of [#orders()] that are not on a shelf: among them all that are open, or wait for an answer.
    public List<Order> atHand() {
        return filing.atHand().stream().map(slot -> slot.order).toList();
    }

    /// The same with what is kept beside them.
    public List<BookState.Filed> filed() {
        return filing.atHand().stream().map(Slot::state).toList();
    }

    /// The others, as they are until an input asks for one of them.
    public BookState.Remaining shelved() {
        return filing.remaining();
    }

    /// What waits, in the order in which it came. Looks at every order: for a person who asks.
    public List<Parked> parked() {
        var parked = new ArrayList<Parked>();
        for (var held : waiting.all())
            if (held.entry instanceof Waiting.Parked(long input, var report))
                parked.add(new Parked(input, report, NO_ORDER, words(held.names)));
        filing.atHand().forEach(slot -> {
            for (var one : slot.parked) parked.add(parked(slot, one));
        });
        parked.sort(Comparator.comparingLong(Parked::input));
        return parked;
    }

    private static Parked parked(Slot slot, Waiting.Parked one) {
        var reason = OrderLifecycle.step(slot.order, one.report()).reason();
        return new Parked(one.input(), one.report(), reason, List.of("ExecID " + execRefID(one.report().news())));
    }

    private static ExecID execRefID(News news) {
        return switch (news) {
            case News.TradeCancel(var execRefID) -> execRefID;
            case News.TradeCorrect(var execRefID, _, _) -> execRefID;
            default -> ExecID.NONE;
        };
    }

    private static List<String> words(List<?> names) {
        return names.stream()
                .map(name -> name instanceof SessionOrderID(_, var orderID) ? "OrderID " + orderID : "ClOrdID " + name)
                .toList();
    }

    public Collection<Position> positions() {
        return positions.all();
    }

    public Position position(Account account, Symbol symbol) {
        return positions.of(account, symbol);
    }

    /// What a symbol is worth. One more input that is about no order; an older mark than is known counts, and changes
    /// nothing.
    public Result mark(Mark mark) {
        marks.take(mark);
        return aboutNoOrder();
    }

    /// What a currency is worth in another; as [#mark].
    public Result rate(Rate rate) {
        rates.take(rate);
        return aboutNoOrder();
    }

    public Value unrealizedPnl(Position position) {
        return marks.unrealizedPnl(position);
    }

    /// Over all symbols of an account.
    public Totals totals(Account account, Currency currency) {
        var own = positions().stream().filter(position -> position.account().equals(account)).toList();
        return Totals.of(own, currency, marks, rates);
    }

    public Counts counts() {
        return counts;
    }
}
