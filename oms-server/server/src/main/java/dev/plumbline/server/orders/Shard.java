package dev.plumbline.server.orders;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.vertx.core.buffer.Buffer;

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
    /// Answers that are remembered, so that a repeated request gets the first answer.
    private static final int ANSWERS_KEPT = 10_000;

    private static final Buffer NO_BYTES = Buffer.buffer();

    private static final Flag[] ALARMING = {Flag.LATE_FILL, Flag.OVERFILL, Flag.CUM_MISMATCH, Flag.EXTERNAL};

    private final Book book;
    private final Ids ids;
    private final Rules rules;
    private final LongSupplier nanos;
    private final BooleanSupplier storeIsBehind;
    private final Set<BrokerSession> up = new HashSet<>();
    private final Set<Alarmed> alarmed = new HashSet<>();
    private final Map<String, Answer> answers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > ANSWERS_KEPT;
        }
    };
    private long lastSeq;
    private Batch batch = new Batch();

    /// @param lastSeq the number of the last input that is in the history
    /// @param nanos the time, nanoseconds since the epoch, UTC
    Shard(Book book, Ids ids, Rules rules, long lastSeq, LongSupplier nanos, BooleanSupplier storeIsBehind) {
        this.book = book;
        this.ids = ids;
        this.rules = rules;
        this.lastSeq = lastSeq;
        this.nanos = nanos;
        this.storeIsBehind = storeIsBehind;
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
            case Decoded.Read(var report) -> {
                var result = book.report(seq, report);
                keep(seq, new EventRow.Input.Reported(report, result.outcome()), result, inbound.receivedAt(),
                        inbound.raw());
                alarm(result, report.session(), report.clOrdID(), inbound.receivedAt());
            }
            case Decoded.Unreadable(var clOrdID, var reason) -> {
                var result = book.unreadable(reason);
                keep(seq, new EventRow.Input.Unreadable(inbound.session(), clOrdID), result, inbound.receivedAt(),
                        inbound.raw());
                alarm(result, inbound.session(), clOrdID, inbound.receivedAt());
            }
        }
    }

    private void keep(long seq, EventRow.Input input, Result result, long receivedAt, Buffer raw) {
        batch.inputs.add(new StoreBatch.Entry(
                new EventRow(seq, input, result.reason(), receivedAt, raw), result.changes()));
        batch.changes.addAll(result.changes());
    }

    /// @param reply called once the answer may leave; at once where it was given before
    void on(Ask ask, Consumer<Answer> reply) {
        var before = answers.get(ask.requestId());
        if (before != null) {
            batch.answers.add(() -> reply.accept(before));
            return;
        }
        var answer = answer(ask);
        answers.put(ask.requestId(), answer);
        batch.answers.add(() -> reply.accept(answer));
    }

    private Answer answer(Ask ask) {
        long at = nanos.getAsLong();
        return switch (ask.wish()) {
            case Wish.Enter enter -> act(ask, new Command.Enter(
                    ids.next(), new BrokerSession(enter.session()), enter.account(), enter.symbol(), enter.side(),
                    enter.orderQty(), enter.ordType(), enter.price(), enter.timeInForce(), at));
            case Wish.Cancel(var key) -> act(ask, new Command.Cancel(ids.next(), inForce(key), at));
            case Wish.Replace(var key, var orderQty, var price) ->
                act(ask, new Command.Replace(ids.next(), inForce(key), orderQty, price, at));
            case Wish.Status(var key) -> act(ask, new Command.Status(inForce(key), at));
        };
    }

    /// The last id that the broker has not rejected: requests chain optimistically (FIX 4.4 volume 4, ClOrdID chaining).
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
        var result = book.sent(seq, command, false);
        keep(seq, new EventRow.Input.Sent(command, result.outcome()), result, command.at(), NO_BYTES);
        batch.command(new Outbound(command, result.changes().getFirst().order()));
        return new Answer(ask.requestId(), command.clOrdID().value(), "", "");
    }

    private Decision decide(Command command) {
        var decision = book.decide(command, rules);
        if (decision instanceof Decision.Refused) return decision;
        if (storeIsBehind.getAsBoolean() && command instanceof Command.Enter)
            return new Decision.Refused(
                    Refusal.NOT_CONNECTED, "the store is too far behind: no new orders until Postgres has caught up");
        var session = session(command);
        return up.contains(session)
                ? decision
                : new Decision.Refused(Refusal.NOT_CONNECTED, "broker session " + session + " is down");
    }

    private BrokerSession session(Command command) {
        return switch (command) {
            case Command.Enter enter -> enter.session();
            case Command.Cancel cancel -> book.order(cancel.origClOrdID()).session();
            case Command.Replace replace -> book.order(replace.origClOrdID()).session();
            case Command.Status status -> book.order(status.clOrdID()).session();
        };
    }

    private void alarm(Result result, BrokerSession session, ClOrdID clOrdID, long at) {
        if (result.outcome() == Outcome.QUARANTINED)
            alert("ALERT", "quarantined a message of " + session + ": " + result.reason(), clOrdID.value(), at);
        for (var change : result.changes()) alarm(change, at);
    }

    private void alarm(Change change, long at) {
        if (change.order().flags().equals(Flags.NONE)) return;
        for (var flag : ALARMING)
            if (change.order().has(flag) && alarmed.add(new Alarmed(change.order().key(), flag)))
                alert("WARN", words(flag, change.order()), change.order().clOrdID().value(), at);
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

    private record Alarmed(OrderKey key, Flag flag) {}

    private void alert(String level, String text, String order, long at) {
        batch.alerts.add(new Item.AlertItem(level, text, order, at));
    }
}
