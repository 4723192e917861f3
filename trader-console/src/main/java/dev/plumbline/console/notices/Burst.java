package dev.plumbline.console.notices;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.plumbline.console.ui.Show;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Qty;

/// What has come of one class in a row, and the line that tells it. Bounded: of many names the first few are kept, the
/// rest is counted.
final class Burst {
    /// As many orders are told apart; a burst of more says "over".
    static final int ORDERS_MAX = 1_000;
    private static final int NAMES_MAX = 20;
    private static final int NAMES_SHOWN = 2;

    final long id;
    final Sort sort;
    final long startedAt;
    private long lastAt;
    private int events;
    private boolean severe;
    private String newest = "";
    private final Set<OrderKey> orders = new HashSet<>();
    private final Map<String, Qty> byName = new LinkedHashMap<>();

    Burst(long id, Sort sort, long startedAt) {
        this.id = id;
        this.sort = sort;
        this.startedAt = startedAt;
        lastAt = startedAt;
    }

    long lastAt() {
        return lastAt;
    }

    boolean severe() {
        return severe;
    }

    /// @param line what to say where it stays the only one
    void add(String name, Qty qty, String line, boolean isSevere, long now) {
        lastAt = now;
        if (isSevere || !severe) newest = line; // what made it severe stays in sight behind what is less so
        severe |= isSevere;
        if (byName.size() < NAMES_MAX || byName.containsKey(name)) byName.merge(name, qty, Qty::plus);
        events = sort == Sort.CONNECTION ? byName.size() : events + 1;
    }

    void of(OrderKey order) {
        if (orders.size() < ORDERS_MAX) orders.add(order);
    }

    /// What was lost under `name` is back.
    void back(String name, String line, long now) {
        byName.remove(name);
        lastAt = now;
        newest = byName.isEmpty() ? line : "Still lost: " + names(false);
        events = byName.size();
        severe = !byName.isEmpty();
    }

    Toast toast() {
        return new Toast(id, sort, severe, text());
    }

    private String text() {
        if (events <= 1) return newest;
        var count = Show.count(events);
        return switch (sort) {
            case FILL -> count + " fills, " + orders() + " · " + names(true);
            case REJECT -> count + " rejects · " + names(false);
            case OWN_REJECT -> count + " of your requests rejected · " + newest;
            case ALERT -> count + " alerts · " + newest;
            case CONNECTION -> severe ? count + " connections lost · " + names(false) : newest;
        };
    }

    private String orders() {
        if (orders.size() == ORDERS_MAX) return "over " + Show.count(ORDERS_MAX - 1) + " orders";
        return Show.count(orders.size()) + (orders.size() == 1 ? " order" : " orders");
    }

    private String names(boolean withQty) {
        var text = new StringBuilder();
        Iterator<Map.Entry<String, Qty>> each = byName.entrySet().iterator();
        for (int i = 0; i < NAMES_SHOWN && each.hasNext(); i++) {
            var entry = each.next();
            if (i > 0) text.append(", ");
            if (withQty) text.append(Show.qty(entry.getValue())).append(' ');
            text.append(entry.getKey());
        }
        return each.hasNext() ? text.append(" …").toString() : text.toString();
    }
}
