package dev.plumbline.adapter.fix.client;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import quickfix.Message;
import quickfix.field.MsgType;

import dev.plumbline.adapter.fix.FixVersion;
import dev.plumbline.core.Life;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.Request;

/// What a client is told, as a FIX message of its version, without the fields of the session. Pure.
///
/// | | 4.2 | 4.4, 5.0 SP2 |
/// |---|---|---|
/// | a fill | ExecType(150) 1 or 2 | F |
/// | a correction | ExecTransType(20) 2, ExecType 1 or 2 | ExecType G |
/// | a bust | 20=1, ExecType 1 or 2 | ExecType H |
/// | the answer to a question | 20=3, ExecType as OrdStatus | ExecType I |
/// | replaced, nothing executed yet | OrdStatus(39) 5 | 0: 4.3 has dropped OrdStatus Replaced |
final class ReportEncoder {
    /// Text is for a person; what is longer is cut.
    private static final int LONGEST_TEXT = 400;
    private static final long NANOS = 1_000_000_000;
    private static final DateTimeFormatter MILLIS = utc("SSS");
    private static final DateTimeFormatter MICROS = utc("SSSSSS");

    private final FixVersion version;
    private final Message message = new Message();

    private ReportEncoder(FixVersion version, String msgType) {
        this.version = version;
        message.getHeader().setString(MsgType.FIELD, msgType);
    }

    private static DateTimeFormatter utc(String decimals) {
        return DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss." + decimals).withZone(ZoneOffset.UTC);
    }

    static Message encode(ClientReport report, FixVersion version) {
        boolean isReject = report.fact() instanceof Fact.RequestRejected;
        var encoder = new ReportEncoder(version, isReject ? MsgType.ORDER_CANCEL_REJECT : MsgType.EXECUTION_REPORT);
        encoder.ids(report);
        if (report.fact() instanceof Fact.RequestRejected(_, var kind)) encoder.cancelReject(report, kind);
        else encoder.executionReport(report);
        encoder.text(report.text());
        return encoder.message;
    }

    /// The present state, for who asks: it carries no news, and ExecID 0 (FIX 4.4: required and 0 for ExecType I).
    static Message status(Order picture, ClientReport last, FixVersion version) {
        var encoder = new ReportEncoder(version, MsgType.EXECUTION_REPORT);
        encoder.ids(last);
        encoder.set(17, "0");
        encoder.execType(encoder.is42() ? encoder.ordStatus(picture) : 'I', '3');
        encoder.order(picture);
        encoder.last("0", "0", false);
        encoder.time(last.transactTime());
        encoder.text(last.text());
        return encoder.message;
    }

    static Message blank(String msgType) {
        var message = new Message();
        message.getHeader().setString(MsgType.FIELD, msgType);
        return message;
    }

    private boolean is42() {
        return version == FixVersion.FIX_4_2;
    }

    private void ids(ClientReport report) {
        set(37, report.picture().orderID().value());
        if (!report.clOrdID().isNone()) set(11, report.clOrdID().value());
        if (!report.origClOrdID().isNone()) set(41, report.origClOrdID().value());
    }

    /// The broker's reason is not kept as a code, only as text: broker option (2) in 4.2, other (99) later.
    private void cancelReject(ClientReport report, Request.Kind kind) {
        set(39, ordStatus(report.picture()));
        set(434, kind == Request.Kind.REPLACE ? '2' : '1');
        set(102, is42() ? "2" : "99");
        if (!report.picture().account().value().isEmpty()) set(1, report.picture().account().value());
        time(report.transactTime());
    }

    private void executionReport(ClientReport report) {
        var picture = report.picture();
        set(17, report.execID());
        if (!report.execRefID().isEmpty()) set(19, report.execRefID());
        order(picture);
        switch (report.fact()) {
            case Fact.Acknowledged _ -> execType('0', '0');
            case Fact.Pending(_, var kind) -> execType(kind == Request.Kind.REPLACE ? 'E' : '6', '0');
            case Fact.Replaced _ -> execType('5', '0');
            case Fact.Restated(_, _, boolean rescales) -> restated(rescales ? "0" : "4");
            case Fact.Traded(_, var qty, var px, _) -> {
                execType(is42() ? fill(picture) : 'F', '0');
                last(qty.toString(), px.toString(), true);
            }
            case Fact.Corrected(_, var qty, var px, _) -> {
                execType(is42() ? fill(picture) : 'G', '2');
                last(qty.toString(), px.toString(), true);
            }
            case Fact.Busted _ -> execType(is42() ? fill(picture) : 'H', '1');
            case Fact.Turned(var turn) -> turned(turn);
            case Fact.Ended(var cause, _) -> ended(cause);
            case Fact.RequestRejected _ -> throw new AssertionError("is a message of its own: " + report);
        }
        if (!(report.fact() instanceof Fact.Traded) && !(report.fact() instanceof Fact.Corrected)) last("0", "0", false);
        time(report.transactTime());
    }

