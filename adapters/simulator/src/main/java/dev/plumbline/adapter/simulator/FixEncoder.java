package dev.plumbline.adapter.simulator;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

import quickfix.Message;
import quickfix.field.MsgType;

import dev.plumbline.adapter.simulator.BrokerMessage.CancelReject;
import dev.plumbline.adapter.simulator.BrokerMessage.ExecutionReport;
import dev.plumbline.adapter.simulator.BrokerMessage.Standing;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Side;

/// From what the broker says to a FIX message of the session's version. Pure; the session adds its header later.
final class FixEncoder {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final char UNDISCLOSED = '7';
    private static final char REPLACED = '5';

    private final FixVersion version;

    FixEncoder(FixVersion version) {
        this.version = version;
    }

    Message encode(Outgoing outgoing) {
        var fix = encode(outgoing.message());
        if (outgoing.possResend()) fix.getHeader().setBoolean(Tag.POSS_RESEND, true);
        garble(fix, outgoing.garbling());
        return fix;
    }

    private void garble(Message fix, Outgoing.Garbling garbling) {
        switch (garbling) {
            case NONE -> {}
            case NO_NUMBER -> fix.setString(Tag.CUM_QTY, "many");
            case UNKNOWN_EXEC_TYPE -> {
                // With a bust, a correction or a status, 4.2 does not look at ExecType.
                if (version.hasExecTransType()) fix.setChar(Tag.EXEC_TRANS_TYPE, '0');
                fix.setChar(Tag.EXEC_TYPE, 'Z');
            }
        }
    }

    private Message encode(BrokerMessage message) {
        return switch (message) {
            case ExecutionReport report -> report(report);
            case CancelReject reject -> reject(reject);
        };
    }

    private Message report(ExecutionReport report) {
        var fix = message(MsgType.EXECUTION_REPORT);
        var standing = report.standing();
        ids(fix, report);
        if (version.hasExecTransType()) fix.setChar(Tag.EXEC_TRANS_TYPE, execTransType(report.execType()));
        fix.setChar(Tag.EXEC_TYPE, version.hasExecTransType() ? execType42(report) : report.execType().fix());
        fix.setChar(Tag.ORD_STATUS, ordStatus(report));
        if (report.ordRejReason() != OrdRejReason.NONE)
            fix.setInt(Tag.ORD_REJ_REASON, report.ordRejReason().fix(version));
        if (report.execRestatementReason() != ExecRestatementReason.NONE)
            fix.setInt(Tag.EXEC_RESTATEMENT_REASON, report.execRestatementReason().fix());
        order(fix, standing);
        fix.setString(Tag.LAST_QTY, report.lastQty().toString());
        fix.setString(Tag.LAST_PX, report.lastPx().toString());
        fix.setString(Tag.LEAVES_QTY, standing.leavesQty().toString());
        fix.setString(Tag.CUM_QTY, standing.cumQty().toString());
        fix.setString(Tag.AVG_PX, standing.avgPx().toString());
        ending(fix, report.text(), report.transactTime());
        return fix;
    }

    private static void ids(Message fix, ExecutionReport report) {
        fix.setString(Tag.ORDERID, text(report.standing().orderID()));
        fix.setString(Tag.CLORDID, report.clOrdID().value());
        if (!report.origClOrdID().isNone()) fix.setString(Tag.ORIG_CLORDID, report.origClOrdID().value());
        fix.setString(Tag.EXECID, report.execID().value());
        if (!report.execRefID().isNone()) fix.setString(Tag.EXEC_REF_ID, report.execRefID().value());
    }

    private static void order(Message fix, Standing standing) {
        if (!standing.account().isNone()) fix.setString(Tag.ACCOUNT, standing.account().value());
        fix.setString(Tag.SYMBOL, standing.symbol().isNone() ? "[N/A]" : standing.symbol().value());
        fix.setChar(Tag.SIDE, standing.side() == Side.NONE ? UNDISCLOSED : standing.side().fix());
        if (standing.orderQty().isStated()) fix.setString(Tag.ORDER_QTY, standing.orderQty().toString());
        if (standing.price().isStated()) fix.setString(Tag.PRICE, standing.price().toString());
        if (standing.ordType() != OrdType.NONE && standing.ordType() != OrdType.OTHER) {
            fix.setChar(Tag.ORD_TYPE, standing.ordType().fix());
            fix.setChar(Tag.TIME_IN_FORCE, standing.timeInForce().fix());
        }
    }

    private Message reject(CancelReject reject) {
        var fix = message(MsgType.ORDER_CANCEL_REJECT);
        fix.setString(Tag.ORDERID, text(reject.orderID()));
        fix.setString(Tag.CLORDID, reject.clOrdID().value());
        // 4.2 repeats the id that was asked about; later versions name the one last accepted.
        var orig = version == FixVersion.FIX42 ? reject.askedClOrdID() : reject.origClOrdID();
        fix.setString(Tag.ORIG_CLORDID, orig.value());
        fix.setChar(Tag.ORD_STATUS, reject.ordStatus().fix());
        fix.setChar(Tag.CXL_REJ_RESPONSE_TO, reject.toReplace() ? '2' : '1');
        fix.setInt(Tag.CXL_REJ_REASON, reject.cxlRejReason().fix(version));
        ending(fix, reject.text(), reject.transactTime());
        return fix;
    }

    private void ending(Message fix, String text, long transactTime) {
        if (!text.isEmpty()) fix.setString(Tag.TEXT, text);
        fix.setUtcTimeStamp(Tag.TRANSACT_TIME, utc(transactTime), version.finest());
    }

    private static LocalDateTime utc(long nanos) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(nanos, NANOS_PER_SECOND), (int) Math.floorMod(nanos, NANOS_PER_SECOND), ZoneOffset.UTC);
    }

    /// 20: New, Cancel, Correct, Status.
    private static char execTransType(ExecType execType) {
        return switch (execType) {
            case TRADE_CANCEL -> '1';
            case TRADE_CORRECT -> '2';
            case ORDER_STATUS -> '3';
            case NEW, CANCELED, REPLACED, PENDING_CANCEL, REJECTED, PENDING_NEW, EXPIRED, RESTATED, PENDING_REPLACE,
                    TRADE -> '0';
        };
    }

    /// 4.2 tells partial from last fill, says PartialFill with a bust or a correction, and the state with a status.
    private static char execType42(ExecutionReport report) {
        return switch (report.execType()) {
            case TRADE -> report.standing().leavesQty().isZero() ? '2' : '1';
            case TRADE_CANCEL, TRADE_CORRECT -> '1';
            case ORDER_STATUS -> report.standing().ordStatus().fix();
            case NEW, CANCELED, REPLACED, PENDING_CANCEL, REJECTED, PENDING_NEW, EXPIRED, RESTATED, PENDING_REPLACE ->
                report.execType().fix();
        };
    }

    /// 4.2 has an OrdStatus Replaced, above New and below PartiallyFilled.
    private char ordStatus(ExecutionReport report) {
        var ordStatus = report.standing().ordStatus();
        boolean replaced = report.execType() == ExecType.REPLACED && ordStatus == OrdStatus.NEW;
        return version == FixVersion.FIX42 && replaced ? REPLACED : ordStatus.fix();
    }

    private static String text(OrderID orderID) {
        return orderID.isNone() ? "NONE" : orderID.value();
    }

    private static Message message(String msgType) {
        var fix = new Message();
        fix.getHeader().setString(Tag.MSG_TYPE, msgType);
        return fix;
    }
}
