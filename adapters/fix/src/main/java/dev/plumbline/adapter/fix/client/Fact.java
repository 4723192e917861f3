package dev.plumbline.adapter.fix.client;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Life;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;

/// One thing that a client is told of its order, and why a report is sent. FIX wants one report for each: an execution is
/// not combined with another change of state (FIX 4.4 volume 4, appendix D). Requests go by the client's own ClOrdIDs,
/// executions by their place among those of the order, from 1.
sealed interface Fact {
    /// The broker has the order.
    ///
    /// @param forBidding in a list that is bid for (39=D)
    record Acknowledged(boolean forBidding) implements Fact {}

    /// The broker works on a request of the client.
    record Pending(ClOrdID request, Request.Kind kind) implements Fact {}

    /// Only from here on is the new ClOrdID in force.
    record Replaced(ClOrdID request, Qty orderQty, Px price) implements Fact {}

    /// An OrderCancelReject(9): the request is over, the order is not.
    record RequestRejected(ClOrdID request, Request.Kind kind) implements Fact {}

    /// Other terms without a request of the client: the broker's doing, or that of somebody at our desk.
    ///
    /// @param rescales a corporate action, which goes for what was executed, too (378=0)
    record Restated(Qty orderQty, Px price, boolean rescales) implements Fact {}

    /// @param again empty but where it was busted before: a bust cannot be taken back, so the trade comes back as a new one
    ///     (FIX 4.4 Z.5), and this tells them apart
    record Traded(int number, Qty qty, Px px, String again) implements Fact {}

    /// @param qty the whole of it, not the difference
    /// @param version tells corrections of one trade apart
    record Corrected(int number, Qty qty, Px px, String version) implements Fact {}

    record Busted(int number) implements Fact {}

    /// The order rests, or works again.
    record Turned(Turn turn) implements Fact {}

    /// The order is over.
    ///
    /// @param cancel the client's request that did it, [ClOrdID#NONE] where none did
    record Ended(Life.End cause, ClOrdID cancel) implements Fact {}

    /// How an order can turn without an execution and without an end.
    enum Turn {
        DONE_FOR_DAY('3', 'D'),
        SUSPENDED('9', 'S'),
        STOPPED('7', 'H'),
        CALCULATED('B', 'K'),
        /// After it was done for the day, or suspended: told as a restatement.
        WORKS_AGAIN('D', 'G'),
        /// The broker took back that the order was over. FIX has nothing for that; told as a restatement with a text.
        NOT_OVER('D', 'O');

        private final char execType;
        private final char mark;

        Turn(char execType, char mark) {
            this.execType = execType;
            this.mark = mark;
        }

        char execType() {
            return execType;
        }

        /// In an ExecID.
        char mark() {
            return mark;
        }

        Life of(Life life) {
            return switch (this) {
                case DONE_FOR_DAY -> new Life(true, life.suspended(), life.stopped(), life.calculated(), life.end());
                case SUSPENDED -> new Life(life.doneForDay(), true, life.stopped(), life.calculated(), life.end());
                case STOPPED -> new Life(life.doneForDay(), life.suspended(), true, life.calculated(), life.end());
                case CALCULATED -> new Life(life.doneForDay(), life.suspended(), life.stopped(), true, life.end());
                case WORKS_AGAIN -> new Life(false, false, life.stopped(), life.calculated(), life.end());
                case NOT_OVER -> new Life(false, false, life.stopped(), life.calculated(), Life.End.NONE);
            };
        }
    }
}
