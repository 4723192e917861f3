package dev.plumbline.oms.bridge;

import static dev.plumbline.oms.bridge.BridgeHouse.PASSWORD;
import static dev.plumbline.oms.bridge.RawClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.server.bridge.BridgeVerticle;

/// Programs trade through the bridge of a whole server, over plain sockets. Each test has accounts of others beside it and says only
/// what is about its own orders.
class BridgeTest {
    @TempDir
    static Path folder;

    private static BridgeHouse house;

    @BeforeAll
    static void open() {
        house = new BridgeHouse(folder);
        try (var client = house.client("algo")) {
            // Orders are taken once the broker is up.
            org.awaitility.Awaitility.await().until(client::isOpen);
        }
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static ObjectNode enter(String account, String side, String qty, String price) {
        return object(
                "ClOrdID", house.freshId(), "ExDestination", "ALPHA", "Account", account, "Symbol", "ACME", "Side", side,
                "OrderQty", qty, "OrdType", "2", "Price", price);
    }

    private static String entered(RawClient client, ObjectNode order) {
        var answer = client.ask("oms.order.enter", order);
        assertThat(answer.path("accepted").asBoolean()).as(answer.toString()).isTrue();
        assertThat(valid("order-answer", answer)).isEmpty();
        return answer.path("OrderID").asText();
    }

    private static List<String> valid(String schema, JsonNode message) {
        try (var from = BridgeVerticle.class.getResourceAsStream("schemas/" + schema + ".json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(from).validate(message).stream()
                    .map(Object::toString).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean has(JsonNode message, String list, Map<String, String> wanted) {
        return StreamSupport.stream(message.path(list).spliterator(), false)
                .anyMatch(item -> wanted.entrySet().stream().allMatch(field -> item.path(field.getKey()).asText().equals(field.getValue())));
    }

    @Test
    void anOrderIsEnteredReplacedAndCancelledAndTheStreamTellsEachState() {
        try (var client = house.client("maria")) {
            client.register();
            client.next(message -> message.path("type").asText().equals("snapshot") && message.path("isLast").asBoolean());
            var order = entered(client, enter("BUYER", "1", "100", "9.50"));
            client.next(message -> has(message, "orders", Map.of("OrderID", order, "OrdStatus", "0")));
            var replaced = client.ask("oms.order.replace", object("ClOrdID", house.freshId(), "OrderID", order, "OrderQty", "80", "Price", "9.60"));
            assertThat(replaced.path("accepted").asBoolean()).as(replaced.toString()).isTrue();
            client.next(message -> has(message, "orders", Map.of("OrderID", order, "OrderQty", "80", "Price", "9.6")));
            assertThat(client.ask("oms.order.status", object("OrderID", order)).path("order").path("LeavesQty").asText()).isEqualTo("80");
            client.ask("oms.order.cancel", object("ClOrdID", house.freshId(), "OrderID", order));
            client.next(message -> has(message, "orders", Map.of("OrderID", order, "OrdStatus", "4")));
            long n = 0;
            for (var message : client.seen()) {
                assertThat(valid("stream-message", message)).as(message.toString()).isEmpty();
                assertThat(message.path("n").asLong()).isEqualTo(++n);
            }
        }
    }

    @Test
    void aTradeIsToldWithItsExecutionToEachSideAndMovesItsPosition() {
        try (var maria = house.client("maria"); var ben = house.client("ben")) {
            maria.register();
            ben.register("kinds", "executions");
            var bought = entered(maria, enter("BUYER", "1", "70", "10.00"));
            maria.next(message -> has(message, "orders", Map.of("OrderID", bought, "OrdStatus", "0")));
            var sold = entered(ben, enter("SELLER", "2", "70", "10.00"));
            maria.next(message -> has(message, "executions", Map.of("OrderID", bought, "LastQty", "70", "LastPx", "10")));
            var told = ben.next(message -> has(message, "executions", Map.of("OrderID", sold, "LastQty", "70")));
            assertThat(told.has("orders")).isFalse();
            assertThat(ben.seen().toString()).doesNotContain("BUYER").doesNotContain(bought);
            var positions = maria.ask("oms.positions", object());
            assertThat(valid("positions-answer", positions)).isEmpty();
            assertThat(positions.path("positions").toString()).contains("BUYER").doesNotContain("SELLER");
        }
    }

    @Test
    void aRepeatGetsTheFirstAnswerAlsoOnAnotherConnection() {
        var order = enter("BUYER", "1", "10", "9.00");
        String first;
        try (var client = house.client("maria")) {
            first = entered(client, order);
            assertThat(entered(client, order)).isEqualTo(first);
        }
        try (var client = house.client("maria")) {
            assertThat(entered(client, order)).isEqualTo(first);
            client.ask("oms.order.cancel", object("ClOrdID", house.freshId(), "OrderID", first));
        }
    }

    @Test
    void whoWasCutOffGoesOnAfterTheLastMessageThatItRead() {
        JsonNode last;
        String before;
        try (var client = house.client("maria")) {
            client.register();
            before = entered(client, enter("BUYER", "1", "20", "8.00"));
            last = client.next(message -> has(message, "orders", Map.of("OrderID", before, "OrdStatus", "0")));
        }
        String meanwhile;
        try (var other = house.client("algo")) {
            other.register();
            meanwhile = entered(other, enter("BUYER", "1", "21", "8.00"));
            other.next(message -> has(message, "orders", Map.of("OrderID", meanwhile, "OrdStatus", "0")));
        }
        try (var client = house.client("maria")) {
            client.register("epoch", last.path("epoch").asText(), "seq", last.path("seq").asText());
            var missed = client.next();
            assertThat(missed.path("type").asText()).isEqualTo("missed");
            assertThat(has(missed, "orders", Map.of("OrderID", meanwhile))).isTrue();
            assertThat(missed.toString()).doesNotContain(before);
            client.unregister();
            client.register("epoch", "of another life", "seq", "3");
            assertThat(client.next(message -> !message.path("type").asText().equals("news")).path("type").asText()).isEqualTo("snapshot");
            client.ask("oms.order.masscancel", object("ClOrdID", house.freshId()));
        }
    }

    @Test
    void aMassCancelCancelsWhatIsMeantAndARepeatGetsTheFirstAnswer() {
        try (var client = house.client("ben")) {
            client.register();
            var one = entered(client, enter("SELLER", "2", "30", "20.00"));
            var two = entered(client, enter("SELLER", "2", "31", "20.00"));
            client.next(message -> has(message, "orders", Map.of("OrderID", two, "OrdStatus", "0")));
            var wanted = object("ClOrdID", house.freshId(), "Account", "SELLER", "Side", "2");
            var answer = client.ask("oms.order.masscancel", wanted);
            assertThat(valid("order-masscancel-answer", answer)).isEmpty();
            assertThat(answer.path("TotalAffectedOrders").asInt()).isGreaterThanOrEqualTo(2);
            assertThat(answer.path("orders").toString()).contains(one, two);
            assertThat(client.ask("oms.order.masscancel", wanted)).isEqualTo(answer);
            client.next(message -> has(message, "orders", Map.of("OrderID", two, "OrdStatus", "4")));
        }
    }

    @Test
    void aRefusalIsAnAnswerWithTheReasonAndTheFigure() {
        try (var client = house.client("maria")) {
            var answer = client.ask("oms.order.enter", enter("BUYER", "1", "5000", "9.50"));
            assertThat(answer.path("accepted").asBoolean()).isFalse();
            assertThat(answer.path("refusal").asText()).isEqualTo("MAX_ORDER_QTY");
            assertThat(answer.path("Text").asText()).contains("5,000").contains("1,000");
        }
    }

    /// What each role gets, on an account that is its own and on one of somebody else: `yes`, the refusal, or the code of the error.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            user   | enter         | enter other   | replace       | cancel        | cancel other  | status | status other | mass | see | users
            maria  | yes           | NOT_PERMITTED | yes           | yes           | UNKNOWN_ORDER | yes    | 404          | yes  | yes | 403
            dora   | yes           | NOT_PERMITTED | yes           | yes           | UNKNOWN_ORDER | yes    | 404          | yes  | yes | 403
            rick   | NOT_PERMITTED | NOT_PERMITTED | NOT_PERMITTED | yes           | UNKNOWN_ORDER | yes    | 404          | yes  | yes | 403
            olga   | NOT_PERMITTED | NOT_PERMITTED | NOT_PERMITTED | yes           | UNKNOWN_ORDER | yes    | 404          | yes  | yes | 403
            audrey | NOT_PERMITTED | NOT_PERMITTED | NOT_PERMITTED | NOT_PERMITTED | UNKNOWN_ORDER | yes    | 404          | 403  | yes | 403
            root   | NOT_PERMITTED | NOT_PERMITTED | UNKNOWN_ORDER | UNKNOWN_ORDER | UNKNOWN_ORDER | 404    | 404          | 403  | 403 | yes
            algo   | yes           | yes           | yes           | yes           | yes           | yes    | yes          | yes  | yes | 403
            """, useHeadersInDisplayName = true)
    void rolesCommandsAndAccounts(
            String user, String enter, String enterOther, String replace, String cancel, String cancelOther, String status,
            String statusOther, String mass, String see, String users) {
        try (var owner = house.client("algo"); var client = house.client(user)) {
            owner.register();
            var own = entered(owner, enter("BUYER", "1", "40", "7.00"));
            var other = entered(owner, enter("SELLER", "2", "40", "30.00"));
            for (var order : List.of(own, other))
                if (owner.seen().stream().noneMatch(message -> has(message, "orders", Map.of("OrderID", order, "OrdStatus", "0"))))
                    owner.next(message -> has(message, "orders", Map.of("OrderID", order, "OrdStatus", "0")));
            assertThat(became(client, "oms.order.enter", enter("BUYER", "1", "41", "7.00"))).as("enter").isEqualTo(enter);
            assertThat(became(client, "oms.order.enter", enter("SELLER", "2", "41", "30.00"))).as("enter other").isEqualTo(enterOther);
            assertThat(became(client, "oms.order.enter", enter("NOBODYS", "2", "41", "30.00"))).as("enter no account")
                    .isEqualTo(user.equals("algo") ? "UNKNOWN_ACCOUNT" : "NOT_PERMITTED");
            assertThat(became(client, "oms.order.status", object("OrderID", own))).as("status").isEqualTo(status);
            assertThat(became(client, "oms.order.status", object("OrderID", other))).as("status other").isEqualTo(statusOther);
            assertThat(became(client, "oms.order.replace", on(own).put("OrderQty", "39").put("Price", "7.10"))).as("replace").isEqualTo(replace);
            assertThat(became(client, "oms.order.cancel", on(own))).as("cancel").isEqualTo(cancel);
            assertThat(became(client, "oms.order.cancel", on(other))).as("cancel other").isEqualTo(cancelOther);
            assertThat(became(client, "oms.positions", object())).as("positions").isEqualTo(see);
            assertThat(became(client, "oms.reference", object())).as("reference").isEqualTo(see);
            assertThat(became(client, "oms.users", object())).as("users").isEqualTo(users);
            assertThat(became(client, "oms.user.put", object("name", user).put("disabled", false))).as("user put")
                    .isEqualTo(users.equals("yes") ? "yes" : "403");
            assertThat(became(client, "oms.order.masscancel", object("ClOrdID", house.freshId()))).as("mass").isEqualTo(mass);
            client.register();
            if (see.equals("yes")) assertThat(client.next().path("type").asText()).isEqualTo("snapshot");
            else assertThat(client.end().path("failureCode").asInt()).isEqualTo(403);
            if (!user.equals("algo")) assertThat(client.seen().toString()).doesNotContain("SELLER").doesNotContain(other);
            owner.ask("oms.order.masscancel", object("ClOrdID", house.freshId()));
        }
    }

    private static ObjectNode on(String order) {
        return object("ClOrdID", house.freshId(), "OrderID", order);
    }

    private static String became(RawClient client, String address, JsonNode body) {
        var frame = client.frame(address, body);
        if (frame.path("type").asText().equals("err")) return frame.path("failureCode").asText();
        var answer = frame.path("body");
        return answer.path("accepted").asBoolean(true) ? "yes" : answer.path("refusal").asText();
    }

    @Test
    void whatIsDeniedIsOnRecordWithWhoAndFromWhere() {
        var order = enter("BUYER", "1", "1", "1.00");
        try (var client = house.client("audrey")) {
            client.ask("oms.order.enter", order);
        }
        house.server().drainStore();
        var id = order.path("ClOrdID").asText();
        assertThat(house.rows("SELECT outcome, asked_by, reason FROM event WHERE request_id = '" + id + "'"))
                .containsExactly("REFUSED audrey NOT_PERMITTED: audrey may not enter orders (roles: auditor)");
        assertThat(house.rows("SELECT encode(form, 'escape') FROM event WHERE request_id = '" + id + "'").getFirst())
                .contains("bridge 127.0.0.1:");
        assertThat(house.rows("SELECT DISTINCT by_user, what, answer FROM user_act WHERE by_user = 'audrey'"))
                .contains("audrey log in done");
    }

    @Test
    void nobodyGetsInWithAWrongPasswordOrAForgedToken() {
        try (var client = new RawClient(house.tcp())) {
            assertThat(client.refused("oms.reference", object())).isEqualTo(401);
            assertThat(client.refused("oms.login", object("username", "ghost", "password", "whatever it is"))).isEqualTo(401);
            assertThat(client.refused("oms.login", object("username", "maria"))).isEqualTo(400);
            client.token("eyJhbGciOiJub25lIn0.eyJzdWIiOiJtYXJpYSIsImV4cCI6OTk5OTk5OTk5OX0.");
            assertThat(client.refused("oms.positions", object())).isEqualTo(401);
            client.token("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXJpYSIsImV4cCI6OTk5OTk5OTk5OX0.c2lnbmVkIGJ5IHNvbWVib2R5IGVsc2U");
            assertThat(client.refused("oms.positions", object())).isEqualTo(401);
            client.register();
            assertThat(client.end().path("failureCode").asInt()).isEqualTo(401);
        }
    }

    @Test
    void aUserIsMadeChangesItsFirstPasswordAndIsShutOutAtOnce() {
        try (var root = house.client("root"); var fresh = new RawClient(house.tcp())) {
            var made = object("name", "nina", "password", "first one to be changed");
            made.putArray("roles").add("trader");
            made.putArray("accounts").add("BUYER");
            root.ask("oms.user.put", made);
            assertThat(root.refused("oms.user.put", object("name", "otto", "password", "short"))).isEqualTo(400);
            org.awaitility.Awaitility.await().untilAsserted(() ->
                    fresh.token(fresh.ask("oms.login", object("username", "nina", "password", "first one to be changed")).path("token").asText()));
            assertThat(became(fresh, "oms.order.enter", enter("BUYER", "1", "1", "1.00"))).isEqualTo("NOT_PERMITTED");
            fresh.ask("oms.password", object("username", "nina", "password", "first one to be changed", "newPassword", PASSWORD));
            assertThat(became(fresh, "oms.positions", object())).as("a token of the old password").isIn("401", "403");
            org.awaitility.Awaitility.await().until(() -> {
                fresh.token(fresh.ask("oms.login", object("username", "nina", "password", PASSWORD)).path("token").asText());
                return became(fresh, "oms.positions", object()).equals("yes");
            });
            fresh.register();
            fresh.next();
            root.ask("oms.user.put", object("name", "nina").put("disabled", true));
            assertThat(fresh.end().path("failureCode").asInt()).isEqualTo(401);
            assertThat(fresh.refused("oms.positions", object())).isEqualTo(401);
        }
    }
}
