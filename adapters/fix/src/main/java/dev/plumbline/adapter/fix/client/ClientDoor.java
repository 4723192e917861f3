package dev.plumbline.adapter.fix.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.Message;
import quickfix.MessageStore;
import quickfix.RejectLogon;
import quickfix.RuntimeError;
import quickfix.SessionID;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;

import dev.plumbline.adapter.ClientDesk;
import dev.plumbline.adapter.ClientGateway;
import dev.plumbline.adapter.SessionCopies;
import dev.plumbline.adapter.fix.FixMessage;
import dev.plumbline.adapter.fix.SessionKeep;
import dev.plumbline.core.Change;
import dev.plumbline.core.Gone;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.Wire;

/// The FIX gateway for clients: one port, on which upstream systems log on, send orders, and are told what becomes of them. See
/// `docs/clients.md` of this module.
///
/// Started on the server that acts, and nowhere else. It runs on an event loop of its own; the engine has a thread for each
/// session that reads, and we one that writes. [#changed] and [#gone] may be called by any thread, from before the start on, and
/// return at once: of each order that is not told yet the newest state waits, in which all is that has happened to it, so
/// there are never more than there are orders.
public final class ClientDoor implements ClientGateway {
    /// Messages of one client that are not answered by the server yet; then no more are read from its socket.
    private static final int MOST_UNANSWERED = 1_000;
    private static final Logger log = LoggerFactory.getLogger(ClientDoor.class);

    private final Vertx vertx;
    private final Context context;
    private final String host;
    private final int port;
    private final List<ClientSession> sessions;
    private final Path data;
    private final ClientDesk desk;
    private final Duration patience;
    private final Optional<Supplier<SSLContext>> tls;

    private final Object lock = new Object();
    private Map<OrderKey, Order> changes = new LinkedHashMap<>();
    private Set<OrderKey> goneKeys = new LinkedHashSet<>();
    private final AtomicBoolean isDue = new AtomicBoolean();

    private final Map<SessionID, ClientLine> lines = new HashMap<>();
    private final Map<SessionID, SessionKeep> keeps = new HashMap<>();
    private final List<Mouth> mouths = new ArrayList<>();
    private volatile @Nullable ClientAcceptor acceptor;
    private volatile @Nullable Entrance entrance;
    private boolean isStarted;
    private volatile boolean isStopped;

    /// @param data the folder in which each session has one
    /// @throws IllegalArgumentException where two sessions cannot be told apart, with the mend
    public ClientDoor(Vertx vertx, String host, int port, List<ClientSession> sessions, Path data, ClientDesk desk) {
        this(vertx, host, port, sessions, data, desk, Optional.empty());
    }

    /// @param tls of each line that comes in, with the certificate of that moment; none where the port is in the clear
    /// @throws IllegalArgumentException where two sessions cannot be told apart, with the mend
    public ClientDoor(
            Vertx vertx, String host, int port, List<ClientSession> sessions, Path data, ClientDesk desk, Optional<Supplier<SSLContext>> tls) {
        this(vertx, host, port, sessions, data, desk, tls, Mouth.PATIENCE);
    }

    /// @param patience with a client that does not read
    ClientDoor(
            Vertx vertx, String host, int port, List<ClientSession> sessions, Path data, ClientDesk desk, Optional<Supplier<SSLContext>> tls, Duration patience) {
        this.patience = patience;
        this.tls = tls;
        this.vertx = vertx;
        this.host = host;
        this.port = port;
        this.sessions = List.copyOf(sessions);
        this.data = data;
        this.desk = desk;
        context = vertx.getOrCreateContext();
        unlike("name", ClientSession::name);
        unlike("senderCompID, targetCompID and version", session -> AcceptorSettings.sessionID(session).toString());
        unlike("user", session -> session.dropCopy() ? session.name() + " (drop copy)" : session.user());
    }

    private void unlike(String what, Function<ClientSession, String> of) {
        var seen = new HashMap<String, String>();
        for (var session : sessions) {
            var other = seen.put(of.apply(session), session.name());
            if (other != null)
                throw new IllegalArgumentException("client sessions " + other + " and " + session.name() + " have the same " + what + ", " + of.apply(session)
                        + ": give each its own");
        }
    }

