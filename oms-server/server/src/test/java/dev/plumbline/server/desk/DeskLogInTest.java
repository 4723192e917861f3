package dev.plumbline.server.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.plumbline.core.Account;
import dev.plumbline.core.Book;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Gone;
import dev.plumbline.core.Halt;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Side;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.server.Await;
import dev.plumbline.server.Loops;
import dev.plumbline.server.orders.Trade;
import dev.plumbline.server.users.Entitlements;
import dev.plumbline.server.users.Reach;
import dev.plumbline.server.users.Role;
import dev.plumbline.server.users.User;
import dev.plumbline.wire.Addresses;
import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Batch;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.Checked;
import dev.plumbline.wire.DeskMessage.History;
import dev.plumbline.wire.DeskMessage.HistoryRequest;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.LogIn;
import dev.plumbline.wire.DeskMessage.LoggedIn;
import dev.plumbline.wire.DeskMessage.Ping;
import dev.plumbline.wire.DeskMessage.Snapshot;
import dev.plumbline.wire.DeskMessage.SnapshotRequest;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.Wire;

/// Who sees what of a desk where consoles log in: over a local Vert.x, as a console meets it.
class DeskLogInTest {
    private static final Account HERS = new Account("HERS");
    private static final Account HIS = new Account("HIS");
    private static final String DESK = "main";
    private static final String SERVERS = "servers' own";

    private final Loops loops = new Loops();
    private final Vertx vertx = loops.vertx();
    private final AtomicLong now = new AtomicLong(Trade.NOON);
    private final Users users = new Users();
    private final Book book = new Book();
    private final DeskGateway gateway = new DeskGateway(
            DESK, 1, ReleaseBy.ANYONE, new Echo(),
            List.of(new Item.InstrumentItem(Trade.SYMBOL, Px.of("100")), new Item.AccountItem(HERS), new Item.AccountItem(HIS)), now::get);
    private final Queue<Batch> everybodys = new ConcurrentLinkedQueue<>();
    private long input;

    @BeforeEach
    void deploy() {
        users.add("maria", "trader", HERS.value());
        users.add("ben", "trader", HIS.value());
        users.add("audrey", "auditor", "*");
        users.add("root", "administrator", "*");
        gateway.guardedBy(users, true);
        listen(Addresses.desk(DESK), everybodys);
        Await.done(vertx.deployVerticle(gateway));
    }

    @AfterEach
    void close() {
        loops.close();
    }

    private void listen(String address, Queue<Batch> to) {
        vertx.eventBus().<Buffer>consumer(address, message -> to.add((Batch) Wire.decode(message.body())));
    }

    /// A console of one user, which says that it is there.
    private final class Console {
        final Queue<Batch> batches = new ConcurrentLinkedQueue<>();
        final String token;

        Console(String user) {
            var in = (LoggedIn) request(new LogIn(user, "right", "", "console here"), "");
            token = in.token();
            listen(in.feed(), batches);
            ping();
        }

        void ping() {
            request(new Ping(1), token);
        }

        Snapshot snapshot(String id, String epoch, long seq) {
            return (Snapshot) request(new SnapshotRequest(id, 0, epoch, seq), token);
        }

        List<Item> news() {
            return batches.stream().flatMap(batch -> batch.items().stream()).toList();
        }
    }

    private DeskMessage request(DeskMessage request, String token) {
        var options = new DeliveryOptions();
        if (!token.isEmpty()) options.addHeader(LoggedIn.TOKEN, token);
        return Wire.decode(Await.done(vertx.eventBus().<Buffer>request(Addresses.deskRequests(DESK), Wire.encode(request), options)).body());
    }

