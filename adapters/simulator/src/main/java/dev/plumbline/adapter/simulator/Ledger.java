package dev.plumbline.adapter.simulator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import dev.plumbline.core.Account;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Money;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;

/// What the broker knows to be true: every order that it was sent and every trade that it made, whatever became of the
/// messages about them. Its sums are its own, in ticks: nothing in it comes from code that is compared against it.
/// Written on the simulator's event loop only; what others may read is a [Snapshot].
public final class Ledger {
    private final String broker;
    private final List<ClientOrder> orders = new ArrayList<>();
    private long executions;
    private long cancels;
    private long replaces;
    private long busts;
    private long corrects;
    private long rejects;
    private long cancelRejects;
    private final Map<Misdeed, Long> misdeeds = new EnumMap<>(Misdeed.class);

    Ledger(String broker) {
        this.broker = broker;
    }

    /// @param orders in the order of their arrival, the rejected ones too
    /// @param misdeeds how often it did what; what it never did is not in it
    public record Snapshot(String broker, List<Entry> orders, Counters counters, Map<Misdeed, Long> misdeeds) {
        public Snapshot {
            orders = List.copyOf(orders);
            misdeeds = Map.copyOf(misdeeds);
        }

        public JsonObject toJson() {
            var list = new JsonArray();
            for (var order : orders) list.add(order.toJson());
            var deeds = new JsonObject();
            for (var deed : Misdeed.values()) if (misdeeds.containsKey(deed)) deeds.put(deed.name(), misdeeds.get(deed));
            return new JsonObject()
                    .put("broker", broker)
                    .put("counters", counters.toJson())
                    .put("misdeeds", deeds)
                    .put("orders", list);
        }
    }

    /// One order.
    ///
    /// @param chain the ClOrdIDs that it has had in force, oldest first: the first one is its key
    /// @param orderQty in force
    /// @param price in force, [Px#NONE] for a market order
    /// @param cumQty sum of the executions that stand
    /// @param notional sum of quantity times price of the executions that stand
    /// @param executions in the order in which they were made, the busted ones too
    public record Entry(
            List<ClOrdID> chain,
            OrderID orderID,
            Account account,
            Symbol symbol,
            Side side,
            Qty orderQty,
            Px price,
            OrdStatus ordStatus,
            Qty cumQty,
            Money notional,
            List<Fill> executions) {
        public Entry {
            chain = List.copyOf(chain);
            executions = List.copyOf(executions);
        }

        /// The ClOrdID under which it was entered.
        public ClOrdID key() {
            return chain.getFirst();
        }

        JsonObject toJson() {
            var ids = new JsonArray();
            for (var clOrdID : chain) ids.add(clOrdID.value());
            var fills = new JsonArray();
            for (var fill : executions) fills.add(fill.toJson());
            return new JsonObject()
                    .put("clOrdIDs", ids)
                    .put("orderID", orderID.value())
                    .put("account", account.value())
                    .put("symbol", symbol.value())
                    .put("side", side.label())
                    .put("orderQty", orderQty.toString())
                    .put("price", price.toString())
                    .put("ordStatus", ordStatus.label())
                    .put("cumQty", cumQty.toString())
                    .put("notional", notional.toString())
                    .put("executions", fills);
        }
    }

    /// One trade of one order.
    ///
    /// @param execID of its first report; corrections have their own
    /// @param qty as it stands, after corrections
    /// @param px as it stands, after corrections
    public record Fill(ExecID execID, Qty qty, Px px, boolean busted) {
        JsonObject toJson() {
            return new JsonObject()
                    .put("execID", execID.value())
                    .put("qty", qty.toString())
                    .put("px", px.toString())
                    .put("busted", busted);
        }
    }

    /// @param orders NewOrderSingles that made an order, the rejected ones among them; not those that repeated a ClOrdID
    /// @param executions trades that were made, those busted later too; a trade between two orders of the client is two
    /// @param cancels orders canceled at the client's request
    /// @param rejects NewOrderSingles rejected, those that repeated a ClOrdID among them
    /// @param cancelRejects cancels and replaces rejected
    public record Counters(
            long orders,
            long executions,
            long cancels,
            long replaces,
            long busts,
            long corrects,
            long rejects,
            long cancelRejects) {
        JsonObject toJson() {
            return new JsonObject()
                    .put("orders", orders)
                    .put("executions", executions)
                    .put("cancels", cancels)
                    .put("replaces", replaces)
                    .put("busts", busts)
                    .put("corrects", corrects)
                    .put("rejects", rejects)
                    .put("cancelRejects", cancelRejects);
        }
    }

    Snapshot snapshot() {
        var entries = new ArrayList<Entry>(orders.size());
        for (var order : orders) entries.add(entry(order));
        return new Snapshot(broker, entries, counters(), misdeeds);
    }

    Counters counters() {
        return new Counters(orders.size(), executions, cancels, replaces, busts, corrects, rejects, cancelRejects);
    }

    private static Entry entry(ClientOrder order) {
        var fills = new ArrayList<Fill>(order.fills.size());
        for (var fill : order.fills)
            fills.add(new Fill(fill.execID, Qty.of(fill.qty), order.instrument.px(fill.ticks), fill.busted));
        return new Entry(
                order.chain, order.orderID, order.entered.account(), order.entered.symbol(), order.entered.side(),
                order.orderQty, order.price, order.ordStatus(), Qty.of(order.cumQty),
                order.instrument.money(order.notional), fills);
    }

    void entered(ClientOrder order) {
        orders.add(order);
    }

    void did(Misdeed misdeed) {
        misdeeds.merge(misdeed, 1L, Long::sum);
    }

    void executed() {
        executions++;
    }

    void canceled() {
        cancels++;
    }

    void replaced() {
        replaces++;
    }

    void busted() {
        busts++;
    }

    void corrected() {
        corrects++;
    }

    void rejected() {
        rejects++;
    }

    void cancelRejected() {
        cancelRejects++;
    }
}
