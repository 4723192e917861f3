package dev.plumbline.adapter.fix;

import java.time.Duration;

import dev.plumbline.adapter.Outbound;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Request;

/// What becomes of a command that an earlier run kept and may have sent.
enum Leftover {
    /// It certainly never left, and goes out now.
    SEND(""),
    /// It has a MsgSeqNum or may have one: the session's own resending takes care of it.
    LEAVE(""),
    GIVEN_UP("the line went down as it was being sent, before the server ended"),
    /// Sent now, it would undo what was asked after it: a replace to 500 after one to 100.
    OVERTAKEN("it was kept and not sent when the server ended, and a later request of its order was"),
    HALTED("it was kept and not sent when the server ended, and trading is halted since"),
    TOO_OLD("it was kept and not sent when the server ended, and is too old now");

    final String whyNot;

    Leftover(String whyNot) {
        this.whyNot = whyNot;
    }

    /// @param now nanoseconds since the epoch, UTC
    static Leftover of(Outbound outbound, Sent before, Duration sendWithin, long now) {
        var command = outbound.command();
        var id = command.clOrdID();
        if (before.hasGivenUp(id.value())) return GIVEN_UP;
        if (before.mayHaveSent(id.value(), command.at())) return LEAVE;
        if (isOvertaken(outbound, id, before)) return OVERTAKEN;
        if (outbound.isHalted()) return HALTED;
        return now - command.at() > sendWithin.toNanos() ? TOO_OLD : SEND;
    }

    private static boolean isOvertaken(Outbound outbound, ClOrdID id, Sent before) {
        boolean isLater = false;
        for (var request : outbound.order().requests()) {
            if (isLater && hasLeft(request, before)) return true;
            isLater |= request.clOrdID().equals(id);
        }
        return false;
    }

    private static boolean hasLeft(Request request, Sent before) {
        var id = request.clOrdID().value();
        return !before.hasGivenUp(id) && before.mayHaveSent(id, request.sentAt());
    }

    /// What is known of the messages of earlier runs.
    interface Sent {
        /// Whether a command was given up: it certainly never left.
        boolean hasGivenUp(String clOrdID);

        /// Whether a command can have been sent: false only where it certainly has not.
        /// @param at when it was given, nanoseconds since the epoch, UTC
        boolean mayHaveSent(String clOrdID, long at);
    }
}
