package dev.plumbline.adapter.fix.client;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.OrderKey;

/// ExecID(17) of what we tell: our OrderID, a dash, and what it is about, such as `A1-3` for the third execution of the order `A1`,
/// `A1-3B` for its bust, `A1-R7` for the acceptance of the client's replace `7`. So the same fact has the same ExecID, whenever
/// and by which server it is told, and no two facts have one.
final class ExecIDs {
    private ExecIDs() {}

    /// @param at of the order's last change: tells apart what may happen to an order more than once
    static String of(OrderKey order, Fact fact, long at) {
        return order + "-" + switch (fact) {
            case Fact.Acknowledged(boolean forBidding) -> forBidding ? "ND" : "N";
            case Fact.Pending(var request, _) -> "P" + request;
            case Fact.Replaced(var request, _, _) -> "R" + request;
            case Fact.RequestRejected(var request, _) -> "J" + request;
            case Fact.Restated _ -> "X" + moment(at);
            case Fact.Traded(int number, _, _, var again) -> number + (again.isEmpty() ? "" : "A" + again);
            case Fact.Corrected(int number, _, _, var version) -> number + "C" + version;
            case Fact.Busted(int number) -> number + "B";
            case Fact.Turned(var turn) -> turn.mark() + moment(at);
            case Fact.Ended(var cause, var cancel) -> "Z" + cause.name().charAt(0) + (cancel.isNone() ? moment(at) : "-" + cancel);
        };
    }

    private static String moment(long at) {
        return Long.toString(at, Character.MAX_RADIX);
    }

    /// Which execution `execID` speaks of, 0 for none.
    static int number(String order, String execID) {
        var about = about(order, execID);
        int end = 0;
        while (end < about.length() && end < 9 && about.charAt(end) >= '0' && about.charAt(end) <= '9') end++;
        return end == 0 ? 0 : Integer.parseInt(about.substring(0, end));
    }

    /// The request that it speaks of, [ClOrdID#NONE] for none. For a `mark` of one that names a request.
    static ClOrdID request(String order, String execID, String mark) {
        var about = about(order, execID);
        return about.startsWith(mark) ? new ClOrdID(about.substring(mark.length())) : ClOrdID.NONE;
    }

    /// What stands behind the order's own id; empty where it is of another.
    static String about(String order, String execID) {
        return execID.startsWith(order + "-") ? execID.substring(order.length() + 1) : "";
    }
}
