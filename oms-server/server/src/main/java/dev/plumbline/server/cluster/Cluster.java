package dev.plumbline.server.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import com.hazelcast.config.Config;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.core.MemberLeftException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.server.replica.HazelcastReplica;
import dev.plumbline.server.tls.Tls;
import dev.plumbline.wire.Addresses;

/// A member of a cluster: a Vert.x instance and the Hazelcast instance below it. Members find each other by address
/// only; multicast and discovery are off.
public record Cluster(Vertx vertx, HazelcastInstance hazelcast) {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    public static final String CORE = "oms-core";
    public static final String DESK = "oms-desk";

    /// The attribute of a member that names its server.
    private static final String SERVER = "server";

    /// A frozen member, or one behind a line that is cut, is taken for dead after this long; Hazelcast's default is 60 s. A killed
    /// one is missed at once, as its machine says so. A console on somebody's desk may take more time over something.
    private static final int MISSED_AFTER_SECONDS = 5;
    private static final int CONSOLE_MISSED_AFTER_SECONDS = 10;
    private static final String HEARTBEAT_SECONDS = "1";

    /// Halves of a cluster are not merged: Hazelcast would choose which of them begins anew, and might choose the one that acts.
    /// See [Strangers].
    private static final String NEVER_SECONDS = Integer.toString(Integer.MAX_VALUE);

    /// What Vert.x brings as a file of XML, which takes half a second to be held against its schema; its maps are as every
    /// map is.
    private static final MultiMapConfig SUBSCRIPTIONS =
            new MultiMapConfig("__vertx.subs").setBackupCount(1).setValueCollectionType(MultiMapConfig.ValueCollectionType.SET);

    /// Joins the cluster `name` at `endpoint`, or founds it.
    /// @param key the configuration key of the endpoint, for the complaint where the port is occupied
    public static Future<Cluster> join(String name, Endpoint endpoint, String key) {
        return join(name, "", endpoint, List.of(endpoint), key);
    }

    /// Joins the cluster `name` at `endpoint`, or founds it.
    /// @param server the name of this server, which the others see; empty for none
    /// @param all where its members are, this one among them
    /// @param key the configuration key of the endpoint, for the complaint where the port is occupied
    public static Future<Cluster> join(String name, String server, Endpoint endpoint, Collection<Endpoint> all, String key) {
        return join(name, server, endpoint, all, key, Tls.NONE);
    }

