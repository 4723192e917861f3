package dev.plumbline.server.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.core.Account;
import dev.plumbline.core.BookState;
import dev.plumbline.core.Change;
import dev.plumbline.core.Gone;
import dev.plumbline.core.Halt;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Position;
import dev.plumbline.core.Refusal;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Released;
import dev.plumbline.core.Verdict;
import dev.plumbline.server.orders.Desk;
import dev.plumbline.server.orders.Observer;
import dev.plumbline.server.users.Entitlements;
import dev.plumbline.server.users.Right;
import dev.plumbline.wire.Addresses;
import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.Checked;
import dev.plumbline.wire.DeskMessage.History;
import dev.plumbline.wire.DeskMessage.HistoryRequest;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.LogIn;
import dev.plumbline.wire.DeskMessage.LoggedIn;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.Wire;
import dev.plumbline.wire.WireException;

/// What consoles see and ask. It is deployed on the desk cluster's Vert.x instance and knows the core cluster only
/// through [Orders]; shards hand over to it through a queue that it drains once per turn. What it publishes is numbered
/// consecutively; a console that misses a number takes a new snapshot.
public final class DeskGateway extends VerticleBase implements Desk {
    private static final Logger LOG = LoggerFactory.getLogger(DeskGateway.class);

    /// Items in one message of a snapshot: some 200 kB, and some milliseconds to make. A console asks for a few ahead.
    static final int PART = 1_000;

    /// Hand-overs that wait to be shown. From here on shards take no new orders; reports are shown all the same, as
    /// open orders can cause only so many.
    static final int BEHIND_AT = 50_000;

    /// Snapshots that are being handed out. Who asks for one more is told to ask again: to drop another's instead
    /// would have all of them begin anew, for ever, when a desk of many consoles comes back at once.
    static final int SNAPSHOTS_KEPT = 16;

    /// A snapshot that nobody has asked for in this long is given up.
    private static final long SNAPSHOT_IDLE_NANOS = 10_000_000_000L;

    /// Finished orders beyond this many leave a desk's view, oldest first; open ones never do.
    public static final int ORDERS_KEPT = 200_000;

    private static final long HEARTBEAT_MS = 1_000;

    private static final Buffer NO_BYTES = Buffer.buffer();
    private static final String LOG_IN = "this desk wants to know who you are";
    private static final Set<String> DOORS = Set.of("console", "bridge", "fix");
    private static final String NO_USERS = "this server has no users";

    private final String desk;
    private final Orders orders;
    private final LongSupplier nanos;
    private final DeskView view;
    private final Queue<News> handedOver = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicInteger waiting = new AtomicInteger();
    /// When the oldest of what is not told yet was handed over; 0 where all is told.
    private final AtomicLong untoldSince = new AtomicLong();
    private final Map<String, Taken> snapshots = new HashMap<>();
    private final Audiences audiences;
    private volatile Optional<Context> home = Optional.empty();
    private volatile Optional<Guard> guard = Optional.empty();
    private volatile boolean believes = true;
    private volatile Observer observer = Observer.NOBODY;
    private Optional<MessageConsumer<Object>> requests = Optional.empty();
    private long beating = -1;

    /// @param shards there are so many
    /// @param releaseBy who may release a halt
    /// @param fixed instruments and accounts
    /// @param nanos the time, nanoseconds since the epoch, UTC
    public DeskGateway(
            String desk, int shards, ReleaseBy releaseBy, Orders orders, List<Item> fixed, LongSupplier nanos) {
        this.desk = desk;
        this.orders = orders;
        this.nanos = nanos;
        this.view = new DeskView(fixed, shards, releaseBy);
        this.audiences = new Audiences(UUID.randomUUID().toString(), view::whose, this::publish);
    }

    /// Where a trader's wish goes: to the shard of its account, which answers.
    public interface Orders {
        Future<Answer> ask(Account account, Ask ask);

        /// Where a wish goes that is for every shard: one answer for all of them.
        Future<Answer> askAll(Ask ask);

        /// What would become of it now.
        Future<Checked> check(Account account, Check check);

