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
    private static final int MANY = 5_000;

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
                folder, new Clients("fix", "127.0.0.1", port, Map.of(
                        "ALGO", Map.of("beginString", "FIX.4.4", "senderCompID", "PLUMBLINE", "targetCompID", "ALGO", "user", "algo", "route", "ALPHA"),
                        "FREE", Map.of(
                                "beginString", "FIX.4.4", "senderCompID", "PLUMBLINE", "targetCompID", "FREE", "user", "ben", "route", "ALPHA",
                                "password", "none"))),
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

    /// Five times as many as are read before some are answered, from one that needs no password: each line is up at once, and goes on.
    @Test
    void whoSendsThousandsAtOnceIsAnsweredToTheLast() throws Exception {
        try (var line = new RawFix(papers.connect(port), "FREE")) {
            line.logOn();
            var sending = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < MANY; i++) line.send("H", "11=none|55=ACME|54=1");
            });
            for (int i = 0; i < MANY; i++) assertThat(line.next()).contains("\00135=8\001").contains("\001150=I\001");
            sending.join();
        }
    }

    @Test
    void aNewCertificateIsForNewLinesAndWhoIsLoggedOnStays() throws Exception {
        try (var client = new RawFix(papers.connect(port), "FREE")) {
            client.logOn();
            var fresh = papers.make("server").getSerialNumber();
            await().atMost(Duration.ofSeconds(30)).until(() -> papers.serial(port).equals(fresh));
            client.send("1", "112=still there");
            assertThat(client.next()).contains("\001112=still there\001");
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
