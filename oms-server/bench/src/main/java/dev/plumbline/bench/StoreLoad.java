package dev.plumbline.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.Book;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Recorded.What;
import dev.plumbline.core.Report;
import dev.plumbline.core.Result;
import dev.plumbline.server.journal.Asker;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.wire.Wire;

/// A stretch of a trading day as the shards hand it to the store: orders that are entered, accepted and filled five
/// times, many at the same time, in the batches of a busy shard.
final class StoreLoad {
    static final int SHARDS = 16;
    static final int INPUTS_EACH = 2 + Reports.FILLS;
    /// Inputs of a shard in one turn of its event loop.
    static final int BATCH = 16;
    /// Inputs of others that come between two of an order, at most.
    private static final int BETWEEN = 8_000;

    private final int orders;

    private final List<Shard> shards = new ArrayList<>();
    private final List<StoreBatch> batches = new ArrayList<>();
    private int round;

    /// @param orders of each stretch
    StoreLoad(int orders) {
        this.orders = orders;
        for (int i = 0; i < SHARDS; i++) shards.add(new Shard(i));
    }

    int orders() {
        return orders;
    }

    int inputs() {
        return orders * INPUTS_EACH;
    }

    int executions() {
        return orders * Reports.FILLS;
    }

    /// The next stretch: new orders, and positions from flat; the numbers of the inputs go on.
    List<StoreBatch> next() {
        batches.clear();
        round++;
        for (var shard : shards) shard.forgetOrders();
        var random = new Random(round);
        for (long event : events(random)) input((int) (event & 0xFFFFFFF) / INPUTS_EACH, (int) (event & 0xFFFFFFF) % INPUTS_EACH);
        for (var shard : shards) flush(shard);
        return List.copyOf(batches);
    }

    /// Which order's which input comes when: the place above, order and input below.
    private long[] events(Random random) {
        var events = new long[inputs()];
        for (int order = 0; order < orders; order++) {
            long place = (long) order * INPUTS_EACH;
            for (int i = 0; i < INPUTS_EACH; i++) {
                int number = order * INPUTS_EACH + i;
                events[number] = place << 28 | number;
                place += 1 + random.nextInt(BETWEEN);
            }
        }
        Arrays.sort(events);
        return events;
    }

    private void input(int number, int step) {
        var terms = Terms.of(new ClOrdID("%02dR%03d-%06d".formatted(number % SHARDS, round, number)), number);
        var shard = shards.get(Terms.ACCOUNTS.indexOf(terms.account()) % SHARDS);
        long at = (long) (round * inputs() + number) * 1_000;
        switch (step) {
            case 0 -> shard.entered(terms, at);
            case 1 -> shard.reported(Reports.accepted(terms, number, at));
            default -> shard.reported(Reports.fill(
                    terms, number, step - 2, (round * orders + number) * Reports.FILLS + step - 2, at + step));
        }
        if (shard.entries.size() == BATCH) flush(shard);
    }

    private void flush(Shard shard) {
        if (!shard.entries.isEmpty()) batches.add(new StoreBatch(shard.number, List.copyOf(shard.entries)));
        shard.entries.clear();
    }

    private static final class Shard {
        private static final Buffer HASH = Buffer.buffer(new byte[32]);

        private final int number;
        private final List<StoreBatch.Entry> entries = new ArrayList<>();
        private Book book = new Book();
        private long seq;

        Shard(int number) {
            this.number = number;
        }

        void forgetOrders() {
            book = new Book();
        }

        void entered(Terms terms, long at) {
            var command = terms.enter(at);
            var result = book.sent(++seq, command, false);
            add(new Recorded.Sent(command, false), Buffer.buffer(Wire.encode(command)), command.session(), result, Buffer.buffer());
        }

        void reported(Report report) {
            var result = book.report(++seq, report);
            add(new Recorded.Told(report), Buffer.buffer(Wire.encode(report)), report.session(), result, FixText.fill(report));
        }

        private void add(What what, Buffer form, BrokerSession session, Result result, Buffer raw) {
            var order = result.changes().isEmpty() ? "" : result.changes().getFirst().order().key().value();
            var entry = new Entry(
                    number, seq, what, order, session, result.outcome(), result.reason(), seq, Asker.NONE, raw);
            entries.add(new StoreBatch.Entry(new Kept(seq, entry, form, HASH), result.changes()));
        }
    }
}
