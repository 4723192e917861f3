package dev.plumbline.oms.chaos;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.multimap.MultiMap;
import com.hazelcast.partition.MigrationListener;
import com.hazelcast.partition.MigrationState;
import com.hazelcast.partition.ReplicaMigrationEvent;
import io.vertx.core.Future;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastRegistrationInfo;

import dev.plumbline.core.Account;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.server.Await;
import dev.plumbline.server.cluster.Cluster;
import dev.plumbline.server.config.ServerConfig.Site;
import dev.plumbline.server.desk.DeskGateway;
import dev.plumbline.server.tls.Tls;
import dev.plumbline.wire.Addresses;
import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.DeskMessage.Item;

/// A server as far as the two clusters go: joined as the product joins them, with the product's gateway where it acts. It has no
/// orders.
final class DeskSide implements AutoCloseable {
    static final String DESK = "main";
    private static final String NODE = "__vertx.nodeId";

    final Cluster core;
    final Cluster desk;
    private final DeskGateway gateway;
    private final Queue<String> migrations = new ConcurrentLinkedQueue<>();

    /// @param acts whether it serves the desk
    DeskSide(String name, Map<String, Site> sites, boolean acts) {
        this(name, sites, acts, Tls.NONE);
    }

    DeskSide(String name, Map<String, Site> sites, boolean acts, Tls tls) {
        var site = new TreeMap<>(sites).get(name);
        core = Await.done(Cluster.join(Cluster.CORE, name, site.core(), sites.values().stream().map(Site::core).toList(), "core", tls));
        desk = Await.done(Cluster.join(Cluster.DESK, name, site.desk(), sites.values().stream().map(Site::desk).toList(), "desk", tls));
        gateway = new DeskGateway(DESK, 1, ReleaseBy.SECOND_PERSON, new NoOrders(), List.of(), () -> System.currentTimeMillis() * 1_000_000);
        if (acts) Await.done(desk.vertx().deployVerticle(gateway));
    }

    /// From now on [#migrations()] has each that moves in one of the clusters.
    void watchMigrations() {
        core.hazelcast().getPartitionService().addMigrationListener(new Noting(Cluster.CORE));
        desk.hazelcast().getPartitionService().addMigrationListener(new Noting(Cluster.DESK));
    }

    List<String> migrations() {
        return List.copyOf(migrations);
    }

    /// Who owns each partition, in their order.
    static List<UUID> owners(HazelcastInstance hazelcast) {
        return hazelcast.getPartitionService().getPartitions().stream().map(partition -> partition.getOwner().getUuid()).toList();
    }

    /// The nodes of consoles that are members of the desk cluster.
    SortedSet<String> consoles() {
        return desk.hazelcast().getCluster().getMembers().stream()
                .filter(Member::isLiteMember)
                .map(member -> member.getAttribute(NODE))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The nodes that are registered for what the desk publishes, as this server reads it.
    SortedSet<String> registered() {
        MultiMap<String, HazelcastRegistrationInfo> all = desk.hazelcast().getMultiMap("__vertx.subs");
        return all.get(Addresses.desk(DESK)).stream().map(info -> info.unwrap().nodeId()).collect(Collectors.toCollection(TreeSet::new));
    }

    /// All nodes of which the bus keeps anything: where they are, or what they consume.
    SortedSet<String> known() {
        MultiMap<String, HazelcastRegistrationInfo> all = desk.hazelcast().getMultiMap("__vertx.subs");
        var known = all.values().stream().map(info -> info.unwrap().nodeId()).collect(Collectors.toCollection(TreeSet::new));
        known.addAll(desk.hazelcast().<String, Object>getMap("__vertx.nodeInfo").keySet());
        return known;
    }

    /// The nodes of all members of the desk cluster.
    SortedSet<String> nodes() {
        return desk.hazelcast().getCluster().getMembers().stream()
                .map(member -> member.getAttribute(NODE))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void tell(String text) {
        gateway.tell(new Item.AlertItem("INFO", text, "", System.currentTimeMillis() * 1_000_000));
    }

    @Override
    public void close() {
        Await.done(desk.leave());
        Await.done(core.leave());
    }

    private final class Noting implements MigrationListener {
        private final String cluster;

        Noting(String cluster) {
            this.cluster = cluster;
        }

        @Override
        public void migrationStarted(MigrationState state) {
            migrations.add(cluster + ": " + state);
        }

        @Override
        public void migrationFinished(MigrationState state) {}

        @Override
        public void replicaMigrationCompleted(ReplicaMigrationEvent event) {
            migrations.add(cluster + ": " + event);
        }

        @Override
        public void replicaMigrationFailed(ReplicaMigrationEvent event) {
            migrations.add(cluster + ": " + event);
        }
    }

    private static final class NoOrders implements DeskGateway.Orders {
        @Override
        public Future<DeskMessage.Answer> ask(Account account, DeskMessage.Ask ask) {
            return askAll(ask);
        }

        @Override
        public Future<DeskMessage.Answer> askAll(DeskMessage.Ask ask) {
            return Future.succeededFuture(new DeskMessage.Answer(ask.requestId(), "", "UNKNOWN_ORDER", "no such order"));
        }

        @Override
        public Future<DeskMessage.Checked> check(Account account, DeskMessage.Check check) {
            return Future.succeededFuture(new DeskMessage.Checked(check.requestId(), List.of()));
        }

        @Override
        public Future<DeskMessage.History> history(DeskMessage.HistoryRequest request) {
            return Future.failedFuture("no such order");
        }
    }
}
