package dev.plumbline.server.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

import dev.plumbline.core.Outcome;
import dev.plumbline.core.Released;
import dev.plumbline.wire.DeskMessage.Item;

class DoubtfulReportsTest {
    private final DoubtfulReports reports = new DoubtfulReports();

    @Test
    void tellsEachOnceAndKeepsItForSnapshots() {
        reports.add(parked(1, 7));
        reports.add(parked(2, 7));
        assertThat(news()).containsExactly(parked(1, 7), parked(2, 7));
        assertThat(reports.hasNews()).isFalse();
        assertThat(reports.all()).containsExactly(parked(1, 7), parked(2, 7));
    }

    @Test
    void whatWaitedIsGoneOnceItIsReleased() {
        reports.add(parked(1, 7));
        news();
        reports.released(1, new Released(7, Outcome.PARKED, "still waits"));
        assertThat(reports.hasNews()).isFalse();
        reports.released(1, new Released(7, Outcome.APPLIED, ""));
        assertThat(news()).containsExactly(new Item.WaitingGoneItem(1, 7));
        assertThat(reports.all()).isEmpty();
    }

    /// Between two batches only the newest state is told.
    @Test
    void parkedAndReleasedInOneTurnIsGoneOnly() {
        reports.add(parked(1, 7));
        reports.released(1, new Released(7, Outcome.DUPLICATE, ""));
        assertThat(news()).containsExactly(new Item.WaitingGoneItem(1, 7));
    }

    @Test
    void whatIsQuarantinedInTheEndStaysForAPerson() {
        reports.add(parked(1, 7));
        news();
        reports.released(1, new Released(7, Outcome.QUARANTINED, "figures out of range"));
        var now = new Item.WaitingItem(
                1, 7, "ALPHA", 107, Item.WaitingItem.QUARANTINED, "figures out of range", "C7", "", "", raw());
        assertThat(news()).containsExactly(now);
        assertThat(reports.all()).containsExactly(now);
    }

    @Test
    void theOldestAreCountedOnly() {
        for (int seq = 1; seq <= DoubtfulReports.KEPT; seq++) reports.add(parked(1, seq));
        news();
        reports.add(parked(1, 10_000));
        reports.add(parked(1, 10_001));
        assertThat(news()).containsExactly(
                parked(1, 10_000), new Item.WaitingGoneItem(1, 1), parked(1, 10_001), new Item.WaitingGoneItem(1, 2),
                new Item.MoreWaitingItem(2));
        reports.released(1, new Released(1, Outcome.APPLIED, ""));
        assertThat(news()).containsExactly(new Item.MoreWaitingItem(1));
        assertThat(reports.all()).hasSize(DoubtfulReports.KEPT + 1).endsWith(new Item.MoreWaitingItem(1));
        reports.released(1, new Released(2, Outcome.APPLIED, ""));
        assertThat(news()).containsExactly(new Item.MoreWaitingItem(0));
    }

    @Test
    void whatWasThereBeforeIsNoNews() {
        reports.restored(List.of(parked(1, 7)));
        assertThat(reports.hasNews()).isFalse();
        assertThat(reports.all()).containsExactly(parked(1, 7));
    }

    private List<Item> news() {
        var items = new ArrayList<Item>();
        reports.news(items);
        return items;
    }

    private static Item.WaitingItem parked(int shard, long seq) {
        return new Item.WaitingItem(
                shard, seq, "ALPHA", 100 + seq, Item.WaitingItem.PARKED, "no such execution yet", "C" + seq, "", "", raw());
    }

    private static Buffer raw() {
        return Buffer.buffer("8=FIX.4.4");
    }
}
