package dev.plumbline.server.brokers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.adapter.BrokerAdapter;
import dev.plumbline.adapter.BrokerListener;
import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.Report;
import dev.plumbline.server.bus.Bus;
import dev.plumbline.server.orders.Desk;
import dev.plumbline.server.orders.Ids;
import dev.plumbline.wire.DeskMessage.Item;

/// One broker session: its adapter lives on this verticle's event loop. Reports go on to the shard of their order,
/// in the order of arrival.
public final class BrokerVerticle extends VerticleBase implements BrokerListener {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerVerticle.class);

    private final BrokerAdapter adapter;
    private final Bus bus;
    private final Desk desk;
    private final OrderIDs orderIDs;
    private boolean stopping;

    public BrokerVerticle(BrokerAdapter adapter, Bus bus, Desk desk) {
        this(adapter, bus, desk, OrderIDs.none(adapter.session()));
    }

    /// @param orderIDs those that the broker has given so far; no longer the caller's
    public BrokerVerticle(BrokerAdapter adapter, Bus bus, Desk desk, OrderIDs orderIDs) {
        this.adapter = adapter;
        this.bus = bus;
        this.desk = desk;
        this.orderIDs = orderIDs;
    }

    @Override
    public Future<?> start() {
        bus.broker(adapter.session(), adapter::send, adapter::acknowledge);
        return adapter.start(this);
    }

    @Override
    public Future<?> stop() {
        stopping = true;
        return adapter.stop();
    }

    @Override
    public void onReports(List<Inbound> batch) {
        if (batch.size() == 1) {
            bus.reports(shardOf(batch.getFirst()), batch);
            return;
        }
        var byShard = new LinkedHashMap<Integer, List<Inbound>>();
        for (var inbound : batch) byShard.computeIfAbsent(shardOf(inbound), _ -> new ArrayList<>()).add(inbound);
        byShard.forEach(bus::reports);
    }

    private int shardOf(Inbound inbound) {
        return switch (inbound.decoded()) {
            case Decoded.Read(var report) -> shardOf(report);
            case Decoded.Unreadable(var clOrdID, _) -> Math.max(ours(Ids.shardOf(clOrdID)), 0);
        };
    }

    /// Our ids carry their shard; a report without one goes where its OrderID was last seen; an order from outside goes
    /// where its account lives; what says nothing of all that goes to the first shard, which parks or quarantines it.
    private int shardOf(Report report) {
        var orderID = report.orderID();
        int shard = ours(Ids.shardOf(report.clOrdID()));
        if (shard < 0) shard = ours(Ids.shardOf(report.origClOrdID()));
        if (shard < 0 && !orderID.isNone()) shard = orderIDs.shardOf(orderID);
        if (shard < 0 && !report.told().account().isNone()) shard = bus.shardOf(report.told().account());
        if (shard >= 0 && !orderID.isNone()) orderIDs.put(orderID, shard);
        return Math.max(shard, 0);
    }

    private int ours(int shard) {
        return shard < bus.shards() ? shard : -1;
    }

    @Override
    public void onSession(SessionEvent event) {
        if (event instanceof SessionEvent.Up || event instanceof SessionEvent.GapFilled) LOG.info("{}", words(event));
        else if (!stopping) LOG.warn("{}", words(event));
        bus.session(event);
        switch (event) {
            case SessionEvent.Up _, SessionEvent.Gap _, SessionEvent.GapFilled _ -> line(Item.SessionItem.UP, event);
            case SessionEvent.Down _ -> line(Item.SessionItem.DOWN, event);
            case SessionEvent.LogonRejected _ -> line(Item.SessionItem.REFUSED, event);
            case SessionEvent.SequenceTrouble _, SessionEvent.SendFailed _ -> {}
        }
        if (!(event instanceof SessionEvent.Up)) desk.tell(new Item.AlertItem(level(event), words(event), "", event.at()));
    }

    private static String level(SessionEvent event) {
        return event instanceof SessionEvent.GapFilled ? Item.AlertItem.INFO : Item.AlertItem.WARN;
    }

    private void line(String state, SessionEvent event) {
        desk.tell(new Item.SessionItem(event.session().value(), state, words(event), event.at()));
    }

    private static String words(SessionEvent event) {
        return switch (event) {
            case SessionEvent.Up(var session, _) -> session + ": logged on";
            case SessionEvent.Down(var session, var reason, _) -> session + ": not connected: " + reason;
            case SessionEvent.LogonRejected(var session, var reason, _) -> session + ": logon refused: " + reason;
            case SessionEvent.Gap(var session, long begin, long end, _) -> session + ": messages are missing, asked to send"
                    + " MsgSeqNum " + begin + " to " + end + " again; no new orders until they are here";
            case SessionEvent.GapFilled(var session, long begin, long end, _) ->
                session + ": MsgSeqNum " + begin + " to " + end + " are here: nothing is missing";
            case SessionEvent.SequenceTrouble(var session, var text, _) -> session + ": sequence numbers: " + text;
            case SessionEvent.SendFailed(var session, _, _, var text, _) -> session + ": not sent: " + text;
        };
    }
}
