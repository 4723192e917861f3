package dev.plumbline.server.orders;

import java.util.List;

import dev.plumbline.adapter.Outbound;
import dev.plumbline.core.BrokerSession;

/// What leaves a shard for the brokers, once its cause is in the journal. Never blocks; keeps order.
public interface Effects {
    void commands(BrokerSession session, List<Outbound> batch);

    /// The journal has these messages: the broker need not send them again.
    void acknowledge(BrokerSession session, List<Long> msgSeqNums);
}
