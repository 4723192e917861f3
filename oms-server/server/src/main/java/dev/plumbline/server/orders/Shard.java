package dev.plumbline.server.orders;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.vertx.core.buffer.Buffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.Book;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Change;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Decision;
import dev.plumbline.core.Door;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Flags;
import dev.plumbline.core.Halt;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.News;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Refusal;
import dev.plumbline.core.Report;
import dev.plumbline.core.Request;
import dev.plumbline.core.Result;
import dev.plumbline.core.Rules;
import dev.plumbline.core.Silence;
import dev.plumbline.core.Unsent;
import dev.plumbline.server.journal.Asker;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.FirstAnswer;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Checked;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;

/// The single writer of one shard, without its event loop: takes inputs, asks the core, and collects what follows from
/// them until the batch is taken. It decides nothing about orders itself.
final class Shard {
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    /// Inputs that wait for a second member to have the batch before them. Beyond that new orders are refused; reports
    /// are taken all the same, as open orders can cause only so many.
    static final int WAITING_MAX = 50_000;

    private static final String WAITS = "the second member is too slow: no new orders until it has caught up";

    private static final Buffer NO_BYTES = Buffer.buffer();
    private static final BrokerSession NO_SESSION = new BrokerSession("");

    /// So many silences and questions in one turn at most: when a broker hangs, all that is on its way falls due at once.
    static final int SILENT_AT_ONCE = 1_000;
    static final int ASKED_AT_ONCE = 100;

    /// So many orders are named one by one when they become unknown, or are known again, in one turn; the rest is a sum.
    static final int NAMED_AT_ONCE = 10;

    private static final Flag[] ALARMING = {Flag.LATE_FILL, Flag.OVERFILL, Flag.CUM_MISMATCH, Flag.EXTERNAL};

    private final int number;
    private final Book book;
    private final Ids ids;
    private final Rules rules;
    private final LongSupplier nanos;
    private final Supplier<String> closedBecause;
    private final Handling handling;
    private final Questions questions;
    private final Set<OrderKey> unknown = new HashSet<>();
    private final Set<BrokerSession> up = new HashSet<>();
    /// Sessions whose broker is sending again what we missed.
    private final Set<BrokerSession> incomplete = new HashSet<>();
    private final Answers answers = new Answers();
    private final InFlight inFlight;
    private final Recent recent;
    private final Door door = new Outside();
    /// Sessions that have been up since the start: what an earlier run may have sent is given to them once.
    private final Set<BrokerSession> resumed = new HashSet<>();
    private long lastSeq;
    private long inputs;
    private long refused;
    private long silences;
    private long asked;
    private long notKept;
    private Batch batch = new Batch();

    /// @param lastSeq the number of the last input that is in the history
    /// @param nanos the time, nanoseconds since the epoch, UTC
    /// @param closedBecause why no new orders are taken, empty where they are
    Shard(
            int number, Book book, Ids ids, Rules rules, Handling handling, long lastSeq, LongSupplier nanos,
            Supplier<String> closedBecause) {
        this.number = number;
        this.book = book;
        this.inFlight = new InFlight(book);
        this.handling = handling;
        this.questions = new Questions(handling.unknownAfter());
        this.ids = ids;
        this.rules = rules;
        this.recent = new Recent(rules.warnings().sameWithinNanos());
        this.lastSeq = lastSeq;
        this.nanos = nanos;
        this.closedBecause = closedBecause;
        this.inputs = book.counts().inputs();
    }

    /// An input of a run before this one, from the journal: nothing leaves by it.
    StoreBatch.Entry again(Kept kept) {
        var entry = kept.entry();
        var result = redo(entry);
        if (result.outcome() != entry.outcome())
            LOG.error("ALARM: input {} of shard {} was {} and is now {}: was the journal written by other rules?",
                    entry.seq(), number, entry.outcome(), result.outcome());
        return new StoreBatch.Entry(kept, result.changes(), result.released(), result.gone());
    }

    /// Does once more what the next input did, and returns what came of it this time.
    Result redo(Entry entry) {
        lastSeq = entry.seq();
        var result = new Recorded(entry.seq(), "", entry.what()).into(book);
        if (!entry.what().isRefused()) inputs++;
        if (entry.what() instanceof Recorded.Sent(var command, _)) inFlight.sent(command);
        answers.restored(entry);
        return result;
    }

    /// All of the last run is back: what was unanswered then is waited for again.
    void recovered() {
        book.atHand().forEach(this::restored);
    }

