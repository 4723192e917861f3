package dev.plumbline.adapter.fix;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.fix.Fields.Unreadable;
import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.News;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report;
import dev.plumbline.core.Symbol;

/// A broker's message to a [Report]: ExecutionReport(8), OrderCancelReject(9), Reject(3) and BusinessMessageReject(j)
/// of FIX 4.2 to 5.0 SP2. Pure, and throws for no bytes at all: what cannot be read, or cannot be true, comes back with
/// one clear reason. Text in a code field, such as OrdRejReason(103), is none.
public final class ReportDecoder {
    private ReportDecoder() {}

    public static Decoded decode(BrokerSession session, FixMessage message) {
        var clOrdID = Fields.clOrdID(message);
        var fault = message.fault();
        if (!fault.isEmpty()) return new Decoded.Unreadable(clOrdID, fault);
        try {
            return new Decoded.Read(report(session, clOrdID, message));
        } catch (Unreadable e) {
            return new Decoded.Unreadable(clOrdID, e.reason());
        }
    }

    private static Report report(BrokerSession session, ClOrdID clOrdID, FixMessage message) {
        return switch (message.msgType()) {
            case "8" -> executionReport(session, clOrdID, message);
            case "9" -> about(session, clOrdID, message, Fields.execID(message, 17), new News.CancelRejected());
            case "3", "j" -> messageRejected(session, clOrdID, message);
            case "" -> throw new Unreadable("no MsgType(35)");
            default -> throw new Unreadable("no message of a broker about an order: MsgType(35) is " + message.msgType());
        };
    }

    private static Report executionReport(BrokerSession session, ClOrdID clOrdID, FixMessage message) {
        var report = about(session, clOrdID, message, Fields.execID(message, 17), news(message));
        contradiction(report.told());
        return report;
    }

    /// RefSeqNum(45) alone names our message in a Reject(3), and in many a BusinessMessageReject(j); see [SentMessages].
    private static Report messageRejected(BrokerSession session, ClOrdID clOrdID, FixMessage message) {
        var refID = clOrdID.isNone() ? Fields.businessRejectRefID(message) : clOrdID;
        var news = new News.RequestRejected(message.text(372), Math.max(message.number(45), 0));
        return about(session, refID, message, ExecID.NONE, news);
    }

    private static Report about(
            BrokerSession session, ClOrdID clOrdID, FixMessage message, ExecID execID, News news) {
        return new Report(
                session,
                clOrdID,
                Fields.origClOrdID(message, clOrdID),
                Fields.orderID(message),
                execID,
                news,
                told(message),
                Fields.time(message),
                Fields.isYes(message, 43),
                Fields.isYes(message, 97),
                message.text(58));
    }

    private static Report.Told told(FixMessage message) {
        return new Report.Told(
                Fields.ordStatus(message),
                new Account(message.text(1)),
                new Symbol(message.text(55)),
                Fields.side(message),
                Fields.ordType(message),
                Fields.timeInForce(message),
                Fields.qty(message, 38, "OrderQty"),
                Fields.px(message, 44, "Price"),
                Fields.qty(message, 14, "CumQty"),
                Fields.qty(message, 151, "LeavesQty"));
    }

    /// ExecTransType(20) is looked at first, whatever the version says: sessions of 4.4 still send it.
    private static News news(FixMessage message) {
        var transType = message.text(20);
        return switch (transType) {
            case "", "0" -> byExecType(message);
            case "1" -> tradeCancel(message);
            case "2" -> tradeCorrect(message);
            case "3" -> new News.OrderStatus();
            default -> throw new Unreadable("unknown ExecTransType(20): " + transType);
        };
    }

    private static News byExecType(FixMessage message) {
        return switch (message.code(150)) {
            case '0' -> new News.New();
            case '1', '2', 'F' -> trade(message);
            case '3' -> new News.DoneForDay();
            case '4' -> new News.Canceled();
            case '5' -> new News.Replaced();
            case '6' -> new News.PendingCancel();
            case '7' -> new News.Stopped();
            case '8' -> new News.Rejected();
            case '9' -> new News.Suspended();
            case 'A' -> new News.PendingNew();
            case 'B' -> new News.Calculated();
            case 'C' -> new News.Expired();
            case 'D' -> new News.Restated((int) Math.min(message.number(378), Integer.MAX_VALUE));
            case 'E' -> new News.PendingReplace();
            case 'G' -> tradeCorrect(message);
            case 'H' -> tradeCancel(message);
            case 'I' -> new News.OrderStatus();
            case 'J', 'K', 'M', 'N' -> new News.Remark();
            case 'L' -> new News.Triggered();
            default -> throw new Unreadable(
                    message.has(150) ? "unknown ExecType(150): " + message.text(150) : "no ExecType(150)");
        };
    }

    /// A LastQty of zero is no execution, whatever the ExecType says.
    private static News trade(FixMessage message) {
        var lastQty = lastQty(message);
        if (!lastQty.isPositive()) return new News.Remark();
        var lastPx = lastPx(message);
        if (!lastPx.isStated()) throw new Unreadable("a trade without LastPx(31)");
        return new News.Trade(lastQty, lastPx);
    }

    /// LastQty is not read: the standard has 0 here, venues put what was busted.
    private static News tradeCancel(FixMessage message) {
        return new News.TradeCancel(execRefID(message, "bust"));
    }

    private static News tradeCorrect(FixMessage message) {
        var execRefID = execRefID(message, "correction");
        var lastQty = lastQty(message);
        if (!lastQty.isStated()) throw new Unreadable("a correction without LastQty(32)");
        return new News.TradeCorrect(execRefID, lastQty, lastPx(message));
    }

    private static ExecID execRefID(FixMessage message, String what) {
        var execRefID = Fields.execID(message, 19);
        if (execRefID.isNone()) throw new Unreadable("a " + what + " without ExecRefID(19)");
        return execRefID;
    }

    private static Qty lastQty(FixMessage message) {
        return Fields.qty(message, 32, "LastQty");
    }

    private static Px lastPx(FixMessage message) {
        return Fields.px(message, 31, "LastPx");
    }

    /// Figures that cannot all be true, seen where a broker took one for another (LeavesQty for CumQty). An overfill
    /// leaves nothing open and is no contradiction.
    private static void contradiction(Report.Told told) {
        if (!isLive(told) || !told.cumQty().isStated() || !told.orderQty().isStated()) return;
        if (!told.leavesQty().isPositive() || !exceeds(told)) return;
        throw new Unreadable("CumQty(14) " + told.cumQty() + " and LeavesQty(151) " + told.leavesQty()
                + " are more than OrderQty(38) " + told.orderQty());
    }

    private static boolean exceeds(Report.Told told) {
        try {
            return told.cumQty().plus(told.leavesQty()).isMoreThan(told.orderQty());
        } catch (ArithmeticException tooLarge) {
            return true;
        }
    }

    private static boolean isLive(Report.Told told) {
        return switch (told.ordStatus()) {
            case NEW, PARTIALLY_FILLED, PENDING_NEW, PENDING_CANCEL, PENDING_REPLACE, STOPPED, SUSPENDED,
                    ACCEPTED_FOR_BIDDING -> true;
            case FILLED, DONE_FOR_DAY, CALCULATED, CANCELED, EXPIRED, REJECTED, EVENT_CODE, NONE -> false;
        };
    }
}
