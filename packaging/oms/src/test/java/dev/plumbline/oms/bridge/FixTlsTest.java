package dev.plumbline.oms.bridge;

import static dev.plumbline.oms.bridge.BridgeHouse.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.oms.certs.Papers;
import dev.plumbline.server.config.ServerConfig.Clients;

/// FIX over TLS, both ways: a client of ours, and a broker of which we are one. Both by QuickFIX/J's own engine.
class FixTlsTest {
    @TempDir
    Path folder;

    private final int port = BridgeHouse.freePort();
    private Papers papers;
    private BridgeHouse house;

    @BeforeEach
    void open() {
        papers = new Papers(folder.resolve("papers"));
        papers.make("server");
        house = new BridgeHouse(
                folder, new Clients("fix", "127.0.0.1", port, Map.of("ALGO", Map.of(
                        "beginString", "FIX.4.4", "senderCompID", "PLUMBLINE", "targetCompID", "ALGO", "user", "algo", "route", "ALPHA"))),
                papers.files("server"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void brokerIsUp() throws IOException {
        try (var bridge = RawClient.of(papers.trusting().getSocketFactory().createSocket("localhost", house.tcp()), "algo", PASSWORD)) {
            await().atMost(Duration.ofSeconds(30)).until(bridge::isOpen);
        }
    }

    /// More than a message may have in all, as what is encrypted is longer than what is in it.
    @Test
    void anOrderGoesThroughAndMuchMoreThanOneMessageMayHave() throws Exception {
        try (var client = new FixClient("ALGO", "algo", PASSWORD, List.of(port), Optional.of(papers.ca())).up()) {
            brokerIsUp();
            client.enter("c1", "BUYER", "1", "100", "9.00");
            assertThat(client.next(150, "0").getString(11)).isEqualTo("c1");
            for (int i = 0; i < 600; i++) client.send("H", Map.of(11, "c1", 55, "ACME", 54, "1", 37, "x"));
            client.send("F", Map.of(11, "c2", 41, "c1", 55, "ACME", 54, "1", 38, "100"));
            assertThat(client.next(150, "4").getString(41)).isEqualTo("c1");
        }
    }

    @Test
    void whoDoesNotTrustTheServerOrSpeaksInTheClearIsNotUp() throws Exception {
        var others = new Papers(folder.resolve("others"));
        others.make("server");
        try (var clear = new FixClient("ALGO", "algo", PASSWORD, List.of(port))) {
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(5)).until(() -> !clear.isUp());
        }
        try (var stranger = new FixClient("ALGO", "algo", PASSWORD, List.of(port), Optional.of(others.ca()))) {
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(5)).until(() -> !stranger.isUp());
        }
        try (var client = new FixClient("ALGO", "algo", PASSWORD, List.of(port), Optional.of(papers.ca()))) {
            client.up();
        }
    }
}
