package dev.plumbline.server;

import static dev.plumbline.server.orders.Trade.ALPHA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.Inbound;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.server.orders.Trade;
import dev.plumbline.server.store.StoreConfig;
import dev.plumbline.server.store.TestDatabase;
import dev.plumbline.wire.DeskMessage.Item.WaitingItem;

/// What waits is shown again after a restart, with its message, wherever that is kept.
class RestoredDoubtfulTest {
    @TempDir
    Path folder;

    private final StoreConfig database = TestDatabase.fresh();

    private LittleServer start() {
        return new LittleServer(folder.resolve("journal"), database, 2);
    }

    private static Inbound unreadable(LittleServer server, String clOrdID) {
        return new Inbound(
                ALPHA, new Decoded.Unreadable(new ClOrdID(clOrdID), "no MsgType"), Buffer.buffer("raw " + clOrdID), server.now());
    }

    /// The first is in a snapshot and its message in Postgres, the last ones are in the journal behind it.
    @Test
    void whatWaitsIsThereAgainAndWhatWasQuarantinedSinceTheSnapshot() {
        var server = start();
        var reports = new ArrayList<Inbound>();
        reports.add(Trade.fill("NOBODY", "E1", 10));
        for (int i = 0; i < 12; i++) reports.add(unreadable(server, "Q" + i));
        server.reports(0, reports);
        await().until(() -> List.of(folder.resolve("journal").toFile().list()).stream().anyMatch(file -> file.startsWith("snapshot-000-")));
        server.reports(0, List.of(unreadable(server, "Q12"), unreadable(server, "Q13"), Trade.fill("NOBODY", "E2", 20)));
        server.reports(1, List.of(Trade.fill("OTHER", "E3", 30)));
        server.stop();

        var again = start();
        var doubtful = again.doubtful();
        assertThat(doubtful).filteredOn(item -> item.outcome().equals(WaitingItem.PARKED))
                .extracting(item -> item.shard() + "." + item.seq() + " " + item.execID() + " " + item.raw())
                .containsExactlyInAnyOrder(
                        "0.1 E1 8=FIX.4.4|35=8|11=NOBODY", "0.16 E2 8=FIX.4.4|35=8|11=NOBODY",
                        "1.1 E3 8=FIX.4.4|35=8|11=OTHER");
        assertThat(doubtful).allMatch(item -> item.receivedAt() > 0 && !item.reason().isEmpty());
        assertThat(doubtful).filteredOn(item -> item.outcome().equals(WaitingItem.QUARANTINED))
                .extracting(WaitingItem::clOrdID).contains("Q13").doesNotContain("Q0");
        again.die();
    }
}
