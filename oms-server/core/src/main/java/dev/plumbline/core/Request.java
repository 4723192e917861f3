package dev.plumbline.core;

/// One thing that we asked for: the order itself, a cancel or a replace. The furthest stage that was told
/// counts, so the order in which the answers arrive does not matter.
///
/// @param orderQty the total asked for; what was accepted, once it is
/// @param price the limit asked for, [Px#NONE] where there is none
/// @param sentAt nanoseconds since the epoch, UTC
public record Request(
        ClOrdID clOrdID, ClOrdID origClOrdID, Kind kind, Qty orderQty, Px price, Stage stage, long sentAt) {

    public enum Kind {
        NEW,
        CANCEL,
        REPLACE
    }

    /// In the order in which they can follow each other.
    public enum Stage {
        /// On its way: the broker has not said a word about it, and may still report fills as if it did not exist
        /// (FIX 4.2 appendix D, D4 and D9).
        SENT,
        /// Sent, and the broker has kept silent for longer than it should: whether it has it is not known (rule 10).
        UNKNOWN,
        /// The broker has reported it pending (150=A, 6 or E).
        PENDING,
        /// Of an order alone: it is in a list that the broker bids for (39=D).
        BIDDING,
        ACCEPTED,
        REJECTED;

        public boolean isAnswered() {
            return this == ACCEPTED || this == REJECTED;
        }

        /// Where a request is told both accepted and rejected it was accepted: who reports it done, has done it.
        private boolean isPast(Stage other) {
            return this == ACCEPTED || (other != ACCEPTED && compareTo(other) >= 0);
        }
    }

    public boolean is(Kind wanted, Stage at) {
        return kind == wanted && stage == at;
    }

    /// The broker has not said a word about it.
    public boolean isUnheard() {
        return stage == Stage.SENT || stage == Stage.UNKNOWN;
    }

    public boolean isOpen() {
        return !stage.isAnswered();
    }

    Request at(Stage told) {
        return stage.isPast(told)
                ? this
                : new Request(clOrdID, origClOrdID, kind, orderQty, price, told, sentAt);
    }

    Request with(Qty toldQty, Px toldPrice) {
        var qty = toldQty.or(orderQty);
        var px = toldPrice.or(price);
        return qty.equals(orderQty) && px.equals(price)
                ? this
                : new Request(clOrdID, origClOrdID, kind, qty, px, stage, sentAt);
    }
}
