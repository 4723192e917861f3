package dev.plumbline.core;

/// One thing that we asked for: the order itself, a cancel or a replace. It is answered once; a later word of an
/// earlier stage changes nothing, so the order in which the answers arrive does not matter.
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
        /// The broker has reported it pending (150=A, 6 or E).
        PENDING,
        ACCEPTED,
        REJECTED;

        public boolean isAnswered() {
            return this == ACCEPTED || this == REJECTED;
        }
    }

    public boolean is(Kind wanted, Stage at) {
        return kind == wanted && stage == at;
    }

    public boolean isOpen() {
        return !stage.isAnswered();
    }

    Request at(Stage later) {
        return stage.isAnswered() || stage.compareTo(later) >= 0
                ? this
                : new Request(clOrdID, origClOrdID, kind, orderQty, price, later, sentAt);
    }

    Request accepted(Qty acceptedQty, Px acceptedPrice) {
        if (stage == Stage.REJECTED) return this;
        return new Request(
                clOrdID,
                origClOrdID,
                kind,
                acceptedQty.or(orderQty),
                acceptedPrice.or(price),
                Stage.ACCEPTED,
                sentAt);
    }
}