        /// All that has happened to an order.
        Future<History> history(HistoryRequest request);

        /// How each broker was heard; none where that is not known. Never blocks.
        default List<DeskMessage.Line> lines() {
            return List.of();
        }
    }

    /// Who has a token is who that says, and may what that one may; before deployment.
    ///
    /// @param mustLogIn who has none is let in to nothing; else believed, and sees all
    public void guardedBy(Guard users, boolean mustLogIn) {
        guard = Optional.of(users);
        believes = !mustLogIn;
    }

    /// Before deployment.
    public void observedBy(Observer who) {
        observer = who;
    }

    /// What was there before the server started; before deployment.
    /// @param orders oldest first
    /// @param doubtful reports that wait or are quarantined, oldest first
    public void restore(List<BookState.Entry> orders, Collection<Position> positions, List<Item.WaitingItem> doubtful) {
        view.restored(orders);
        view.restored(positions);
        view.restoredDoubtful(doubtful);
    }

    /// All positions as they are; before deployment.
    public void restorePositions(Collection<Position> positions) {
        view.restored(positions);
    }

    /// The halts that a shard has, from before the server started; before deployment.
    public void restoreHalts(int shard, Collection<Halt> halts) {
        view.restoredHalts(shard, halts);
    }

    /// Takes in what was handed over so far, and tells nobody: for a server that stands by and follows another, so that all is there
    /// when it takes over, and nothing waits here until then. Before deployment; one thread at a time.
    public void follow() {
        untoldSince.set(0);
        takeIn();
        view.told();
    }

    @Override
    public Future<?> start() {
        if (believes) audiences.always(Addresses.desk(desk));
        guard.ifPresent(users -> audiences.always(users.servers().feed()));
        beating = vertx.setPeriodic(HEARTBEAT_MS, _ -> heartbeat());
        requests = Optional.of(vertx.eventBus().<Object>consumer(Addresses.deskRequests(desk), this::request));
        home = Optional.of(context);
        schedule();
        return Future.succeededFuture();
    }

    /// Another server's gateway is there: this one answers nobody any more and says nothing. Any thread.
    public void retire() {
        home.ifPresent(context -> context.runOnContext(_ -> {
            vertx.cancelTimer(beating);
            requests.ifPresent(MessageConsumer::unregister);
        }));
    }

    @Override
    public void changed(List<Change> changes) {
        handOver(new News.Changed(changes));
    }

    @Override
    public void gone(List<Gone> gone) {
        handOver(new News.Left(gone));
    }

    @Override
    public void released(int shard, List<Released> released) {
        handOver(new News.LookedAtAgain(shard, released));
    }

    @Override
    public void switched(int shard, KillSwitch act) {
        handOver(new News.Switched(shard, act));
    }

    @Override
    public void tell(Item item) {
        handOver(new News.Told(item));
    }

    @Override
    public boolean isBehind() {
        return waiting.get() >= BEHIND_AT;
    }

    private void handOver(News news) {
        untoldSince.compareAndSet(0, nanos.getAsLong());
        handedOver.add(news);
        waiting.incrementAndGet();
        schedule();
    }

    private void schedule() {
        if (home.isPresent() && scheduled.compareAndSet(false, true)) home.get().runOnContext(_ -> drain());
    }

    private void drain() {
        scheduled.set(false);
        long since = untoldSince.getAndSet(0);
        takeIn();
        if (!view.hasNews()) return;
        var moved = view.moved();
        audiences.news(view.news(), moved, nanos.getAsLong());
        if (since > 0) observer.took(Observer.Hop.DESK, nanos.getAsLong() - since);
    }

    private void takeIn() {
        for (var next = handedOver.poll(); next != null; next = handedOver.poll()) {
            waiting.decrementAndGet();
            show(next);
        }
    }

    private void show(News news) {
        try {
            switch (news) {
                case News.Changed(var changes) -> changes.forEach(view::changed);
                case News.Left(var gone) -> gone.forEach(view::gone);
                case News.LookedAtAgain(int shard, var released) -> released.forEach(one -> view.released(shard, one));
                case News.Switched(int shard, var act) -> view.switched(shard, act);
                case News.Told(var item) -> view.tell(item);
            }
        } catch (RuntimeException fault) {
            LOG.error("not shown to the desk: {}", news, fault);
        }
    }

