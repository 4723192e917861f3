package dev.plumbline.server.orders;

import java.util.List;

import dev.plumbline.core.BookState;
import dev.plumbline.core.Command;
import dev.plumbline.server.journal.FirstAnswer;
import dev.plumbline.server.journal.Kept;

/// When a shard's state is put aside, so that a restart need not begin with its first input, and where to. Called on the
/// shard's event loop; returns at once.
public interface Snapshooting {
    Snapshooting NEVER = new Snapshooting() {
        @Override
        public boolean isDue(long seq) {
            return false;
        }

        @Override
        public boolean isOverdue(long number) {
            return false;
        }

        @Override
        public void take(State state, Kept last) {
            throw new IllegalStateException("never due");
        }
    };

    /// What a shard is between two inputs. Immutable.
    ///
    /// @param inFlight commands of which the broker has not said a word
    /// @param answers what was answered to whom, oldest first
    record State(BookState book, List<Command> inFlight, List<FirstAnswer> answers) {}

    /// @param seq of the last input
    boolean isDue(long seq);

    /// Whether the journal has gone on so far behind a shard's last input that a restart should not have to begin with it.
    /// @param number of the record of an input that is in no snapshot
    boolean isOverdue(long number);

    /// @param state as after `last`, which is in the journal
    void take(State state, Kept last);
}