    /// Everything that a restart needs, as it is between two inputs.
    Snapshooting.State state() {
        return new Snapshooting.State(book.state(), inFlight.list(), answers.list());
    }

    /// Puts back what was kept beside the book.
    void restore(List<Command> commands, List<FirstAnswer> first) {
        commands.forEach(inFlight::sent);
        first.forEach(answers::restored);
    }

    private void restored(Order order) {
        if (order.has(Flag.UNKNOWN_OUTCOME)) unknown.add(order.key());
        long now = nanos.getAsLong();
        if (!order.has(Flag.EXTERNAL)) recent.restored(order, now);
        if (!order.awaitsAnswer()) return;
        for (var request : order.requests()) if (isOurs(order, request)) questions.sent(request.clOrdID(), now);
    }

    /// The first request of an order from outside is that of others, and nobody's silence.
    private static boolean isOurs(Order order, Request request) {
        boolean isTheirs = order.has(Flag.EXTERNAL) && request == order.requests().getFirst();
        return request.stage() == Request.Stage.SENT && !isTheirs;
    }

    Book book() {
        return book;
    }

    long lastSeq() {
        return lastSeq;
    }

    Figures figures() {
        return new Figures(book.counts(), inputs, refused, silences, asked, unknown.size(), notKept);
    }

    /// What has happened since the last call.
    Batch take() {
        if (batch.known > NAMED_AT_ONCE)
            alert(Item.AlertItem.INFO, "the outcome of " + (batch.known - NAMED_AT_ONCE) + " more orders is known again", "",
                    nanos.getAsLong());
        var taken = batch;
        batch = new Batch();
        return taken;
    }

    boolean hasBatch() {
        return !batch.isEmpty();
    }

    void on(SessionEvent event) {
        switch (event) {
            case SessionEvent.Up(var session, _) -> {
                up.add(session);
                questions.loggedOn(session, nanos.getAsLong());
                if (resumed.add(session)) resume(session);
            }
            case SessionEvent.Down(var session, _, _) -> down(session);
            case SessionEvent.LogonRejected(var session, _, _) -> down(session);
            case SessionEvent.SendFailed(_, var clOrdID, var isQuestion, var text, long at) -> {
                if (isQuestion) notAsked(clOrdID, text, at);
                else notSent(new Unsent(clOrdID, text, at));
            }
            case SessionEvent.Gap(var session, _, _, _) -> incomplete.add(session);
            case SessionEvent.GapFilled(var session, _, _, _) -> incomplete.remove(session);
            case SessionEvent.SequenceTrouble _ -> {}
        }
    }

    /// An earlier run has kept these and may have been killed before they left: the adapter finds out. A halt that was
    /// pulled before the line was up holds for them, too.
    private void resume(BrokerSession session) {
        for (var command : inFlight.list()) {
            var order = book.order(target(command));
            boolean isHalted = book.haltAgainst(command).isPresent();
            if (order.session().equals(session)) batch.command(new Outbound(command, order, true, isHalted));
        }
    }

    /// What is still not known will be asked again; a trader who asked hears why no answer comes.
    private void notAsked(ClOrdID clOrdID, String reason, long at) {
        book.find(clOrdID)
                .filter(order -> !order.has(Flag.UNKNOWN_OUTCOME))
                .ifPresent(order -> alert(Item.AlertItem.INFO, "not asked: " + reason, order.key().value(), at));
    }

    private void notSent(Unsent unsent) {
        if (!isInFlight(unsent.clOrdID())) return;
        long seq = ++lastSeq;
        inputs++;
        var result = book.unsent(seq, unsent);
        var order = book.order(unsent.clOrdID());
        keep(seq, new Recorded.NotSent(unsent), order.session(), result, unsent.at(), Asker.NONE, NO_BYTES);
        alert(Item.AlertItem.ALERT, "not sent: " + unsent.reason(), order.key().value(), unsent.at());
    }

    private void down(BrokerSession session) {
        up.remove(session);
        incomplete.remove(session);
        questions.loggedOff(session);
    }

    /// When to call [#look] next, [Questions#NEVER] while there is nothing to look for.
    long lookAt() {
        return questions.nextAt();
    }

