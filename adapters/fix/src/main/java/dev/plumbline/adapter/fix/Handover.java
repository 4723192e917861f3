package dev.plumbline.adapter.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.adapter.BrokerListener;
import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.News;

/// From the engine's threads to the event loop, in the order of arrival: a put never waits, and whatever has come
/// since the last turn is delivered as one batch. Reports may not be dropped, so the queue has no end of its own; it
/// is bounded by what the broker sends and complains each time it doubles beyond [#ALARM].
final class Handover {
    /// As many as one turn of the event loop takes, so that others get theirs.
    static final int TURN = 4_096;
    static final int ALARM = 65_536;
    private static final Logger log = LoggerFactory.getLogger(Handover.class);

    private final Context context;
    private final BrokerListener listener;
    private final SessionWatch watch;
    private final SentMessages sent = new SentMessages();
    private final ConcurrentLinkedQueue<Heard> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    Handover(Context context, BrokerListener listener, SessionWatch watch) {
        this.context = context;
        this.listener = listener;
        this.watch = watch;
    }

    /// From any thread.
    void put(Heard heard) {
        queue.add(heard);
        int depth = waiting.incrementAndGet();
        if (depth >= ALARM && Integer.bitCount(depth) == 1)
            log.warn("{} messages of a broker wait for the event loop: it is too busy or blocked", depth);
        schedule();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) context.runOnContext(_ -> turn());
    }

    private void turn() {
        scheduled.set(false);
        try {
            deliver(take());
        } finally {
            if (!queue.isEmpty()) schedule();
        }
    }

    /// On the context: everything that is there, at the end.
    void flush() {
        while (!queue.isEmpty()) deliver(take());
    }

    private List<Heard> take() {
        var taken = new ArrayList<Heard>();
        for (Heard heard; taken.size() < TURN && (heard = queue.poll()) != null; ) taken.add(heard);
        waiting.addAndGet(-taken.size());
        return taken;
    }

    private void deliver(List<Heard> taken) {
        var reports = new ArrayList<Inbound>(taken.size());
        for (var heard : taken) {
            switch (heard) {
                case Heard.Message(var inbound) -> reports.add(named(inbound));
                case Heard.Sent(var msgSeqNum, var clOrdID, boolean isQuestion) -> {
                    if (isQuestion) sent.asked(msgSeqNum, clOrdID);
                    else sent.sent(msgSeqNum, clOrdID);
                }
                default -> tell(watch.on(heard), reports);
            }
        }
        deliverReports(reports);
    }

    /// A Reject(3) names our message by number only.
    private Inbound named(Inbound inbound) {
        return inbound.decoded() instanceof Decoded.Read(var report) && report.news() instanceof News.RequestRejected
                ? new Inbound(
                        inbound.session(), new Decoded.Read(sent.named(report)), inbound.raw(), inbound.receivedAt(),
                        inbound.msgSeqNum())
                : inbound;
    }

    private void tell(List<SessionEvent> events, List<Inbound> before) {
        if (events.isEmpty()) return;
        deliverReports(before);
        events.forEach(listener::onSession);
    }

    private void deliverReports(List<Inbound> reports) {
        if (reports.isEmpty()) return;
        listener.onReports(List.copyOf(reports));
        reports.clear();
    }
}
