package dev.plumbline.core;

import java.util.OptionalLong;

/// What the rules ask beside the book: how things stand outside at the moment. Called on the book's thread.
public interface Door {
    /// Open, all lines up, and nothing sent before.
    Door OPEN = new Door() {
        @Override
        public String closedBecause() {
            return "";
        }

        @Override
        public boolean isUp(BrokerSession session) {
            return true;
        }

        @Override
        public boolean isIncomplete(BrokerSession session) {
            return false;
        }

        @Override
        public OptionalLong sameSentAt(Command.Enter enter) {
            return OptionalLong.empty();
        }
    };

    /// Why no new orders are taken, empty where they are.
    String closedBecause();

    boolean isUp(BrokerSession session);

    /// The broker is sending again what we missed.
    boolean isIncomplete(BrokerSession session);

    /// When an order of the same account, side, symbol, type, OrderQty and Price was last sent, nanoseconds since the
    /// epoch, UTC; empty where none is remembered.
    OptionalLong sameSentAt(Command.Enter enter);
}
