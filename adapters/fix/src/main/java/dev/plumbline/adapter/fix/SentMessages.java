package dev.plumbline.adapter.fix;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.News;
import dev.plumbline.core.Report;

/// Which ClOrdID our recent messages of one session carried, by MsgSeqNum(34): a Reject(3) names our message by
/// RefSeqNum(45) alone. Remembers the last [#CAPACITY]; single writer.
public final class SentMessages {
    static final int CAPACITY = 1 << 14;

    private final Map<Long, ClOrdID> ids = new LinkedHashMap<>();

    /// @param msgSeqNum from 1; others are passed over
    public void sent(long msgSeqNum, ClOrdID clOrdID) {
        if (msgSeqNum < 1) return;
        ids.remove(msgSeqNum);
        ids.put(msgSeqNum, clOrdID);
        if (ids.size() > CAPACITY) ids.remove(ids.keySet().iterator().next());
    }

    /// `report` with the ClOrdID of the message that it rejects, where it names it by number only and we know it.
    public Report named(Report report) {
        return report.news() instanceof News.RequestRejected(var _, var refSeqNum) && report.clOrdID().isNone()
                ? report.about(clOrdID(refSeqNum))
                : report;
    }

    private ClOrdID clOrdID(long msgSeqNum) {
        return ids.getOrDefault(msgSeqNum, ClOrdID.NONE);
    }
}
