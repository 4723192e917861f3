package dev.plumbline.console.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import dev.plumbline.console.filter.Fields.Choice;
import dev.plumbline.console.ui.Show;
import dev.plumbline.console.ui.Stuck;
import dev.plumbline.core.Flag;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Request;
import dev.plumbline.core.Request.Stage;
import dev.plumbline.core.Side;
import dev.plumbline.core.TimeInForce;

/// What can be asked of orders. A status matches whatever is true of the order: one that is partly filled while its
/// cancel is on its way is `st:partial` and `st:cxlsent`.
public final class OrderFields {
    private OrderFields() {}

    /// With no order entered here.
    ///
    /// @param now nanoseconds since the epoch, for ages
    public static Fields<Order> of(LongSupplier now) {
        return of(now, _ -> false);
    }

    /// @param now nanoseconds since the epoch, for ages
    /// @param isOwn whether an order was entered here; known a moment after the order itself
    public static Fields<Order> of(LongSupplier now, Predicate<Order> isOwn) {
        return Fields.<Order>builder()
                .text("sym", "Symbol", order -> order.symbol().value(), "symbol")
                .choice("side", "Side", order -> bit(order.side()), sides())
                .choice("st", "status, and what is on its way", OrderFields::states, statusWords(), "status", "ordstatus")
                .quantity("qty", "OrderQty", Order::orderQty, "orderqty")
                .share("filled", "CumQty, or its share of OrderQty", Order::cumQty, Order::orderQty, "cum", "cumqty")
                .quantity("leaves", "LeavesQty", Order::leavesQty, "leavesqty")
                .price("px", "Price, the limit", Order::price, "limit", "price")
                .price("avg", "AvgPx of what was executed", OrderFields::avgPx, "avgpx")
                .text("acct", "Account", order -> order.account().value(), "account")
                .text("broker", "session to the broker", order -> order.session().value(), "session")
                .part("id", "ClOrdID or OrderID", List.of(order -> order.clOrdID().value(), OrderFields::orderID),
                        "clordid", "orderid")
                .choice("type", "OrdType", order -> bit(order.ordType()), types(), "ordtype")
                .choice("tif", "TimeInForce", order -> bit(order.timeInForce()), timesInForce(), "timeinforce")
                .choice("flag", "what a person should know", order -> order.flags().bits(), flags())
                .part("text", "the broker's last reason or remark", List.of(Order::text), "remark")
                .time("time", "when it was entered, UTC", Order::enteredAt, "entered")
                .age("age", "since it was entered", Order::enteredAt, now)
                .is("open", "more may happen to it", Order::isOpen)
                .is("done", "nothing more is to come", order -> !order.isOpen())
                .is("pending", "a request of ours is not answered", Order::awaitsAnswer)
                .is("unknown", "the broker is silent about a request", order -> order.has(Flag.UNKNOWN_OUTCOME))
                .isByNow("stuck", "unknown, or a request unanswered for 10 s or pending for a minute", order -> isStuck(order, now))
                .is("flagged", "has a flag", order -> order.flags().bits() != 0)
                .isByNow("mine", "entered by you in this console", isOwn)
                .build();
    }

    private static Px avgPx(Order order) {
        return order.cumQty().isZero() ? Px.NONE : order.avgPx();
    }

    private static String orderID(Order order) {
        return order.orderID().value();
    }

    private static boolean isStuck(Order order, LongSupplier now) {
        return order.has(Flag.UNKNOWN_OUTCOME) || Stuck.is(order, now.getAsLong());
    }

    static long bit(Enum<?> value) {
        return 1L << value.ordinal();
    }

    /// The four sides, and `short` for both kinds of a short sale.
    static List<Choice> sides() {
        long shorts = bit(Side.SELL_SHORT) | bit(Side.SELL_SHORT_EXEMPT);
        return List.of(
                Choice.of("buy", bit(Side.BUY), Show.side(Side.BUY), "b"),
                Choice.of("sell", bit(Side.SELL), Show.side(Side.SELL), "s"),
                Choice.of("short", shorts, "", "ss"),
                Choice.of("sellshort", bit(Side.SELL_SHORT), Show.side(Side.SELL_SHORT)),
                Choice.of("exempt", bit(Side.SELL_SHORT_EXEMPT), Show.side(Side.SELL_SHORT_EXEMPT), "sellshortexempt"));
    }

