package dev.plumbline.oms.bridge;

import static dev.plumbline.oms.bridge.BridgeHouse.PASSWORD;
import static dev.plumbline.oms.bridge.RawClient.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import dev.plumbline.oms.certs.Papers;
import dev.plumbline.server.tls.Tls;

/// The bridge of a whole server with a certificate, and what becomes of who is connected when that is replaced.
class BridgeTlsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static Papers papers;
    private static BridgeHouse house;

    @BeforeAll
    static void open() {
        papers = new Papers(folder.resolve("certs"));
        papers.make("server");
        house = new BridgeHouse(folder, papers.files("server"));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static RawClient client() throws IOException {
        return RawClient.of(papers.connect(house.tcp()), "maria", PASSWORD);
    }

    @Test
    void framesGoOverTls() throws Exception {
        try (var client = client()) {
            assertThat(client.ask("oms.reference", object()).path("accounts").toString()).contains("BUYER");
        }
    }

    @Test
    void aWebSocketGoesOverHttps() throws Exception {
        var answer = new CompletableFuture<String>();
        var listener = new WebSocket.Listener() {
            private final StringBuilder text = new StringBuilder();

            @Override
            public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
                text.append(part);
                if (last) answer.complete(text.toString());
                from.request(1);
                return CompletableFuture.completedStage(null);
            }
        };
        try (var http = HttpClient.newBuilder().sslContext(papers.trusting()).build()) {
            var socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create("wss://localhost:" + house.web() + "/eventbus/websocket"), listener)
                    .get(SOON.toSeconds(), TimeUnit.SECONDS);
            socket.sendText("{\"type\": \"send\", \"address\": \"oms.login\", \"replyAddress\": \"r\", \"body\": {\"username\": \"maria\", \"password\": \""
                    + PASSWORD + "\"}}", true).join();
            assertThat(RawClient.JSON.readTree(answer.get(SOON.toSeconds(), TimeUnit.SECONDS)).at("/body/token").asText()).isNotEmpty();
            socket.abort();
        }
    }

    @Test
    void whoDoesNotTrustTheAuthorityDoesNotConnect() throws Exception {
        var others = new Papers(folder.resolve("others"));
        for (int port : new int[] {house.tcp(), house.web()})
            try (var socket = others.connect(port)) {
                assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
            }
    }

    @Test
    void whoSpeaksInTheClearHearsNothingOfUse() throws Exception {
        try (var socket = new Socket("127.0.0.1", house.tcp())) {
            socket.setSoTimeout((int) SOON.toMillis());
            var frame = "{\"type\": \"ping\"}".getBytes(UTF_8);
            socket.getOutputStream().write(new byte[] {0, 0, 0, (byte) frame.length});
            socket.getOutputStream().write(frame);
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).doesNotContain("pong");
        }
    }

    @Test
    void aNewCertificateIsTakenByNewConnectionsAndAnOldOneGoesOn() throws Exception {
        try (var old = client()) {
            var fresh = papers.make("server").getSerialNumber();
            await().atMost(SOON).until(() -> papers.serial(house.tcp()).equals(fresh));
            await().atMost(SOON).until(() -> papers.serial(house.web()).equals(fresh));
            assertThat(old.ask("oms.reference", object()).path("accounts").toString()).contains("BUYER");
            try (var client = client()) {
                assertThat(client.ask("oms.reference", object()).path("accounts").toString()).contains("BUYER");
            }
        }
    }

    @Test
    void aBrokenFileIsToldAndTheCertificateInUseStays() throws Exception {
        var log = (Logger) LoggerFactory.getLogger(Tls.class);
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        log.addAppender(heard);
        var key = papers.files("server").key();
        var whole = Files.readAllBytes(key);
        try {
            var before = papers.serial(house.tcp());
            Files.writeString(key, "half a ke");
            await().atMost(SOON).untilAsserted(() -> assertThat(heard.list)
                    .filteredOn(event -> event.getLevel() == Level.ERROR)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .singleElement().asString()
                    .startsWith("ALARM: tls.key " + key + " has no '-----BEGIN ...-----': it must be of the form PEM, whole; until then the certificate stays"));
            assertThat(papers.serial(house.tcp())).isEqualTo(before);
        } finally {
            log.detachAppender(heard);
            Files.write(key, whole);
        }
    }
}
