package dev.plumbline.bench;

import com.hazelcast.config.Config;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

import dev.plumbline.server.Await;
import dev.plumbline.server.cluster.Cluster;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.wire.Addresses;
import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.Wire;

/// A member of the desk cluster as a console is one: a lite member, with the bus over a socket of its own.
final class DeskMember implements AutoCloseable {
    private final Vertx vertx;

    private DeskMember(Vertx vertx) {
        this.vertx = vertx;
    }

    /// @param listener gets each batch once it is decoded, on one thread
    static DeskMember join(Endpoint server, String desk, Listener listener) {
        var vertx = Await.done(Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(
                        new EventBusOptions().setHost(FreePorts.HOST).setClusterPublicHost(FreePorts.HOST)))
                .withClusterManager(new HazelcastClusterManager(config(server)))
                .buildClustered());
        var member = new DeskMember(vertx);
        var consumer = vertx.eventBus().<Buffer>consumer(Addresses.desk(desk), message -> {
            if (Wire.decode(message.body()) instanceof DeskMessage.Batch batch) listener.on(batch);
        });
        Await.done(consumer.completion());
        return member;
    }

    Vertx vertx() {
        return vertx;
    }

    interface Listener {
        void on(DeskMessage.Batch batch);
    }

    private static Config config(Endpoint server) {
        var config = ConfigUtil.loadConfig().setClusterName(Cluster.DESK).setLiteMember(true);
        config.setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                .setProperty("hazelcast.wait.seconds.before.join", "0")
                .setProperty("hazelcast.socket.bind.any", "false");
        var network = config.getNetworkConfig();
        network.setPort(FreePorts.free().port()).setPortAutoIncrement(true);
        network.getInterfaces().setEnabled(true).addInterface(FreePorts.HOST);
        var join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).addMember(server.toString());
        return config;
    }

    @Override
    public void close() {
        Await.done(vertx.close());
    }
}
