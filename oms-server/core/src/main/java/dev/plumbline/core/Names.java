package dev.plumbline.core;

import java.util.ArrayList;
import java.util.List;

/// What an input named, whether or not it changed anything.
///
/// @param orders that it was about, of those that there are at the end
record Names(List<Order> orders, List<ExecID> execIDs) {
    static Names of(Recorded.What what, Book book) {
        return switch (what) {
            case Recorded.Sent(var command, _) -> new Names(orders(book, ids(command), OrderID.NONE), List.of());
            case Recorded.Told(var report) -> new Names(
                    book.find(report).map(List::of).orElse(List.of()), execIDs(report));
            case Recorded.Silent(var silence) -> new Names(
                    orders(book, List.of(silence.clOrdID()), OrderID.NONE), List.of());
            case Recorded.NotSent(var unsent) -> new Names(
                    orders(book, List.of(unsent.clOrdID()), OrderID.NONE), List.of());
            case Recorded.Refused(var command) -> new Names(orders(book, ids(command), OrderID.NONE), List.of());
            case Recorded.AboutNoOrder(), Recorded.Switched _, Recorded.NotSwitched _ -> new Names(List.of(), List.of());
            case Recorded.Unreadable(_, var ids, var orderID, var execIDs) -> new Names(
                    orders(book, ids, orderID), execIDs);
        };
    }

    private static List<ClOrdID> ids(Command command) {
        return switch (command) {
            case Command.Enter enter -> List.of(enter.clOrdID());
            case Command.Cancel cancel -> List.of(cancel.clOrdID(), cancel.origClOrdID());
            case Command.Replace replace -> List.of(replace.clOrdID(), replace.origClOrdID());
            case Command.Status status -> List.of(status.clOrdID());
        };
    }

    private static List<Order> orders(Book book, List<ClOrdID> clOrdIDs, OrderID orderID) {
        var orders = new ArrayList<Order>();
        for (var clOrdID : clOrdIDs) book.find(clOrdID).ifPresent(orders::add);
        if (orders.isEmpty() && !orderID.isNone()) book.find(orderID).ifPresent(orders::add);
        return orders;
    }

    private static List<ExecID> execIDs(Report report) {
        if (report.news() instanceof News.TradeCancel(var execRefID)) return List.of(report.execID(), execRefID);
        if (report.news() instanceof News.TradeCorrect(var execRefID, _, _))
            return List.of(report.execID(), execRefID);
        return List.of(report.execID());
    }

    /// It would have moved a position, had it counted.
    static boolean isOfExecution(Recorded.What what) {
        return switch (what) {
            case Recorded.Told(var report) -> isOfExecution(report.news());
            case Recorded.Unreadable _ -> true;
            case Recorded.Sent _, Recorded.Silent _, Recorded.NotSent _, Recorded.Refused _, Recorded.AboutNoOrder _,
                    Recorded.Switched _, Recorded.NotSwitched _ ->
                false;
        };
    }

    private static boolean isOfExecution(News news) {
        return news instanceof News.Trade
                || news instanceof News.TradeVersion
                || news instanceof News.Executed
                || news instanceof News.TradeCancel
                || news instanceof News.TradeCorrect;
    }
}
