package dev.plumbline.server.journal;

import java.util.function.Predicate;


/// What the store no longer holds in memory and has not written yet: the journal has it.
public interface Backlog {
    /// No journal: whatever waits, waits in memory.
    Backlog NONE = new Backlog() {
        @Override
        public void read(long number, Predicate<Kept> reader) {
            throw new IllegalStateException("there is no journal to read from " + number + " on");
        }

        @Override
        public void release(long number) {
            // There is nothing that could go.
        }
    };

    /// Gives what is kept from `number` on, of all shards, oldest first, until `reader` returns false or the end. Called
    /// on the store's own thread, which it may block.
    void read(long number, Predicate<Kept> reader);

    /// All that was appended to the store with a lower number is committed. Never blocks. What is on its way from the
    /// journal to the store is not known here: the newest file of the journal stays in any case.
    void release(long number);
}
