package dev.plumbline.adapter.fix.client;

import java.util.Map;

import dev.plumbline.adapter.fix.FixMessage;
import dev.plumbline.adapter.fix.FixVersion;
import dev.plumbline.core.Account;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.DeskMessage.Wish;

/// A client's message to what it asks for, or to the reject that FIX has for what is wrong with it, with a text that names the tag
/// and the mend. Pure, and throws for no bytes at all.
///
/// What would change the meaning of an order and cannot be passed on to a broker, such as MinQty(110), is refused and never
/// passed over: the client would get another order than it sent.
final class ClientReader {
    /// Of ids and symbols.
    static final int LONGEST = 64;

    private static final Map<Integer, String> UNSUPPORTED = Map.ofEntries(
            Map.entry(18, "ExecInst"), Map.entry(110, "MinQty"), Map.entry(111, "MaxFloor"), Map.entry(126, "ExpireTime"),
            Map.entry(152, "CashOrderQty"), Map.entry(168, "EffectiveTime"), Map.entry(200, "MaturityMonthYear"),
            Map.entry(202, "StrikePrice"), Map.entry(211, "PegOffsetValue"), Map.entry(388, "DiscretionInst"),
            Map.entry(432, "ExpireDate"), Map.entry(541, "MaturityDate"), Map.entry(1100, "TriggerType"), Map.entry(1138, "DisplayQty"));

    private final ClientSession session;

    ClientReader(ClientSession session) {
        this.session = session;
    }

    Wanted read(FixMessage message) {
        try {
            return wanted(message);
        } catch (Fault fault) {
            return fault.wanted;
        }
    }

    private Wanted wanted(FixMessage message) {
        var msgType = message.msgType();
        boolean isOf43 = msgType.equals("AF") || msgType.equals("q");
        if (isOf43 && session.version() == FixVersion.FIX_4_2) throw unsupported(message, "MsgType(35) " + msgType + " came with FIX 4.3");
        if (session.dropCopy()) throw notHere(message, "this session is a drop copy: it is told of orders, and takes none");
        return switch (msgType) {
            case "D" -> enter(message);
            case "F" -> new Wanted.Cancel(id(message), orig(message), order(message));
            case "G" -> replace(message);
            case "H" -> status(message);
            case "AF" -> massStatus(message);
            case "q" -> massCancel(message);
            default -> throw unsupported(message, "MsgType(35) " + msgType + " is not taken here: send D, F, G, H, AF or q");
        };
    }

    private static Fault unsupported(FixMessage message, String text) {
        return new Fault(new Wanted.Refused(3, message.text(11), text));
    }

    /// BusinessRejectReason 6, not authorized, came with 4.4; 0 is other.
    private Fault notHere(FixMessage message, String text) {
        return new Fault(new Wanted.Refused(session.version() == FixVersion.FIX_4_2 ? 0 : 6, message.text(11), text));
    }

    private Wanted enter(FixMessage message) {
        var clOrdID = id(message);
        var symbol = symbol(message);
        char side = oneOf(message, 54, "Side", "123456789ABCDEFG");
        char type = oneOf(message, 40, "OrdType", "123456789ABCDEFGHIJKLMPQRSTUVWXY");
        var orderQty = qty(message);
        for (var field : UNSUPPORTED.entrySet())
            if (message.has(field.getKey()))
                throw no(clOrdID, 11, field.getValue() + "(" + field.getKey() + ") cannot be passed on to a broker: send the order without it");
        if (message.code(21) == '3') throw no(clOrdID, 11, "HandlInst(21) 3, manual, is not taken here: send 1 or 2");
        if (symbol.isNone()) throw no(clOrdID, 1, "Symbol(55) has a character that no symbol has, or more than " + LONGEST);
        if (!orderQty.isPositive()) throw no(clOrdID, is42() ? 0 : 13, "OrderQty(38) must be above 0, and is " + message.text(38));
        var account = account(message, clOrdID);
        return new Wanted.Enter(clOrdID, new Wish.Enter(
                route(message, clOrdID, account), account, symbol, side(side, clOrdID), orderQty, ordType(type, clOrdID),
                price(message, clOrdID, type), timeInForce(message, clOrdID)));
    }

    private boolean is42() {
        return session.version() == FixVersion.FIX_4_2;
    }

    private Account account(FixMessage message, ClOrdID clOrdID) {
        var account = message.text(1);
        var allowed = session.accounts();
        if (account.isEmpty() && allowed.size() == 1) return new Account(allowed.iterator().next());
        if (account.isEmpty()) throw missing(message, 1, "Account", "this session has several accounts");
        if (!isPrintable(account, LONGEST) || (!allowed.isEmpty() && !allowed.contains(account)))
            throw no(clOrdID, is42() ? 0 : 15, "Account(1) " + ReportEncoder.printable(account) + " is none that this session may use");
        return new Account(account);
    }