    @Override
    public Future<Void> take(Function<String, SessionCopies> copies, BooleanSupplier mayAct) {
        var made = new Entrance(guests(), tls);
        entrance = made;
        return vertx.executeBlocking(() -> open(made, copies, mayAct), false)
                .<Void>mapEmpty()
                .recover(failed -> stop().transform(_ -> Future.failedFuture(failed)));
    }

    @Override
    public Future<Void> start() {
        var made = entrance;
        if (made == null || isStopped) return Future.failedFuture("what its sessions have kept was not taken");
        return remembered()
                .compose(_ -> vertx.executeBlocking(() -> accept(made), false))
                .<Void>mapEmpty()
                .recover(failed -> stop().transform(_ -> Future.failedFuture(failed)));
    }

    private Map<SessionID, Entrance.Guest> guests() {
        return sessions.stream().collect(Collectors.toMap(AcceptorSettings::sessionID, session -> new Entrance.Guest() {
            @Override
            public void check(String username, String password, Consumer<String> answer) {
                desk.mayLogOn(session.name(), username, password).onComplete(checked -> {
                    if (checked.failed()) answer.accept("it cannot be checked who you are: try again");
                    else answer.accept(checked.result() ? "" : "Username(553) or Password(554) is wrong");
                });
            }

            @Override
            public SessionKeep keep() {
                return ClientDoor.this.keep(AcceptorSettings.sessionID(session));
            }
        }));
    }

    private SessionKeep keep(SessionID id) {
        var keep = keeps.get(id);
        if (keep == null) throw new IllegalStateException(id + " is not open");
        return keep;
    }

    private boolean open(Entrance made, Function<String, SessionCopies> copies, BooleanSupplier mayAct) throws IOException {
        for (var session : sessions) {
            var id = AcceptorSettings.sessionID(session);
            var before = new ToldBefore();
            var keep = SessionKeep.open(
                    session.name(), data.resolve(session.name()), session.durability(), session.keptMessages(), copies.apply(session.name()), mayAct,
                    new SessionKeep.Past() {
                        @Override
                        public void sent(String message) {
                            before.sent(FixMessage.of(message.getBytes(StandardCharsets.ISO_8859_1)));
                        }

                        @Override
                        public void noted(byte[] note) {
                            before.noted(Wire.order(note));
                        }
                    });
            keeps.put(id, keep);
            var mouth = new Mouth(session.name(), id, keep, made, patience, () -> onLine(id, ClientLine::goOn));
            mouths.add(mouth);
            lines.put(id, new ClientLine(session, desk, context, ClientDoor::nanos, mouth, before));
            keep.onReset(() -> onLine(id, ClientLine::notes));
        }
        return true;
    }

    static long nanos() {
        var now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }

    private void onLine(SessionID id, Consumer<ClientLine> what) {
        context.runOnContext(_ -> {
            var line = lines.get(id);
            if (line != null) what.accept(line);
        });
    }

    /// What the server knows, before the first client is let in.
    private Future<Void> remembered() {
        long since = nanos() - ClientLine.REMEMBERED;
        var users = sessions.stream().filter(session -> !session.dropCopy()).map(ClientSession::user).collect(Collectors.toSet());
        var accounts = sessions.stream().filter(ClientSession::dropCopy).flatMap(session -> session.accounts().stream()).collect(Collectors.toSet());
        var asked = users.isEmpty() ? Future.succeededFuture(List.<ClientDesk.Asked>of()) : desk.asked(users, since);
        var orders = accounts.isEmpty() ? Future.succeededFuture(List.<Order>of()) : desk.orders(accounts, since);
        return Future.all(asked, orders).compose(_ -> {
            var known = Promise.<Void>promise();
            context.runOnContext(_ -> {
                for (var line : lines.values()) {
                    if (line.session.dropCopy()) orders.result().forEach(line::changed);
                    else asked.result().forEach(line::remember);
                }
                isStarted = true;
                drain();
                known.complete();
            });
            return known.future();
        });
    }

    private boolean accept(Entrance made) {
        var stores = new HashMap<SessionID, MessageStore>();
        keeps.forEach((id, keep) -> stores.put(id, keep.store()));
        try {
            var opened = new ClientAcceptor(new Ears(), stores, AcceptorSettings.of(host, port, sessions), made);
            acceptor = opened;
            opened.start();
            return true;
        } catch (ConfigError | RuntimeError failed) {
            throw new IllegalStateException("the FIX gateway cannot listen on " + host + ":" + port + ": " + failed.getMessage(), failed);
        }
    }