    /// Rule 10: declares unknown what was not answered in time, and asks the brokers. Nothing is sent again.
    void look() {
        long now = nanos.getAsLong();
        int silent = 0;
        while (silent < SILENT_AT_ONCE) {
            var request = questions.overdue(now);
            if (request.isEmpty()) break;
            if (isInFlight(request.get())) silent(request.get(), now, ++silent);
        }
        if (silent > NAMED_AT_ONCE)
            alert(Item.AlertItem.ALERT, "no answer to " + (silent - NAMED_AT_ONCE) + " more requests", "", now);
        for (var session = questions.settled(now); session.isPresent(); session = questions.settled(now))
            askAll(session.get(), now);
        for (int i = 0; i < ASKED_AT_ONCE; i++) {
            var question = questions.due(now);
            if (question.isEmpty()) return;
            ask(question.get(), now);
        }
    }

    private boolean isInFlight(ClOrdID request) {
        return book.find(request).map(order -> order.isInFlight(request)).orElse(false);
    }

    private void silent(ClOrdID request, long now, int number) {
        long seq = ++lastSeq;
        inputs++;
        silences++;
        var result = book.silent(seq, new Silence(request, now));
        var order = result.changes().getFirst().order();
        keep(seq, new Recorded.Silent(new Silence(request, now)), order.session(), result, now, Asker.NONE, NO_BYTES);
        if (number <= NAMED_AT_ONCE) alert(Item.AlertItem.ALERT, silence(order, request), order.key().value(), now);
        if (up.contains(order.session())) questions.ask(handle(order), now);
    }

    private String silence(Order order, ClOrdID clOrdID) {
        var what = order.requests().stream()
                .filter(request -> request.clOrdID().equals(clOrdID))
                .findFirst()
                .map(request -> switch (request.kind()) {
                    case NEW -> "the order";
                    case CANCEL -> "the cancel " + clOrdID;
                    case REPLACE -> "the replace " + clOrdID;
                })
                .orElse("the request " + clOrdID);
        var then = up.contains(order.session()) ? "asking" : "the session is down, asking once it is up";
        return "no answer from " + order.session() + " to " + what + " within " + seconds()
                + "; whether it has it is not known; " + then;
    }

    private String seconds() {
        return handling.unknownAfter().toMillis() / 1000.0 + " s";
    }

    /// Any id that the order will always have.
    private static ClOrdID handle(Order order) {
        return order.requests().getFirst().clOrdID();
    }

    /// After a logon: all that was unanswered then, what the broker has only called pending included. Looks at every
    /// order that may wait for one, once a logon.
    private void askAll(BrokerSession session, long now) {
        long logon = now - handling.unknownAfter().toNanos();
        for (var order : book.atHand())
            if (order.session().equals(session) && awaitsAnswerSince(order, logon) && !handle(order).isNone())
                questions.ask(handle(order), now);
    }

    private static boolean awaitsAnswerSince(Order order, long at) {
        return order.awaitsAnswer()
                && order.requests().stream().anyMatch(request -> request.isOpen() && request.sentAt() <= at);
    }

    /// While the session is down nothing is asked: its next logon does that.
    private void ask(Questions.Question question, long now) {
        var order = book.find(question.order()).filter(Order::awaitsAnswer).orElse(null);
        if (order == null || !up.contains(order.session())) return;
        var status = new Command.Status(order.clOrdID(), now);
        send(status, Asker.NONE, 0, "");
        if (order.has(Flag.UNKNOWN_OUTCOME)) questions.again(question, now);
    }

    void on(Inbound inbound) {
        long seq = ++lastSeq;
        inputs++;
        if (inbound.msgSeqNum() > 0) batch.acknowledge(inbound);
        switch (inbound.decoded()) {
            case Decoded.Read(var report) -> reported(seq, inbound, report);
            case Decoded.Unreadable(var clOrdID, var reason) -> quarantined(seq, inbound, clOrdID, reason);
        }
    }

    /// One report that the core cannot take must not stop the reports behind it.
    private void reported(long seq, Inbound inbound, Report report) {
        Flags before;
        Result result;
        try {
            before = flags(book.find(report));
            result = book.report(seq, report);
        } catch (RuntimeException fault) {
            LOG.error("input {} of {} is quarantined: the core failed on {}", seq, inbound.session(), report, fault);
            quarantined(seq, inbound, report.clOrdID(), "a fault of ours, see the log: " + fault);
            return;
        }
        keep(seq, new Recorded.Told(report), inbound.session(), result, inbound.receivedAt(), Asker.NONE, inbound.raw());
        if (result.outcome() == Outcome.QUARANTINED) alertQuarantined(inbound, report, result.reason());
        if (isOfQuestion(report)) notAnswered(report, inbound.receivedAt());
        alarm(before, result.changes(), inbound.receivedAt());
    }