    /// Joins the cluster `name` at `endpoint`, or founds it.
    /// @param server the name of this server, which the others see; empty for none
    /// @param all where its members are, this one among them
    /// @param key the configuration key of the endpoint, for the complaint where the port is occupied
    /// @param tls for what goes over the bus; Hazelcast's own traffic is in the clear
    public static Future<Cluster> join(String name, String server, Endpoint endpoint, Collection<Endpoint> all, String key, Tls tls) {
        Endpoint here;
        try {
            here = new Endpoint(address(endpoint.host(), key), endpoint.port());
            freePort(here, key);
        } catch (ConfigException wrong) {
            return Future.failedFuture(wrong);
        }
        var config = config(name, here);
        config.getMemberAttributeConfig().setAttribute(SERVER, server);
        for (var other : all) config.getNetworkConfig().getJoin().getTcpIpConfig().addMember(other.toString());
        var manager = new ForgetfulManager(config);
        var eventBus = tls.securedOnBus(new EventBusOptions().setHost(here.host()).setClusterPublicHost(here.host()));
        return Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(eventBus))
                .withClusterManager(manager)
                .buildClustered()
                .map(vertx -> new Cluster(vertx.exceptionHandler(Cluster::unhandled), manager.getHazelcastInstance()));
    }

    /// A member that dies leaves writes to it that the bus completes twice: a known race of its connections, which loses
    /// nothing that was not lost. Anything else that nobody handled is a fault of ours.
    private static void unhandled(Throwable failure) {
        if (failure instanceof IllegalStateException && "Promise already completed".equals(failure.getMessage()))
            LOG.debug("a member of the cluster is gone", failure);
        else LOG.error("nobody handled this", failure);
    }

    /// Hazelcast takes addresses, no names.
    private static String address(String host, String key) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException unknown) {
            throw new ConfigException(key + ".host: '" + host + "' is not known here; give an address of this machine");
        }
    }

    /// Whether it failed because another member went meanwhile: who begins anew finds things as they are without it.
    public static boolean isBecauseAMemberLeft(Throwable failed) {
        for (var cause = failed; cause != null; cause = cause.getCause())
            if (cause instanceof MemberLeftException || cause instanceof IndeterminateOperationStateException) return true;
        return false;
    }

    /// Whether the host has an address, as far as is known here now. Blocks.
    public static boolean isKnown(String host) {
        try {
            return !InetAddress.getByName(host).getHostAddress().isEmpty();
        } catch (UnknownHostException unknown) {
            LOG.debug("not known here", unknown);
            return false;
        }
    }

    private static Config config(String name, Endpoint endpoint) {
        var config = new Config();
        config.setClusterName(name);
        config.addMultiMapConfig(SUBSCRIPTIONS);
        config.getMemberAttributeConfig().setAttribute(Addresses.STARTED_AT, Long.toString(System.currentTimeMillis()));
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty(
                "hazelcast.max.no.heartbeat.seconds",
                Integer.toString(name.equals(DESK) ? CONSOLE_MISSED_AFTER_SECONDS : MISSED_AFTER_SECONDS));
        config.setProperty("hazelcast.heartbeat.interval.seconds", HEARTBEAT_SECONDS);
        // Who closes its connection and takes no new one is gone: asked three times, in this distance.
        config.setProperty("hazelcast.connection.monitor.interval", "50");
        config.setProperty("hazelcast.merge.first.run.delay.seconds", NEVER_SECONDS);
        config.setProperty("hazelcast.socket.bind.any", "false");
        HazelcastReplica.prepare(config);
        var network = config.getNetworkConfig();
        network.setPort(endpoint.port()).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(endpoint.host());
        var join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).addMember(endpoint.toString());
        return config;
    }

    /// Hazelcast itself tells of an occupied port in a page of traces.
    private static void freePort(Endpoint endpoint, String key) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(endpoint.host(), endpoint.port()));
        } catch (IOException occupied) {
            throw new ConfigException(key + ".port: cannot listen on " + endpoint + " (" + occupied.getMessage()
                    + "); is another server running? End it, or set another " + key + ".port");
        }
    }

    /// The names of the servers that are members now, the oldest member first.
    public List<String> servers() {
        return hazelcast.getCluster().getMembers().stream()
                .map(member -> attribute(member, SERVER))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /// When each server that is a member now was started, by its own clock, nanoseconds since the epoch, UTC.
    public Map<String, Long> processes() {
        var processes = new HashMap<String, Long>();
        for (var member : members()) processes.put(member.server(), member.startedAt());
        return processes;
    }

    private static String attribute(com.hazelcast.cluster.Member member, String name) {
        return Objects.requireNonNullElse(member.getAttribute(name), "");
    }

    /// The servers that are members now, the oldest first; none once this one has left.
    public List<Member> members() {
        try {
            return hazelcast.getCluster().getMembers().stream()
                    .filter(member -> !attribute(member, SERVER).isEmpty())
                    .map(member -> new Member(attribute(member, SERVER), startedAt(attribute(member, Addresses.STARTED_AT))))
                    .toList();
        } catch (HazelcastInstanceNotActiveException left) {
            LOG.debug("no member any more", left);
            return List.of();
        }
    }

    /// @param startedAt nanoseconds since the epoch, UTC; 0 where it does not tell
    public record Member(String server, long startedAt) {}

    private static long startedAt(String ms) {
        return ms.isEmpty() ? 0 : TimeUnit.MILLISECONDS.toNanos(Long.parseLong(ms));
    }

    public Future<Void> leave() {
        return vertx.close();
    }
}
