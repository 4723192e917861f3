package dev.plumbline.core.naive;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.plumbline.core.Command;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Report;
import dev.plumbline.core.Report.Told;
import dev.plumbline.core.Side;

/// The order state a second time, from the rules of the design alone: it keeps every input in a list and works out
/// everything from scratch at each question. Slow and obvious; shares no code with [dev.plumbline.core.Book].
///
/// Where the rules leave something to the order of arrival, as FIX does, it takes the first: trades without ExecID, and
/// two contents under one ExecID.
final class NaiveBook {
    private final List<Input> inputs = new ArrayList<>();

    void take(Input input) {
        inputs.add(input);
    }

    List<Input> inputs() {
        return inputs;
    }

    /// All that is shown, and what became of each input, in the order of the inputs.
    record Picture(List<NaiveOrder> orders, List<Outcome> outcomes) {
        long count(Outcome outcome) {
            return outcomes.stream().filter(outcome::equals).count();
        }

        NaivePosition position(String account, String symbol) {
            var executions = new ArrayList<NaivePosition.Traded>();
            for (var order : orders)
                if (order.account().equals(account) && order.symbol().equals(symbol)) executions.addAll(order.traded());
            return NaivePosition.of(executions);
        }
    }

    Picture picture() {
        var outcomes = firstLook();
        var orders = new ArrayList<NaiveOrder>();
        for (var group : groups(outcomes)) {
            var order = order(group, outcomes);
            if (order.exists()) orders.add(order);
        }
        return new Picture(orders, outcomes);
    }

    /// Exact copies are duplicates, own ids used twice are quarantined (rule 7); all else is applied until shown
    /// otherwise.
    private List<Outcome> firstLook() {
        var outcomes = new ArrayList<Outcome>();
        var seen = new HashSet<Report>();
        var used = new HashSet<String>();
        for (var input : inputs)
            outcomes.add(switch (input) {
                case Input.Noise() -> Outcome.QUARANTINED;
                case Input.Theirs(var report) -> seen.add(bare(report)) ? Outcome.APPLIED : Outcome.DUPLICATE;
                case Input.Ours(Command.Status _, _) -> Outcome.APPLIED;
                case Input.Ours(var command, var possResend) -> {
                    if (used.add(command.clOrdID().value())) yield Outcome.APPLIED;
                    yield possResend ? Outcome.DUPLICATE : Outcome.QUARANTINED;
                }
            });
        return outcomes;
    }

    /// Without what the session adds when it sends something again.
    private static Report bare(Report report) {
        return new Report(
                report.session(), report.clOrdID(), report.origClOrdID(), report.orderID(), report.execID(),
                report.news(), report.told(), report.transactTime(), false, false, report.text());
    }

    /// Inputs that share a ClOrdID or an OrderID, directly or through others, are about one order. By their numbers.
    private List<List<Integer>> groups(List<Outcome> outcomes) {
        var names = new ArrayList<Set<String>>();
        var groups = new ArrayList<List<Integer>>();
        for (int i = 0; i < inputs.size(); i++) {
            var mine = names(inputs.get(i));
            if (outcomes.get(i) != Outcome.APPLIED || mine.isEmpty()) continue;
            var group = new ArrayList<>(List.of(i));
            for (int g = groups.size() - 1; g >= 0; g--)
                if (names.get(g).stream().anyMatch(mine::contains)) {
                    mine.addAll(names.remove(g));
                    group.addAll(groups.remove(g));
                }
            group.sort(null);
            names.add(mine);
            groups.add(group);
        }
        return groups;
    }

    private static Set<String> names(Input input) {
        var names = new HashSet<String>();
        switch (input) {
            case Input.Noise() -> {}
            case Input.Theirs(var report) -> {
                if (!report.clOrdID().isNone()) names.add("ClOrdID " + report.clOrdID());
                if (!report.origClOrdID().isNone()) names.add("ClOrdID " + report.origClOrdID());
                if (!report.orderID().isNone()) names.add(report.session() + " OrderID " + report.orderID());
            }
            case Input.Ours(var command, _) -> {
                switch (command) {
                    case Command.Enter enter -> names.add("ClOrdID " + enter.clOrdID());
                    case Command.Cancel(var id, var of, _) -> names.addAll(List.of("ClOrdID " + id, "ClOrdID " + of));
                    case Command.Replace(var id, var of, _, _, _) ->
                        names.addAll(List.of("ClOrdID " + id, "ClOrdID " + of));
                    case Command.Status _ -> {}
                }
            }
        }
        return names;
    }

    /// Parks what refers to an execution, or an order, that is not there (rules 5 and 9); the rest makes the order.
    private NaiveOrder order(List<Integer> group, List<Outcome> outcomes) {
        var commands = new ArrayList<Command>();
        var reports = new ArrayList<Report>();
        var numbers = new ArrayList<Integer>();
        for (int i : group)
            switch (inputs.get(i)) {
                case Input.Ours(var command, _) -> commands.add(command);
                case Input.Theirs(var report) -> {
                    reports.add(report);
                    numbers.add(i);
                }
                case Input.Noise() -> {}
            }
        var waiting = NaiveExecutions.waiting(reports);
        for (int i = reports.size() - 1; i >= 0; i--)
            if (waiting.contains(reports.get(i))) {
                outcomes.set(numbers.remove(i), Outcome.PARKED);
                reports.remove(i);
            }
        var order = new NaiveOrder(commands, reports, List.copyOf(waiting));
        if (!order.exists()) for (int i : numbers) outcomes.set(i, Outcome.PARKED);
        return order;
    }

    static boolean describesAnOrder(Told told) {
        return !told.symbol().isNone() && told.side() != Side.NONE && told.orderQty().isStated();
    }

    static BigDecimal number(long unscaled, int scale) {
        return BigDecimal.valueOf(unscaled, scale);
    }
}