    /// The broker takes no questions: to go on asking would be no use before its next logon.
    private static boolean isOfQuestion(Report report) {
        return report.news() instanceof News.RequestRejected(var refMsgType, _) && refMsgType.equals("H");
    }

    private void notAnswered(Report report, long at) {
        book.find(report).ifPresent(order -> {
            questions.drop(handle(order));
            alert(Item.AlertItem.WARN, report.session() + " does not say how the order stands: " + report.text()
                    + "; ask it by other means", order.key().value(), at);
        });
    }

    private void quarantined(long seq, Inbound inbound, ClOrdID clOrdID, String reason) {
        var result = book.unreadable(reason);
        var ids = clOrdID.isNone() ? List.<ClOrdID>of() : List.of(clOrdID);
        var what = new Recorded.Unreadable(reason, ids, OrderID.NONE, List.of());
        keep(seq, what, inbound.session(), result, inbound.receivedAt(), Asker.NONE, inbound.raw());
        alertQuarantined(inbound, clOrdID, reason);
    }

    private static Flags flags(Optional<Order> order) {
        return order.map(Order::flags).orElse(Flags.NONE);
    }

    private void keep(
            long seq, Recorded.What what, BrokerSession session, Result result, long receivedAt, Asker asker, Buffer raw) {
        keep(seq, what, session, result, receivedAt, asker, raw, 0, "");
    }

    private void keep(
            long seq, Recorded.What what, BrokerSession session, Result result, long receivedAt, Asker asker, Buffer raw,
            long askedAt, String askedFrom) {
        var changes = result.changes();
        var order = changes.isEmpty() ? "" : changes.getFirst().order().key().value();
        batch.add(
                new Entry(
                        number, seq, what, order, session, result.outcome(), result.reason(), receivedAt, asker, raw, askedAt,
                        askedFrom),
                result);
        for (var change : changes) {
            var now = change.order();
            if (now.has(Flag.UNKNOWN_OUTCOME)) unknown.add(now.key());
            else if (!unknown.isEmpty()) unknown.remove(now.key());
        }
        for (var gone : result.gone()) unknown.remove(gone.key());
    }

    /// @param reply called once the answer may leave, also where it was given before
    void on(Ask ask, Consumer<Answer> reply) {
        var answer = switch (ask.wish()) {
            case Wish.OnHalt _ -> answeredWhatever(ask);
            case Wish.OnOrder _ -> answeredOnce(ask);
        };
        batch.answers.add(() -> reply.accept(answer));
    }

    /// An order must not be sent twice. The kill switch is not asked here: its acts do no harm twice, and a first answer
    /// would call halted what was released since.
    private Answer answeredOnce(Ask ask) {
        var asker = new Asker(ask.user(), ask.requestId());
        var first = answers.to(asker);
        if (first.isPresent()) return first.get();
        var answer = answeredWhatever(ask);
        // Who may not could else push out what others were answered.
        if (ask.denial().isEmpty()) answers.put(asker, answer);
        return answer;
    }

    /// It has been asked that before, whether or not the answer has left; of the kill switch: it is as asked already.
    boolean hasTaken(Ask ask) {
        return switch (ask.wish()) {
            case Wish.Pull(var scope, _) -> isHalted(scope);
            case Wish.Release(var scope, _) -> !isHalted(scope);
            case Wish.OnOrder _ -> answers.to(new Asker(ask.user(), ask.requestId())).isPresent();
        };
    }

    private boolean isHalted(Halt.Scope scope) {
        return book.halts().stream().anyMatch(halt -> halt.scope().equals(scope));
    }

    /// What fails here has not been sent: a command joins the batch last.
    private Answer answeredWhatever(Ask ask) {
        try {
            return answer(ask);
        } catch (RuntimeException fault) {
            LOG.error("refused, as the core failed on it: {}", ask, fault);
            alert(Item.AlertItem.ALERT, "a fault of ours, see the log, on " + ask.wish(), "", nanos.getAsLong());
            return new Answer(
                    ask.requestId(), "", Refusal.NOT_CONNECTED.name(), "a fault of ours; nothing was sent: " + fault);
        }
    }

