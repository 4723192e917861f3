package dev.plumbline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import dev.plumbline.adapter.BrokerAdapter;
import dev.plumbline.adapter.BrokerListener;
import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Command;
import dev.plumbline.core.Report;
import dev.plumbline.server.Nanos;

/// A broker without a wire: it takes orders and hands over reports that are decoded already, as an adapter does.
/// All of it on the event loop of its verticle.
final class MemoryBroker implements BrokerAdapter {
    /// Reports handed over in one turn of the event loop.
    private static final int TURN = 256;

    private static final long LOOK_AGAIN_MS = 1;

    private final Vertx vertx;
    private final List<Terms> orders = new ArrayList<>();
    private final Promise<Line> started = Promise.promise();

    private record Line(Context context, BrokerListener listener) {}

    MemoryBroker(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public BrokerSession session() {
        return Terms.SESSION;
    }

    @Override
    public Future<Void> start(BrokerListener listener) {
        listener.onSession(new SessionEvent.Up(session(), Nanos.CLOCK.getAsLong()));
        started.complete(new Line(vertx.getOrCreateContext(), listener));
        return Future.succeededFuture();
    }

    /// Each order is accepted at once.
    @Override
    public void send(List<Outbound> batch) {
        var accepted = new ArrayList<Inbound>(batch.size());
        for (var outbound : batch)
            if (outbound.command() instanceof Command.Enter enter) {
                var terms = new Terms(enter.clOrdID(), enter.account(), enter.symbol(), enter.side());
                accepted.add(inbound(Reports.accepted(terms, orders.size(), orders.size())));
                orders.add(terms);
            }
        line().listener().onReports(accepted);
    }

    @Override
    public Future<Void> stop() {
        return Future.succeededFuture();
    }

    static Inbound inbound(Report report) {
        return new Inbound(Terms.SESSION, new Decoded.Read(report), FixText.fill(report), Nanos.CLOCK.getAsLong());
    }

    /// What it was sent, once nothing more is on its way.
    Future<List<Terms>> orders() {
        var promise = Promise.<List<Terms>>promise();
        line().context().runOnContext(_ -> promise.complete(List.copyOf(orders)));
        return promise.future();
    }

    /// Hands over `reports`, never more than `window` of them ahead of `through`, how many have come out at the end.
    /// Completes when the last one has been handed over.
    Future<Void> deliver(List<Inbound> reports, int window, LongSupplier through) {
        var done = Promise.<Void>promise();
        line().context().runOnContext(_ -> deliver(reports, 0, window, through, done));
        return done.future();
    }

    /// Hands over one.
    void deliver(Inbound report) {
        line().context().runOnContext(_ -> line().listener().onReports(List.of(report)));
    }

    private void deliver(List<Inbound> reports, int from, int window, LongSupplier through, Promise<Void> done) {
        long allowed = Math.min(through.getAsLong() + window, reports.size());
        int to = (int) Math.min(from + TURN, allowed);
        if (to > from) line().listener().onReports(reports.subList(from, to));
        if (to == reports.size()) done.complete();
        else if (to > from) line().context().runOnContext(_ -> deliver(reports, to, window, through, done));
        else vertx.setTimer(LOOK_AGAIN_MS, _ -> deliver(reports, to, window, through, done));
    }

    private Line line() {
        return started.future().result();
    }
}
