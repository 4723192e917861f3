package dev.plumbline.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.adapter.simulator.Ledger;
import dev.plumbline.core.Book;
import dev.plumbline.core.BookState;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.CostMethod;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Order;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Position;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Seen;
import dev.plumbline.core.Side;
import dev.plumbline.server.Recovery;
import dev.plumbline.server.journal.Chain;
import dev.plumbline.server.journal.EntryForm;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.orders.DrivenShard;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.Wire;

/// What all of them say at the end: broker, shards, journal, store and clients must agree.
final class Reckoning {
    private static final int SHOWN = 300;

    private final Server server;
    private final BrokerSide broker;
    private final Machine machine;
    private final Clients clients;
    private final Tally tally;
    private final Map<Integer, TreeMap<Long, Kept>> journal = new TreeMap<>();
    private final Set<String> notSent = new HashSet<>();
    private final Map<String, Set<String>> idsByRequest = new HashMap<>();

    Reckoning(Server server, BrokerSide broker, Machine machine, Clients clients, Tally tally) {
        this.server = server;
        this.broker = broker;
        this.machine = machine;
        this.clients = clients;
        this.tally = tally;
    }

    void check() {
        readJournal();
        for (var shard : server.shards()) {
            journalIsWhole(shard);
            foldIsBook(shard);
            tablesAreBook(shard);
            positionsAreSums(shard.book());
            inputsAreCounted(shard);
        }
        ledgerIsBook();
        clientsGotWhatTheyWereTold();
    }

    private void readJournal() {
        for (var shard : server.shards()) journal.put(shard.number(), new TreeMap<>());
        server.journal().read(1, kept -> {
            var entry = kept.entry();
            var mine = journal.get(entry.shard());
            if (mine == null || mine.put(entry.seq(), kept) != null)
                throw new Violation("the journal has input " + entry.seq() + " of shard " + entry.shard() + " twice");
            if (entry.what() instanceof Recorded.NotSent(var unsent)) notSent.add(unsent.clOrdID().value());
            if (entry.what() instanceof Recorded.Sent(var command, _) && !entry.asker().requestId().isEmpty())
                idsByRequest.computeIfAbsent(requestId(entry.asker().requestId()), _ -> new HashSet<>())
                        .add(command.getClass().getSimpleName() + " " + command.clOrdID());
            return true;
        });
    }

    /// See [Fault#ANSWERS_FORGOTTEN].
    private static String requestId(String told) {
        int at = told.indexOf('@');
        return at < 0 ? told : told.substring(0, at);
    }

    private void journalIsWhole(DrivenShard shard) {
        var mine = journal.getOrDefault(shard.number(), new TreeMap<>());
        same("last input of shard " + shard.number(), "memory", shard.lastSeq(), "journal", mine.isEmpty() ? 0L : mine.lastKey());
        var chain = new Chain();
        mine.forEach((seq, kept) -> {
            var bytes = EntryForm.encode(kept.entry(), kept.form().getBytes());
            if (!chain.next(shard.number(), seq, bytes).equals(kept.hash()))
                throw new Violation("the chain of shard " + shard.number() + " is broken at input " + seq);
        });
        var events = machine.tables.shard(shard.number()).events;
        same("events of shard " + shard.number(), "journal", List.copyOf(mine.keySet()), "store",
                events.stream().map(kept -> kept.entry().seq()).toList());
        for (var kept : events)
            if (!kept.hash().equals(hash(mine, kept)))
                throw new Violation("input " + kept.entry().seq() + " is one in the journal and another in the store");
    }

    private static Buffer hash(Map<Long, Kept> journal, Kept stored) {
        return Objects.requireNonNull(journal.get(stored.entry().seq())).hash();
    }

