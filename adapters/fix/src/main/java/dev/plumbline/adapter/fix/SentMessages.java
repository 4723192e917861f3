package dev.plumbline.adapter.fix;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.News;
import dev.plumbline.core.Report;

/// Which ClOrdID our recent messages of one session carried, by MsgSeqNum(34): a Reject(3) names our message by
/// RefSeqNum(45) alone. Remembers the last [#CAPACITY]; single writer.
public final class SentMessages {
    static final int CAPACITY = 1 << 14;

    private final Map<Long, ClOrdID> ids = new LinkedHashMap<>();

    /// Those of them that were questions: RefMsgType(372), which would say so, is optional.
    private final Set<Long> questions = new HashSet<>();

    /// @param msgSeqNum from 1; others are passed over
    public void sent(long msgSeqNum, ClOrdID clOrdID) {
        if (msgSeqNum < 1) return;
        ids.remove(msgSeqNum);
        questions.remove(msgSeqNum);
        ids.put(msgSeqNum, clOrdID);
        if (ids.size() > CAPACITY) forgetOldest();
    }

    private void forgetOldest() {
        long oldest = ids.keySet().iterator().next();
        ids.remove(oldest);
        questions.remove(oldest);
    }

    /// An OrderStatusRequest(H): a reject of it says nothing of the order that was asked about.
    public void asked(long msgSeqNum, ClOrdID clOrdID) {
        sent(msgSeqNum, clOrdID);
        if (msgSeqNum > 0) questions.add(msgSeqNum);
    }

    /// `report` with the ClOrdID of the message that it rejects, where it names it by number only and we know it.
    public Report named(Report report) {
        return report.news() instanceof News.RequestRejected(var refMsgType, var refSeqNum) && report.clOrdID().isNone()
                ? report.about(refMsgType.isEmpty() && questions.contains(refSeqNum) ? ClOrdID.NONE : clOrdID(refSeqNum))
                : report;
    }

    private ClOrdID clOrdID(long msgSeqNum) {
        return ids.getOrDefault(msgSeqNum, ClOrdID.NONE);
    }
}
