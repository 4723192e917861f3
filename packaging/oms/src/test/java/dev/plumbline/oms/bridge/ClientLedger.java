package dev.plumbline.oms.bridge;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import quickfix.FieldNotFound;
import quickfix.Message;

/// What a client of the gateway believes of its orders, by what it was told and nothing else.
final class ClientLedger {
    private static final Map<String, Integer> NAMES = Map.of(
            "OrderID", 37, "ExecType", 150, "OrdStatus", 39, "ClOrdID", 11, "CumQty", 14, "AvgPx", 6, "ExecID", 17, "ExecRefID", 19, "LastQty", 32);

    private final Map<String, Told> orders = new TreeMap<>();
    private final Set<String> answered = new HashSet<>();

    private static final class Told {
        final Map<String, BigDecimal> executions = new HashMap<>();
        String ordStatus = "";
        String cumQty = "";
        String avgPx = "";
    }

    /// As QuickFIX/J has it.
    void take(Message message) throws FieldNotFound {
        var fields = new HashMap<String, String>();
        fields.put("MsgType", message.getHeader().getString(35));
        for (var field : NAMES.entrySet())
            if (message.isSetField(field.getValue())) fields.put(field.getKey(), message.getString(field.getValue()));
        take(fields);
    }

    /// As a client in another language prints it.
    void take(JsonNode message) {
        var fields = new HashMap<String, String>();
        message.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        take(fields);
    }

    private void take(Map<String, String> message) {
        answered.add(field(message, "ClOrdID"));
        if (!field(message, "MsgType").equals("8")) return;
        var order = orders.computeIfAbsent(field(message, "OrderID"), _ -> new Told());
        order.ordStatus = field(message, "OrdStatus");
        order.cumQty = plain(field(message, "CumQty"));
        order.avgPx = plain(field(message, "AvgPx"));
        switch (field(message, "ExecType")) {
            case "F" -> order.executions.put(field(message, "ExecID"), new BigDecimal(field(message, "LastQty")));
            case "G" -> {
                order.executions.remove(field(message, "ExecRefID"));
                order.executions.put(field(message, "ExecID"), new BigDecimal(field(message, "LastQty")));
            }
            case "H" -> order.executions.remove(field(message, "ExecRefID"));
            default -> {}
        }
    }

    private static String field(Map<String, String> message, String name) {
        return Objects.requireNonNull(message.get(name), () -> name + " is missing in " + message);
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