    private void foldIsBook(DrivenShard shard) {
        var fold = new Book(CostMethod.AVERAGE_COST, Recovery.PARKED_MAX);
        for (var kept : journal.getOrDefault(shard.number(), new TreeMap<>()).values())
            new Recorded(kept.entry().seq(), "", kept.entry().what()).into(fold);
        if (Arrays.equals(bytes(shard.book()), bytes(fold))) return;
        same("shard " + shard.number(), "memory", sorted(shard.book().state()).toString(), "the fold of the journal",
                sorted(fold.state()).toString());
        throw new Violation("shard " + shard.number() + " is not what the journal makes of it");
    }

    private static byte[] bytes(Book book) {
        var bytes = new ByteArrayOutputStream();
        try {
            Wire.write(bytes, sorted(book.state()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /// What has no order of its own comes in that of a hash table.
    private static BookState sorted(BookState some) {
        var state = some.unpacked();
        return new BookState(
                state.orders().stream().map(Reckoning::sorted).toList(),
                state.shelved(),
                state.clOrdIDs().stream().sorted(Comparator.comparing(named -> named.clOrdID().value())).toList(),
                state.orderIDs().stream().sorted(Comparator.comparing(named -> named.name().toString())).toList(),
                state.used().stream().sorted(Comparator.comparing(ClOrdID::value)).toList(),
                state.heardOf(), state.holdings(), state.waiting(), state.counts(), state.isByExecID(), state.halts());
    }

    private static BookState.Filed sorted(BookState.Filed filed) {
        var seen = filed.seen().toArray();
        Arrays.sort(seen);
        return new BookState.Filed(
                filed.number(), filed.order(), filed.session(), filed.indexed(), Seen.of(seen), filed.parked(), filed.history(),
                filed.isWhole());
    }

    private void tablesAreBook(DrivenShard shard) {
        var rows = machine.tables.shard(shard.number());
        same("state of shard " + shard.number(), "memory", shard.lastSeq(), "store", rows.stateSeq);
        var book = new LinkedHashMap<String, Order>();
        for (var order : shard.book().orders()) book.put(order.key().value(), order);
        var stored = new HashMap<String, Order>();
        rows.orders.forEach((key, order) -> stored.put(key.value(), order));
        same("orders of shard " + shard.number(), "memory", book.keySet(), "store", stored.keySet());
        book.forEach((key, order) -> {
            if (!Arrays.equals(Wire.encode(order), Wire.encode(Objects.requireNonNull(stored.get(key)))))
                throw new Violation("order " + key + ": memory says " + order + ", store says " + stored.get(key));
        });
        for (var position : shard.book().positions()) {
            var row = rows.positions.get(new Tables.Holding(position.account(), position.symbol()));
            if (!position.equals(row)) throw new Violation("position: memory says " + position + ", store says " + row);
        }
    }

    private static void positionsAreSums(Book book) {
        var sums = new HashMap<Tables.Holding, Long>();
        for (var order : book.orders())
            for (var execution : order.executions().list()) {
                if (execution.state() == Execution.State.BUSTED) continue;
                long signed = order.side() == Side.BUY ? execution.qty().unscaled() : -execution.qty().unscaled();
                sums.merge(new Tables.Holding(order.account(), order.symbol()), signed, Long::sum);
            }
        for (Position position : book.positions())
            same("position " + position.account() + " " + position.symbol(), "its executions",
                    sums.getOrDefault(new Tables.Holding(position.account(), position.symbol()), 0L), "the book",
                    position.qty().unscaled());
    }

    private void inputsAreCounted(DrivenShard shard) {
        var counts = shard.figures().counts();
        same("inputs of shard " + shard.number(), "figures", shard.figures().inputs(), "applied + duplicate + parked + "
                + "quarantined + ignored", counts.inputs());
        if (counts.parked() > 0) throw new Violation(counts.parked() + " reports are still parked: " + shard.book().parked());
        if (counts.quarantined() > 0) throw new Violation(counts.quarantined() + " reports are quarantined");
        tally.met(Met.DUPLICATE, counts.duplicate());
        for (var kept : journal.getOrDefault(shard.number(), new TreeMap<>()).values()) {
            if (kept.entry().outcome() == Outcome.PARKED) tally.met(Met.PARKED);
            if (kept.entry().what() instanceof Recorded.Silent) tally.met(Met.UNKNOWN);
            if (kept.entry().what() instanceof Recorded.Sent(Command.Status _, _)) tally.met(Met.STATUS_ASKED);
        }
    }

    // ---- the broker

    private void ledgerIsBook() {
        var ledger = broker.ledger();
        tally.met(Met.ORDER, ledger.counters().orders());
        tally.met(Met.EXECUTION, ledger.counters().executions());
        tally.met(Met.BUST, ledger.counters().busts());
        tally.met(Met.CORRECTION, ledger.counters().corrects());
        var ours = new TreeMap<String, Order>();
        for (var shard : server.shards()) for (var order : shard.book().orders()) ours.put(order.key().value(), order);
        for (var entry : ledger.orders()) {
            var order = ours.remove(entry.key().value());
            if (order == null) throw new Violation("the broker has order " + entry.key() + ", we do not know it");
            agree(entry, order);
        }
        for (var order : ours.values())
            if (!notSent.contains(order.key().value()) && !server.hasLost(order.key().value()))
                throw new Violation("the broker has never had order " + order.key() + ", we have it as " + order.ordStatus()
                        + ", and nobody said that it was not sent");
    }

    private void agree(Ledger.Entry theirs, Order ours) {
        var key = "order " + theirs.key();
        var fills = new TreeMap<String, String>();
        for (var fill : theirs.executions())
            if (!fill.busted()) fills.put(fill.execID().value(), fill.qty() + " @ " + fill.px());
        var executions = new TreeMap<String, String>();
        for (var execution : ours.executions().list())
            if (execution.state() != Execution.State.BUSTED)
                executions.put(execution.execID().value(), execution.qty() + " @ " + execution.px());
        same(key + " executions", "broker", fills, "we", executions);
        same(key + " CumQty", "broker", theirs.cumQty(), "we", ours.cumQty());
        same(key + " ids", "broker", theirs.chain(), "we", ours.chain());
        same(key + " OrderQty", "broker", theirs.orderQty(), "we", ours.orderQty());
        same(key + " AvgPx", "broker", theirs.notional().per(theirs.cumQty()), "we", ours.avgPx());
        same(key + " OrdStatus", "broker", theirs.ordStatus().label(), "we", ours.ordStatus().label());
    }

    // ---- the clients

    private void clientsGotWhatTheyWereTold() {
        for (var request : clients.requests()) {
            var id = request.ask.requestId();
            var made = idsByRequest.getOrDefault(id, Set.of());
            if (made.size() > 1) throw new Violation("request " + id + " was sent as " + made);
            var answer = request.answer.orElseThrow(() -> new Violation("request " + id + " was never answered"));
            if (answer.isAccepted() && made.isEmpty() && !(request.ask.wish() instanceof Wish.Status))
                throw new Violation("request " + id + " was accepted as " + answer.clOrdID() + " and is not in the journal");
            if (!answer.isAccepted() && !made.isEmpty())
                throw new Violation("request " + id + " was refused and sent as " + made);
        }
    }

    private static <T> void same(String what, String left, T those, String right, T these) {
        if (!those.equals(these))
            throw new Violation(what + differ(left, those.toString(), right, these.toString()));
    }

    /// From where they differ on.
    private static String differ(String left, String those, String right, String these) {
        int at = Math.max(0, Arrays.mismatch(those.toCharArray(), these.toCharArray()) - SHOWN / 4);
        return ": " + left + ": " + from(those, at) + "; " + right + ": " + from(these, at);
    }

    private static String from(String text, int at) {
        return (at > 0 ? "… " : "") + text.substring(Math.min(at, text.length()), Math.min(at + SHOWN, text.length()));
    }
}
