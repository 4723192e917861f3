package dev.plumbline.oms.bridge;

import static dev.plumbline.oms.bridge.RawClient.object;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes to an open port sooner or later: refused with a code, and the server goes on for everybody else.
class BridgeHostileTest {
    private static final int CLIENTS_MAX = 60;

    @TempDir
    static Path folder;

    private static BridgeHouse house;

    @BeforeAll
    static void open() {
        house = new BridgeHouse(folder, CLIENTS_MAX);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    /// Whatever came, somebody else is served.
    @AfterEach
    void othersAreServed() {
        await().untilAsserted(() -> assertThat(house.server().bridgeFigures().clients()).isZero());
        try (var client = house.client("maria")) {
            await().until(client::isOpen);
            await().untilAsserted(() ->
                    assertThat(client.ask("oms.reference", object()).path("accounts").toString()).isEqualTo("[\"BUYER\"]"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            not JSON at all                                                     | 400 | JSON object
            {"type": "send", "address": "oms.login"                             | 400 | JSON object
            [1, 2, 3]                                                           | 400 | JSON object
            "text"                                                              | 400 | JSON object
            {}                                                                  | 400 | type
            {"type": "subvert", "address": "oms.login"}                         | 400 | subvert
            {"type": 7, "address": "oms.login"}                                 | 400 | type is a text
            {"type": "send"}                                                    | 400 | address
            {"type": "send", "address": {"a": 1}}                               | 400 | address is a text
            {"type": "send", "address": "oms.login", "headers": [1]}            | 400 | headers
            {"type": "send", "address": "oms.login", "headers": {"a": {}}}      | 400 | header a
            {"type": "send", "type": "ping", "address": "x"}                    | 400 | each name in it once
            {"type": "send", "address": "orders.0", "body": {}}                 | 404 | orders.0
            {"type": "publish", "address": "desk.main", "body": {}}             | 404 | desk.main
            {"type": "register", "address": "desk.main"}                        | 404 | desk.main
            {"type": "register", "address": "oms.stream"}                       | 401 | oms.login
            {"type": "register", "address": "oms.stream", "headers": {"kinds": "secrets"}} | 400 | secrets
            {"type": "register", "address": "oms.stream", "headers": {"epoch": "x", "seq": "y"}} | 400 | seq
            {"type": "send", "address": "oms.login", "body": {"username": "maria", "password": 5}} | 400 | password
            {"type": "send", "address": "oms.login", "body": {"username": "a", "password": "b", "more": 1}} | 400 | more
            {"type": "send", "address": "oms.order.enter", "body": {"ClOrdID": "x"}} | 400 | Account
            {"type": "send", "address": "oms.order.cancel", "body": {"ClOrdID": "ü", "OrderID": "A"}} | 400 | ClOrdID
            """)
    void aWrongFrameIsRefusedWithACodeAndTheThing(String frame, int code, String says) {
        try (var client = new RawClient(house.tcp())) {
            client.frame(frame.getBytes(UTF_8));
            var error = address(frame).equals("oms.stream") ? client.end() : client.other();
            assertThat(error.path("type").asText()).isEqualTo("err");
            assertThat(error.path("failureCode").asInt()).as(error.toString()).isEqualTo(code);
            assertThat(error.path("message").asText()).contains(says);
        }
    }

    private static String address(String frame) {
        return frame.contains("oms.stream") ? "oms.stream" : "";
    }

    @Test
    void deepJsonAndBadUtf8AreRefused() {
        try (var client = new RawClient(house.tcp())) {
            client.frame(("{\"type\":\"send\",\"address\":\"oms.login\",\"body\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}").getBytes(UTF_8));
            assertThat(client.other().path("failureCode").asInt()).isEqualTo(400);
            client.frame("{\"type\":\"send\",\"address\":\"oms.login\",\"body\":\"\u00fc\u00ff\"}".getBytes(ISO_8859_1));
            assertThat(client.other().path("failureCode").asInt()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 65_537, 100_000_000, Integer.MAX_VALUE, 0x47455420 /* "GET " */})
    void aFrameOfAnImpossibleLengthIsRefusedBeforeItIsRead(int length) {
        try (var client = new RawClient(house.tcp())) {
            client.bytes(ByteBuffer.allocate(4).putInt(length).array());
            assertThat(client.other().path("failureCode").asInt()).isEqualTo(413);
            client.awaitClosed();
        }
    }

    @Test
    void aHalfFrameHoldsUpNobody() {
        try (var half = new RawClient(house.tcp()); var other = house.client("ben")) {
            half.bytes(ByteBuffer.allocate(4 + 3).putInt(1_000).put("{\"t".getBytes(UTF_8)).array());
            assertThat(other.ask("oms.reference", object()).path("accounts").toString()).isEqualTo("[\"SELLER\"]");
        }
    }

    /// Rubbish in all lengths, some of it nearly right.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void fuzz(long seed) {
        var random = new Random(seed);
        var right = "{\"type\":\"send\",\"address\":\"oms.order.enter\",\"replyAddress\":\"r\",\"headers\":{\"token\":\"t\"},\"body\":{\"ClOrdID\":\"x\",\"OrderQty\":\"1\"}}"
                .getBytes(UTF_8);
        for (int lines = 0; lines < 5; lines++)
            try (var client = new RawClient(house.tcp())) {
                for (int i = 0; i < 60; i++) {
                    var frame = random.nextBoolean() ? right.clone() : new byte[1 + random.nextInt(200)];
                    if (frame.length != right.length) random.nextBytes(frame);
                    else for (int hits = random.nextInt(5); hits >= 0; hits--) frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
                    client.frame(frame);
                }
            } catch (java.io.UncheckedIOException closed) {
                // Whoever makes so many faults is cut off.
                assertThat(closed).hasRootCauseInstanceOf(IOException.class);
            }
    }

    @Test
    void whoMakesNothingButFaultsIsCutOff() {
        try (var client = new RawClient(house.tcp())) {
            for (int i = 0; i < 100; i++) client.frame("rubbish".getBytes(UTF_8));
            client.awaitClosed();
        }
    }

    @Test
    void aCrowdIsTurnedAwayAndWhoIsInGoesOn() throws IOException {
        try (var client = house.client("maria")) {
            long before = house.server().bridgeFigures().turnedAway();
            var crowd = new ArrayList<Socket>();
            for (int i = 0; i < 500; i++) {
                var socket = new Socket();
                socket.connect(new InetSocketAddress("127.0.0.1", house.tcp()), 5_000);
                crowd.add(socket);
            }
            await().untilAsserted(() -> assertThat(house.server().bridgeFigures().turnedAway() - before).isGreaterThanOrEqualTo(500 - CLIENTS_MAX));
            assertThat(client.ask("oms.reference", object()).path("accounts").toString()).isEqualTo("[\"BUYER\"]");
            for (var socket : crowd) socket.close();
        }
    }

    @Test
    void aGuesserIsLockedOutAndSoIsHardlyAsked() {
        try (var client = new RawClient(house.tcp())) {
            for (int i = 0; i < 5; i++)
                assertThat(client.frame("oms.login", object("username", "dora", "password", "guess number " + i)).path("message").asText())
                        .isEqualTo("no such user, or another password");
            assertThat(client.frame("oms.login", object("username", "dora", "password", BridgeHouse.PASSWORD)).path("message").asText())
                    .startsWith("too many failed log-ins of dora");
        }
    }
}
