package dev.plumbline.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The figures of an order and of a position, as text that can be compared.
final class Figures {
    private Figures() {}

    static Map<Figure, String> of(Order order) {
        var figures = summary(order);
        figures.putAll(requests(order));
        figures.putAll(executions(order));
        return figures;
    }

    static Map<Figure, String> requests(Order order) {
        var figures = new LinkedHashMap<Figure, String>();
        for (var request : order.requests()) put(figures, Figure.ofRequest(request.clOrdID()), text(request));
        return figures;
    }

    static Map<Figure, String> executions(Order order) {
        var figures = new LinkedHashMap<Figure, String>();
        for (var execution : order.executions().list()) put(figures, figure(figures, execution), text(execution));
        return figures;
    }

    static boolean hasNamedTwice(Order order) {
        return order.executions().list().stream().map(Execution::execID).distinct().count()
                < order.executions().size();
    }

    /// Of the execution at `index`.
    static Figure execution(Order order, int index) {
        return List.copyOf(executions(order).keySet()).get(index);
    }

    /// A trade without ExecID is named by the CumQty that it led to, and after a bust the next may lead to the same.
    private static Figure figure(Map<Figure, String> others, Execution execution) {
        var figure = Figure.ofExecution(execution.execID());
        for (int n = 2; others.containsKey(figure); n++)
            figure = Figure.ofExecution(new ExecID(execution.execID() + " #" + n));
        return figure;
    }

    /// Without requests and executions.
    static Map<Figure, String> summary(Order order) {
        var figures = new LinkedHashMap<Figure, String>();
        put(figures, Figure.ofOrder("ordStatus"), order.ordStatus().label());
        put(figures, Figure.ofOrder("clOrdID"), order.clOrdID().value());
        put(figures, Figure.ofOrder("orderID"), order.orderID().value());
        put(figures, Figure.ofOrder("orderQty"), order.orderQty().toString());
        put(figures, Figure.ofOrder("price"), order.price().toString());
        put(figures, Figure.ofOrder("cumQty"), order.cumQty().toString());
        put(figures, Figure.ofOrder("leavesQty"), order.leavesQty().toString());
        put(figures, Figure.ofOrder("avgPx"), order.avgPx().toString());
        put(figures, Figure.ofOrder("unexplainedQty"), order.unexplainedQty().toString());
        put(figures, Figure.ofOrder("flags"), order.flags().list().isEmpty() ? "" : order.flags().toString());
        put(figures, Figure.ofOrder("text"), order.text());
        return figures;
    }

    static Map<Figure, String> of(Position position) {
        var figures = new LinkedHashMap<Figure, String>();
        put(figures, Figure.ofPosition(position, "qty"), position.qty().toString());
        put(figures, Figure.ofPosition(position, "avgPx"), position.avgPx().toString());
        put(figures, Figure.ofPosition(position, "realizedPnl"), position.realizedPnl().toString());
        return figures;
    }

    private static String text(Request request) {
        var price = request.price().isStated() ? " @ " + request.price() : "";
        return request.kind() + " " + request.stage() + " " + request.orderQty() + price;
    }

    static String text(Execution execution) {
        return execution.state() + " " + execution.qty() + " @ " + execution.px();
    }

    private static void put(Map<Figure, String> figures, Figure figure, String value) {
        if (!value.isEmpty()) figures.put(figure, value);
    }
}
