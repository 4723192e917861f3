package dev.plumbline.console.charts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item.ExecutionItem;

/// The newest executions of the desk, [#KEPT] of them at most. An execution that is told again replaces what was told.
final class Fills {
    static final int KEPT = 20_000;

    private final Map<Key, ExecutionItem> byKey = new LinkedHashMap<>();
    private long nameless;

    /// @param nameless numbers those without ExecID, each of which counts; 0 for the others
    private record Key(OrderKey order, String execID, long nameless) {}

    void take(ExecutionItem item) {
        var execID = item.execution().execID();
        byKey.put(new Key(item.order(), execID.value(), execID.isNone() ? ++nameless : 0), item);
        if (byKey.size() > KEPT) byKey.remove(byKey.keySet().iterator().next());
    }

    void gone(OrderKey order) {
        byKey.keySet().removeIf(key -> key.order.equals(order));
    }

    void clear() {
        byKey.clear();
    }

    int size() {
        return byKey.size();
    }

    /// In the order in which they happened.
    List<ExecutionItem> that(Predicate<ExecutionItem> isWanted) {
        var wanted = new ArrayList<ExecutionItem>();
        for (var item : byKey.values()) if (isWanted.test(item)) wanted.add(item);
        wanted.sort(Comparator.comparingLong(item -> item.execution().transactTime()));
        return wanted;
    }
}
