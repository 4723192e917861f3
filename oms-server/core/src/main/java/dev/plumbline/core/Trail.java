package dev.plumbline.core;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plumbline.core.Figure.Kind;

/// The figures of one order, or of one position, on their way through the inputs: what changed with each.
final class Trail {
    private final Map<Kind, Map<Figure, String>> shown = new EnumMap<>(Kind.class);
    private final List<Difference> differences = new ArrayList<>();
    private final Map<Long, List<Difference>> byInput = new HashMap<>();
    private Executions executions = Executions.NONE;
    private boolean namedTwice;

    Trail() {
        for (var kind : Kind.values()) shown.put(kind, new LinkedHashMap<>());
    }

    void order(Change change, long at) {
        var order = change.order();
        showAll(change.input(), at, Kind.ORDER, Figures.summary(order));
        showAll(change.input(), at, Kind.REQUEST, Figures.requests(order));
        if (order.executions() != executions) executions(change, at);
        executions = order.executions();
    }

    /// What was booked says which executions to look at: an order may have very many. Where that does not say it all,
    /// for they were those of another order, or two go by one name, all are compared.
    private void executions(Change change, long at) {
        var booked = change.booking().executions();
        if (booked.isEmpty() || namedTwice || !isWhole(booked, change.order())) {
            var all = Figures.executions(change.order());
            namedTwice = Figures.hasNamedTwice(change.order());
            showAll(change.input(), at, Kind.EXECUTION, all);
        } else {
            for (var execution : booked)
                show(change.input(), at, Figure.ofExecution(execution.execID()), Figures.text(execution));
        }
    }

    private boolean isWhole(List<Execution> booked, Order order) {
        var known = shown(Kind.EXECUTION);
        long fresh = booked.stream().filter(one -> !known.containsKey(Figure.ofExecution(one.execID()))).count();
        return known.size() + fresh == order.executions().size();
    }

    void position(long by, long at, Position position) {
        Figures.of(position).forEach((figure, value) -> show(by, at, figure, value));
    }

    /// What is told with an input without being a figure of what is explained.
    void aside(Difference difference) {
        byInput.computeIfAbsent(difference.by(), _ -> new ArrayList<>()).add(difference);
    }

    private void showAll(long by, long at, Kind kind, Map<Figure, String> now) {
        for (var figure : List.copyOf(shown(kind).keySet())) if (!now.containsKey(figure)) show(by, at, figure, "");
        now.forEach((figure, value) -> show(by, at, figure, value));
    }

    private void show(long by, long at, Figure figure, String value) {
        var all = shown(figure.kind());
        var was = all.getOrDefault(figure, figure.none());
        if (was.equals(value)) return;
        if (value.isEmpty()) all.remove(figure);
        else all.put(figure, value);
        var difference = new Difference(by, at, figure, was, value);
        differences.add(difference);
        aside(difference);
    }

    private Map<Figure, String> shown(Kind kind) {
        return shown.getOrDefault(kind, Map.of());
    }

    List<Difference> differences() {
        return differences;
    }

    /// All that the input of this number did.
    List<Difference> by(long number) {
        return byInput.getOrDefault(number, List.of());
    }
}
