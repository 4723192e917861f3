package dev.plumbline.core;

import java.util.List;

/// An input as a journal or a log keeps it, for [Explain]: enough to do again what it did.
///
/// @param number of the input, unlike every other and growing: what [Change#input()] gives back
/// @param raw the message as it came, for a person; nothing is decided by it
/// @param what it was read as
public record Recorded(long number, String raw, What what) {

    public sealed interface What {
        /// It did nothing, for it was refused at the door: no input of the book.
        default boolean isRefused() {
            return this instanceof Refused || this instanceof NotSwitched;
        }
    }

    /// @param possResend as in [Book#sent]
    public record Sent(Command command, boolean possResend) implements What {}

    public record Told(Report report) implements What {}

    public record Silent(Silence silence) implements What {}

    /// A command that was sent, as far as the history says, and never left.
    public record NotSent(Unsent unsent) implements What {}

    /// A command that was refused at the door: it did nothing.
    public record Refused(Command command) implements What {}

    /// The kill switch was pulled or released.
    public record Switched(KillSwitch act) implements What {}

    /// What a person would have done with the kill switch, and was refused at the door: it did nothing.
    public record NotSwitched(KillSwitch act) implements What {}

    /// Of ours, and about no single order.
    public record AboutNoOrder() implements What {}

    /// What could not be read, with the ids that could: it may have been about the order that they name.
    public record Unreadable(String reason, List<ClOrdID> clOrdIDs, OrderID orderID, List<ExecID> execIDs)
            implements What {}

    /// What it was read as, in a line for a person: what it is, then what it says in FIX's names.
    public String readAs() {
        return Words.of(what);
    }

    /// Does it to `book`.
    public Result into(Book book) {
        return switch (what) {
            case Sent(var command, boolean possResend) -> book.sent(number, command, possResend);
            case Told(var report) -> book.report(number, report);
            case Silent(var silence) -> book.silent(number, silence);
            case NotSent(var unsent) -> book.unsent(number, unsent);
            case Switched(var act) -> book.switched(act);
            case Refused _, NotSwitched _ -> Result.of(Outcome.IGNORED, "");
            case AboutNoOrder() -> book.aboutNoOrder();
            case Unreadable unreadable -> book.unreadable(unreadable.reason());
        };
    }
}
