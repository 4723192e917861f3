package dev.plumbline.server.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.vertx.core.Future;

import dev.plumbline.core.Order;
import dev.plumbline.server.bridge.Fault.Code;
import dev.plumbline.server.users.Directory;
import dev.plumbline.server.users.Entitlements;
import dev.plumbline.server.users.LogIns;
import dev.plumbline.server.users.Reach;
import dev.plumbline.server.users.Right;
import dev.plumbline.server.users.Role;
import dev.plumbline.server.users.User;
import dev.plumbline.server.users.UserAct;
import dev.plumbline.server.users.UserAdmin;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.LogIn;
import dev.plumbline.wire.DeskMessage.LoggedIn;
import dev.plumbline.wire.DeskMessage.Wish;

/// What may be asked: a table of addresses. What is not in it does not exist. One thread, the door's.
final class Operations {
    private static final String CL_ORD_ID = Requests.CL_ORD_ID;
    private static final String ORDER_ID = Requests.ORDER_ID;
    private static final String ACCEPTED = "accepted";
    /// Orders of a mass cancel that are under way at a time.
    private static final int AT_A_TIME = 200;
    /// Answers to mass cancels that are remembered: a repeat gets the first one.
    private static final int MASS_KEPT = 1_000;

    private final DeskCopy desk;
    private final DeskLine line;
    private final Directory directory;
    private final LogIns logIns;
    private final UserAdmin admin;
    private final LongSupplier nanos;
    private final Map<String, Operation> table = new TreeMap<>();
    private final Map<List<String>, Future<ObjectNode>> massCancels = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Future<ObjectNode>> eldest) {
            return size() > MASS_KEPT;
        }
    };

    /// @param who nobody where the operation needs none
    record Request(Client client, Optional<Entitlements> who, String token, JsonNode body) {
        Entitlements user() {
            return who.orElseThrow();
        }

        /// Without the token, and without the body, in which there may be a password.
        @Override
        public String toString() {
            return "Request[" + client + "]";
        }
    }

    /// @param schema of the body, the name of the file
    record Operation(String schema, boolean needsUser, Function<Request, Future<ObjectNode>> does) {
        Future<ObjectNode> run(Request request) {
            return does.apply(request);
        }
    }

    Operations(DeskCopy desk, DeskLine line, Directory directory, LogIns logIns, UserAdmin admin, LongSupplier nanos) {
        this.desk = desk;
        this.line = line;
        this.directory = directory;
        this.logIns = logIns;
        this.admin = admin;
        this.nanos = nanos;
        table.put("oms.login", new Operation("login", false, this::logIn));
        table.put("oms.password", new Operation("password", false, this::password));
        table.put("oms.order.enter", new Operation("order-enter", true, this::enter));
        table.put("oms.order.cancel", new Operation("order-cancel", true, request -> onOrder(request, Requests.cancel(request.body()))));
        table.put("oms.order.replace", new Operation("order-replace", true, request -> onOrder(request, Requests.replace(request.body()))));
        table.put("oms.order.status", new Operation("order-status", true, this::status));
        table.put("oms.order.masscancel", new Operation("order-masscancel", true, this::massCancel));
        table.put("oms.positions", new Operation("positions", true, this::positions));
        table.put("oms.reference", new Operation("reference", true, this::reference));
        table.put("oms.users", new Operation("users", true, this::users));
        table.put("oms.user.put", new Operation("user-put", true, this::putUser));
    }

    Optional<Operation> find(String address) {
        return Optional.ofNullable(table.get(address));
    }

    Set<String> addresses() {
        return table.keySet();
    }

    Map<String, Operation> table() {
        return table;
    }

    private static ObjectNode object() {
        return Frame.JSON.createObjectNode();
    }

    private Future<ObjectNode> logIn(Request request) {
        var body = request.body();
        return logIns.logIn(new LogIn(
                        body.path("username").asText(), body.path("password").asText(), body.path("token").asText(), request.client().from()))
                .recover(no -> Future.failedFuture(Fault.of(Code.NOT_LOGGED_IN, String.valueOf(no.getMessage()))))
                .map(in -> {
                    directory.find(in.user()).ifPresent(user -> request.client().loggedIn(user, in.token()));
                    return loggedIn(in);
                });
    }

    private ObjectNode loggedIn(LoggedIn in) {
        var answer = object();
        answer.put("user", in.user());
        answer.put("token", in.token());
        answer.put("until", Shapes.utc(in.until()));
        answer.put("seconds", Math.max(0, (in.until() - nanos.getAsLong()) / 1_000_000_000L));
        in.roles().forEach(answer.putArray("roles")::add);
        in.accounts().forEach(answer.putArray("accounts")::add);
        directory.find(in.user()).filter(User::firstWord).ifPresent(_ -> answer.put(
                "text", "this is the first password: change it with oms.password before anything else"));
        return answer;
    }

    private Future<ObjectNode> password(Request request) {
        var body = request.body();
        return logIns.checkPassword(body.path("username").asText(), body.path("password").asText(), request.client().from())
                .recover(no -> Future.failedFuture(Fault.of(Code.NOT_LOGGED_IN, String.valueOf(no.getMessage()))))
                .compose(user -> admin.changePassword(user, request.client().from(), body.path("newPassword").asText()))
                .map(Operations::done);
    }

    private static ObjectNode done(String whyNot) {
        if (!whyNot.isEmpty()) throw Fault.of(Code.BAD_REQUEST, whyNot);
        return object().put("done", true);
    }

    private Future<ObjectNode> enter(Request request) {
        return ask(request, Requests.enter(request.body())).map(answer -> {
            var said = answer(answer);
            if (answer.isAccepted()) said.put(ORDER_ID, answer.clOrdID());
            return said;
        });
    }

    private Future<ObjectNode> onOrder(Request request, Wish.OnOrder wish) {
        return ask(request, wish).map(answer -> answer(answer).put(ORDER_ID, Requests.key(request.body()).value()));
    }

    private Future<Answer> ask(Request request, Wish wish) {
        return ask(request, request.body().path(CL_ORD_ID).asText(), wish);
    }

    private Future<Answer> ask(Request request, String requestId, Wish wish) {
        return line.ask(request.token(), new Ask(
                requestId, request.user().user().name(), wish, nanos.getAsLong(), request.client().from(), Optional.empty()));
    }

    /// A refusal is an answer, and no fault of the client's.
    private static ObjectNode answer(Answer answer) {
        var said = object();
        said.put(CL_ORD_ID, answer.requestId());
        said.put(ACCEPTED, answer.isAccepted());
        if (!answer.isAccepted()) said.put("refusal", answer.refusal());
        if (!answer.text().isEmpty()) said.put("Text", answer.text());
        return said;
    }

    private Future<ObjectNode> status(Request request) {
        var key = Requests.key(request.body());
        var order = desk.order(key).filter(found -> request.user().maySee(found.account()))
                .orElseThrow(() -> Fault.of(Code.NOT_FOUND, Entitlements.NO_ORDER + ": '" + Frame.shortened(key.value()) + "'"));
        return Future.succeededFuture(object().putRawValue("order", raw(Shapes.order(order))));
    }

    private static RawValue raw(byte[] json) {
        return new RawValue(new String(json, UTF_8));
    }

    /// Each order is cancelled under an id of its own, so an order is asked to be cancelled once however often this is repeated.
    private Future<ObjectNode> massCancel(Request request) {
        var user = request.user().user().name();
        var id = request.body().path(CL_ORD_ID).asText();
        var before = massCancels.get(List.of(user, id));
        if (before != null) return before;
        var denied = request.user().denied(Right.CANCEL);
        if (denied.isPresent()) {
            directory.record(new UserAct(nanos.getAsLong(), user, request.client().from(), "mass cancel " + id, denied.get()));
            return Future.failedFuture(Fault.of(Code.NOT_PERMITTED, denied.get()));
        }
        var orders = desk.orders().stream()
                .map(item -> item.order())
                .filter(order -> order.isOpen() && request.user().maySee(order.account()) && isMeant(order, request.body()))
                .toList();
        var answer = cancelAll(request, id, orders, 0, new ArrayList<>()).map(answers -> massCancelled(id, orders, answers));
        massCancels.put(List.of(user, id), answer);
        return answer;
    }

    private static boolean isMeant(Order order, JsonNode body) {
        return is(body, "Account", order.account().value()) && is(body, "Symbol", order.symbol().value())
                && is(body, "Side", String.valueOf(order.side().fix())) && is(body, "ExDestination", order.session().value());
    }

    private static boolean is(JsonNode body, String name, String value) {
        return !body.has(name) || body.path(name).asText().equals(value);
    }

    private Future<List<Answer>> cancelAll(Request request, String id, List<Order> orders, int from, List<Answer> answers) {
        if (from >= orders.size()) return Future.succeededFuture(answers);
        var some = orders.subList(from, Math.min(from + AT_A_TIME, orders.size())).stream()
                .map(order -> ask(request, id + "/" + order.key(), new Wish.Cancel(order.key()))
                        .recover(no -> Future.succeededFuture(new Answer(id, "", "NO_ANSWER", String.valueOf(no.getMessage())))))
                .toList();
        return Future.join(some).compose(_ -> {
            some.forEach(one -> answers.add(one.result()));
            return cancelAll(request, id, orders, from + AT_A_TIME, answers);
        });
    }

    private static ObjectNode massCancelled(String id, List<Order> orders, List<Answer> answers) {
        var said = object();
        said.put(CL_ORD_ID, id);
        said.put("TotalAffectedOrders", answers.stream().filter(Answer::isAccepted).count());
        var list = said.putArray("orders");
        for (int i = 0; i < orders.size(); i++)
            list.add(answer(answers.get(i)).put(ORDER_ID, orders.get(i).key().value()));
        return said;
    }

    private Future<ObjectNode> positions(Request request) {
        needs(request, Right.SEE);
        var said = object();
        var list = said.putArray("positions");
        for (var item : desk.positions())
            if (request.user().maySee(item.position().account())) list.addRawValue(raw(Shapes.position(item.position())));
        said.put("epoch", desk.place().epoch()).put("seq", desk.place().seq());
        return Future.succeededFuture(said);
    }

    private Future<ObjectNode> reference(Request request) {
        needs(request, Right.SEE);
        var said = object();
        var accounts = said.putArray("accounts");
        for (var item : desk.accounts()) if (request.user().maySee(item.account())) accounts.add(item.account().value());
        var instruments = said.putArray("instruments");
        for (var item : desk.instruments())
            instruments.addObject().put("Symbol", item.symbol().value()).put("referencePx", item.referencePx().toString());
        var brokers = said.putArray("brokers");
        for (var item : desk.sessions()) brokers.addObject().put("ExDestination", item.session()).put("state", item.state());
        return Future.succeededFuture(said);
    }

    private static void needs(Request request, Right right) {
        request.user().denied(right).ifPresent(why -> {
            throw Fault.of(Code.NOT_PERMITTED, why);
        });
    }

    private Future<ObjectNode> users(Request request) {
        needs(request, Right.USERS);
        var said = object();
        var list = said.putArray("users");
        for (var user : admin.list()) {
            var one = list.addObject().put("name", user.name());
            texts(one.putArray("roles"), user.roles().stream().sorted().map(Role::label).toList());
            texts(one.putArray("accounts"), user.accounts().list());
            texts(one.putArray("desks"), user.desks().list());
            one.put("disabled", user.disabled());
        }
        return Future.succeededFuture(said);
    }

    private static void texts(ArrayNode to, List<String> texts) {
        texts.forEach(to::add);
    }

    private Future<ObjectNode> putUser(Request request) {
        var body = request.body();
        var name = body.path("name").asText();
        if (!User.isName(name)) throw Fault.of(Code.BAD_REQUEST, "name: 1 to 40 letters, digits, and . _ @ - after the first");
        var before = directory.find(name);
        var roles = body.has("roles")
                ? list(body.path("roles")).stream()
                        .map(label -> Role.of(label).orElseThrow(() -> Fault.of(Code.BAD_REQUEST,
                                "no role '" + Frame.shortened(label) + "'; there is " + Role.labels())))
                        .collect(Collectors.toSet())
                : before.map(User::roles).orElse(Set.of());
        var user = new User(
                name, roles, reach(body, "accounts", before.map(User::accounts).orElse(Reach.of())),
                reach(body, "desks", before.map(User::desks).orElse(Reach.EVERYWHERE)), "",
                body.path("disabled").asBoolean(before.map(User::disabled).orElse(false)), false);
        return admin.put(request.user().user(), request.client().from(), user, body.path("password").asText())
                .map(whyNot -> {
                    if (!whyNot.isEmpty() && admin.denied(request.user().user()).isPresent()) throw Fault.of(Code.NOT_PERMITTED, whyNot);
                    return done(whyNot);
                });
    }

    private static Reach reach(JsonNode body, String name, Reach otherwise) {
        return body.has(name) ? Reach.of(list(body.path(name))) : otherwise;
    }

    private static List<String> list(JsonNode texts) {
        var list = new ArrayList<String>();
        texts.forEach(text -> list.add(text.asText()));
        return list;
    }
}