    private void heartbeat() {
        long idleSince = nanos.getAsLong() - SNAPSHOT_IDLE_NANOS;
        snapshots.values().removeIf(taken -> taken.askedAt() < idleSince);
        audiences.heartbeat(nanos.getAsLong());
    }

    private void publish(List<String> addresses, DeskMessage.Batch batch) {
        var bytes = Wire.encode(batch);
        for (var address : addresses) vertx.eventBus().publish(address, bytes);
    }

    /// Whatever comes, whoever asked gets an answer.
    private void request(Message<Object> message) {
        try {
            switch (Wire.decode(message.body() instanceof Buffer bytes ? bytes : NO_BYTES)) {
                case DeskMessage.SnapshotRequest asked -> audience(message)
                        .onSuccess(audience -> snapshot(message, audience, asked)).onFailure(unknown -> fail(message, unknown));
                case Ask ask -> reply(message, who(message).compose(who -> answer(who, ask)));
                case Check check -> reply(message, who(message).compose(who -> checked(who, check)));
                case HistoryRequest asked -> reply(message, who(message).compose(who -> history(who, asked)));
                case LogIn asked -> reply(message, logIn(asked));
                case DeskMessage.Ping(long sentAt) -> reply(message, audience(message).map(_ -> pong(sentAt)));
                case LoggedIn _, DeskMessage.Batch _, DeskMessage.Snapshot _, Answer _, Checked _,
                        History _, DeskMessage.Pong _ ->
                    message.fail(400, "not a request");
            }
        } catch (WireException unreadable) {
            var why = String.valueOf(unreadable.getMessage()).lines().findFirst().orElse("");
            LOG.warn("unreadable request of a console: {}", why);
            message.fail(400, why);
        } catch (RuntimeException fault) {
            LOG.error("a console's request failed", fault);
            message.fail(500, "a fault of the server, see its log: " + fault);
        }
    }

    /// The clock is read last: nothing was heard after it.
    private DeskMessage.Pong pong(long sentAt) {
        var lines = orders.lines();
        return new DeskMessage.Pong(sentAt, nanos.getAsLong(), lines);
    }

    private static void reply(Message<Object> message, Future<? extends DeskMessage> answer) {
        answer.onSuccess(known -> message.reply(Wire.encode(known))).onFailure(unknown -> fail(message, unknown));
    }

    private static void fail(Message<Object> message, Throwable unknown) {
        switch (unknown) {
            case DeniedException denied -> message.fail(denied.code(), String.valueOf(denied.getMessage()));
            default -> message.fail(504, String.valueOf(unknown.getMessage()));
        }
    }

    /// Nobody where no token came: who asks is then believed.
    private Future<Optional<Entitlements>> who(Message<Object> message) {
        var token = message.headers().get(LoggedIn.TOKEN);
        if (token == null) return believes ? Future.succeededFuture(Optional.empty()) : notLetIn(LOG_IN);
        return guard.map(users -> letIn(users.of(token).map(Optional::of))).orElseGet(() -> notLetIn(NO_USERS));
    }

    private static <T> Future<T> notLetIn(String why) {
        return Future.failedFuture(new DeniedException(LogIn.NEEDED, why));
    }

    private static <T> Future<T> letIn(Future<T> asked) {
        return asked.recover(bad -> notLetIn(String.valueOf(bad.getMessage())));
    }

    /// Among whom this one is told, from now on for a while: it says again and again that it is there, and each time its token is looked at.
    private Future<Audience> audience(Message<Object> message) {
        var token = message.headers().get(LoggedIn.TOKEN);
        if (token != null && guard.filter(users -> isServer(users, token)).isPresent()) return Future.succeededFuture(audiences.all());
        return who(message).compose(who -> {
            if (who.isEmpty()) return Future.succeededFuture(audiences.all());
            var user = who.get().user();
            if (!who.get().maySee()) return Future.failedFuture(new DeniedException(LogIn.MAY_NOT, who.get().denied(Right.SEE).orElseThrow()));
            return Future.succeededFuture(audiences.sit(user.accounts(), guard.orElseThrow().feedOf(user), nanos.getAsLong()));
        });
    }