    private Answer answer(Ask ask) {
        long at = nanos.getAsLong();
        return switch (ask.wish()) {
            case Wish.OnHalt wish -> act(ask, killSwitch(wish, ask.user(), at));
            case Wish.Status wish -> act(ask, command(wish, ClOrdID.NONE, at));
            case Wish.OnOrder wish -> act(ask, command(wish, freshId(), at));
        };
    }

    private static KillSwitch killSwitch(Wish.OnHalt wish, String user, long at) {
        return switch (wish) {
            case Wish.Pull(var scope, var reason) -> new KillSwitch.Pull(scope, user, reason, at);
            case Wish.Release(var scope, long pulledUntil) -> new KillSwitch.Release(scope, user, pulledUntil, at);
        };
    }

    /// Who may not is told that before anything else.
    private static Decision decide(Ask ask, Supplier<Decision> rules) {
        return ask.denial().<Decision>map(denial -> new Decision.Refused(denial.why(), denial.text())).orElseGet(rules);
    }

    /// Neither a closed door nor a broker that is down keeps anybody from halting.
    private Answer act(Ask ask, KillSwitch act) {
        var asker = new Asker(ask.user(), ask.requestId());
        long seq = ++lastSeq;
        if (decide(ask, () -> book.decide(act, rules)) instanceof Decision.Refused(var why, var text)) {
            refused++;
            keep(seq, new Recorded.NotSwitched(act), NO_SESSION, Answers.refused(why, text), act.at(), asker, NO_BYTES, askedAt(ask), ask.from());
            return new Answer(ask.requestId(), "", why.name(), text);
        }
        var result = book.switched(act);
        inputs++;
        keep(seq, new Recorded.Switched(act), NO_SESSION, result, act.at(), asker, NO_BYTES, askedAt(ask), ask.from());
        if (result.outcome() == Outcome.APPLIED) batch.switched.add(act);
        return new Answer(ask.requestId(), "", "", result.reason());
    }

    /// Whoever asks may say anything: before 1970 is as good as nothing, and a difference of two times must not overflow.
    private static long askedAt(Ask ask) {
        return Math.max(0, ask.askedAt());
    }

    /// @param fresh the ClOrdID of the command; a question about an order has none of its own
    private Command command(Wish.OnOrder wish, ClOrdID fresh, long at) {
        return switch (wish) {
            case Wish.Enter enter -> new Command.Enter(
                    fresh, new BrokerSession(enter.session()), enter.account(), enter.symbol(), enter.side(),
                    enter.orderQty(), enter.ordType(), enter.price(), enter.timeInForce(), at);
            case Wish.Cancel(var key) -> new Command.Cancel(fresh, origClOrdID(key), at);
            case Wish.Replace(var key, var orderQty, var price) ->
                new Command.Replace(fresh, origClOrdID(key), orderQty, price, at);
            case Wish.Status(var key) -> new Command.Status(idOf(key, Order::clOrdID), at);
        };
    }

    /// Also where the clock has gone back to the start of an earlier run.
    private ClOrdID freshId() {
        var id = ids.next();
        while (book.knows(id)) id = ids.next();
        return id;
    }

    private ClOrdID origClOrdID(OrderKey key) {
        return idOf(key, order -> order.origClOrdID(handling.chaining().apply(order.session())));
    }

    private ClOrdID idOf(OrderKey key, Function<Order, ClOrdID> id) {
        var clOrdID = new ClOrdID(key.value());
        return book.find(clOrdID).map(id).orElse(clOrdID);
    }

    private Answer act(Ask ask, Command command) {
        if (decide(ask, () -> book.decide(command, rules, door)) instanceof Decision.Refused(var why, var text)) {
            refused++;
            keep(++lastSeq, new Recorded.Refused(command), sessionOf(command), Answers.refused(why, text), command.at(),
                    new Asker(ask.user(), ask.requestId()), NO_BYTES, askedAt(ask), ask.from());
            return new Answer(ask.requestId(), "", why.name(), text);
        }
        send(command, new Asker(ask.user(), ask.requestId()), askedAt(ask), ask.from());
        return new Answer(ask.requestId(), command.clOrdID().value(), "", "");
    }

    /// For the record: where there is no such order, there is no session.
    private BrokerSession sessionOf(Command command) {
        if (command instanceof Command.Enter enter) return enter.session();
        return book.find(target(command)).map(Order::session).orElse(NO_SESSION);
    }

