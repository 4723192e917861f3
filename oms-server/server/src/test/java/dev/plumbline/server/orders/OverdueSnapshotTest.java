package dev.plumbline.server.orders;

import static dev.plumbline.server.orders.Trade.ALPHA;
import static dev.plumbline.server.orders.Trade.NOON;
import static dev.plumbline.server.orders.Trade.RULES;
import static dev.plumbline.server.orders.Trade.RUN_STARTED_AT_MS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.Book;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Change;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.store.StoreBatch;
import dev.plumbline.wire.DeskMessage.Item;

/// A shard in which hardly anything happens is put aside all the same, once the journal has gone on.
class OverdueSnapshotTest {
    private final ArrayDeque<Runnable> turns = new ArrayDeque<>();
    private final MemoryJournal journal = new MemoryJournal();
    private final List<String> taken = new ArrayList<>();
    private long overdueBelow;

    private final Restart.Settings settings =
            new Restart.Settings(RULES, Handling.USUAL, () -> NOON, RUN_STARTED_AT_MS, () -> "");
    private final Restart restart = Restart.empty(0, new Book(), settings);
    private Shard shard = restart.recovered();
    private Flow flow = flow(Optional.empty());

    private Flow flow(Optional<Kept> unsnapped) {
        var ports = new Ports(
                journal, Replica.NONE, new NoEffects(), new NoHistory(), new NoDesk(), new Recording());
        return new Flow(0, shard, unsnapped, ports, turns::add, () -> NOON);
    }

    private void enter(String requestId) {
        shard.on(new SessionEvent.Up(ALPHA, NOON));
        shard.on(Trade.enter(requestId, 10), _ -> {});
        flow.schedule();
    }

    private void runTurns() {
        while (!turns.isEmpty()) turns.poll().run();
    }

    @Test
    void onceForWhatIsNew() {
        flow.snapshotIfOverdue();
        assertThat(taken).as("nothing has happened").isEmpty();
        enter("r1");
        flow.snapshotIfOverdue();
        assertThat(taken).as("it is not in the journal yet").isEmpty();
        runTurns();
        flow.snapshotIfOverdue();
        assertThat(taken).as("the journal has not gone on").isEmpty();
        overdueBelow = 2;
        flow.snapshotIfOverdue();
        flow.snapshotIfOverdue();
        assertThat(taken).as("once").containsExactly("1 order as after record 1");
        enter("r2");
        runTurns();
        flow.snapshotIfOverdue();
        assertThat(taken).hasSize(1);
        overdueBelow = 3;
        enter("r3");
        flow.snapshotIfOverdue();
        assertThat(taken).as("what is on its way would be in it").hasSize(1);
        runTurns();
        overdueBelow = 4;
        flow.snapshotIfOverdue();
        assertThat(taken).containsExactly("1 order as after record 1", "3 order as after record 3");
    }

    @Test
    void alsoForWhatARestartHasDoneAgain() {
        enter("r1");
        runTurns();
        var next = Restart.empty(0, new Book(), settings);
        journal.read(1, kept -> {
            next.again(kept);
            return true;
        });
        shard = next.recovered();
        flow = flow(next.unsnapped());
        overdueBelow = 2;
        flow.snapshotIfOverdue();
        assertThat(taken).containsExactly("1 order as after record 1");
    }

    private final class Recording implements Snapshooting {
        @Override
        public boolean isDue(long seq) {
            return false;
        }

        @Override
        public boolean isOverdue(long number) {
            return number < overdueBelow;
        }

        @Override
        public void take(State state, Kept last) {
            taken.add(state.book().orders().size() + " order as after record " + last.number());
        }
    }

    private static final class NoEffects implements Effects {
        @Override
        public void commands(BrokerSession session, List<Outbound> batch) {}

        @Override
        public void acknowledge(BrokerSession session, List<Long> msgSeqNums) {}
    }

    private static final class NoDesk implements Desk {
        @Override
        public void changed(List<Change> changes) {}

        @Override
        public void tell(Item item) {}
    }

    private static final class NoHistory implements History {
        @Override
        public void append(StoreBatch batch) {}

        @Override
        public Future<Void> committed(int shard, long seq) {
            return Future.succeededFuture();
        }
    }
}
