package dev.plumbline.server.journal;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Silence;

/// Inputs to write.
final class Entries {
    private Entries() {}

    static Entry of(int shard, long seq) {
        return of(shard, seq, "order " + seq, "8=FIX.4.4|" + seq);
    }

    static Entry of(int shard, long seq, String order, String raw) {
        return new Entry(
                shard, seq, new Recorded.Silent(new Silence(new ClOrdID("C" + seq), seq)), order, new BrokerSession("ALPHA"),
                Outcome.APPLIED, "", seq, new Asker("ann", "r" + seq), Buffer.buffer(raw));
    }
}
