package dev.plumbline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.plumbline.server.ops.ClusterPicture;
import dev.plumbline.server.ops.ClusterPicture.Lease;
import dev.plumbline.server.ops.ClusterPicture.Member;
import dev.plumbline.server.ops.ClusterPicture.Promise;
import dev.plumbline.server.ops.ClusterPicture.Replica;
import dev.plumbline.server.ops.ClusterPicture.State;
import dev.plumbline.server.ops.ClusterPicture.Store;
import dev.plumbline.wire.DeskMessage.Item.ServiceItem;

/// What traders read of the servers.
class ServerItemsTest {
    private final ServerItems items = new ServerItems();

    private static ClusterPicture of(String server, State state, boolean isSafe, long inputs, Lease... leases) {
        var promise = state != State.ACTING ? Promise.NONE : isSafe ? Promise.SECOND_SERVER : Promise.DATABASE;
        return new ClusterPicture(
                server, 1, 1, state, "says it", List.of(new Member("A", true, 1)), "A", promise, new Replica(inputs, 0, 0, isSafe, 0),
                new Store(true, 0, 0), List.of(leases), Optional.empty());
    }

    private List<ServiceItem> told(long at, ClusterPicture... pictures) {
        return items.news(List.of(pictures), at);
    }

    private static final Lease SHARD = new Lease("shard-0", "A", 7, false);
    private static final Lease SESSION = new Lease("session-X", "A", 5, false);
    private static final Lease OTHERS = new Lease("session-OLD", "B", 2, false);

    @Test
    void oneActsAndOneStandsBy() {
        assertThat(told(10, of("A", State.ACTING, true, 12, SHARD, OTHERS), of("B", State.STANDING_BY, true, 0))).containsExactly(
                new ServiceItem("server A", "UP", "acts, epoch 7; a second server has each input", 10),
                new ServiceItem("server B", "UP", "stands by", 10));
    }

    @Test
    void tellsOnlyWhatIsNews() {
        told(10, of("A", State.ACTING, true, 12, SHARD), of("B", State.STANDING_BY, true, 0));
        assertThat(told(11, of("A", State.ACTING, true, 9_000, SHARD), of("B", State.STANDING_BY, true, 0))).as("figures move").isEmpty();
        assertThat(told(12, of("A", State.ACTING, true, 29_000, SHARD))).as("up since then, all the same").containsExactly(
                new ServiceItem("server A", "UP", "acts, epoch 7; a second server has each input; more than 20,000 inputs are not in the database", 10));
        assertThat(told(13, of("A", State.ACTING, false, 0, SHARD, SESSION), ClusterPicture.of("B", 1, State.ABSENT, "is no member of oms-core")))
                .containsExactly(
                        new ServiceItem("server A", "BEHIND", "acts, epochs 5 to 7; no second server, so each input waits for the database", 13),
                        new ServiceItem("server B", "DOWN", "is no member of oms-core", 13));
    }

    @Test
    void whatKeepsAServerFromItIsSaid() {
        assertThat(told(10, of("A", State.HELD_UP, false, 0), of("B", State.JOINING, false, 0), of("C", State.STANDING_BY, false, 0))).containsExactly(
                new ServiceItem("server A", "DOWN", "says it", 10), new ServiceItem("server B", "BEHIND", "says it", 10),
                new ServiceItem("server C", "BEHIND", "stands by, and has not yet all that it needs", 10));
    }
}
