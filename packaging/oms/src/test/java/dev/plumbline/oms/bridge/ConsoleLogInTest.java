package dev.plumbline.oms.bridge;

import static dev.plumbline.oms.bridge.BridgeHouse.BUYER;
import static dev.plumbline.oms.bridge.BridgeHouse.PASSWORD;
import static dev.plumbline.oms.bridge.BridgeHouse.SELLER;
import static dev.plumbline.oms.bridge.RawClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.console.feed.Reply;
import dev.plumbline.core.Account;
import dev.plumbline.core.Halt;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.HistoryRequest;
import dev.plumbline.wire.DeskMessage.Wish;

/// Consoles log in to a whole server, and see and do what their users may.
class ConsoleLogInTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static BridgeHouse house;

    @BeforeAll
    static void open() {
        house = new BridgeHouse(folder);
        try (var client = house.client("algo")) {
            await().until(client::isOpen);
        }
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static RealConsole console(String user) {
        var console = new RealConsole(house.desk(), user, PASSWORD);
        await().atMost(LONG).until(console::isLive);
        return console;
    }

    private static String refusal(Reply reply) {
        return reply instanceof Reply.Answered(var answer) ? answer.refusal() : reply.toString();
    }

    private static OrderKey entered(RealConsole console, Account account) {
        var reply = console.enter(house.freshId(), account);
        assertThat(refusal(reply)).isEmpty();
        return new OrderKey(((Reply.Answered) reply).answer().clOrdID());
    }

    @Test
    void eachSeesAndTradesTheirOwnAccountsAndNoOther() {
        try (var maria = console("maria"); var ben = console("ben"); var audrey = console("algo")) {
            var hers = entered(maria, BUYER);
            var his = entered(ben, SELLER);
            await().atMost(LONG).until(() -> maria.has(hers, OrdStatus.NEW) && ben.has(his, OrdStatus.NEW)
                    && audrey.has(hers, OrdStatus.NEW) && audrey.has(his, OrdStatus.NEW));
            assertThat(maria.told()).doesNotContain(his.value()).doesNotContain("SELLER");
            assertThat(ben.told()).doesNotContain(hers.value()).doesNotContain("BUYER");

            assertThat(refusal(maria.enter(house.freshId(), SELLER))).isEqualTo("NOT_PERMITTED");
            assertThat(refusal(maria.ask(house.freshId(), new Wish.Cancel(his)))).isEqualTo("UNKNOWN_ORDER");
            assertThat(refusal(maria.ask(house.freshId(), new Wish.Pull(Halt.EVERYTHING, "why")))).isEqualTo("NOT_PERMITTED");
            assertThat(maria.feed.question(new HistoryRequest(his, 0)).toCompletableFuture()).failsWithin(LONG);
            var history = maria.feed.question(new HistoryRequest(hers, 0)).toCompletableFuture().join();
            assertThat(history.events().getFirst().user()).isEqualTo("maria");
            assertThat(history.events().getFirst().from()).isEqualTo("console 127.0.0.1");

            assertThat(refusal(maria.ask(house.freshId(), new Wish.Cancel(hers)))).isEmpty();
            await().atMost(LONG).until(() -> maria.has(hers, OrdStatus.CANCELED) && audrey.has(hers, OrdStatus.CANCELED));
        }
    }

    @Test
    void whoOnlyLooksMayEnterNothing() {
        try (var audrey = console("audrey")) {
            assertThat(refusal(audrey.enter(house.freshId(), BUYER))).isEqualTo("NOT_PERMITTED");
        }
    }

    @Test
    void aWrongPasswordIsAskedForAgainAndTellsNothing() {
        try (var maria = new RealConsole(house.desk(), "maria", "wrong")) {
            await().atMost(LONG).until(() -> maria.asked.size() == 1);
            assertThat(maria.asked.getFirst()).contains("no such user, or another password");
            assertThat(maria.told()).isEqualTo("[]");
            assertThat(maria.enter(house.freshId(), BUYER)).isInstanceOf(Reply.NotSent.class);
            maria.feed.logIn(PASSWORD);
            await().atMost(LONG).until(maria::isLive);
        }
    }

    /// Without logging in, on a bus that lets everybody in.
    @Test
    void whoSaysNothingIsToldNothing() {
        try (var nobody = new RealConsole(house.desk(), "maria", "")) {
            await().atMost(LONG).until(() -> nobody.asked.size() == 1);
            assertThat(nobody.told()).isEqualTo("[]");
        }
    }

    @Test
    void whoIsShutOutIsOutAndWhoIsLetInAgainLogsIn() {
        try (var rick = console("rick"); var root = house.client("root")) {
            assertThat(root.ask("oms.user.put", object().put("name", "rick").put("disabled", true)).path("done").asBoolean()).isTrue();
            await().atMost(LONG).until(() -> !rick.asked.isEmpty());
            assertThat(rick.isLive()).isFalse();
            assertThat(rick.enter(house.freshId(), BUYER)).isInstanceOf(Reply.NotSent.class);
            assertThat(root.ask("oms.user.put", object().put("name", "rick").put("disabled", false)).path("done").asBoolean()).isTrue();
            await().atMost(LONG).until(() -> {
                rick.feed.logIn(PASSWORD);
                return rick.isLive();
            });
        }
    }
}
