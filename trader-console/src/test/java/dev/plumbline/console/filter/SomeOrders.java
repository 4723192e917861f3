package dev.plumbline.console.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.plumbline.console.Samples;
import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Executions;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Flags;
import dev.plumbline.core.Life;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// Orders of a busy desk: many symbols, accounts and states, from a seed.
public final class SomeOrders {
    private static final String[] SYMBOLS = {
        "NVDA", "AAPL", "MSFT", "SAP", "TSLA", "AMZN", "GOOG", "META", "ASML", "NVO", "NVAX", "BRK B", "ES", "CL", "GC"
    };
    private static final String[] ACCOUNTS = {"ALPHA", "MACRO", "TEST", "EVENT", "RATES"};
    private static final String[] BROKERS = {"XLON", "XPAR", "NYLON", "DARK1"};
    private static final String[] TEXTS = {"", "", "", "", "", "late report", "price outside of band", "too late to cancel"};
    private static final Side[] SIDES = {Side.BUY, Side.SELL, Side.SELL_SHORT};

    private SomeOrders() {}

    public static List<Order> list(int count, long seed) {
        var random = new Random(seed);
        var list = new ArrayList<Order>(count);
        for (int i = 0; i < count; i++) list.add(order("C" + (1_000_000 + i), random));
        return list;
    }

    /// Strings of its own for each order, as they come off the wire.
    public static Order order(String id, Random random) {
        long entered = Samples.AT + random.nextLong(8 * Values.HOUR) - 4 * Values.HOUR;
        int qty = 100 * (1 + random.nextInt(200));
        var stage = pick(random, Request.Stage.ACCEPTED, Request.Stage.ACCEPTED, Request.Stage.ACCEPTED, Request.Stage.SENT);
        boolean isAccepted = stage == Request.Stage.ACCEPTED;
        int filled = isAccepted && random.nextBoolean() ? Math.min(qty, random.nextInt(qty + qty / 2)) : 0;
        var end = isAccepted && random.nextInt(4) == 0 ? Life.End.CANCELED : Life.End.NONE;
        var px = random.nextInt(10) == 0 ? Px.NONE : new Px(1_000 + random.nextInt(50_000), 2);
        var requests = new ArrayList<Request>();
        var clOrdID = new ClOrdID(id);
        requests.add(new Request(clOrdID, ClOrdID.NONE, Request.Kind.NEW, Qty.of(qty), px, stage, entered));
        if (isAccepted && random.nextInt(8) == 0)
            requests.add(new Request(
                    new ClOrdID(id + "x"), clOrdID, Request.Kind.CANCEL, Qty.of(qty), px, Request.Stage.SENT, entered));
        var flags = random.nextInt(20) == 0 ? Flags.NONE.plus(pick(random, Flag.values())) : Flags.NONE;
        var cumQty = Qty.of(filled);
        return new Order(
                new OrderKey(id), new BrokerSession(fresh(pick(random, BROKERS))), new OrderID("B" + id),
                new Account(fresh(pick(random, ACCOUNTS))), new Symbol(fresh(pick(random, SYMBOLS))),
                pick(random, SIDES), px.isStated() ? OrdType.LIMIT : OrdType.MARKET, TimeInForce.DAY, requests,
                Executions.sums(cumQty, cumQty.times(px.or(Px.of(100)))), new Life(false, false, false, false, end),
                cumQty, flags, entered, entered, fresh(pick(random, TEXTS)));
    }

    private static String fresh(String text) {
        return new String(text.toCharArray());
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... of) {
        return of[random.nextInt(of.length)];
    }
}
