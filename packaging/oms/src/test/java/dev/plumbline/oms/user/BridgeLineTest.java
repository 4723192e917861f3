package dev.plumbline.oms.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.oms.certs.Papers;
import dev.plumbline.server.Await;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.tls.Tls;
import dev.plumbline.wire.tls.Authorities;

/// How `oms user` reaches a bridge with a certificate, and what it says where the two do not fit.
class BridgeLineTest {
    private static final String ANSWER = "{\"type\": \"message\", \"address\": \"answer\", \"body\": {\"users\": []}}";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Papers papers;
    private Optional<Authorities> trusted;

    @BeforeEach
    void begin() {
        papers = new Papers(folder.resolve("certs"));
        trusted = Optional.of(Authorities.read(papers.ca()));
    }

    @AfterEach
    void end() {
        Await.done(vertx.close());
    }

    /// Answers whatever it is asked.
    private int bridge(Tls tls) {
        NetServer server = vertx.createNetServer(tls.secured(new NetServerOptions()))
                .connectHandler(socket -> socket.handler(_ -> socket.write(Buffer.buffer().appendInt(ANSWER.length()).appendString(ANSWER))));
        return Await.done(server.listen(0, "127.0.0.1")).actualPort();
    }

    @Test
    void asksABridgeThatItTrusts() {
        try (var line = BridgeLine.to("localhost", bridge(papers.tls("server")), trusted)) {
            assertThat(line.ask("oms.users", new JsonObject())).isEqualTo(new JsonObject("{\"users\": []}"));
        }
    }

    @Test
    void asksNoneThatItDoesNotTrust() {
        int port = bridge(new Papers(folder.resolve("others")).tls("server"));
        assertThatThrownBy(() -> BridgeLine.to("localhost", port, trusted)).isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("the bridge at localhost:" + port + " is not trusted, or has no TLS (").hasMessageNotContaining("\n");
    }

    @Test
    void saysThatTheBridgeHasNoTls() {
        int port = bridge(Tls.NONE);
        assertThatThrownBy(() -> BridgeLine.to("localhost", port, trusted)).isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("the bridge at localhost:" + port + " is not trusted, or has no TLS (");
    }

    @Test
    void saysThatTheBridgeMayHaveTls() {
        int port = bridge(papers.tls("server"));
        try (var line = BridgeLine.to("localhost", port, Optional.empty())) {
            assertThatThrownBy(() -> line.ask("oms.users", new JsonObject())).isInstanceOf(ConfigException.class)
                    .hasMessageContaining("TLS").hasMessageContaining("--ca");
        }
    }
}