    /// 4.2 tells apart whether anything is left of the order.
    private static char fill(Order picture) {
        return picture.cumQty().isPositive() && !picture.cumQty().isLessThan(picture.orderQty()) ? '2' : '1';
    }

    /// ExecRestatementReason(378): a corporate action, or broker option for all that we do not know better.
    private void restated(String reason) {
        execType('D', '0');
        set(378, reason);
    }

    private void turned(Fact.Turn turn) {
        switch (turn) {
            case WORKS_AGAIN -> restated("1");
            case NOT_OVER -> restated("4");
            case DONE_FOR_DAY, SUSPENDED, STOPPED, CALCULATED -> execType(turn.execType(), '0');
        }
    }

    /// OrdRejReason(103) is the broker's, of which we keep the text: broker option (0).
    private void ended(Life.End cause) {
        switch (cause) {
            case CANCELED -> execType('4', '0');
            case EXPIRED -> execType('C', '0');
            case REJECTED -> {
                execType('8', '0');
                set(103, "0");
            }
            case NONE -> throw new AssertionError("has not ended");
        }
    }

    private void execType(char execType, char execTransType) {
        set(150, execType);
        if (is42()) set(20, execTransType);
    }

    private void order(Order picture) {
        set(39, ordStatus(picture));
        if (!picture.account().value().isEmpty()) set(1, picture.account().value());
        set(55, picture.symbol().value());
        set(54, picture.side().fix());
        if (picture.inForce().orderQty().isStated()) set(38, picture.orderQty().toString());
        if (picture.ordType() != OrdType.NONE && picture.ordType() != OrdType.OTHER) set(40, picture.ordType().fix());
        if (picture.price().isStated()) set(picture.ordType() == OrdType.STOP ? 99 : 44, picture.price().toString());
        set(59, picture.timeInForce().fix());
        set(14, picture.cumQty().toString());
        set(151, picture.leavesQty().toString());
        set(6, picture.avgPx().toString());
    }

    /// 4.2 appendix D: of a replaced order of which nothing is executed OrdStatus is Replaced, which outranks New.
    private char ordStatus(Order picture) {
        var status = picture.ordStatus();
        boolean isReplaced = picture.inForce().kind() == Request.Kind.REPLACE;
        return is42() && isReplaced && status == OrdStatus.NEW ? '5' : status.fix();
    }

    /// Required in 4.2 whatever the report; later only of trades and corrections.
    private void last(String qty, String px, boolean isTrade) {
        if (!is42() && !isTrade) return;
        set(32, qty);
        set(31, px);
    }

    private void time(long at) {
        set(60, timestamp(at, version));
    }

    /// Nobody but 5.0 SP2 allows more than milliseconds.
    static String timestamp(long at, FixVersion version) {
        var instant = Instant.ofEpochSecond(Math.floorDiv(at, NANOS), Math.floorMod(at, NANOS));
        return (version == FixVersion.FIX_5_0_SP2 ? MICROS : MILLIS).format(instant);
    }

    private void text(String text) {
        if (!text.isEmpty()) set(58, printable(text));
    }

    /// A delimiter inside a text would let it forge other fields.
    static String printable(String text) {
        var cut = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        var printable = new StringBuilder(cut.length());
        for (int i = 0; i < cut.length(); i++) printable.append(cut.charAt(i) < ' ' || cut.charAt(i) > '~' ? '?' : cut.charAt(i));
        return printable.toString();
    }

    private void set(int tag, char value) {
        message.setChar(tag, value);
    }

    private void set(int tag, String value) {
        message.setString(tag, value);
    }
}