    private String route(FixMessage message, ClOrdID clOrdID, Account account) {
        var destination = message.text(100);
        if (destination.isEmpty()) return session.routeByAccount().getOrDefault(account.value(), session.route());
        var route = session.routeByDestination().get(destination);
        if (route == null) throw no(clOrdID, 0, "ExDestination(100) " + ReportEncoder.printable(destination) + " is not known here: leave it out, or have it configured");
        return route;
    }

    private static Side side(char side, ClOrdID clOrdID) {
        return switch (side) {
            case '1' -> Side.BUY;
            case '2' -> Side.SELL;
            case '5' -> Side.SELL_SHORT;
            case '6' -> Side.SELL_SHORT_EXEMPT;
            default -> throw no(clOrdID, 11, "Side(54) " + side + " is not taken here: send 1, 2, 5 or 6");
        };
    }

    private static OrdType ordType(char type, ClOrdID clOrdID) {
        return switch (type) {
            case '1' -> OrdType.MARKET;
            case '2' -> OrdType.LIMIT;
            case '3' -> OrdType.STOP;
            default -> throw no(clOrdID, 11, "OrdType(40) " + type + " is not taken here: send 1, 2 or 3");
        };
    }

    private Px price(FixMessage message, ClOrdID clOrdID, char type) {
        if (type != '2' && message.has(44)) throw no(clOrdID, 11, "Price(44) belongs to a limit order, and OrdType(40) is " + type);
        if (type != '3' && message.has(99)) throw no(clOrdID, 11, "StopPx(99) belongs to a stop order, and OrdType(40) is " + type);
        return switch (type) {
            case '2' -> px(message, 44, "Price");
            case '3' -> px(message, 99, "StopPx");
            default -> Px.NONE;
        };
    }

    /// FIX takes an absent one for Day.
    private static TimeInForce timeInForce(FixMessage message, ClOrdID clOrdID) {
        if (!message.has(59)) return TimeInForce.DAY;
        return switch (oneOf(message, 59, "TimeInForce", "0123456789ABC")) {
            case '0' -> TimeInForce.DAY;
            case '1' -> TimeInForce.GOOD_TILL_CANCEL;
            case '2' -> TimeInForce.AT_THE_OPENING;
            case '3' -> TimeInForce.IMMEDIATE_OR_CANCEL;
            case '4' -> TimeInForce.FILL_OR_KILL;
            case '5' -> TimeInForce.GOOD_TILL_CROSSING;
            case '7' -> TimeInForce.AT_THE_CLOSE;
            default -> throw no(clOrdID, 11, "TimeInForce(59) " + message.text(59) + " is not taken here: send 0, 1, 2, 3, 4, 5 or 7");
        };
    }

    private Wanted replace(FixMessage message) {
        var clOrdID = id(message);
        var orig = orig(message);
        var order = order(message);
        char type = message.has(40) ? oneOf(message, 40, "OrdType", "123456789ABCDEFGHIJKLMPQRSTUVWXY") : 0;
        var orderQty = qty(message);
        for (var field : UNSUPPORTED.entrySet())
            if (message.has(field.getKey()))
                throw new Fault(new Wanted.NoRequest(clOrdID, orig, Request.Kind.REPLACE, otherReason(), field.getValue() + "(" + field.getKey()
                        + ") cannot be passed on to a broker: send the request without it"));
        if (!orderQty.isPositive())
            throw new Fault(new Wanted.NoRequest(clOrdID, orig, Request.Kind.REPLACE, otherReason(),
                    "OrderQty(38) must be above 0, and is " + message.text(38) + ": cancel the order instead"));
        var price = message.has(44) ? px(message, 44, "Price") : message.has(99) ? px(message, 99, "StopPx") : Px.NONE;
        var side = message.has(54) ? side(oneOf(message, 54, "Side", "123456789ABCDEFG")) : Side.NONE;
        return new Wanted.Replace(clOrdID, orig, order, orderQty, price, new Symbol(message.text(55)), side, type);
    }

    /// CxlRejReason(102): broker option in 4.2, which has no other.
    private int otherReason() {
        return is42() ? 2 : 99;
    }

    private static Side side(char code) {
        for (var side : Side.values()) if (side.fix() == code) return side;
        return Side.NONE;
    }

    private Wanted status(FixMessage message) {
        if (!message.has(11) && !message.has(37)) throw lacks(11, "ClOrdID", "or OrderID(37)");
        return new Wanted.Status(message.has(11) ? id(message) : ClOrdID.NONE, order(message), shortText(message, 790, "OrdStatusReqID"));
    }

    private Wanted massStatus(FixMessage message) {
        if (!message.has(584)) throw lacks(584, "MassStatusReqID", "");
        var id = shortText(message, 584, "MassStatusReqID");
        if (!message.has(585)) throw lacks(585, "MassStatusReqType", "");
        return switch (message.text(585)) {
            case "1" -> {
                if (symbol(message).isNone()) throw new Fault(new Wanted.Refused(0, id, "Symbol(55) is none that an order here can have"));
                yield new Wanted.MassStatus(id, symbol(message));
            }
            case "7" -> new Wanted.MassStatus(id, Symbol.NONE);
            default -> throw new Fault(new Wanted.Refused(0, id, "MassStatusReqType(585) is not taken here but 1, for a symbol, or 7, for all orders"));
        };
    }