    private static boolean isServer(Guard users, String token) {
        return MessageDigest.isEqual(token.getBytes(UTF_8), users.servers().token().getBytes(UTF_8));
    }

    /// Who brings neither password nor token asks how to come in.
    private Future<LoggedIn> logIn(LogIn asked) {
        boolean isAsking = asked.password().isEmpty() && asked.token().isEmpty();
        if (believes && (isAsking || guard.isEmpty()))
            return Future.succeededFuture(new LoggedIn(
                    asked.user(), "", 0, List.of(), List.of(LoggedIn.ALL_ACCOUNTS), Addresses.desk(desk)));
        if (isAsking) return notLetIn(LOG_IN);
        return guard.map(users -> letIn(users.logIn(asked).compose(in -> users.of(in.token()).compose(who -> seeing(who, in)))))
                .orElseGet(() -> notLetIn(NO_USERS));
    }

    /// Who may see nothing is told so at the log-in: nothing else would come.
    private static Future<LoggedIn> seeing(Entitlements who, LoggedIn in) {
        return who.denied(Right.SEE).<Future<LoggedIn>>map(Future::failedFuture).orElseGet(() -> Future.succeededFuture(in));
    }

    /// Of an order that is on the desk. Any thread.
    public Future<Optional<Account>> accountOf(OrderKey key) {
        var account = Promise.<Optional<Account>>promise();
        home.ifPresentOrElse(
                context -> context.runOnContext(_ -> account.complete(view.accountOf(key))), () -> account.fail("the desk is not open"));
        return account.future();
    }

    /// Asked by a door of this server for somebody whom it knows. Any thread.
    public Future<Answer> ask(Entitlements who, Ask ask) {
        var answer = Promise.<Answer>promise();
        home.ifPresentOrElse(
                context -> context.runOnContext(_ -> answer(Optional.of(who), ask).onComplete(answer)),
                () -> answer.fail("the desk is not open"));
        return answer.future();
    }

    private void snapshot(Message<Object> message, Audience audience, DeskMessage.SnapshotRequest asked) {
        var id = asked.snapshotId();
        int cursor = asked.cursor();
        if (cursor == 0) {
            if (snapshots.size() >= SNAPSHOTS_KEPT && !snapshots.containsKey(id)) {
                message.fail(503, "too many consoles take a snapshot; ask again");
                return;
            }
            drain();
            snapshots.put(id, new Taken(audience.epoch(), audience.seq(), picture(audience, asked), nanos.getAsLong()));
        }
        var taken = snapshots.get(id);
        // Of other accounts, too: whoever asks may see something else by now.
        if (taken == null || !taken.epoch().equals(audience.epoch()) || cursor < 0 || cursor > taken.picture().size()) message.reply(Wire.encode(gone(audience, id)));
        else message.reply(Wire.encode(part(id, taken, cursor)));
    }

    /// What has changed, for a console that has the rest.
    private Picture picture(Audience audience, DeskMessage.SnapshotRequest asked) {
        return audience.since(asked.epoch(), asked.seq()).map(Picture::partial).orElseGet(() -> audience.of(view.picture()));
    }

    private static DeskMessage.Snapshot gone(Audience audience, String id) {
        return new DeskMessage.Snapshot(
                id, audience.epoch(), DeskMessage.Snapshot.GONE, DeskMessage.Snapshot.LAST, 0, List.of());
    }

    private DeskMessage.Snapshot part(String id, Taken taken, int cursor) {
        int total = taken.picture().size();
        int end = Math.min(cursor + PART, total);
        boolean last = end == total;
        if (last) snapshots.remove(id);
        else snapshots.put(id, new Taken(taken.epoch(), taken.seq(), taken.picture(), nanos.getAsLong()));
        return new DeskMessage.Snapshot(
                id, taken.epoch(), taken.seq(), last ? DeskMessage.Snapshot.LAST : end, total,
                taken.picture().part(cursor, end), taken.picture().isPartial());
    }

