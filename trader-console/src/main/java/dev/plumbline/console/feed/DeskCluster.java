package dev.plumbline.console.feed;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;

/// How a console joins the desk cluster: by one known address, as a lite member that owns no data, with limits on
/// purpose. Of the server's side nothing is decided here, except what all members must have alike.
final class DeskCluster {
    static final String NAME = "oms-desk";

    private DeskCluster() {}

    /// @param host our own address, as the server sees it
    static Config config(String host, String server) {
        var config = new Config().setClusterName(NAME).setLiteMember(true);
        config.getNetworkConfig().setPort(5901).setPortAutoIncrement(true).setPortCount(200).setPublicAddress(host);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface(host);
        join(config.getNetworkConfig().getJoin(), server);
        limits(config);
        busMaps(config);
        return config;
    }

    private static void join(JoinConfig join, String server) {
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).addMember(server).setConnectionTimeoutSeconds(2);
    }

    /// The defaults let a dead server look alive for a minute and a call to it hang for two.
    private static void limits(Config config) {
        config.setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.max.join.seconds", "8")
                .setProperty("hazelcast.wait.seconds.before.join", "0")
                .setProperty("hazelcast.heartbeat.interval.seconds", "2")
                .setProperty("hazelcast.max.no.heartbeat.seconds", "10")
                .setProperty("hazelcast.operation.call.timeout.millis", "10000")
                .setProperty("hazelcast.graceful.shutdown.max.wait", "5");
    }

    /// What the bus keeps in Hazelcast, as its own default configuration has it.
    private static void busMaps(Config config) {
        config.addMultiMapConfig(new MultiMapConfig("__vertx.subs")
                .setBackupCount(1)
                .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
        config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
        config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
    }
}
