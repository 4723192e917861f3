package dev.plumbline.oms.bridge;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import quickfix.FieldNotFound;
import quickfix.Message;

/// What a client of the gateway believes of its orders, by what it was told and nothing else.
final class ClientLedger {
    private final Map<String, Told> orders = new TreeMap<>();
    private final Set<String> answered = new HashSet<>();

    private static final class Told {
        final Map<String, BigDecimal> executions = new HashMap<>();
        String ordStatus = "";
        String cumQty = "";
        String avgPx = "";
    }

    void take(Message message) throws FieldNotFound {
        if (message.isSetField(11)) answered.add(message.getString(11));
        if (!message.getHeader().getString(35).equals("8")) return;
        var order = orders.computeIfAbsent(message.getString(37), _ -> new Told());
        order.ordStatus = message.getString(39);
        order.cumQty = plain(message.getString(14));
        order.avgPx = plain(message.getString(6));
        switch (message.getString(150)) {
            case "F" -> order.executions.put(message.getString(17), new BigDecimal(message.getString(32)));
            case "G" -> {
                order.executions.remove(message.getString(19));
                order.executions.put(message.getString(17), new BigDecimal(message.getString(32)));
            }
            case "H" -> order.executions.remove(message.getString(19));
            default -> {}
        }
    }

    boolean hasAnswerTo(String clOrdID) {
        return answered.contains(clOrdID);
    }

    /// By OrderID: OrdStatus, CumQty, AvgPx, and the sum of the executions that stand.
    Map<String, String> figures() {
        var figures = new TreeMap<String, String>();
        orders.forEach((orderID, told) -> figures.put(orderID, words(
                told.ordStatus, told.cumQty, told.avgPx, plain(told.executions.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add).toPlainString()))));
        return figures;
    }

    static String words(String ordStatus, String cumQty, String avgPx, String executed) {
        return "OrdStatus " + ordStatus + ", CumQty " + plain(cumQty) + " @ " + plain(avgPx) + ", executions of " + plain(executed);
    }

    private static String plain(String decimal) {
        return new BigDecimal(decimal).stripTrailingZeros().toPlainString();
    }
}
