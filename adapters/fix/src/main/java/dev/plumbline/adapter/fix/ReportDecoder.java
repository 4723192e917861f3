package dev.plumbline.adapter.fix;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.adapter.dialect.Dialect.ExecIDs;
import dev.plumbline.adapter.fix.Fields.Unreadable;
import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report;
import dev.plumbline.core.Symbol;

/// A broker's message to a [Report]: ExecutionReport(8), OrderCancelReject(9), Reject(3) and BusinessMessageReject(j)
/// of FIX 4.2 to 5.0 SP2. Pure, and throws for no bytes at all: what cannot be read, or cannot be true, comes back with
/// one clear reason. Text in a code field, such as OrdRejReason(103), is none. What a broker does otherwise than the
/// book is in its [Dialect].
public final class ReportDecoder {
    private static final ReportDecoder STANDARD = new ReportDecoder(Dialect.STANDARD);

    private final Dialect dialect;

    public ReportDecoder(Dialect dialect) {
        this.dialect = dialect;
    }

    /// Of a broker that keeps to the book.
    public static Decoded decode(BrokerSession session, FixMessage message) {
        return STANDARD.read(session, message);
    }

    public Decoded read(BrokerSession session, FixMessage message) {
        var clOrdID = Fields.clOrdID(message, dialect);
        var fault = message.fault();
        if (!fault.isEmpty()) return new Decoded.Unreadable(clOrdID, fault);
        try {
            return new Decoded.Read(report(session, clOrdID, message));
        } catch (Unreadable e) {
            return new Decoded.Unreadable(clOrdID, e.reason());
        }
    }

    private Report report(BrokerSession session, ClOrdID clOrdID, FixMessage message) {
        return switch (message.msgType()) {
            case "8" -> executionReport(session, clOrdID, message);
            case "9" -> about(session, clOrdID, message, Fields.execID(message, 17, dialect), new News.CancelRejected());
            case "3", "j" -> messageRejected(session, clOrdID, message);
            case "" -> throw new Unreadable("no MsgType(35)");
            default -> throw new Unreadable("no message of a broker about an order: MsgType(35) is " + message.msgType());
        };
    }

    private Report executionReport(BrokerSession session, ClOrdID clOrdID, FixMessage message) {
        if (isIgnored(message)) return remark(session, clOrdID, message);
        var stated = told(message);
        var told = ToldInTotals.of(stated, dialect);
        contradiction(told);
        var news = cumulated(message, told, news(message, stated));
        return Charges.in(message, about(session, clOrdID, message, execID(message, news), news, told));
    }

    /// It is kept with its order, and moves nothing.
    private Report remark(BrokerSession session, ClOrdID clOrdID, FixMessage message) {
        var execID = Fields.execID(message, 17, dialect);
        return about(session, clOrdID, message, execID, new News.Remark(), Report.Told.NOTHING);
    }

    /// All versions of a trade are one execution.
    private ExecID execID(FixMessage message, News news) {
        var execID = Fields.execID(message, 17, dialect);
        return news instanceof News.TradeVersion ? new ExecID(ExecIDKey.withoutVersion(execID.value())) : execID;
    }

    private boolean isIgnored(FixMessage message) {
        for (var field : dialect.ignoreReports()) if (message.text(field.tag()).equals(field.value())) return true;
        return false;
    }

    /// RefSeqNum(45) alone names our message in a Reject(3), and in many a BusinessMessageReject(j); see [SentMessages].
    private Report messageRejected(BrokerSession session, ClOrdID clOrdID, FixMessage message) {
        var refID = clOrdID.isNone() ? Fields.businessRejectRefID(message, dialect) : clOrdID;
        var news = new News.RequestRejected(message.text(372), Math.max(message.number(45), 0));
        return about(session, refID, message, ExecID.NONE, news);
    }

    private Report about(
            BrokerSession session, ClOrdID clOrdID, FixMessage message, ExecID execID, News news) {
        return about(session, clOrdID, message, execID, news, told(message));
    }

    private Report about(
            BrokerSession session,
            ClOrdID clOrdID,
            FixMessage message,
            ExecID execID,
            News news,
            Report.Told told) {
        return new Report(
                session,
                clOrdID,
                Fields.origClOrdID(message, clOrdID, dialect),
                Fields.orderID(message, dialect),
                execID,
                news,
                told,
                Fields.time(message, dialect),
                Fields.isYes(message, 43),
                Fields.isYes(message, 97),
                message.text(58));
    }

