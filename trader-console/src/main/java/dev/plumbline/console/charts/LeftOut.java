package dev.plumbline.console.charts;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.plumbline.console.ui.Show;

/// How many executions were not measured, and why.
record LeftOut(Map<Why, Integer> counts) {

    enum Why {
        FIRST("first of their order"),
        NO_LIMIT("without a limit"),
        NO_TERMS("under an id that their order does not have"),
        EARLIER_MISSING("of orders whose earlier executions are not here"),
        NO_ORDER("of orders that are not here"),
        BUSTED("busted"),
        NO_SIDE("without a side"),
        CORPORATE_ACTION("before a corporate action"),
        NO_PRICE("at a quantity or benchmark not above zero");

        private final String words;

        Why(String words) {
            this.words = words;
        }
    }

    LeftOut {
        counts = Map.copyOf(counts);
    }

    static LeftOut of(List<Why> each) {
        var counts = new EnumMap<Why, Integer>(Why.class);
        for (var why : each) counts.merge(why, 1, Integer::sum);
        return new LeftOut(counts);
    }

    /// Such as `left out: 12 without a limit, 2 busted`; empty where nothing was.
    String words() {
        var words = new ArrayList<String>();
        for (var why : Why.values())
            if (counts.containsKey(why)) words.add(Show.count(counts.getOrDefault(why, 0)) + " " + why.words);
        return words.isEmpty() ? "" : "left out: " + String.join(", ", words);
    }
}
