package dev.plumbline.simulation;

import java.util.HashMap;
import java.util.Map;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.Inbound;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.News;
import dev.plumbline.core.Report;

/// See [Fault#NO_DEDUPE]: an execution that has come before gets an ExecID of its own.
final class Again {
    private final Map<String, Integer> seen = new HashMap<>();

    Inbound asNew(Inbound inbound) {
        if (!(inbound.decoded() instanceof Decoded.Read(var report)) || !(report.news() instanceof News.Trade)) return inbound;
        int times = seen.merge(report.orderID() + " " + report.execID(), 1, Integer::sum);
        if (times == 1) return inbound;
        var other = new Report(
                report.session(), report.clOrdID(), report.origClOrdID(), report.orderID(),
                new ExecID(report.execID() + "#" + times), report.news(), report.told(), report.transactTime(),
                report.possDup(), report.possResend(), report.text(), report.currency(), report.charges());
        return new Inbound(
                inbound.session(), new Decoded.Read(other), inbound.raw(), inbound.receivedAt(), inbound.msgSeqNum());
    }
}
