package dev.plumbline.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Ratio;

/// An [Execution] as fields.
final class ExecutionForm {
    private static final Execution.State[] STATES = Execution.State.values();

    private ExecutionForm() {}

    static void write(Out out, Execution execution) throws IOException {
        out.text("ExecID", execution.execID().value());
        out.text("ClOrdID", execution.clOrdID().value());
        out.qty("LastQty", execution.lastQty());
        out.px("LastPx", execution.lastPx());
        if (execution.state() != Execution.State.LIVE) out.always("State", execution.state().name());
        if (!execution.lastExecID().equals(execution.execID()))
            out.always("LastExecID", execution.lastExecID().value());
        out.time("TransactTime", execution.transactTime());
        out.number("RatioNew", execution.ratio().numerator(), 1);
        out.number("RatioOld", execution.ratio().denominator(), 1);
        CostsForm.write(out, execution.costs());
    }

    static Execution read(In in) throws IOException {
        var execID = ExecID.NONE;
        var clOrdID = ClOrdID.NONE;
        var qty = Qty.NONE;
        var px = Px.NONE;
        var state = Execution.State.LIVE;
        var lastExecID = ExecID.NONE;
        boolean lastSaid = false;
        long transactTime = 0;
        long ratioNew = 1;
        long ratioOld = 1;
        var costs = new CostsForm();
        while (in.next()) {
            switch (in.name()) {
                case "ExecID" -> execID = new ExecID(in.text());
                case "ClOrdID" -> clOrdID = new ClOrdID(in.text());
                case "LastQty" -> qty = in.qty();
                case "LastPx" -> px = in.px();
                case "State" -> state = Codes.named(in, STATES);
                case "LastExecID" -> {
                    lastExecID = new ExecID(in.text());
                    lastSaid = true;
                }
                case "TransactTime" -> transactTime = in.number();
                case "RatioNew" -> ratioNew = in.number();
                case "RatioOld" -> ratioOld = in.number();
                default -> costs.read(in);
            }
        }
        return new Execution(
                execID, clOrdID, qty, px, state, lastSaid ? lastExecID : execID, transactTime,
                ratio(ratioNew, ratioOld), costs.costs());
    }

    private static Ratio ratio(long of, long to) {
        if (of <= 0 || to <= 0) throw new WireException("no ratio: " + of + ":" + to);
        return of == to ? Ratio.ONE : new Ratio(of, to);
    }

    static void writeField(Out out, String name, Execution execution) throws IOException {
        out.field(name);
        out.object();
        write(out, execution);
        out.end();
    }

    static Execution readField(In in) throws IOException {
        in.object();
        return read(in);
    }

    static void writeList(Out out, String name, List<Execution> executions) throws IOException {
        out.list(name);
        for (var execution : executions) {
            out.object();
            write(out, execution);
            out.end();
        }
        out.endList();
    }

    static List<Execution> readList(In in) throws IOException {
        var executions = new ArrayList<Execution>();
        in.list();
        while (in.element()) executions.add(readField(in));
        return executions;
    }
}
