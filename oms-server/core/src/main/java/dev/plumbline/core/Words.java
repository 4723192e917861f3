package dev.plumbline.core;

import java.util.ArrayList;
import java.util.List;

/// What an input was read as, in a line for a person: what it is, then what it says in FIX's names.
final class Words {
    private final List<String> words = new ArrayList<>();

    private Words() {}

    static String of(Recorded.What what) {
        return switch (what) {
            case Recorded.Sent(var command, boolean possResend) -> of(command) + (possResend ? " PossResend" : "");
            case Recorded.Told(var report) -> of(report);
            case Recorded.Silent(var silence) -> "silence about " + silence.clOrdID();
            case Recorded.NotSent(var unsent) -> unsent.clOrdID() + " has never left: " + unsent.reason();
            case Recorded.Refused(var command) -> "refused: " + of(command);
            case Recorded.Switched(var act) -> of(act);
            case Recorded.NotSwitched(var act) -> "refused: " + of(act);
            case Recorded.AboutNoOrder() -> "about no single order";
            case Recorded.Unreadable unreadable -> "unreadable: " + unreadable.reason();
        };
    }

    private static String of(KillSwitch act) {
        return switch (act) {
            case KillSwitch.Pull pull -> "Halt of " + pull.scope().words() + " by " + pull.by() + ": " + pull.halt().reason();
            case KillSwitch.Release release -> "Release of " + release.scope().words() + " by " + release.by();
        };
    }

    private static String of(Command command) {
        var words = new Words();
        switch (command) {
            case Command.Enter enter -> words
                    .plain("Enter").plain(enter.side().label()).plain(enter.orderQty()).plain(enter.symbol())
                    .field("Price", enter.price()).plain(enter.timeInForce().label())
                    .field("ClOrdID", enter.clOrdID()).field("Account", enter.account());
            case Command.Cancel cancel -> words
                    .plain("Cancel").field("ClOrdID", cancel.clOrdID()).field("OrigClOrdID", cancel.origClOrdID());
            case Command.Replace replace -> words
                    .plain("Replace").plain("to").plain(replace.orderQty()).field("Price", replace.price())
                    .field("ClOrdID", replace.clOrdID()).field("OrigClOrdID", replace.origClOrdID());
            case Command.Status status -> words.plain("Status?").field("ClOrdID", status.clOrdID());
        }
        return words.toString();
    }

    /// The news speak for themselves: `Trade[lastQty=200, lastPx=50]` is `Trade lastQty=200 lastPx=50`.
    private static String of(Report report) {
        var told = report.told();
        var news = report.news().toString().replace(", ", " ").replace('[', ' ').replace("]", "").strip();
        return new Words()
                .plain(news).field("ExecID", report.execID()).field("ClOrdID", report.clOrdID())
                .field("OrigClOrdID", report.origClOrdID()).field("OrderID", report.orderID())
                .field("OrdStatus", told.ordStatus() == OrdStatus.NONE ? "" : told.ordStatus().label())
                .field("OrderQty", told.orderQty()).field("CumQty", told.cumQty())
                .field("LeavesQty", told.leavesQty())
                .plain(report.possDup() ? "PossDup" : "").plain(report.possResend() ? "PossResend" : "")
                .field("Text", report.text())
                .toString();
    }

    private Words plain(Object word) {
        if (!word.toString().isEmpty()) words.add(word.toString());
        return this;
    }

    /// Nothing where it was not stated.
    private Words field(String name, Object value) {
        if (!value.toString().isEmpty()) words.add(name + "=" + value);
        return this;
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
