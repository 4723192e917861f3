package dev.plumbline.core;

import java.util.List;
import java.util.function.IntPredicate;

/// Orders at rest as somebody has put them away, each in a place of its own, from 0 on. Found by any of their names and made
/// when asked for. Never changes. Any thread.
public interface Shelf {
    /// Of a name that no order here goes by.
    int NOWHERE = -1;

    Shelf EMPTY = new Shelf() {
        @Override
        public int size() {
            return 0;
        }

        @Override
        public int find(OrderKey key) {
            return NOWHERE;
        }

        @Override
        public int find(ClOrdID clOrdID) {
            return NOWHERE;
        }

        @Override
        public int find(SessionOrderID name) {
            return NOWHERE;
        }

        @Override
        public int find(SessionExecID name, IntPredicate which) {
            return NOWHERE;
        }

        @Override
        public long number(int place) {
            throw new IndexOutOfBoundsException(place);
        }

        @Override
        public long enteredAt(int place) {
            throw new IndexOutOfBoundsException(place);
        }

        @Override
        public Label label(int place) {
            throw new IndexOutOfBoundsException(place);
        }

        @Override
        public List<Execution> executions(int place) {
            throw new IndexOutOfBoundsException(place);
        }

        @Override
        public BookState.Filed filed(int place) {
            throw new IndexOutOfBoundsException(place);
        }
    };

    /// How many places there are.
    int size();

    /// @return the place of the order, or [#NOWHERE]
    int find(OrderKey key);

    /// @return the place of the order that goes by it, or [#NOWHERE]
    int find(ClOrdID clOrdID);

    /// @return the place of the order that goes by it, or [#NOWHERE]
    int find(SessionOrderID name);

    /// @param which of the places that may have it
    /// @return the place of the order with this execution, the one heard of first where there are several, or [#NOWHERE]
    int find(SessionExecID name, IntPredicate which);

    /// See [BookState.Filed#number()].
    long number(int place);

    long enteredAt(int place);

    /// Made anew each time.
    Label label(int place);

    /// All of the order's, made anew each time.
    List<Execution> executions(int place);

    /// The whole order, made anew each time.
    BookState.Filed filed(int place);

    /// What stands at the beginning of an order.
    ///
    /// @param clOrdIDs by which it is known
    /// @param orderIDs the same
    /// @param used those of its requests, which are ours
    record Label(
            OrderKey key, BrokerSession broker, Account account, Symbol symbol, Side side, List<ClOrdID> clOrdIDs,
            List<SessionOrderID> orderIDs, List<ClOrdID> used) {}
}
