package dev.plumbline.server.orders;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
import dev.plumbline.core.Flag;
import dev.plumbline.core.Flags;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Refusal;
import dev.plumbline.core.Report;
import dev.plumbline.core.Result;
import dev.plumbline.core.Rules;
import dev.plumbline.server.store.EventRow;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;

/// The single writer of one shard, without its event loop: takes inputs, asks the core, and collects what follows from
/// them until the batch is taken. It decides nothing about orders itself.
final class Shard {
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    /// Answers that are remembered, so that a repeated request gets the first answer.
    private static final int ANSWERS_KEPT = 10_000;

    /// Inputs that wait for a second member to have the batch before them. Beyond that new orders are refused; reports
    /// are taken all the same, as open orders can cause only so many.
    static final int WAITING_MAX = 50_000;

    private static final String WAITS = "the second member is too slow: no new orders until it has caught up";

    private static final Buffer NO_BYTES = Buffer.buffer();

    private static final Flag[] ALARMING = {Flag.LATE_FILL, Flag.OVERFILL, Flag.CUM_MISMATCH, Flag.EXTERNAL};

    private final Book book;
    private final Ids ids;
    private final Rules rules;
    private final LongSupplier nanos;
    private final Supplier<String> closedBecause;
    private final Set<BrokerSession> up = new HashSet<>();
    private final Map<Request, Answer> answers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Request, Answer> eldest) {
            return size() > ANSWERS_KEPT;
        }
    };
    private long lastSeq;
    private Batch batch = new Batch();

    /// @param lastSeq the number of the last input that is in the history
    /// @param nanos the time, nanoseconds since the epoch, UTC
    /// @param closedBecause why no new orders are taken, empty where they are
    Shard(Book book, Ids ids, Rules rules, long lastSeq, LongSupplier nanos, Supplier<String> closedBecause) {
        this.book = book;
        this.ids = ids;
        this.rules = rules;
        this.lastSeq = lastSeq;
        this.nanos = nanos;
        this.closedBecause = closedBecause;
    }

    Book book() {
        return book;
    }

    /// What has happened since the last call.
    Batch take() {
        var taken = batch;
        batch = new Batch();
        return taken;
    }

    boolean hasBatch() {
        return !batch.isEmpty();
    }

    void on(SessionEvent event) {
        switch (event) {
            case SessionEvent.Up(var session, _) -> up.add(session);
            case SessionEvent.Down(var session, _, _) -> up.remove(session);
            case SessionEvent.LogonRejected(var session, _, _) -> up.remove(session);
            case SessionEvent.SequenceTrouble _, SessionEvent.SendFailed _ -> {}
        }
    }

    void on(Inbound inbound) {
        long seq = ++lastSeq;
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
        keep(seq, new EventRow.Input.Reported(report, result.outcome()), result, inbound.receivedAt(), inbound.raw());
        if (result.outcome() == Outcome.QUARANTINED) alertQuarantined(inbound, report.clOrdID(), result.reason());
        alarm(before, result.changes(), inbound.receivedAt());
    }

    private void quarantined(long seq, Inbound inbound, ClOrdID clOrdID, String reason) {
        var result = book.unreadable(reason);
        keep(seq, new EventRow.Input.Unreadable(inbound.session(), clOrdID), result, inbound.receivedAt(),
                inbound.raw());
        alertQuarantined(inbound, clOrdID, reason);
    }

    private static Flags flags(Optional<Order> order) {
        return order.map(Order::flags).orElse(Flags.NONE);
    }

    private void keep(long seq, EventRow.Input input, Result result, long receivedAt, Buffer raw) {
        batch.inputs.add(new StoreBatch.Entry(
                new EventRow(seq, input, result.reason(), receivedAt, raw), result.changes()));
        batch.changes.addAll(result.changes());
    }

    /// @param reply called once the answer may leave, also where it was given before
    void on(Ask ask, Consumer<Answer> reply) {
        var answer = answers.computeIfAbsent(new Request(ask.user(), ask.requestId()), _ -> answeredWhatever(ask));
        batch.answers.add(() -> reply.accept(answer));
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
            case Wish.Enter enter -> act(ask, new Command.Enter(
                    freshId(), new BrokerSession(enter.session()), enter.account(), enter.symbol(), enter.side(),
                    enter.orderQty(), enter.ordType(), enter.price(), enter.timeInForce(), at));
            case Wish.Cancel(var key) -> act(ask, new Command.Cancel(freshId(), inForce(key), at));
            case Wish.Replace(var key, var orderQty, var price) ->
                act(ask, new Command.Replace(freshId(), inForce(key), orderQty, price, at));
            case Wish.Status(var key) -> act(ask, new Command.Status(inForce(key), at));
        };
    }

    /// Also where the clock has gone back to the start of an earlier run.
    private ClOrdID freshId() {
        var id = ids.next();
        while (book.knows(id)) id = ids.next();
        return id;
    }

    /// The id in force, the last that the broker has accepted. FIX lets a sender chain on one that is still pending
    /// (4.4 volume 4, ClOrdID chaining); we do not yet, for not every broker takes it.
    private ClOrdID inForce(OrderKey key) {
        var clOrdID = new ClOrdID(key.value());
        return book.knows(clOrdID) ? book.order(clOrdID).clOrdID() : clOrdID;
    }

    private Answer act(Ask ask, Command command) {
        long seq = ++lastSeq;
        var decision = decide(command);
        if (decision instanceof Decision.Refused(var why, var text)) {
            batch.inputs.add(new StoreBatch.Entry(
                    new EventRow(seq, new EventRow.Input.Refused(command), why + ": " + text, command.at(), NO_BYTES),
                    List.of()));
            return new Answer(ask.requestId(), "", why.name(), text);
        }
        var before = flags(book.find(target(command)));
        var result = book.sent(seq, command, false);
        var outbound = new Outbound(command, result.changes().getFirst().order());
        keep(seq, new EventRow.Input.Sent(command, result.outcome()), result, command.at(), NO_BYTES);
        alarm(before, result.changes(), command.at());
        batch.command(outbound);
        return new Answer(ask.requestId(), command.clOrdID().value(), "", "");
    }

    private Decision decide(Command command) {
        var decision = book.decide(command, rules);
        if (decision instanceof Decision.Refused) return decision;
        if (command instanceof Command.Enter) {
            var closed = batch.inputs.size() < WAITING_MAX ? closedBecause.get() : WAITS;
            if (!closed.isEmpty()) return new Decision.Refused(Refusal.NOT_CONNECTED, closed);
        }
        var session = session(command);
        return up.contains(session)
                ? decision
                : new Decision.Refused(Refusal.NOT_CONNECTED, "broker session " + session + " is down");
    }

    private BrokerSession session(Command command) {
        return command instanceof Command.Enter enter ? enter.session() : book.order(target(command)).session();
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
            before = order.flags();
        }
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

    private record Request(String user, String id) {}

    private void alert(String level, String text, String order, long at) {
        batch.alerts.add(new Item.AlertItem(level, text, order, at));
    }
}
