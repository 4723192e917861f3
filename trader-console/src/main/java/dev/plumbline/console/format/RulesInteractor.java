package dev.plumbline.console.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import dev.plumbline.console.filter.Fields;
import dev.plumbline.console.format.RulesModel.Where;
import dev.plumbline.console.ui.FormatRule;

/// Makes, changes, orders and removes the format rules of a table.
///
/// @param <T> the record that rules are about
final class RulesInteractor<T> {
    private final RulesModel model;
    private final Fields<T> fields;
    private final Consumer<String> trouble;
    private final Map<String, String> columns = new LinkedHashMap<>();
    private final Consumer<Rules<T>> inForce;
    private Set<String> told = Set.of();

    /// @param inForce takes the rules as they are now
    /// @param trouble is told in a line each what is wrong with rules that a file brought
    RulesInteractor(RulesModel model, Fields<T> fields, Consumer<Rules<T>> inForce, Consumer<String> trouble) {
        this.model = model;
        this.fields = fields;
        this.inForce = inForce;
        this.trouble = trouble;
    }

    /// @param titles of the table's columns, by their ids
    void columns(Map<String, String> titles) {
        columns.clear();
        columns.putAll(titles);
        read();
    }

    /// What a rule may be for.
    List<Where> places() {
        var all = new ArrayList<Where>();
        all.add(Where.ROW);
        columns.forEach((id, title) -> all.add(new Where(id, title)));
        return all;
    }

    /// Puts the rules into force that there are now. Of those that are broken each is told once.
    void read() {
        if (columns.isEmpty()) return;
        if (model.rules.get().size() > Rules.MOST) {
            trouble.accept("Format rules: " + Rules.MOST + " at most, the last " + (model.rules.get().size() - Rules.MOST) + " are left out");
            model.rules.set(List.copyOf(model.rules.get().subList(0, Rules.MOST)));
            return; // it is told again
        }
        var rules = Rules.read(model.rules.get(), fields, columns.keySet());
        var broken = new TreeSet<>(rules.broken());
        for (var line : broken) if (!told.contains(line)) trouble.accept("Format rule " + line + ": it has no effect");
        told = broken;
        inForce.accept(rules);
        check();
    }

    /// What is wrong with a rule; empty where nothing is.
    String mistake(FormatRule rule) {
        return Rules.mistake(rule, fields, columns.keySet());
    }

    /// `Qty · amber, bold · qty>50k`
    String line(FormatRule rule) {
        var where = rule.column().isEmpty() ? Where.ROW.label() : columns.getOrDefault(rule.column(), rule.column());
        return where + "  ·  " + Look.named(rule.look()).map(Look::label).orElse(rule.look()) + "  ·  " + rule.when();
    }

    /// Says whether what is typed can become a rule.
    void check() {
        boolean isFull = model.editing.get() == RulesModel.NEW && model.rules.get().size() >= Rules.MOST;
        model.obstacle.set(isFull ? Rules.MOST + " rules at most: change or remove one" : Rules.when(model.when.get(), fields));
    }

    /// Makes a rule of what is typed, or changes the one that is being changed. False where it cannot be one.
    boolean take() {
        check();
        if (!model.obstacle.get().isEmpty()) return false;
        var rule = new FormatRule(model.when.get().strip(), model.where.get().column(), model.look.get().name());
        var all = new ArrayList<>(model.rules.get());
        if (model.editing.get() == RulesModel.NEW) all.add(rule);
        else all.set(model.editing.get(), rule);
        model.rules.set(List.copyOf(all));
        fresh();
        return true;
    }

    /// What is typed next is a new rule.
    void fresh() {
        model.editing.set(RulesModel.NEW);
        model.when.set("");
        model.where.set(Where.ROW);
        model.look.set(Look.AMBER);
        check();
    }

    /// Brings a rule back to be changed.
    void edit(int at) {
        if (!isOne(at)) return;
        var rule = model.rules.get().get(at);
        model.editing.set(at);
        model.when.set(rule.when());
        model.where.set(places().stream().filter(where -> where.column().equals(rule.column())).findFirst().orElse(Where.ROW));
        model.look.set(Look.named(rule.look()).orElse(Look.AMBER));
        check();
    }

    void remove(int at) {
        if (!isOne(at)) return;
        var all = new ArrayList<>(model.rules.get());
        all.remove(at);
        model.rules.set(List.copyOf(all));
        fresh();
    }

    /// Before or behind its neighbour: the first that holds counts. Answers where it is now.
    int move(int at, int by) {
        int to = at + by;
        if (!isOne(at) || !isOne(to)) return at;
        var all = new ArrayList<>(model.rules.get());
        all.add(to, all.remove(at));
        model.rules.set(List.copyOf(all));
        fresh();
        return to;
    }

    private boolean isOne(int at) {
        return at >= 0 && at < model.rules.get().size();
    }
}
