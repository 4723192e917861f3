package dev.plumbline.server.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.Book;
import dev.plumbline.core.Command;
import dev.plumbline.core.CostMethod;
import dev.plumbline.core.Money;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Result;
import dev.plumbline.core.Rules;
import dev.plumbline.server.Recovery;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.FirstAnswer;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.journal.ShardSnapshot;
import dev.plumbline.server.orders.Handling;
import dev.plumbline.server.orders.Restart;
import dev.plumbline.server.store.ExpectedStates;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.wire.StateHash;

/// All inputs of one shard, done once more: from the first on, or from a snapshot where nothing else has what was before.
final class Fold {
    /// Nothing is entered here, so that nothing is asked of them.
    private static final Restart.Settings NO_TRADING = new Restart.Settings(
            new Rules(Set.of(), Set.of(), Map.of(), Qty.ZERO, Money.ZERO), Handling.USUAL, () -> 0, 0, () -> "");

    private final int shard;
    private final Restart again;
    private final long stateSeq;
    private final ExpectedStates expected;
    private final Findings findings;
    private final Set<Long> snapshotSeqs;
    private final Map<Long, Then> then = new HashMap<>();
    private long counted;
    private boolean broken;

    /// What a snapshot after this input has to be.
    ///
    /// @param hash of the input
    record Then(String stateHash, Buffer hash, List<Command> inFlight, List<FirstAnswer> answers) {}

    private Fold(
            Restart again, long stateSeq, ExpectedStates expected, Findings findings, Set<Long> snapshotSeqs) {
        this.shard = again.number();
        this.again = again;
        this.stateSeq = stateSeq;
        this.expected = expected;
        this.findings = findings;
        this.snapshotSeqs = snapshotSeqs;
        this.counted = again.book().counts().inputs();
    }

    /// @param stateSeq the tables of states are as after this input
    /// @param snapshotSeqs after which inputs there are snapshots
    static Fold fromTheFirst(
            int shard, long stateSeq, ExpectedStates expected, Findings findings, Set<Long> snapshotSeqs) {
        var empty = Restart.empty(shard, new Book(CostMethod.AVERAGE_COST, Recovery.PARKED_MAX), NO_TRADING);
        return new Fold(empty, stateSeq, expected, findings, snapshotSeqs);
    }

    /// What it holds is believed.
    static Fold from(ShardSnapshot snapshot, Findings findings, Set<Long> snapshotSeqs) {
        var book = Book.of(CostMethod.AVERAGE_COST, Recovery.PARKED_MAX, snapshot.book());
        var restart = new Restart(
                snapshot.shard(), book, snapshot.seq(), snapshot.inFlight(), snapshot.answers(), NO_TRADING);
        return new Fold(restart, 0, new ExpectedStates(), findings, snapshotSeqs);
    }

    /// The next input; one that does not follow the last ends it, as nothing that follows could be right.
    void add(Kept kept, String where) {
        long seq = kept.entry().seq();
        if (broken || seq <= last()) return;
        if (seq != last() + 1) {
            broken = true;
            return;
        }
        try {
            add(kept, again.redo(kept.entry()), where);
        } catch (RuntimeException failed) {
            broken = true;
            findings.add(where + ": cannot be done again: " + failed);
        }
    }

    private void add(Kept kept, Result result, String where) {
        compare(kept, result, where);
        long seq = kept.entry().seq();
        if (!kept.entry().what().isRefused()) counted++;
        if (seq <= stateSeq)
            expected.add(new StoreBatch.Entry(kept, result.changes(), result.released(), result.gone()));
        if (snapshotSeqs.contains(seq)) then.put(seq, then(kept.hash()));
    }

    private void compare(Kept kept, Result result, String where) {
        var entry = kept.entry();
        if (result.outcome() != entry.outcome())
            findings.add(where + ": the outcome is " + entry.outcome() + ", and done again " + result.outcome());
        // Why something was refused is known at the door only.
        var reason = Entry.storable(result.reason());
        if (!entry.what().isRefused() && !reason.equals(entry.reason()))
            findings.add(where + ": the reason is '" + entry.reason() + "', and done again '" + reason + "'");
        var order = result.changes().isEmpty()
                ? ""
                : Entry.storable(result.changes().getFirst().order().key().value());
        if (!order.equals(entry.order()))
            findings.add(where + ": the order is '" + entry.order() + "', and done again '" + order + "'");
    }

    private Then then(Buffer hash) {
        var state = again.state();
        return new Then(StateHash.of(book()), hash, state.inFlight(), state.answers());
    }

    /// An input is missing or cannot be read.
    void isBroken() {
        broken = true;
    }

    boolean isWhole() {
        return !broken;
    }

    /// For a person: that nothing can be said of what is behind it.
    String shortOf() {
        return "shard " + shard + ": its inputs could be done again up to " + last()
                + " only, so that no states are looked at further";
    }

    /// The number of the last input that is in it.
    long last() {
        return again.lastSeq();
    }

    Book book() {
        return again.book();
    }

    /// After an input that there is a snapshot of, where that input was among these.
    Optional<Then> after(long seq) {
        return Optional.ofNullable(then.get(seq));
    }

    /// Every input became one thing.
    void addUp() {
        if (book().counts().inputs() != counted)
            findings.add("shard " + shard + ": " + counted + " inputs became " + book().counts());
    }
}