    private int refused(DeskMessage request, String token) {
        var options = new DeliveryOptions();
        if (!token.isEmpty()) options.addHeader(LoggedIn.TOKEN, token);
        try {
            vertx.eventBus().request(Addresses.deskRequests(DESK), Wire.encode(request), options).toCompletionStage().toCompletableFuture().get();
            return 0;
        } catch (ExecutionException failed) {
            return ((ReplyException) failed.getCause()).failureCode();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private OrderKey enter(Account account) {
        var clOrdID = new ClOrdID("X" + ++input);
        gateway.changed(book.sent(input, new Command.Enter(
                clOrdID, Trade.ALPHA, account, Trade.SYMBOL, Side.BUY, Qty.of(10), OrdType.LIMIT, Px.of("10"), TimeInForce.DAY, Trade.NOON), false).changes());
        return new OrderKey(clOrdID.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "forged"})
    void whoHasNotLoggedInIsToldAndAnsweredNothing(String token) {
        var order = enter(HERS);
        for (var request : List.of(
                new SnapshotRequest("s", 0), new Ping(1), new HistoryRequest(order, 0), new Check("q", "maria", new Wish.Cancel(order)),
                new Ask("r", "maria", new Wish.Cancel(order)), new Ask("h", "maria", new Wish.Pull(Halt.EVERYTHING, "why"))))
            assertThat(refused(request, token)).as(request.toString()).isEqualTo(LogIn.NEEDED);
        assertThat(refused(new LogIn("maria", "", "", "console here"), "")).isEqualTo(LogIn.NEEDED);
        assertThat(refused(new LogIn("maria", "wrong", "", "console here"), "")).isEqualTo(LogIn.NEEDED);
        var maria = new Console("maria");
        await().until(() -> !maria.batches.isEmpty());
        assertThat(everybodys).isEmpty();
    }

    @Test
    void eachSeesTheirOwnAccountsAndOnlyThose() {
        var before = List.of(enter(HERS), enter(HIS));
        var maria = new Console("maria");
        var ben = new Console("ben");
        var audrey = new Console("audrey");
        var whole = maria.snapshot("m", "", -1);
        assertThat(whole.items()).filteredOn(Item.OrderItem.class::isInstance).singleElement()
                .satisfies(item -> assertThat(((Item.OrderItem) item).order().key()).isEqualTo(before.getFirst()));
        assertThat(whole.items()).contains(new Item.InstrumentItem(Trade.SYMBOL, Px.of("100")), new Item.AccountItem(HERS))
                .doesNotContain(new Item.AccountItem(HIS));
        assertThat(audrey.snapshot("a", "", -1).items()).filteredOn(Item.OrderItem.class::isInstance).hasSize(2);

        var his = enter(HIS);
        gateway.tell(new Item.AlertItem(Item.AlertItem.WARN, "his", his.value(), 1));
        gateway.tell(new Item.AlertItem(Item.AlertItem.WARN, "of whoever", "", 2));
        gateway.tell(new Item.WaitingItem(0, 5, "ALPHA", 1, Item.WaitingItem.PARKED, "why", "Z", "", "", Buffer.buffer("8=FIX")));
        gateway.switched(0, new KillSwitch.Pull(new Halt.Scope.OfAccount(HIS), "ben", "why", 3));
        gateway.gone(List.of(new Gone(before.getLast(), Position.flat(HIS, Trade.SYMBOL))));
        gateway.tell(new Item.SessionItem("ALPHA", Item.SessionItem.UP, "", 4));
        var hers = enter(HERS);
        await().until(() -> ordersOf(maria.news()).contains(hers) && ordersOf(audrey.news()).contains(hers) && ben.news().contains(new Item.GoneItem(before.getLast())));
        assertThat(maria.news()).hasSize(2).contains(new Item.SessionItem("ALPHA", Item.SessionItem.UP, "", 4));
        assertThat(ordersOf(ben.news())).containsExactly(his);
        assertThat(ben.news()).contains(new Item.AlertItem(Item.AlertItem.WARN, "his", his.value(), 1))
                .anyMatch(Item.HaltItem.class::isInstance)
                .noneMatch(Item.WaitingItem.class::isInstance)
                .noneMatch(item -> item instanceof Item.AlertItem alert && alert.order().isEmpty());
        assertThat(audrey.news()).anyMatch(Item.WaitingItem.class::isInstance)
                .contains(new Item.AlertItem(Item.AlertItem.WARN, "of whoever", "", 2), new Item.GoneItem(before.getLast()));
        assertThat(maria.batches.stream().map(Batch::seq)).isSorted().doesNotHaveDuplicates();
        var since = maria.snapshot("m2", whole.epoch(), whole.seq());
        assertThat(since.isPartial()).isTrue();
        assertThat(ordersOf(since.items())).containsExactly(hers);
        assertThat(maria.snapshot("m3", audrey.batches.element().epoch(), 1).isPartial()).as("of another audience's numbers").isFalse();
    }

    private static List<OrderKey> ordersOf(List<Item> items) {
        var keys = new ArrayList<OrderKey>();
        for (var item : items) if (item instanceof Item.OrderItem(var order)) keys.add(order.key());
        return keys;
    }

    @Test
    void aSnapshotOfOthersAccountsIsNotHandedOn() {
        for (int i = 0; i < 1_200; i++) enter(HERS);
        var maria = new Console("maria");
        assertThat(maria.snapshot("s", "", -1).isLast()).isFalse();
        var ben = new Console("ben");
        var part = (Snapshot) request(new SnapshotRequest("s", 1_000), ben.token);
        assertThat(part.seq()).isEqualTo(Snapshot.GONE);
        assertThat(part.items()).isEmpty();
    }

    @Test
    void whoMaySeeSomethingElseByNowTakesAnotherPicture() {
        enter(HIS);
        var maria = new Console("maria");
        await().until(() -> !maria.batches.isEmpty());
        var first = maria.batches.element().epoch();
        users.add("maria", "trader", HIS.value());
        maria.ping();
        await().until(() -> maria.batches.stream().anyMatch(batch -> !batch.epoch().equals(first)));
        maria.batches.clear();
        enter(HERS);
        var his = enter(HIS);
        await().until(() -> !maria.news().isEmpty());
        assertThat(ordersOf(maria.news())).containsExactly(his);
    }

    @Test
    void whoDoesNotSayThatItIsThereIsToldNoMore() {
        var maria = new Console("maria");
        var audrey = new Console("audrey");
        users.remove("maria");
        assertThat(refused(new Ping(1), maria.token)).isEqualTo(LogIn.NEEDED);
        now.addAndGet(11_000_000_000L);
        audrey.ping();
        await().until(() -> audrey.batches.stream().filter(Batch::isHeartbeat).count() >= 2);
        maria.batches.clear();
        var hers = enter(HERS);
        await().until(() -> ordersOf(audrey.news()).contains(hers));
        assertThat(maria.batches).isEmpty();
    }

    @Test
    void whoMayNotSeeOrdersIsRefusedThePicture() {
        assertThatThrownBy(() -> request(new LogIn("root", "right", "", "console here"), ""))
                .hasMessageContaining("root may not see orders (roles: administrator)");
        assertThat(refused(new SnapshotRequest("s", 0), "root")).isEqualTo(403);
        assertThat(refused(new Ping(1), "root")).isEqualTo(403);
    }

    @Test
    void serversSeeAllAndNobodyElseWhoSaysSo() {
        var batches = new ConcurrentLinkedQueue<Batch>();
        listen(users.servers().feed(), batches);
        var orders = List.of(enter(HERS), enter(HIS));
        var whole = (Snapshot) request(new SnapshotRequest("s", 0), SERVERS);
        assertThat(ordersOf(whole.items())).containsExactlyElementsOf(orders);
        var later = enter(HIS);
        await().until(() -> batches.stream().anyMatch(batch -> ordersOf(batch.items()).contains(later)));
        assertThat(refused(new Ask("r", "x", new Wish.Cancel(later)), SERVERS)).as("it asks in nobody's name").isEqualTo(LogIn.NEEDED);
    }

    /// Who asks for a log-in where none is needed is let in as who that says.
    @Test
    void whereNobodyHasToLogInWhoeverComesSeesAll() {
        var open = new DeskGateway("open", 1, ReleaseBy.ANYONE, new Echo(), List.of(), now::get);
        Await.done(vertx.deployVerticle(open));
        var bytes = Await.done(vertx.eventBus().<Buffer>request(
                Addresses.deskRequests("open"), Wire.encode(new LogIn("akira", "", "", "console here")))).body();
        assertThat(Wire.decode(bytes)).isEqualTo(new LoggedIn("akira", "", 0, List.of(), List.of("*"), "desk.open"));
    }

    /// The password of each is `right`, and the token its name.
    private static final class Users implements Guard {
        private final Map<String, User> all = new ConcurrentHashMap<>(new LinkedHashMap<>());

        void add(String name, String role, String account) {
            all.put(name, new User(name, Set.of(Role.of(role).orElseThrow()), Reach.of(account), Reach.EVERYWHERE, "", false, false));
        }

        void remove(String name) {
            all.remove(name);
        }

        @Override
        public Future<Entitlements> of(String token) {
            return Optional.ofNullable(all.get(token))
                    .map(user -> Future.succeededFuture(new Entitlements(user, DESK)))
                    .orElseGet(() -> Future.failedFuture("no such token"));
        }

        @Override
        public Future<LoggedIn> logIn(LogIn asked) {
            return asked.password().equals("right") && all.containsKey(asked.user())
                    ? Future.succeededFuture(new LoggedIn(asked.user(), asked.user(), 0, List.of(), List.of(), "feed of " + asked.user()))
                    : Future.failedFuture("no");
        }

        @Override
        public String feedOf(User user) {
            return "feed of " + user.name();
        }

        @Override
        public Servers servers() {
            return new Servers("feed of the servers", SERVERS);
        }
    }

    /// Accepts all.
    private static final class Echo implements DeskGateway.Orders {
        @Override
        public Future<Answer> ask(Account account, Ask ask) {
            return askAll(ask);
        }

        @Override
        public Future<Answer> askAll(Ask ask) {
            return Future.succeededFuture(new Answer(ask.requestId(), "id", "", ask.user()));
        }

        @Override
        public Future<Checked> check(Account account, Check check) {
            return Future.succeededFuture(new Checked(check.requestId(), List.of()));
        }

        @Override
        public Future<History> history(HistoryRequest request) {
            return Future.succeededFuture(new History(request.order(), List.of(), false, ""));
        }
    }
}
