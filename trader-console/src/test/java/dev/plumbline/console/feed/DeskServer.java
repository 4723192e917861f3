package dev.plumbline.console.feed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.hazelcast.config.Config;
import com.hazelcast.config.MultiMapConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

import dev.plumbline.console.Samples;
import dev.plumbline.wire.Addresses;
import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Batch;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Snapshot;
import dev.plumbline.wire.DeskMessage.SnapshotRequest;
import dev.plumbline.wire.Wire;

/// The server's side of the desk protocol in small: one data member of the desk cluster, heartbeats, snapshots of one
/// item a part, and it knows no orders.
final class DeskServer {
    private static final String DESK = "main";

    private final String epoch;
    private final Vertx vertx;
    private final List<Item> told = new ArrayList<>();
    private long seq;
    private long askedAt;
    private boolean isMuted;
    private boolean isStopped;

    private final Set<String> tokens = new HashSet<>();
    private String password = "";
    private String feed = Addresses.desk(DESK);

    private DeskServer(String epoch, Vertx vertx, List<String> snapshot) {
        this.epoch = epoch;
        this.vertx = vertx;
        snapshot.forEach(text -> told.add(DeskFeedTest.alert(text)));
    }

    static DeskServer start(int port, String epoch, List<String> snapshot) {
        var options = new EventBusOptions().setHost("127.0.0.1").setClusterPublicHost("127.0.0.1");
        var vertx = wait(Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(1).setEventBusOptions(options))
                .withClusterManager(new HazelcastClusterManager(config(port)))
                .buildClustered());
        var server = new DeskServer(epoch, vertx, snapshot);
        wait(vertx.eventBus().<Buffer>consumer(Addresses.deskRequests(DESK), server::answer).completion());
        vertx.setPeriodic(300, _ -> server.tell(List.of()));
        return server;
    }

    private static Config config(int port) {
        var config = new Config().setClusterName(DeskCluster.NAME);
        config.getMemberAttributeConfig().setAttribute(Addresses.STARTED_AT, "1700000000000");
        config.getNetworkConfig().setPort(port).setPortAutoIncrement(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        var join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).addMember("127.0.0.1:" + port);
        config.setProperty("hazelcast.wait.seconds.before.join", "0")
                .setProperty("hazelcast.max.no.heartbeat.seconds", "10")
                .setProperty("hazelcast.socket.bind.any", "false");
        config.addMultiMapConfig(new MultiMapConfig("__vertx.subs")
                .setBackupCount(1)
                .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
        return config;
    }

    private static <T> T wait(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /// From now on only who has logged in with this is told anything, at another address.
    synchronized void askFor(String thePassword) {
        password = thePassword;
        feed = Addresses.desk(DESK) + ".of-" + thePassword;
    }

    /// What was good until now is not any more.
    synchronized void endTokens() {
        tokens.clear();
    }

    private void logIn(Message<Buffer> message, DeskMessage.LogIn asked) {
        boolean isGood = asked.token().isEmpty() ? asked.password().equals(password) : tokens.contains(asked.token());
        if (!isGood) {
            message.fail(DeskMessage.LogIn.NEEDED, asked.password().isEmpty() ? "log in first" : "another password");
            return;
        }
        var token = password.isEmpty() ? "" : "token " + (tokens.size() + 1);
        tokens.add(token);
        message.reply(Wire.encode(new DeskMessage.LoggedIn(asked.user(), token, 0, List.of(), List.of("*"), feed)));
    }

    private boolean isLetIn(Message<Buffer> message) {
        return password.isEmpty() || tokens.contains(message.headers().get(DeskMessage.LoggedIn.TOKEN));
    }

    private synchronized void answer(Message<Buffer> message) {
        var asked = Wire.decode(message.body());
        if (!(asked instanceof DeskMessage.LogIn) && !isLetIn(message)) {
            message.fail(DeskMessage.LogIn.NEEDED, "who are you?");
            return;
        }
        switch (asked) {
            case DeskMessage.LogIn logIn -> logIn(message, logIn);
            case SnapshotRequest(var id, var cursor, _, _) -> {
                int next = cursor + 1 < told.size() ? cursor + 1 : -1;
                var part = List.of(told.get(cursor));
                message.reply(Wire.encode(new Snapshot(id, epoch, seq, next, told.size(), part)));
            }
            case Ask ask -> {
                askedAt = ask.askedAt();
                message.reply(Wire.encode(new Answer(ask.requestId(), "", "UNKNOWN_ORDER", "no such order")));
            }
            case DeskMessage.Ping(long sentAt) -> message.reply(Wire.encode(new DeskMessage.Pong(sentAt, Samples.AT)));
            case DeskMessage.Check _ -> message.fail(504, "the shard does not answer");
            case DeskMessage other -> throw new IllegalStateException("not for a server: " + other);
        }
    }

    /// What the last wish was stamped with.
    synchronized long askedAt() {
        return askedAt;
    }

    void publish(String text) {
        told(text);
        tell(List.of(DeskFeedTest.alert(text)));
    }

    /// Something happens, and the batch that says so never arrives.
    void lose(String text) {
        told(text);
        next();
    }

    synchronized void mute(boolean muted) {
        isMuted = muted;
    }

    private synchronized void told(String text) {
        told.add(DeskFeedTest.alert(text));
    }

    private synchronized long next() {
        return ++seq;
    }

    private synchronized void tell(List<Item> items) {
        if (isMuted || isStopped) return;
        vertx.eventBus().publish(feed, Wire.encode(new Batch(epoch, next(), 0, items)));
    }

    void stop() {
        synchronized (this) {
            if (isStopped) return;
            isStopped = true;
        }
        wait(vertx.close());
    }
}