    private static List<Choice> types() {
        return Arrays.stream(OrdType.values())
                .filter(type -> type != OrdType.NONE)
                .map(type -> Choice.of(
                        Show.ordType(type).toLowerCase(Locale.ROOT), bit(type), Show.ordType(type), type.label()))
                .toList();
    }

    private static List<Choice> timesInForce() {
        return Arrays.stream(TimeInForce.values())
                .map(tif -> Choice.of(tif.label().toLowerCase(Locale.ROOT), bit(tif), tif.label(), tif.name()))
                .toList();
    }

    private static List<Choice> flags() {
        return Arrays.stream(Flag.values())
                .map(flag -> Choice.of(flag.name(), bit(flag), flag.name()))
                .toList();
    }

    // Bits of a status: those of OrdStatus by their ordinal, then what the chip of the order shows beside it.
    private static final long SENT = 1L << 32;
    private static final long CXL_SENT = 1L << 33;
    private static final long AMEND_SENT = 1L << 34;
    private static final long UNKNOWN = 1L << 35;
    private static final long OPEN = 1L << 36;
    private static final long DONE = 1L << 37;

    private static long states(Order order) {
        var status = order.ordStatus();
        long bits = order.isOpen() ? OPEN : DONE;
        bits |= status == OrdStatus.PENDING_NEW && order.requests().getFirst().stage() == Stage.SENT
                ? SENT
                : bit(status);
        if (order.has(Flag.UNKNOWN_OUTCOME)) bits |= UNKNOWN;
        var requests = order.requests();
        if (requests.size() == 1 || order.life().isOver()) return bits;
        for (int i = 1; i < requests.size(); i++) {
            var request = requests.get(i);
            if (request.is(Request.Kind.CANCEL, Stage.SENT)) bits |= CXL_SENT;
            if (request.is(Request.Kind.REPLACE, Stage.SENT)) bits |= AMEND_SENT;
        }
        return bits;
    }

    private static List<Choice> statusWords() {
        long pending = bit(OrdStatus.PENDING_NEW)
                | bit(OrdStatus.PENDING_CANCEL)
                | bit(OrdStatus.PENDING_REPLACE)
                | SENT
                | CXL_SENT
                | AMEND_SENT;
        return List.of(
                status("new", OrdStatus.NEW, "NEW"),
                status("partial", OrdStatus.PARTIALLY_FILLED, "PARTIAL"),
                status("filled", OrdStatus.FILLED, "FILLED"),
                status("canceled", OrdStatus.CANCELED, "CANCELED", "cancelled", "cxl"),
                status("rejected", OrdStatus.REJECTED, "REJECTED"),
                status("expired", OrdStatus.EXPIRED, "EXPIRED"),
                Choice.of("open", OPEN, ""),
                Choice.of("done", DONE, ""),
                Choice.of("pending", pending, ""),
                Choice.of("unknown", UNKNOWN, "UNKNOWN"),
                Choice.of("sent", SENT, "SENT"),
                Choice.of("cxlsent", CXL_SENT, "CXL SENT"),
                Choice.of("amendsent", AMEND_SENT, "AMEND SENT"),
                status("pendnew", OrdStatus.PENDING_NEW, "PEND NEW"),
                status("pendcxl", OrdStatus.PENDING_CANCEL, "PEND CXL"),
                status("pendamend", OrdStatus.PENDING_REPLACE, "PEND AMEND"),
                status("doneday", OrdStatus.DONE_FOR_DAY, "DONE DAY"),
                status("calc", OrdStatus.CALCULATED, "CALC"),
                status("stopped", OrdStatus.STOPPED, "STOPPED"),
                status("suspended", OrdStatus.SUSPENDED, "SUSPENDED"),
                status("bidding", OrdStatus.ACCEPTED_FOR_BIDDING, "BIDDING"));
    }

    private static Choice status(String word, OrdStatus status, String shown, String... more) {
        var aliases = new String[more.length + 1];
        aliases[0] = status.label();
        System.arraycopy(more, 0, aliases, 1, more.length);
        return Choice.of(word, bit(status), shown, aliases);
    }
}
