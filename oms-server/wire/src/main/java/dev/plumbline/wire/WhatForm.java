package dev.plumbline.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Unsent;

/// A [Recorded.What] as a message: a command that was sent and a report have the form that they have anyway. Behind it
/// stands when it was asked for, where somebody did.
final class WhatForm {
    private static final String REPORT = "Report";
    private static final String SILENCE = "Silence";
    private static final String UNSENT = "Unsent";
    private static final String AGAIN = "PossResend";
    private static final String REFUSED = "Refused";
    private static final String UNREADABLE = "Unreadable";
    private static final String ABOUT_NO_ORDER = "AboutNoOrder";
    private static final String COMMAND = "Command";
    private static final String NOT_SWITCHED = "NotSwitched";
    private static final String ACT = "Act";
    static final String ASKED_AT = "AskedAt";
    static final String ASKED_FROM = "AskedFrom";

    private WhatForm() {}

    static String type(Recorded.What what) {
        return switch (what) {
            case Recorded.Sent(var command, boolean possResend) -> possResend ? AGAIN : CommandForm.type(command);
            case Recorded.Told _ -> REPORT;
            case Recorded.Silent _ -> SILENCE;
            case Recorded.NotSent _ -> UNSENT;
            case Recorded.Refused _ -> REFUSED;
            case Recorded.Unreadable _ -> UNREADABLE;
            case Recorded.AboutNoOrder _ -> ABOUT_NO_ORDER;
            case Recorded.Switched(var act) -> HaltForm.type(act);
            case Recorded.NotSwitched _ -> NOT_SWITCHED;
        };
    }

    static void write(Out out, Recorded.What what) throws IOException {
        switch (what) {
            case Recorded.Sent(var command, boolean possResend) -> {
                if (possResend) writeCommand(out, command);
                else CommandForm.write(out, command);
            }
            case Recorded.Told(var report) -> ReportForm.write(out, report);
            case Recorded.Silent(var silence) -> SilenceForm.write(out, silence);
            case Recorded.NotSent(var unsent) -> {
                out.text("ClOrdID", unsent.clOrdID().value());
                out.text("Reason", unsent.reason());
                out.time("At", unsent.at());
            }
            case Recorded.Refused(var command) -> writeCommand(out, command);
            case Recorded.Unreadable(var reason, var clOrdIDs, var orderID, var execIDs) -> {
                out.text("Reason", reason);
                out.list("ClOrdIDs");
                for (var clOrdID : clOrdIDs) out.element(clOrdID.value());
                out.endList();
                out.text("OrderID", orderID.value());
                out.list("ExecIDs");
                for (var execID : execIDs) out.element(execID.value());
                out.endList();
            }
            case Recorded.AboutNoOrder() -> {}
            case Recorded.Switched(var act) -> HaltForm.write(out, act);
            case Recorded.NotSwitched(var act) -> {
                out.field(ACT);
                out.object(HaltForm.type(act));
                HaltForm.write(out, act);
                out.end();
            }
        }
    }

    private static void writeCommand(Out out, Command command) throws IOException {
        out.field(COMMAND);
        out.object(CommandForm.type(command));
        CommandForm.write(out, command);
        out.end();
    }

    static Recorded.What read(In in, String type) throws IOException {
        return switch (type) {
            case REPORT -> new Recorded.Told(ReportForm.read(in));
            case SILENCE -> new Recorded.Silent(SilenceForm.read(in));
            case UNSENT -> new Recorded.NotSent(readUnsent(in));
            case AGAIN -> new Recorded.Sent(readCommand(in), true);
            case REFUSED -> new Recorded.Refused(readCommand(in));
            case UNREADABLE -> readUnreadable(in);
            case ABOUT_NO_ORDER -> {
                in.skipRest();
                yield new Recorded.AboutNoOrder();
            }
            case NOT_SWITCHED -> new Recorded.NotSwitched(readAct(in));
            case HaltForm.PULL, HaltForm.RELEASE -> new Recorded.Switched(HaltForm.read(in, type));
            default -> new Recorded.Sent(CommandForm.read(in, type), false);
        };
    }

    private static Unsent readUnsent(In in) throws IOException {
        var clOrdID = ClOrdID.NONE;
        var reason = "";
        long at = 0;
        while (in.next()) {
            switch (in.name()) {
                case "ClOrdID" -> clOrdID = new ClOrdID(in.text());
                case "Reason" -> reason = in.text();
                case "At" -> at = in.number();
                default -> in.skip();
            }
        }
        return new Unsent(clOrdID, reason, at);
    }

    private static KillSwitch readAct(In in) throws IOException {
        var acts = new ArrayList<KillSwitch>(1);
        while (in.next()) {
            if (in.name().equals(ACT)) {
                in.object();
                acts.add(HaltForm.read(in, in.type()));
            } else if (!in.notesAsker()) {
                in.skip();
            }
        }
        if (acts.size() != 1) throw new WireException("one Act was expected, not " + acts.size());
        return acts.getFirst();
    }

    private static Command readCommand(In in) throws IOException {
        var commands = new ArrayList<Command>(1);
        while (in.next()) {
            if (in.name().equals(COMMAND)) {
                in.object();
                commands.add(CommandForm.read(in, in.type()));
            } else if (!in.notesAsker()) {
                in.skip();
            }
        }
        if (commands.size() != 1) throw new WireException("one Command was expected, not " + commands.size());
        return commands.getFirst();
    }

    private static Recorded.Unreadable readUnreadable(In in) throws IOException {
        var reason = "";
        var clOrdIDs = List.<ClOrdID>of();
        var orderID = OrderID.NONE;
        var execIDs = List.<ExecID>of();
        while (in.next()) {
            switch (in.name()) {
                case "Reason" -> reason = in.text();
                case "ClOrdIDs" -> clOrdIDs = in.texts().stream().map(ClOrdID::new).toList();
                case "OrderID" -> orderID = new OrderID(in.text());
                case "ExecIDs" -> execIDs = in.texts().stream().map(ExecID::new).toList();
                default -> in.skip();
            }
        }
        return new Recorded.Unreadable(reason, clOrdIDs, orderID, execIDs);
    }
}
