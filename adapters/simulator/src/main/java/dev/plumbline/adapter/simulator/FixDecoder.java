package dev.plumbline.adapter.simulator;

import java.util.function.Function;

import quickfix.FieldNotFound;
import quickfix.IncorrectDataFormat;
import quickfix.IncorrectTagValue;
import quickfix.Message;
import quickfix.UnsupportedMessageType;
import quickfix.field.MsgType;

import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// From the client's FIX message to what it asks. Pure: what cannot be read is thrown, and QuickFIX/J answers it with
/// Reject(3) or BusinessMessageReject(j).
final class FixDecoder {
    private final BrokerSession session;

    FixDecoder(BrokerSession session) {
        this.session = session;
    }

    /// @param receivedAt nanoseconds since the epoch, UTC
    Command decode(Message message, long receivedAt)
            throws FieldNotFound, IncorrectDataFormat, IncorrectTagValue, UnsupportedMessageType {
        return switch (message.getHeader().getString(Tag.MSG_TYPE)) {
            case MsgType.NEW_ORDER_SINGLE -> enter(message, receivedAt);
            case MsgType.ORDER_CANCEL_REQUEST -> new Command.Cancel(clOrdID(message), orig(message), receivedAt);
            case MsgType.ORDER_CANCEL_REPLACE_REQUEST -> new Command.Replace(
                    clOrdID(message), orig(message), qty(message), price(message), receivedAt);
            case MsgType.ORDER_STATUS_REQUEST -> new Command.Status(clOrdID(message), receivedAt);
            default -> throw new UnsupportedMessageType();
        };
    }

    private Command enter(Message message, long receivedAt)
            throws FieldNotFound, IncorrectDataFormat, IncorrectTagValue {
        return new Command.Enter(
                clOrdID(message),
                session,
                new Account(text(message, Tag.ACCOUNT)),
                new Symbol(message.getString(Tag.SYMBOL)),
                side(message.getString(Tag.SIDE)),
                qty(message),
                ordType(message.getString(Tag.ORD_TYPE)),
                price(message),
                timeInForce(text(message, Tag.TIME_IN_FORCE)),
                receivedAt);
    }

    private static ClOrdID clOrdID(Message message) throws FieldNotFound {
        return new ClOrdID(message.getString(Tag.CLORDID));
    }

    private static ClOrdID orig(Message message) throws FieldNotFound {
        return new ClOrdID(message.getString(Tag.ORIG_CLORDID));
    }

    private static Qty qty(Message message) throws IncorrectDataFormat {
        var text = text(message, Tag.ORDER_QTY);
        return text.isEmpty() ? Qty.NONE : number(Tag.ORDER_QTY, text, Qty::of);
    }

    private static Px price(Message message) throws IncorrectDataFormat {
        var text = text(message, Tag.PRICE);
        return text.isEmpty() ? Px.NONE : number(Tag.PRICE, text, Px::of);
    }

    private static <T> T number(int tag, String text, Function<String, T> parse) throws IncorrectDataFormat {
        try {
            return parse.apply(text);
        } catch (NumberFormatException wrong) {
            throw new IncorrectDataFormat(tag, text);
        }
    }

    private static Side side(String code) {
        for (var side : Side.values()) if (side != Side.NONE && is(side.fix(), code)) return side;
        return Side.NONE;
    }

    private static OrdType ordType(String code) {
        for (var ordType : OrdType.values()) if (ordType != OrdType.NONE && is(ordType.fix(), code)) return ordType;
        return OrdType.OTHER;
    }

    private static TimeInForce timeInForce(String code) throws IncorrectTagValue {
        if (code.isEmpty()) return TimeInForce.DAY;
        for (var timeInForce : TimeInForce.values()) if (is(timeInForce.fix(), code)) return timeInForce;
        throw new IncorrectTagValue(Tag.TIME_IN_FORCE, code);
    }

    private static boolean is(char fix, String code) {
        return code.length() == 1 && code.charAt(0) == fix;
    }

    private static String text(Message message, int tag) {
        return message.getOptionalString(tag).orElse("");
    }
}