    private void send(Command command, Asker asker, long askedAt, String askedFrom) {
        long seq = ++lastSeq;
        var before = flags(book.find(target(command)));
        var result = book.sent(seq, command, false);
        inputs++;
        var outbound = new Outbound(command, result.changes().getFirst().order());
        keep(seq, new Recorded.Sent(command, false), outbound.order().session(), result, command.at(), asker, NO_BYTES, askedAt, askedFrom);
        alarm(before, result.changes(), command.at());
        batch.command(outbound);
        if (command instanceof Command.Status) asked++;
        else questions.sent(command.clOrdID(), command.at());
        inFlight.sent(command);
        if (command instanceof Command.Enter enter) recent.sent(enter);
    }

    /// A dry run: what the rules would say now. Changes nothing, takes no ClOrdID.
    Checked check(Check check) {
        if (!(check.wish() instanceof Wish.OnOrder wish))
            throw new IllegalArgumentException("there is no dry run of " + check.wish());
        var command = command(wish, ClOrdID.NONE, nanos.getAsLong());
        var lines = book.checks(command, rules, door).stream()
                .map(line -> new CheckLine(line.rule(), line.verdict(), line.text()))
                .toList();
        return new Checked(check.requestId(), lines);
    }

    /// How things stand outside the book.
    private final class Outside implements Door {
        @Override
        public String closedBecause() {
            return batch.size() < WAITING_MAX ? closedBecause.get() : WAITS;
        }

        @Override
        public boolean isUp(BrokerSession session) {
            return up.contains(session);
        }

        @Override
        public boolean isIncomplete(BrokerSession session) {
            return incomplete.contains(session);
        }

        @Override
        public OptionalLong sameSentAt(Command.Enter enter) {
            return recent.sentAt(enter);
        }
    }

    /// The id of the order that the command is about.
    private static ClOrdID target(Command command) {
        return switch (command) {
            case Command.Enter enter -> enter.clOrdID();
            case Command.Cancel cancel -> cancel.origClOrdID();
            case Command.Replace replace -> replace.origClOrdID();
            case Command.Status status -> status.clOrdID();
        };
    }

    /// A broker that tells for ever of what nobody knows is told once, and again each time it doubles.
    private void alertQuarantined(Inbound inbound, Report report, String reason) {
        boolean isTooMany = book.isFull() && reason.endsWith(Book.TOO_MANY);
        if (!isTooMany) alertQuarantined(inbound, report.clOrdID(), reason);
        else if (Long.bitCount(++notKept) == 1)
            alert(Item.AlertItem.ALERT, notKept + " reports of orders or trades that nobody knows could not be kept"
                    + " waiting and are quarantined, the last of " + inbound.session() + ": " + reason, "",
                    inbound.receivedAt());
    }

    private void alertQuarantined(Inbound inbound, ClOrdID clOrdID, String reason) {
        var order = book.find(clOrdID).map(found -> found.key().value()).orElse(clOrdID.value());
        alert(Item.AlertItem.ALERT, "quarantined a message of " + inbound.session() + ": " + reason, order,
                inbound.receivedAt());
    }

    /// A flag is told when it is raised, not again while it stays.
    /// @param before the flags of their order before the first of them
    private void alarm(Flags before, List<Change> changes, long at) {
        for (var change : changes) {
            var order = change.order();
            if (!order.flags().equals(before))
                for (var flag : ALARMING)
                    if (order.has(flag) && !before.has(flag))
                        alert(Item.AlertItem.WARN, words(flag, order), order.key().value(), at);
            if (before.has(Flag.UNKNOWN_OUTCOME) && !order.has(Flag.UNKNOWN_OUTCOME)) known(order, at);
            before = order.flags();
        }
    }

    private void known(Order order, long at) {
        questions.drop(handle(order));
        if (++batch.known <= NAMED_AT_ONCE)
            alert(Item.AlertItem.INFO, "the outcome is known again: " + order.ordStatus().label(), order.key().value(), at);
    }

    private static String words(Flag flag, Order order) {
        return switch (flag) {
            case LATE_FILL -> "a fill came after the order had ended; it is booked";
            case OVERFILL -> "executed " + order.cumQty() + " of " + order.orderQty() + " ordered; it is booked";
            case CUM_MISMATCH -> "the broker counts less than we booked; ours stays";
            case EXTERNAL -> "an order that was not entered here; adopted from the broker's report";
            case CUM_GAP, NO_EXECID, UNKNOWN_OUTCOME -> flag.name();
        };
    }

    private void alert(String level, String text, String order, long at) {
        batch.alerts.add(new Item.AlertItem(level, text, order, at));
    }
}
