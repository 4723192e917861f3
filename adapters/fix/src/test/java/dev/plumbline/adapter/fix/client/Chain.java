package dev.plumbline.adapter.fix.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.fix.FixMessage;
import dev.plumbline.adapter.fix.FixVersion;
import dev.plumbline.adapter.fix.ReportDecoder;
import dev.plumbline.core.Book;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Recorded;

/// Two order management systems in a row: a broker's reports go into ours, what we tell goes, as the bytes of FIX, into that of the
/// client. The client calls request `X` of ours `c.X`.
final class Chain {
    static final BrokerSession US = new BrokerSession("US");

    private final FixVersion version;
    private final Names names;
    private final boolean isClient;
    final Book ours = new Book();
    final Book clients = new Book();
    final Map<OrderKey, Told> told = new HashMap<>();
    final ToldBefore kept = new ToldBefore();
    final List<String> sent = new ArrayList<>();
    /// What the client's side did not take as it is.
    final List<String> faults = new ArrayList<>();
    private final Map<ClOrdID, ClOrdID> named = new HashMap<>();
    private final Map<OrderKey, Order> waiting = new LinkedHashMap<>();
    private long number;

    /// @param isClient of who has sent the orders, not of a drop copy
    Chain(FixVersion version, boolean isClient) {
        this.version = version;
        this.isClient = isClient;
        names = isClient ? (Names) ours -> named.getOrDefault(ours, ClOrdID.NONE) : Names.OURS;
    }

    boolean isClient() {
        return isClient;
    }

    Names names() {
        return names;
    }

    /// @param isTold the client is told now of all that has changed; else later, of all at once
    void input(Recorded.What what, boolean isTold) {
        if (isClient && what instanceof Recorded.Sent(var command, boolean possResend)) sent(command, possResend);
        var result = new Recorded(++number, "", what).into(ours);
        for (var change : result.changes()) {
            waiting.put(change.order().key(), change.order());
            if (isTold) tell(change.order());
        }
        if (isTold) tell();
    }

    void tell() {
        waiting.values().forEach(this::tell);
        waiting.clear();
    }

    private void sent(Command command, boolean possResend) {
        if (!(command instanceof Command.Status)) named.putIfAbsent(command.clOrdID(), client(command.clOrdID()));
        var clients = switch (command) {
            case Command.Enter enter -> new Command.Enter(
                    client(enter.clOrdID()), US, enter.account(), enter.symbol(), enter.side(), enter.orderQty(), enter.ordType(),
                    enter.price(), enter.timeInForce(), enter.at());
            case Command.Cancel cancel -> new Command.Cancel(client(cancel.clOrdID()), client(cancel.origClOrdID()), cancel.at());
            case Command.Replace replace -> new Command.Replace(
                    client(replace.clOrdID()), client(replace.origClOrdID()), replace.orderQty(), replace.price(), replace.at());
            case Command.Status status -> new Command.Status(client(status.clOrdID()), status.at());
        };
        this.clients.sent(number, clients, possResend);
    }

    static ClOrdID client(ClOrdID ours) {
        return ours.isNone() ? ours : new ClOrdID("c." + ours);
    }

    void tell(Order order) {
        if (isClient && names.of(order.requests().getFirst().clOrdID()).isNone()) return;
        for (var report : Untold.of(told.computeIfAbsent(order.key(), _ -> new Told()), order, names)) {
            var message = bytes(report, version);
            sent.add(message.toString());
            kept.sent(message);
            switch (ReportDecoder.decode(US, message)) {
                case Decoded.Unreadable(_, var reason) -> faults.add(reason + ": " + message);
                case Decoded.Read(var read) -> {
                    var result = clients.report(number, read);
                    if (result.outcome() != Outcome.APPLIED) faults.add(result.outcome() + " " + result.reason() + ": " + message);
                }
            }
        }
    }

    static FixMessage bytes(ClientReport report, FixVersion version) {
        var message = ReportEncoder.encode(report, version);
        message.getHeader().setString(8, version.beginString());
        return FixMessage.of(message.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    /// The client's order. A drop copy knows it by nothing but our OrderID.
    Optional<Order> clients(Order order) {
        return isClient
                ? clients.find(client(order.requests().getFirst().clOrdID()))
                : clients.find(new OrderID(order.key().value()));
    }

    /// What counts of an order, as a trader reads it.
    static String figures(Order order) {
        return String.join(" ", order.ordStatus().label(), order.orderQty().toString(), order.cumQty().toString(),
                order.leavesQty().toString(), order.avgPx().toString());
    }
}
