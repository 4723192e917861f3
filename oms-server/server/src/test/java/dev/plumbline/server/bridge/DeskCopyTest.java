package dev.plumbline.server.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.plumbline.core.Account;
import dev.plumbline.core.Money;
import dev.plumbline.core.Position;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Symbol;
import dev.plumbline.server.bridge.DeskCopy.Place;
import dev.plumbline.wire.DeskMessage.Batch;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Snapshot;
import dev.plumbline.wire.DeskMessage.SnapshotRequest;
import dev.plumbline.wire.follow.FeedStatus;

class DeskCopyTest {
    private final List<SnapshotRequest> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final DeskCopy copy = new DeskCopy(new DeskCopy.Watcher() {
        @Override
        public void news(List<Told> news, Place now) {
            told.add(news.size() + "@" + now.seq());
        }

        @Override
        public void anew() {
            told.add("anew");
        }

        @Override
        public void status(FeedStatus status) {}
    }, asked::add);
    private long now;

    private static Item position(int qty) {
        return new Item.PositionItem(new Position(new Account("A" + qty), new Symbol("IBM"), Qty.of(qty), Money.ZERO, Money.ZERO));
    }

    private void batch(String epoch, long seq, Item... items) {
        copy.batch(new Batch(epoch, seq, 0, List.of(items)), ++now);
    }

    private void snapshot(String epoch, long seq, Item... items) {
        now += 1_000;
        copy.tick(now);
        copy.snapshot(new Snapshot(asked.getLast().snapshotId(), epoch, seq, Snapshot.LAST, items.length, List.of(items)), ++now);
    }

    private void live() {
        now = 1_000;
        copy.connected(now);
        snapshot("one", 4, position(1));
    }

    @Test
    void aPictureThenItsNews() {
        live();
        batch("one", 5, position(2));
        batch("one", 6);
        batch("one", 7, position(3), position(4));
        assertThat(told).containsExactly("anew", "1@5", "2@7");
        assertThat(copy.positions()).hasSize(4);
        assertThat(copy.place()).isEqualTo(new Place("one", 7));
    }

    @Test
    void whatWasMissedSinceAPlaceThatIsKnown() {
        live();
        batch("one", 5, position(2));
        batch("one", 6);
        batch("one", 7, position(3));
        assertThat(copy.since(new Place("one", 5)).orElseThrow()).hasSize(1);
        assertThat(copy.since(new Place("one", 4)).orElseThrow()).hasSize(2);
        assertThat(copy.since(new Place("one", 7)).orElseThrow()).isEmpty();
        assertThat(copy.since(new Place("one", 3))).as("before the picture").isEmpty();
        assertThat(copy.since(new Place("one", 8))).as("not yet").isEmpty();
        assertThat(copy.since(new Place("two", 6))).as("of another life").isEmpty();
    }

    @Test
    void anotherServerIsAnotherPicture() {
        live();
        batch("two", 1, position(9));
        snapshot("two", 1, position(9));
        assertThat(told).containsExactly("anew", "anew");
        assertThat(copy.positions()).hasSize(1);
        assertThat(copy.since(new Place("one", 4))).isEmpty();
    }
}
