package dev.plumbline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What is explained.
sealed interface Subject {
    String title();

    record OfOrder(OrderKey key, String title) implements Subject {}

    /// @param names the ids under which reports spoke of it: its own, and those of its corrections and its bust
    record OfExecution(OrderKey key, Figure figure, Set<ExecID> names, String title) implements Subject {}

    record OfPosition(Account account, Symbol symbol) implements Subject {
        @Override
        public String title() {
            return "position " + account + " " + symbol;
        }

        boolean isOf(Order order) {
            return order.account().equals(account) && order.symbol().equals(symbol);
        }

        boolean is(Position position) {
            return position.account().equals(account) && position.symbol().equals(symbol);
        }
    }

    static Subject of(Order order) {
        return new OfOrder(order.key(), "order " + shown(order));
    }

    static Subject of(Order order, int index) {
        var execution = order.executions().get(index);
        var figure = Figures.execution(order, index);
        var names = new ArrayList<>(List.of(execution.execID(), execution.lastExecID()));
        for (var correction : order.heard().corrections())
            if (correction.execID().equals(execution.execID())) names.add(correction.by());
        return new OfExecution(
                order.key(), figure, Set.copyOf(names), figure + " of order " + shown(order));
    }

    private static String shown(Order order) {
        return order.clOrdID().isNone() ? "OrderID:" + order.orderID() : order.clOrdID().value();
    }
}
