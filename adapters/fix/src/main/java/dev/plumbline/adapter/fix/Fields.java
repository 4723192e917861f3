package dev.plumbline.adapter.fix;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Money;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.TimeInForce;

/// The fields that reports and commands have in common, in the words of the core. A code that we do not know becomes
/// the case for that; only a number that is none throws [Unreadable].
final class Fields {
    private Fields() {}

    static ClOrdID clOrdID(FixMessage message, Dialect dialect) {
        var id = id(message, 11, dialect);
        return id.isEmpty() ? ClOrdID.NONE : new ClOrdID(id);
    }

    /// Some brokers put the ClOrdID itself there on every report (an FX book of 2025): that is no chain.
    static ClOrdID origClOrdID(FixMessage message, ClOrdID clOrdID, Dialect dialect) {
        var id = id(message, 41, dialect);
        return id.isEmpty() || id.equals(clOrdID.value()) ? ClOrdID.NONE : new ClOrdID(id);
    }

    /// BusinessRejectRefID(379): the business id of the message that was rejected, for ours its ClOrdID.
    static ClOrdID businessRejectRefID(FixMessage message, Dialect dialect) {
        var id = id(message, 379, dialect);
        return id.isEmpty() ? ClOrdID.NONE : new ClOrdID(id);
    }

    static OrderID orderID(FixMessage message, Dialect dialect) {
        var id = id(message, 37, dialect);
        return id.isEmpty() ? OrderID.NONE : new OrderID(id);
    }

    static ExecID execID(FixMessage message, int tag, Dialect dialect) {
        var id = id(message, tag, dialect);
        return id.isEmpty() ? ExecID.NONE : new ExecID(ExecIDKey.of(id, dialect.execID()));
    }

    /// An id, or empty where the value is one of those that brokers write for "none".
    private static String id(FixMessage message, int tag, Dialect dialect) {
        var text = message.text(tag);
        return dialect.noID().contains(text) ? "" : text;
    }

    /// A quantity that may not be negative; [Qty#NONE] where not stated.
    static Qty qty(FixMessage message, int tag, String name) {
        var text = message.text(tag);
        if (text.isEmpty()) return Qty.NONE;
        try {
            var qty = Qty.of(text);
            if (qty.signum() < 0) throw new Unreadable(name + "(" + tag + ") is negative: " + text);
            return qty;
        } catch (NumberFormatException e) {
            throw noNumber(name, tag, e);
        }
    }

    /// A price, of any sign; [Px#NONE] where not stated.
    static Px px(FixMessage message, int tag, String name) {
        var text = message.text(tag);
        if (text.isEmpty()) return Px.NONE;
        try {
            return Px.of(text);
        } catch (NumberFormatException e) {
            throw noNumber(name, tag, e);
        }
    }

    /// A price that is a quotient: brokers print it to as many decimals as their machine has. It is rounded to as many
    /// as a [Px] has.
    static Px average(FixMessage message, int tag, String name) {
        var text = message.text(tag);
        if (!text.matches("-?[0-9]{1,18}\\.[0-9]{9,}")) return px(message, tag, name);
        return Px.of(new BigDecimal(text).setScale(8, RoundingMode.HALF_EVEN).toPlainString());
    }

    /// @throws NumberFormatException where `text` is no FIX float
    static Money money(String text) {
        var px = Px.of(text);
        return Qty.of(1).times(px);
    }

    private static Unreadable noNumber(String name, int tag, NumberFormatException e) {
        return new Unreadable(name + "(" + tag + ") cannot be read: " + e.getMessage());
    }

    /// TransactTime(60); where it is missing, when the message was sent (first).
    static long time(FixMessage message, Dialect dialect) {
        long transactTime = message.timestamp(60);
        if (transactTime != 0) return UtcTimestamp.ofLocal(transactTime, dialect.transactTimeZone());
        long origSendingTime = message.timestamp(122);
        return origSendingTime != 0 ? origSendingTime : message.timestamp(52);
    }

    static OrdStatus ordStatus(FixMessage message, Dialect dialect) {
        return switch (code(message, 39, dialect.ordStatus())) {
            case '0' -> OrdStatus.NEW;
            case '1' -> OrdStatus.PARTIALLY_FILLED;
            case '2' -> OrdStatus.FILLED;
            case '3' -> OrdStatus.DONE_FOR_DAY;
            case '4' -> OrdStatus.CANCELED;
            case '6' -> OrdStatus.PENDING_CANCEL;
            case '7' -> OrdStatus.STOPPED;
            case '8' -> OrdStatus.REJECTED;
            case '9' -> OrdStatus.SUSPENDED;
            case 'A' -> OrdStatus.PENDING_NEW;
            case 'B' -> OrdStatus.CALCULATED;
            case 'C' -> OrdStatus.EXPIRED;
            case 'D' -> OrdStatus.ACCEPTED_FOR_BIDDING;
            case 'E' -> OrdStatus.PENDING_REPLACE;
            case '5', 'G', 'H' -> OrdStatus.EVENT_CODE;
            default -> OrdStatus.NONE;
        };
    }

    /// FIX's code for what the broker writes, 0 where there is none.
    static char code(FixMessage message, int tag, Map<String, Character> dialect) {
        if (dialect.isEmpty()) return message.code(tag);
        var meant = dialect.get(message.text(tag));
        return meant == null ? message.code(tag) : meant;
    }

    static Side side(FixMessage message) {
        return switch (message.code(54)) {
            case '1', '3' -> Side.BUY;
            case '2', '4' -> Side.SELL;
            case '5' -> Side.SELL_SHORT;
            case '6' -> Side.SELL_SHORT_EXEMPT;
            default -> Side.NONE;
        };
    }

    static OrdType ordType(FixMessage message) {
        return switch (message.code(40)) {
            case '1' -> OrdType.MARKET;
            case '2' -> OrdType.LIMIT;
            case '3' -> OrdType.STOP;
            case '4' -> OrdType.STOP_LIMIT;
            default -> message.has(40) ? OrdType.OTHER : OrdType.NONE;
        };
    }

    static TimeInForce timeInForce(FixMessage message) {
        return switch (message.code(59)) {
            case '1' -> TimeInForce.GOOD_TILL_CANCEL;
            case '2' -> TimeInForce.AT_THE_OPENING;
            case '3' -> TimeInForce.IMMEDIATE_OR_CANCEL;
            case '4' -> TimeInForce.FILL_OR_KILL;
            case '5' -> TimeInForce.GOOD_TILL_CROSSING;
            case '6' -> TimeInForce.GOOD_TILL_DATE;
            case '7' -> TimeInForce.AT_THE_CLOSE;
            default -> TimeInForce.DAY;
        };
    }

    static boolean isYes(FixMessage message, int tag) {
        return message.code(tag) == 'Y';
    }

    /// Leaves a decoder with the reason why a message cannot be read. Never leaves this package.
    static final class Unreadable extends RuntimeException {
        Unreadable(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
