package dev.plumbline.server;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.journal.ShardSnapshot;
import dev.plumbline.server.orders.Snapshooting;

/// Takes a snapshot of a shard every so many inputs, and no oftener than its size allows: writing many orders for few
/// inputs would cost more than it saves. A shard in which hardly anything happens has its turn once the journal has gone on
/// far enough behind its last input. One that cannot be written is tried again after as many inputs; until then a
/// restart takes longer, and nothing is lost.
final class Snapshooter implements Snapshooting {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshooter.class);

    /// Inputs to each order of the last snapshot.
    private static final double INPUTS_PER_ORDER = 0.5;

    /// Inputs of all shards behind the last one of a shard, for each of `every`.
    private static final int OVERDUE_AFTER = 4;

    private final FileJournal journal;
    private final Executor writer;
    private final int every;
    private final AtomicBoolean writing = new AtomicBoolean();
    private long dueAt;

    /// @param writer where the files are written, one at a time
    /// @param every so many inputs at least
    /// @param lastSnapshot the last input that is in one; 0 where there is none
    Snapshooter(FileJournal journal, Executor writer, int every, long lastSnapshot) {
        this.journal = journal;
        this.writer = writer;
        this.every = every;
        this.dueAt = lastSnapshot + every;
    }

    @Override
    public boolean isDue(long seq) {
        return seq >= dueAt && !writing.get();
    }

    @Override
    public boolean isOverdue(long number) {
        return journal.next() - number > (long) OVERDUE_AFTER * every && !writing.get();
    }

    @Override
    public void take(State state, Kept last) {
        long seq = last.entry().seq();
        dueAt = seq + Math.max(every, (long) (state.book().size() * INPUTS_PER_ORDER));
        writing.set(true);
        writer.execute(() -> write(new ShardSnapshot(
                last.entry().shard(), seq, last.hash(), last.number(), state.book(), state.inFlight(), state.answers())));
    }

    private void write(ShardSnapshot snapshot) {
        try {
            journal.snapshots().write(snapshot);
        } catch (RuntimeException failed) {
            LOG.error("no snapshot of shard {}: a restart begins with an older one", snapshot.shard(), failed);
        } finally {
            writing.set(false);
        }
    }
}