    private Future<Answer> answer(Optional<Entitlements> who, Ask ask) {
        // A name that nobody has proved is no label: there may be any number of them.
        return decided(who, ask).onSuccess(answer ->
                observer.answered(door(ask), who.map(user -> user.user().name()).orElse(""), answer));
    }

    /// The first word of where it was asked from.
    private static String door(Ask ask) {
        int blank = ask.from().indexOf(' ');
        var door = blank < 0 ? "" : ask.from().substring(0, blank);
        return DOORS.contains(door) ? door : "other";
    }

    /// What is denied goes to the shard like anything else: it is on record there.
    private Future<Answer> decided(Optional<Entitlements> who, Ask ask) {
        return switch (ask.wish()) {
            case Wish.OnHalt wish -> {
                var its = by(who, ask, who.flatMap(user -> user.denial(wish)));
                yield wish.scope() instanceof Halt.Scope.OfAccount(var account) ? orders.ask(account, its) : orders.askAll(its);
            }
            case Wish.OnOrder wish -> account(wish)
                    .map(account -> orders.ask(account, by(who, ask, who.flatMap(user -> user.denial(wish, account)))))
                    .orElseGet(() -> Future.succeededFuture(
                            new Answer(ask.requestId(), "", Refusal.UNKNOWN_ORDER.name(), Entitlements.NO_ORDER)));
        };
    }

    private static Ask by(Optional<Entitlements> who, Ask ask, Optional<DeskMessage.Denial> denial) {
        var user = who.map(known -> known.user().name()).orElse(ask.user());
        return new Ask(ask.requestId(), user, ask.wish(), ask.askedAt(), ask.from(), denial);
    }

    private Future<Checked> checked(Optional<Entitlements> who, Check check) {
        return switch (check.wish()) {
            case Wish.OnHalt _ -> Future.failedFuture("the kill switch has no dry run");
            case Wish.OnOrder wish -> account(wish)
                    .map(account -> who.flatMap(user -> user.denial(wish, account))
                            .map(denial -> blocked(check, "Rights", denial.text()))
                            .orElseGet(() -> orders.check(account, check)))
                    .orElseGet(() -> blocked(check, "Order", Entitlements.NO_ORDER));
        };
    }

    private static Future<Checked> blocked(Check check, String rule, String why) {
        return Future.succeededFuture(
                new Checked(check.requestId(), List.of(new DeskMessage.CheckLine(rule, Verdict.BLOCK, why))));
    }

    /// Of an order that is not on the desk any more nobody knows here whose it was: only who has all accounts gets its history.
    private Future<History> history(Optional<Entitlements> who, HistoryRequest asked) {
        boolean mayNot = who.isPresent() && !view.accountOf(asked.order())
                .map(account -> who.get().maySee(account))
                .orElseGet(() -> who.get().maySee() && who.get().user().accounts().all());
        return mayNot ? Future.failedFuture(Entitlements.NO_ORDER) : orders.history(asked);
    }

    private Optional<Account> account(Wish.OnOrder wish) {
        return switch (wish) {
            case Wish.Enter enter -> Optional.of(enter.account());
            case Wish.Cancel(var key) -> view.accountOf(key);
            case Wish.Replace(var key, _, _) -> view.accountOf(key);
            case Wish.Status(var key) -> view.accountOf(key);
        };
    }

    /// A snapshot that is being handed out part by part; what is in it is immutable.
    ///
    /// @param askedAt when a part of it was last asked for
    private record Taken(String epoch, long seq, Picture picture, long askedAt) {}

    /// What a shard hands over.
    private sealed interface News {
        record Changed(List<Change> changes) implements News {}

        record Left(List<Gone> gone) implements News {}

        record LookedAtAgain(int shard, List<Released> released) implements News {}

        record Switched(int shard, KillSwitch act) implements News {}

        record Told(Item item) implements News {}
    }
}
