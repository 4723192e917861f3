package dev.plumbline.console.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.plumbline.console.Samples;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Ping;
import dev.plumbline.wire.DeskMessage.Pong;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.follow.FeedStatus;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// The feed on a real bus: a small server of the desk cluster in this process, on loopback.
@Timeout(value = 150, unit = TimeUnit.SECONDS)
class DeskFeedTest {
    private final int port = freePort();
    private final Heard heard = new Heard();
    private final DeskFeed feed = new DeskFeed("127.0.0.1", port, "main", "akira");
    private final List<DeskServer> servers = new ArrayList<>();

    @AfterEach
    void leave() {
        feed.close();
        servers.forEach(DeskServer::stop);
    }

    @Test
    void followsADeskThroughAGapARefusalAndARestart() {
        feed.start(heard);
        until(() -> heard.status.reason().startsWith("no server at 127.0.0.1:" + port));

        var server = serve("life-1", "at the start", "a second part");
        until(() -> heard.status.phase() == Phase.LIVE);
        assertThat(heard.said).containsExactly("[anew", "at the start", "a second part", "]");
        assertThat(heard.servers).containsExactly(new Server("127.0.0.1:" + port, 1_700_000_000_000_000_000L));

        server.publish("news 1");
        server.publish("news 2");
        until(() -> heard.said.contains("news 2"));
        server.lose("lost news");
        server.publish("news 4");
        until(() -> heard.status.gaps() == 1 && heard.status.phase() == Phase.LIVE);
        assertThat(heard.said).contains("lost news", "news 4");

        long before = System.currentTimeMillis();
        assertThat(ask("R1")).isInstanceOfSatisfying(
                Reply.Answered.class, reply -> assertThat(reply.answer().refusal()).isEqualTo("UNKNOWN_ORDER"));
        assertThat(server.askedAt() / 1_000_000).as("by our own clock").isBetween(before, System.currentTimeMillis());

        assertThat(feed.question(new Ping(7)).toCompletableFuture().join()).isEqualTo(new Pong(7, Samples.AT));
        assertThat(noAnswer()).isEqualTo("the shard does not answer");

        server.stop();
        until(() -> heard.status.phase() == Phase.DISCONNECTED);
        assertThat(heard.servers).isEmpty();
        assertThat(noAnswer()).isEqualTo("not connected");
        assertThat(ask("R2")).isInstanceOf(Reply.NotSent.class);
        serve("life-2", "after the restart");
        until(() -> heard.status.phase() == Phase.LIVE);
        assertThat(heard.said).endsWith("[anew", "after the restart", "]");
    }

    @Test
    void aServerThatFallsSilentIsStaleUntilItSpeaksAgain() {
        var server = serve("life-1", "at the start");
        feed.start(heard);
        until(() -> heard.status.phase() == Phase.LIVE);
        server.mute(true);
        until(() -> heard.status.phase() == Phase.STALE);
        server.mute(false);
        until(() -> heard.status.phase() == Phase.LIVE);
    }

    /// Nobody is told anything before; then a person is asked again only where the token is good no more.
    @Test
    void logsInWhereTheDeskAsksForIt() {
        var server = serve("life-1", "for friends only");
        server.askFor("sesame");
        feed.start(heard);
        until(() -> heard.asked.size() == 1);
        feed.logIn("open");
        until(() -> heard.asked.size() == 2);
        assertThat(heard.asked).containsExactly("log in first", "another password");
        assertThat(heard.status.reason()).isEqualTo("log in as akira");
        assertThat(heard.said).isEmpty();
        assertThat(ask("R1")).isInstanceOf(Reply.NotSent.class);

        feed.logIn("sesame");
        until(() -> heard.status.phase() == Phase.LIVE);
        assertThat(heard.letIn).hasValue(1);
        assertThat(heard.said).containsExactly("[anew", "for friends only", "]");
        server.publish("news");
        until(() -> heard.said.contains("news"));
        assertThat(ask("R2")).isInstanceOf(Reply.Answered.class);

        server.endTokens();
        until(() -> heard.asked.size() == 3);
        assertThat(ask("R3")).isInstanceOf(Reply.NotSent.class);
        feed.logIn("sesame");
        until(() -> heard.status.phase() == Phase.LIVE);
    }

    /// As of who starts it with a password in the environment.
    @Test
    void logsInByItselfWithWhatItWasGiven() {
        serve("life-1", "for friends only").askFor("sesame");
        feed.logIn("sesame");
        feed.start(heard);
        until(() -> heard.status.phase() == Phase.LIVE);
        assertThat(heard.asked).isEmpty();
    }

    private DeskServer serve(String epoch, String... snapshot) {
        var server = DeskServer.start(port, epoch, List.of(snapshot));
        servers.add(server);
        return server;
    }

    private Reply ask(String requestId) {
        return feed.ask(requestId, new Wish.Cancel(new OrderKey("C1"))).toCompletableFuture().join();
    }

    /// Why a question has failed.
    private String noAnswer() {
        var check = new Check("Q1", "akira", new Wish.Cancel(new OrderKey("C1")));
        return feed.question(check).handle((_, trouble) -> NoAnswer.why(trouble)).toCompletableFuture().join();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(condition);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /// Writes down what it hears; the texts of alerts stand for all items.
    private static final class Heard implements FeedListener {
        final List<String> said = new CopyOnWriteArrayList<>();
        final List<String> asked = new CopyOnWriteArrayList<>();
        final AtomicInteger letIn = new AtomicInteger();
        volatile FeedStatus status = FeedStatus.STARTING;
        volatile List<Server> servers = List.of();

        @Override
        public void status(FeedStatus now) {
            status = now;
        }

        @Override
        public void logInNeeded(String why) {
            asked.add(why);
        }

        @Override
        public void letIn() {
            letIn.incrementAndGet();
        }

        @Override
        public void servers(List<Server> now) {
            servers = now;
        }

        @Override
        public void snapshot(boolean anew, List<Item> items) {
            said.add(anew ? "[anew" : "[");
            news(items);
            said.add("]");
        }

        @Override
        public void news(List<Item> items) {
            for (var item : items) said.add(((Item.AlertItem) item).text());
        }
    }

    static Item alert(String text) {
        return new Item.AlertItem("INFO", text, "", Samples.AT);
    }
}