    private Report.Told told(FixMessage message) {
        return new Report.Told(
                Fields.ordStatus(message, dialect),
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
    private News news(FixMessage message, Report.Told stated) {
        var transType = message.text(20);
        return switch (transType) {
            case "", "0" -> byExecType(message, stated);
            case "1" -> tradeCancel(message);
            case "2" -> tradeCorrect(message);
            case "3" -> new News.OrderStatus();
            default -> throw new Unreadable("unknown ExecTransType(20): " + transType);
        };
    }

    private News byExecType(FixMessage message, Report.Told stated) {
        return switch (Fields.code(message, 150, dialect.execType())) {
            case '0' -> new News.New();
            case '1', '2', 'F' -> trade(message, stated);
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

    /// A LastQty of zero is no execution, whatever the ExecType says; but see [Dialect.FilledOfZero].
    private News trade(FixMessage message, Report.Told stated) {
        boolean isWhole = ToldInTotals.isFilledOfZero(stated, dialect) && !lastQty(message).isPositive();
        var lastQty = isWhole ? stated.orderQty() : lastQty(message);
        if (!lastQty.isPositive()) return new News.Remark();
        if (isGuarantee(lastQty, stated)) return new News.Stopped();
        var lastPx = isWhole ? lastPx(message).or(avgPx(message)) : lastPx(message);
        if (!lastPx.isStated()) throw new Unreadable("a trade without LastPx(31)");
        int version = version(message);
        return version < 0 ? new News.Trade(lastQty, lastPx) : new News.TradeVersion(lastQty, lastPx, version);
    }

    /// In 4.2 a stop is reported as PartialFill (D37): the quantity is guaranteed, and CumQty does not count it.
    private static boolean isGuarantee(Qty lastQty, Report.Told stated) {
        return stated.ordStatus() == OrdStatus.STOPPED
                && stated.cumQty().isStated()
                && stated.cumQty().isLessThan(lastQty);
    }

    /// Of the trade that the ExecID names, -1 where such ids have none.
    private int version(FixMessage message) {
        return dialect.execID() instanceof ExecIDs.Version ? ExecIDKey.version(message.text(17)) : -1;
    }

    /// A broker who names no executions tells of them in whatever it says of CumQty. An AvgPx of zero tells no price:
    /// CumQty then opens a gap, for a person to see.
    private News cumulated(FixMessage message, Report.Told told, News news) {
        if (dialect.executions() == Dialect.Executions.REPORTED || !told.cumQty().isPositive()) return news;
        var avgPx = avgPx(message);
        boolean isPriced = avgPx.isStated() && !avgPx.equals(Px.ZERO);
        return isPriced && saysNoMore(news, told.ordStatus()) ? new News.Executed(avgPx) : news;
    }

    /// What the news says beside CumQty is in OrdStatus, too. What says more keeps its meaning, and the next report
    /// tells the same CumQty again.
    private static boolean saysNoMore(News news, OrdStatus told) {
        return news instanceof News.Trade
                || news instanceof News.Remark
                || news instanceof News.OrderStatus
                || news instanceof News.New
                || (news instanceof News.Canceled && told == OrdStatus.CANCELED)
                || (news instanceof News.Expired && told == OrdStatus.EXPIRED);
    }

    /// LastQty is not read: the standard has 0 here, venues put what was busted.
    private News tradeCancel(FixMessage message) {
        return new News.TradeCancel(execRefID(message, "bust"));
    }

    private News tradeCorrect(FixMessage message) {
        var execRefID = execRefID(message, "correction");
        var lastQty = lastQty(message);
        if (!lastQty.isStated()) throw new Unreadable("a correction without LastQty(32)");
        int version = version(message);
        return version < 0
                ? new News.TradeCorrect(execRefID, lastQty, lastPx(message))
                : correctedVersion(lastQty, lastPx(message), version);
    }

    /// A version says all of its trade, so that it takes effect without an earlier one.
    private static News correctedVersion(Qty lastQty, Px lastPx, int version) {
        if (!lastPx.isStated()) throw new Unreadable("a version of a trade without LastPx(31)");
        return new News.TradeVersion(lastQty, lastPx, version);
    }

    private ExecID execRefID(FixMessage message, String what) {
        var execRefID = Fields.execID(message, 19, dialect);
        if (execRefID.isNone()) throw new Unreadable("a " + what + " without ExecRefID(19)");
        boolean isVersion = dialect.execID() instanceof ExecIDs.Version;
        return isVersion ? new ExecID(ExecIDKey.withoutVersion(execRefID.value())) : execRefID;
    }

    private static Qty lastQty(FixMessage message) {
        return Fields.qty(message, 32, "LastQty");
    }

    private static Px lastPx(FixMessage message) {
        return Fields.px(message, 31, "LastPx");
    }

    private static Px avgPx(FixMessage message) {
        return Fields.average(message, 6, "AvgPx");
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