    private Wanted massCancel(FixMessage message) {
        var clOrdID = id(message);
        char type = oneOf(message, 530, "MassCancelRequestType", "123456789ABC");
        var side = message.has(54) ? side(oneOf(message, 54, "Side", "123456789ABCDEFG")) : Side.NONE;
        // What is not understood must not be taken for all there is.
        if (message.has(54) && side == Side.NONE)
            throw new Fault(new Wanted.NoMassCancel(clOrdID, type, 0,
                    "Side(54) " + message.text(54) + " is that of no order here: send 1, 2, 5 or 6, or leave it out for all"));
        if (type == '1' && symbol(message).isNone())
            throw new Fault(new Wanted.NoMassCancel(clOrdID, type, 0, "Symbol(55) is none that an order here can have"));
        return switch (type) {
            case '1' -> new Wanted.MassCancel(clOrdID, type, symbol(message), side);
            case '7' -> new Wanted.MassCancel(clOrdID, type, Symbol.NONE, side);
            default -> throw new Fault(new Wanted.NoMassCancel(clOrdID, type, 0,
                    "MassCancelRequestType(530) " + type + " is not taken here: send 1, for a symbol, or 7, for all orders"));
        };
    }

    private static ClOrdID id(FixMessage message) {
        if (!message.has(11)) throw lacks(11, "ClOrdID", "");
        return new ClOrdID(shortText(message, 11, "ClOrdID"));
    }

    private static ClOrdID orig(FixMessage message) {
        if (!message.has(41) && !message.has(37)) throw lacks(41, "OrigClOrdID", "or OrderID(37)");
        return message.has(41) ? new ClOrdID(shortText(message, 41, "OrigClOrdID")) : ClOrdID.NONE;
    }

    private static OrderKey order(FixMessage message) {
        return new OrderKey(message.has(37) ? shortText(message, 37, "OrderID") : "");
    }

    private static String shortText(FixMessage message, int tag, String name) {
        var text = message.text(tag);
        if (!text.isEmpty() && !isPrintable(text, LONGEST))
            throw wrong(tag, name + "(" + tag + ") may have " + LONGEST + " characters, printable ones of ASCII");
        return text;
    }

    private static boolean isPrintable(String text, int longest) {
        return text.length() <= longest && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static Symbol symbol(FixMessage message) {
        if (!message.has(55)) throw lacks(55, "Symbol", "");
        return isPrintable(message.text(55), LONGEST) ? new Symbol(message.text(55)) : Symbol.NONE;
    }

    private static char oneOf(FixMessage message, int tag, String name, String codes) {
        if (!message.has(tag)) throw lacks(tag, name, "");
        char code = message.code(tag);
        if (code == 0 || codes.indexOf(code) < 0) throw wrong(tag, name + "(" + tag + ") has no value of FIX");
        return code;
    }

    private static Qty qty(FixMessage message) {
        if (message.has(152)) return Qty.of(1);
        if (!message.has(38)) throw lacks(38, "OrderQty", "");
        try {
            return Qty.of(message.text(38));
        } catch (NumberFormatException | ArithmeticException e) {
            throw noNumber(38, "OrderQty");
        }
    }

    private static Px px(FixMessage message, int tag, String name) {
        if (!message.has(tag)) throw missing(message, tag, name, "OrdType(40) is " + message.text(40));
        try {
            return Px.of(message.text(tag));
        } catch (NumberFormatException | ArithmeticException e) {
            throw noNumber(tag, name);
        }
    }

    /// SessionRejectReason 1: required tag missing.
    private static Fault lacks(int tag, String name, String or) {
        return new Fault(new Wanted.Unreadable(1, tag, name + "(" + tag + ") " + (or.isEmpty() ? "" : or + " ") + "is missing"));
    }

    /// 5: value is incorrect for this tag.
    private static Fault wrong(int tag, String text) {
        return new Fault(new Wanted.Unreadable(5, tag, text));
    }

    /// 6: incorrect data format for value.
    private static Fault noNumber(int tag, String name) {
        return new Fault(new Wanted.Unreadable(6, tag, name + "(" + tag + ") is no number that can be read: up to 18 digits, a point, no exponent"));
    }

    /// BusinessRejectReason 5: conditionally required field missing.
    private static Fault missing(FixMessage message, int tag, String name, String because) {
        return new Fault(new Wanted.Refused(5, message.text(11), name + "(" + tag + ") is missing, and " + because));
    }

    private static Fault no(ClOrdID clOrdID, int reason, String text) {
        return new Fault(new Wanted.NoOrder(clOrdID, reason, text));
    }

    /// Leaves the reader with what is wrong. Never leaves this class.
    private static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Wanted wanted;

        Fault(Wanted wanted) {
            super(null, null, false, false);
            this.wanted = wanted;
        }
    }
}