    /// Orders that have changed, in the order in which they did. Any thread.
    @Override
    public void changed(List<Change> changed) {
        if (isStopped) return;
        synchronized (lock) {
            for (var change : changed) changes.put(change.order().key(), change.order());
        }
        due();
    }

    /// Orders that are no more. Any thread.
    @Override
    public void gone(List<Gone> gone) {
        if (isStopped) return;
        synchronized (lock) {
            for (var one : gone) {
                changes.remove(one.key());
                goneKeys.add(one.key());
            }
        }
        due();
    }

    private void due() {
        if (isDue.compareAndSet(false, true)) context.runOnContext(_ -> drain());
    }

    private void drain() {
        if (!isStarted) {
            isDue.set(false);
            return;
        }
        isDue.set(false);
        Map<OrderKey, Order> changed;
        Set<OrderKey> gone;
        synchronized (lock) {
            changed = changes;
            gone = goneKeys;
            changes = new LinkedHashMap<>();
            goneKeys = new LinkedHashSet<>();
        }
        for (var line : lines.values()) {
            changed.values().forEach(line::changed);
            gone.forEach(line::gone);
        }
    }

    /// Lines that were refused since the start: unknown CompIDs, wrong passwords, messages too long.
    @Override
    public long refused() {
        var made = entrance;
        return made == null ? 0 : made.refused();
    }

    /// Logs out whoever is there, writes what waits, and lets the port and the folders go. What orders there are stays: this is no loss of
    /// a client's line. Harmless where it was not started.
    @Override
    public Future<Void> stop() {
        isStopped = true;
        var told = Promise.<Void>promise();
        context.runOnContext(_ -> {
            lines.values().forEach(ClientLine::stopping);
            told.complete();
        });
        return told.future().compose(_ -> vertx.executeBlocking(this::close, false)).compose(_ -> {
            var ended = Promise.<Void>promise();
            context.runOnContext(_ -> {
                isStarted = false;
                lines.clear();
                ended.complete();
            });
            return ended.future();
        });
    }

    private boolean close() {
        keeps.values().forEach(SessionKeep::letGo);
        mouths.forEach(Mouth::close);
        mouths.clear();
        var opened = acceptor;
        acceptor = null;
        if (opened != null) opened.stop(false);
        keeps.forEach((id, keep) -> {
            try {
                keep.close();
            } catch (IOException failed) {
                log.warn("{}: what is kept of it was not closed: {}", id, failed.getMessage());
            }
        });
        keeps.clear();
        return true;
    }

    /// What the engine calls, on threads of its own.
    private final class Ears implements Application {
        @Override
        public void fromApp(Message message, SessionID id) {
            long at = nanos();
            int msgSeqNum = message.getHeader().getOptionalString(MsgSeqNum.FIELD).map(Integer::parseInt).orElse(0);
            var raw = message.toRawString();
            var fix = FixMessage.of((raw == null ? message.toString() : raw).getBytes(StandardCharsets.ISO_8859_1));
            try {
                keep(id).taken(msgSeqNum, MOST_UNANSWERED);
            } catch (InterruptedException ended) {
                // The engine ends its thread. What it still gives us is not done, and comes again.
                Thread.currentThread().interrupt();
            }
            onLine(id, line -> line.received(fix, msgSeqNum, at));
        }

        @Override
        public void onLogon(SessionID id) {
            onLine(id, ClientLine::up);
        }

        @Override
        public void onLogout(SessionID id) {
            onLine(id, ClientLine::down);
        }

        @Override
        public void onCreate(SessionID id) {}

        @Override
        public void fromAdmin(Message message, SessionID id) throws RejectLogon {
            var made = entrance;
            if (!message.getHeader().getOptionalString(MsgType.FIELD).filter(MsgType.LOGON::equals).isPresent()) return;
            if (made == null || !made.isAdmitted(id, message.toRawString())) throw new RejectLogon("this Logon was not let in for this session");
        }

        @Override
        public void toAdmin(Message message, SessionID id) {}

        @Override
        public void toApp(Message message, SessionID id) {}
    }
}
