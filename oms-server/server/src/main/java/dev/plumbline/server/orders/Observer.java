package dev.plumbline.server.orders;

import dev.plumbline.server.journal.Entry;
import dev.plumbline.wire.DeskMessage.Answer;

/// Counts what goes through a server, and how long it is at each place on its way. Any thread, at once, often: it waits for nothing and
/// throws nothing.
public interface Observer {
    Observer NOBODY = new Observer() {
        @Override
        public void took(Hop hop, long nanos) {}

        @Override
        public void input(Entry entry) {}

        @Override
        public void answered(String door, String user, Answer answer) {}
    };

    /// A part of the way of an input.
    enum Hop {
        /// From when we had it, at the broker's socket or at the desk, until the core has decided.
        DECIDE,
        /// From there until it is in the journal, of a batch.
        JOURNAL,
        /// From there until a second member has it, of a batch.
        REPLICA,
        /// From when we had it until what follows from it leaves: what is sent, answered and acknowledged.
        LET_OUT,
        /// From there until the desk is told, of what is told together.
        DESK
    }

    void took(Hop hop, long nanos);

    /// The core has decided on it.
    void input(Entry entry);

    /// Somebody has an answer.
    ///
    /// @param door that it was asked at, in a word: `console`, `bridge`
    /// @param user empty where nobody knows who that is
    void answered(String door, String user, Answer answer);
}
