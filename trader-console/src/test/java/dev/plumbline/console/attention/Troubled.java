package dev.plumbline.console.attention;

import java.util.ArrayList;
import java.util.List;

import dev.plumbline.console.Samples;
import dev.plumbline.console.filter.Fields;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Executions;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Flags;
import dev.plumbline.core.Life;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;

/// Orders that something is the matter with: BUY 1,000 NVDA @ 187.40 at NYLON, entered at [Samples#AT].
public final class Troubled {
    private Troubled() {}

    /// What can be asked of entries.
    public static Fields<?> fields() {
        return EntryFields.of(() -> Samples.AT);
    }

    /// @param booked cumQty, by reports
    /// @param told the broker's CumQty
    public static Order order(String id, int booked, int told, Life life, Request.Stage stage, List<Flag> flags) {
        var order = Samples.order(id, Side.BUY, 1000, "NVDA", "187.40", booked, life, stage);
        return with(order, order.requests(), Qty.of(told), Flags.of(flags));
    }

    public static Order flagged(String id, int booked, int told, Flag... flags) {
        return order(id, booked, told, Life.OPEN, Request.Stage.ACCEPTED, List.of(flags));
    }

    public static Order flagged(Order order, Flag... flags) {
        return with(order, order.requests(), order.toldCumQty(), Flags.of(List.of(flags)));
    }

    /// One that was acknowledged, and then asked for more.
    public static Order asked(String id, Request.Kind kind, Request.Stage... stages) {
        var order = Samples.order(id, Side.BUY, 1000, "NVDA", "187.40");
        var requests = new ArrayList<>(order.requests());
        for (var stage : stages) requests.add(new Request(
                new ClOrdID(id + "-" + requests.size()), order.clOrdID(), kind, Qty.of(1000), Px.of("187.40"), stage,
                Samples.AT));
        boolean isUnknown = List.of(stages).contains(Request.Stage.UNKNOWN);
        return with(
                order, requests, order.toldCumQty(), isUnknown ? Flags.NONE.plus(Flag.UNKNOWN_OUTCOME) : Flags.NONE);
    }

    private static Order with(Order order, List<Request> requests, Qty told, Flags flags) {
        return new Order(
                order.key(), order.session(), order.orderID(), order.account(), order.symbol(), order.side(),
                order.ordType(), order.timeInForce(), requests,
                Executions.sums(order.cumQty(), order.executions().notional()), order.life(), told, flags,
                order.enteredAt(), order.updatedAt(), order.text());
    }
}
