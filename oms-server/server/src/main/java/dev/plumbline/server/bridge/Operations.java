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
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.vertx.core.Future;

import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
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
import dev.plumbline.server.users.UserChange;
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
    private static final String NO_ANSWER = "NO_ANSWER";
    /// Orders that were entered here and of which the desk may not have told yet: it does within a moment.
    private static final int ENTERED_KEPT = 10_000;
    /// Orders of a mass cancel that are under way at a time.
    private static final int AT_A_TIME = 200;
    /// Answers to mass cancels that are remembered: a repeat gets the first one.
    private static final int MASS_KEPT = 1_000;

    private final DeskCopy desk;
    private final DeskLine line;
    private final Directory directory;
    private final LogIns logIns;
    private final UserAdmin admin;
    private final Supplier<Future<Void>> picture;
    private final LongSupplier nanos;
    private final Map<String, Operation> table = new TreeMap<>();
    private final Map<List<String>, Future<ObjectNode>> massCancels = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Future<ObjectNode>> eldest) {
            return size() > MASS_KEPT;
        }
    };

    private final Map<OrderKey, Wish.Enter> entered = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderKey, Wish.Enter> eldest) {
            return size() > ENTERED_KEPT;
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

    /// @param picture done when `desk` has a picture of now, failed where it does not come to one in time
    Operations(
            DeskCopy desk, DeskLine line, Directory directory, LogIns logIns, UserAdmin admin, Supplier<Future<Void>> picture, LongSupplier nanos) {
        this.desk = desk;
        this.line = line;
        this.directory = directory;
        this.logIns = logIns;
        this.admin = admin;
        this.picture = picture;
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
        return logIns.checkPassword(body.path("username").asText(), body.path("password").asText(), request.client().from(), "prove who it is for another password")
                .recover(no -> Future.failedFuture(Fault.of(Code.NOT_LOGGED_IN, String.valueOf(no.getMessage()))))
                .compose(user -> admin.changePassword(
                        user, request.client().from(), body.path("password").asText(), body.path("newPassword").asText()))
                .map(Operations::done);
    }

    private static ObjectNode done(String whyNot) {
        if (!whyNot.isEmpty()) throw Fault.of(Code.BAD_REQUEST, whyNot);
        return object().put("done", true);
    }

    private Future<ObjectNode> enter(Request request) {
        var wish = Requests.enter(request.body());
        return ask(request, wish).map(answer -> {
            var said = answer(answer);
            if (!answer.isAccepted()) return said;
            entered.put(new OrderKey(answer.clOrdID()), wish);
            return said.put(ORDER_ID, answer.clOrdID());
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

    /// From a picture of now, for which it waits a little while servers change: an empty or an old one would be taken for one.
    private Future<ObjectNode> fromPicture(Supplier<ObjectNode> answer) {
        return picture.get().map(_ -> answer.get());
    }

    private Future<ObjectNode> status(Request request) {
        return fromPicture(() -> statusNow(request));
    }

    private ObjectNode statusNow(Request request) {
        var key = Requests.key(request.body());
        var order = desk.order(key).filter(found -> request.user().maySee(found.account()))
                .orElseThrow(() -> Fault.of(Code.NOT_FOUND, Entitlements.NO_ORDER + ": '" + Frame.shortened(key.value()) + "'"));
        return object().putRawValue("order", raw(Shapes.order(order)));
    }

    private static RawValue raw(byte[] json) {
        return new RawValue(new String(json, UTF_8));
    }

    /// Each order is cancelled under an id of its own, so an order is asked to be cancelled once however often this is repeated.
    private Future<ObjectNode> massCancel(Request request) {
        var id = request.body().path(CL_ORD_ID).asText();
        var named = List.of(request.user().user().name(), id);
        if (!massCancels.containsKey(named)) needs(request, Right.CANCEL, "mass cancel " + id);
        return firstAnswer(named).orElseGet(() -> picture.get().compose(_ -> firstAnswer(named).orElseGet(() -> massCancelNow(request, id, named))));
    }

    private Optional<Future<ObjectNode>> firstAnswer(List<String> massCancel) {
        return Optional.ofNullable(massCancels.get(massCancel));
    }

    private Future<ObjectNode> massCancelNow(Request request, String id, List<String> named) {
        var orders = new ArrayList<OrderKey>();
        for (var item : desk.orders())
            if (item.order().isOpen() && request.user().maySee(item.order().account()) && isMeant(item.order(), request.body()))
                orders.add(item.order().key());
        // What was just entered here, and the desk has not told yet.
        entered.forEach((key, wish) -> {
            if (desk.order(key).isEmpty() && request.user().maySee(wish.account()) && isMeant(wish, request.body())) orders.add(key);
        });
        var answers = cancelAll(request, id, orders, 0, new ArrayList<>());
        var answer = answers.map(all -> massCancelled(id, orders, all));
        massCancels.put(named, answer);
        // What is not known of one order is asked again, under the same id of it.
        answers.onComplete(done -> {
            if (done.failed() || done.result().stream().anyMatch(one -> one.refusal().equals(NO_ANSWER))) massCancels.remove(named);
        });
        return answer;
    }

    private static boolean isMeant(Order order, JsonNode body) {
        return is(body, "Account", order.account().value()) && is(body, "Symbol", order.symbol().value())
                && is(body, "Side", String.valueOf(order.side().fix())) && is(body, "ExDestination", order.session().value());
    }

    private static boolean isMeant(Wish.Enter wish, JsonNode body) {
        return is(body, "Account", wish.account().value()) && is(body, "Symbol", wish.symbol().value())
                && is(body, "Side", String.valueOf(wish.side().fix())) && is(body, "ExDestination", wish.session());
    }

    private static boolean is(JsonNode body, String name, String value) {
        return !body.has(name) || body.path(name).asText().equals(value);
    }

    private Future<List<Answer>> cancelAll(Request request, String id, List<OrderKey> orders, int from, List<Answer> answers) {
        if (from >= orders.size()) return Future.succeededFuture(answers);
        var some = orders.subList(from, Math.min(from + AT_A_TIME, orders.size())).stream()
                .map(order -> ask(request, id + "/" + order, new Wish.Cancel(order))
                        .recover(no -> Future.succeededFuture(new Answer(id, "", NO_ANSWER, String.valueOf(no.getMessage())))))
                .toList();
        return Future.join(some).compose(_ -> {
            some.forEach(one -> answers.add(one.result()));
            return cancelAll(request, id, orders, from + AT_A_TIME, answers);
        });
    }

    private static ObjectNode massCancelled(String id, List<OrderKey> orders, List<Answer> answers) {
        var said = object();
        said.put(CL_ORD_ID, id);
        said.put("TotalAffectedOrders", answers.stream().filter(Answer::isAccepted).count());
        var list = said.putArray("orders");
        for (int i = 0; i < orders.size(); i++)
            list.add(answer(answers.get(i)).put(ORDER_ID, orders.get(i).value()));
        return said;
    }

    private Future<ObjectNode> positions(Request request) {
        needs(request, Right.SEE, "read positions");
        return fromPicture(() -> positionsNow(request));
    }

    private ObjectNode positionsNow(Request request) {
        var said = object();
        var list = said.putArray("positions");
        for (var item : desk.positions())
            if (request.user().maySee(item.position().account())) list.addRawValue(raw(Shapes.position(item.position())));
        said.put("epoch", desk.place().epoch()).put("seq", desk.place().seq());
        return said;
    }

    private Future<ObjectNode> reference(Request request) {
        needs(request, Right.SEE, "read reference data");
        return fromPicture(() -> referenceNow(request));
    }

    private ObjectNode referenceNow(Request request) {
        var said = object();
        var accounts = said.putArray("accounts");
        for (var item : desk.accounts()) if (request.user().maySee(item.account())) accounts.add(item.account().value());
        var instruments = said.putArray("instruments");
        for (var item : desk.instruments())
            instruments.addObject().put("Symbol", item.symbol().value()).put("referencePx", item.referencePx().toString());
        var brokers = said.putArray("brokers");
        for (var item : desk.sessions()) brokers.addObject().put("ExDestination", item.session()).put("state", item.state());
        return said;
    }

    private void needs(Request request, Right right, String what) {
        request.user().denied(right).ifPresent(why -> {
            directory.record(new UserAct(nanos.getAsLong(), request.user().user().name(), request.client().from(), what, why));
            throw Fault.of(Code.NOT_PERMITTED, why);
        });
    }

    private Future<ObjectNode> users(Request request) {
        needs(request, Right.USERS, "list users");
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
        var change = new UserChange(
                name, given(body, "roles").map(Operations::roles), given(body, "accounts").map(Reach::of), given(body, "desks").map(Reach::of),
                body.has("disabled") ? Optional.of(body.path("disabled").asBoolean()) : Optional.empty(), Optional.empty());
        return admin.put(request.user().user(), request.client().from(), change, body.path("password").asText())
                .map(whyNot -> {
                    if (!whyNot.isEmpty() && admin.denied(request.user().user()).isPresent()) throw Fault.of(Code.NOT_PERMITTED, whyNot);
                    return done(whyNot);
                });
    }

    private static Set<Role> roles(List<String> labels) {
        return labels.stream()
                .map(label -> Role.of(label).orElseThrow(() -> Fault.of(Code.BAD_REQUEST,
                        "no role '" + Frame.shortened(label) + "'; there is " + Role.labels())))
                .collect(Collectors.toSet());
    }

    private static Optional<List<String>> given(JsonNode body, String name) {
        return body.has(name) ? Optional.of(list(body.path(name))) : Optional.empty();
    }

    private static List<String> list(JsonNode texts) {
        var list = new ArrayList<String>();
        texts.forEach(text -> list.add(text.asText()));
        return list;
    }
}
