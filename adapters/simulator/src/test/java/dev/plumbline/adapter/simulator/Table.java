package dev.plumbline.adapter.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.plumbline.adapter.simulator.BrokerMessage.CancelReject;
import dev.plumbline.adapter.simulator.BrokerMessage.ExecutionReport;
import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// Plays a table against an engine: lines with `>` are done, lines with `<` are all that must be said to that.
///
/// ```
/// > new A buy 1000 ACME 100          account ACC1, a Day order; `mkt` as price is a market order
/// < A New New 1000/0/1000            ClOrdID, ExecType, OrdStatus, OrderQty/CumQty/LeavesQty
/// < A Trade Filled 1000/1000/0 1000@100 E-2
/// ```
/// Behind `--` stands a remark.
final class Table {
    private static final long NANOS_PER_MS = 1_000_000;

    private final Engine engine;
    private long now = 1_700_000_000_000_000_000L;

    Table(Habits habits) {
        this(habits, Chaos.NONE);
    }

    Table(Habits habits, Chaos chaos) {
        this.engine = new Engine(config(habits).withChaos(chaos), "");
    }

    static SimulatorConfig config(Habits habits) {
        return SimulatorConfig.of(
                        "ALPHA", "FIX.4.4", Set.of(new Account("ACC1"), new Account("ACC2")),
                        Map.of(new Symbol("ACME"), Px.of("100.00"), new Symbol("ZINC"), Px.of("12.345")))
                .withHabits(habits);
    }

    Engine engine() {
        return engine;
    }

    void play(String table) {
        var happened = new ArrayList<String>();
        for (var line : rows(table)) {
            if (!line.startsWith("> ")) continue;
            happened.add(line);
            for (var message : act(line.substring(2).split(" "))) happened.add("< " + line(message));
        }
        assertThat(String.join("\n", happened)).isEqualTo(String.join("\n", rows(table)));
    }

    private static List<String> rows(String table) {
        return table.lines()
                .map(line -> line.replaceAll("--.*", "").strip().replaceAll(" +", " "))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private List<BrokerMessage> act(String[] words) {
        return switch (words[0]) {
            case "new" -> engine.on(enter(words), now);
            case "cancel" -> engine.on(new Command.Cancel(new ClOrdID(words[1]), new ClOrdID(words[2]), now), now);
            case "replace" -> engine.on(
                    new Command.Replace(
                            new ClOrdID(words[1]), new ClOrdID(words[2]), Qty.of(words[3]), Px.of(words[4]), now),
                    now);
            case "status" -> engine.on(new Command.Status(new ClOrdID(words[1]), now), now);
            case "bust" -> engine.bust(new ExecID(words[1]), now);
            case "correct" -> engine.correct(new ExecID(words[1]), Qty.of(words[2]), Px.of(words[3]), now);
            case "wait" -> engine.due(now += Long.parseLong(words[1]) * NANOS_PER_MS);
            case "settle" -> engine.settle(now);
            default -> throw new IllegalArgumentException("not in the tables: " + words[0]);
        };
    }

    private Command.Enter enter(String[] words) {
        boolean market = words[5].equals("mkt");
        return new Command.Enter(
                new ClOrdID(words[1]), new BrokerSession("ALPHA"),
                new Account(words.length > 7 ? words[7] : "ACC1"), new Symbol(words[4]),
                words[2].equals("buy") ? Side.BUY : Side.SELL, Qty.of(words[3]),
                market ? OrdType.MARKET : OrdType.LIMIT, market ? Px.NONE : Px.of(words[5]),
                words.length > 6 ? timeInForce(words[6]) : TimeInForce.DAY, now);
    }

    private static TimeInForce timeInForce(String label) {
        for (var timeInForce : TimeInForce.values()) if (timeInForce.label().equals(label)) return timeInForce;
        throw new IllegalArgumentException("no TimeInForce " + label);
    }

    static String line(BrokerMessage message) {
        return switch (message) {
            case ExecutionReport report -> line(report);
            case CancelReject reject -> "%s of %s CancelReject %s %s".formatted(
                    reject.clOrdID(), reject.origClOrdID(), reject.cxlRejReason(), reject.ordStatus().label());
        };
    }

    private static String line(ExecutionReport report) {
        var standing = report.standing();
        var line = new StringBuilder(report.clOrdID().value());
        if (!report.origClOrdID().isNone()) line.append(" of ").append(report.origClOrdID());
        line.append(' ').append(name(report.execType())).append(' ').append(standing.ordStatus().label());
        line.append(' ').append(standing.orderQty()).append('/').append(standing.cumQty()).append('/');
        line.append(standing.leavesQty());
        if (report.lastQty().isPositive())
            line.append(' ').append(report.lastQty()).append('@').append(report.lastPx()).append(' ').append(report.execID());
        if (!report.execRefID().isNone()) line.append(" ref ").append(report.execRefID());
        if (report.ordRejReason() != OrdRejReason.NONE) line.append(' ').append(report.ordRejReason());
        return line.toString();
    }

    private static String name(ExecType execType) {
        var name = new StringBuilder();
        for (var word : execType.name().split("_"))
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        return name.toString();
    }
}
