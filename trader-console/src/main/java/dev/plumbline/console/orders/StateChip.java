package dev.plumbline.console.orders;

import dev.plumbline.core.Flag;
import dev.plumbline.core.Life;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.Order;
import dev.plumbline.core.Request;
import dev.plumbline.core.Request.Stage;

/// An order's state at a glance: glyph, word and tone. FIX knows a request only once the broker has reported it
/// pending; a trader wants to see it from the moment it was sent, so the chip says `sent` until then.
///
/// @param glyph tells the states apart where the colour cannot
record StateChip(String glyph, String text, Tone tone) {

    enum Tone {
        /// Lives, nothing to do.
        WORKING,
        /// Something is on its way.
        PENDING,
        /// Over; of no more interest.
        DONE,
        /// A person should look.
        ATTENTION
    }

    static StateChip of(Order order) {
        if (order.has(Flag.UNKNOWN_OUTCOME)) return new StateChip("?", "UNKNOWN", Tone.ATTENTION);
        var chip = ofStatus(order);
        for (var request : order.openRequests()) {
            if (request.kind() == Request.Kind.NEW || request.stage() != Stage.SENT) continue;
            var asked = request.kind() == Request.Kind.CANCEL ? "CXL SENT" : "AMEND SENT";
            return new StateChip("◌", chip.text + " · " + asked, Tone.PENDING);
        }
        return chip;
    }

    private static StateChip ofStatus(Order order) {
        return switch (order.ordStatus()) {
            case PENDING_CANCEL -> new StateChip("◌", "PEND CXL", Tone.PENDING);
            case PENDING_REPLACE -> new StateChip("◌", "PEND AMEND", Tone.PENDING);
            case PENDING_NEW -> isOnlySent(order)
                    ? new StateChip("◌", "SENT", Tone.PENDING)
                    : new StateChip("◌", "PEND NEW", Tone.PENDING);
            case NEW -> new StateChip("○", "NEW", Tone.WORKING);
            case PARTIALLY_FILLED -> new StateChip("◐", "PARTIAL", Tone.WORKING);
            case FILLED -> new StateChip("●", "FILLED", Tone.DONE);
            case DONE_FOR_DAY -> new StateChip("◑", "DONE DAY", Tone.DONE);
            case CALCULATED -> new StateChip("●", "CALC", Tone.DONE);
            case STOPPED -> new StateChip("◍", "STOPPED", Tone.WORKING);
            case SUSPENDED -> new StateChip("◫", "SUSPENDED", Tone.ATTENTION);
            case CANCELED -> new StateChip("⊘", "CANCELED", Tone.DONE);
            case EXPIRED -> new StateChip("⊘", "EXPIRED", Tone.DONE);
            case REJECTED -> new StateChip("✖", "REJECTED", Tone.ATTENTION);
            case ACCEPTED_FOR_BIDDING -> new StateChip("○", "BIDDING", Tone.WORKING);
            case EVENT_CODE, NONE -> new StateChip("?", OrdStatus.NONE.label(), Tone.ATTENTION);
        };
    }

    private static boolean isOnlySent(Order order) {
        return order.life().end() == Life.End.NONE && order.requests().getFirst().stage() == Stage.SENT;
    }

    /// As shown and as searched for.
    String label() {
        return glyph + " " + text;
    }
}
