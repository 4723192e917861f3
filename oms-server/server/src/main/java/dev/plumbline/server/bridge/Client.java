package dev.plumbline.server.bridge;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.core.Account;
import dev.plumbline.server.bridge.DeskCopy.Place;
import dev.plumbline.server.bridge.Fault.Code;
import dev.plumbline.server.bridge.Told.Kind;
import dev.plumbline.server.users.Entitlements;
import dev.plumbline.server.users.User;

/// One connection: reads frames, asks the table of [Operations], and follows for its streams. One thread, the door's.
final class Client {
    /// The address of the stream.
    static final String STREAM = "oms.stream";
    /// Requests of one client that wait for their answers. More are refused.
    static final int WAITING_MAX = 1_000;
    /// Faults of one client, after which its line is closed: whoever makes so many learns nothing from them.
    static final int FAULTS_MAX = 100;

    /// A stream begins with all there is, which costs: so many within this time.
    private static final int BEGINS_MAX = 10;
    private static final long BEGINS_MS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Client.class);
    private static final String TOKEN = "token";

    private final Line line;
    private final Frames frames;
    private final Operations operations;
    private final Door door;
    private final Map<String, Feed> streams = new HashMap<>();
    private final long connectedAtMs;
    /// The newest that was good, of whoever it was; empty before.
    private String token = "";
    private Optional<User> user = Optional.empty();
    private int waiting;
    private int faults;
    private boolean isClosed;
    private boolean isPaused;
    /// Streams that were begun since `beginsSinceMs`.
    private int begins;
    private long beginsSinceMs;

    /// What it needs of the door.
    interface Door {
        DeskCopy desk();

        BridgeFigures figures();

        /// Fails with the reason, for the client.
        Future<Entitlements> of(String token);

        /// Only grows.
        long nowMs();

        /// What was refused outside of the shards.
        void record(String user, String from, String what, String answer);
    }

    Client(Line line, Operations operations, Door door, long nowMs) {
        this.line = line;
        this.frames = new Frames(line.dialect());
        this.operations = operations;
        this.door = door;
        this.connectedAtMs = nowMs;
    }

    String from() {
        return line.from();
    }

    void frame(byte[] bytes) {
        if (isClosed) return;
        try {
            on(Frame.read(bytes));
        } catch (Fault.Failure wrong) {
            fault("", "", wrong.fault());
        } catch (RuntimeException ours) {
            LOG.error("{} is closed, as we failed on a frame of it", this, ours);
            close("a fault of the server");
        }
    }

    private void on(Frame frame) {
        switch (frame) {
            case Frame.Send send -> send(send);
            case Frame.Register register -> register(register);
            case Frame.Unregister(var address) -> streams.remove(address);
            case Frame.Ping() -> {
                if (line.dialect().answersPings()) write(frames.pong());
            }
        }
    }

    /// A frame that was not even read.
    void unreadable(Fault fault) {
        fault("", "", fault);
    }

    private void send(Frame.Send send) {
        var operation = operations.find(send.address());
        if (operation.isEmpty()) {
            fault(send.replyAddress(), send.address(), new Fault(Code.NOT_FOUND, "no address '" + Frame.shortened(send.address())
                    + "'; there is " + String.join(", ", operations.addresses()) + " to send to, and " + STREAM + " to register"));
            return;
        }
        if (waiting >= WAITING_MAX) {
            fault(send.replyAddress(), send.address(), new Fault(Code.TOO_MANY, WAITING_MAX + " requests wait for their answers: wait for some"));
            return;
        }
        waiting++;
        answer(send, operation.get()).onComplete(done -> {
            waiting--;
            if (done.succeeded()) reply(send, done.result());
            else fault(send.replyAddress(), send.address(), fault(done.cause()));
        });
    }

    private Future<ObjectNode> answer(Frame.Send send, Operations.Operation operation) {
        try {
            Schemas.check(operation.schema(), send.body());
            if (!operation.needsUser()) return operation.run(new Operations.Request(this, Optional.empty(), "", send.body()));
            var its = token(send.headers());
            return letIn(its).compose(who -> operation.run(new Operations.Request(this, Optional.of(who), its, send.body())));
        } catch (RuntimeException wrong) {
            return Future.failedFuture(wrong);
        }
    }

    private String token(Map<String, String> headers) {
        return headers.getOrDefault(TOKEN, token);
    }

    private Future<Entitlements> letIn(String its) {
        if (its.isEmpty()) throw Fault.of(Code.NOT_LOGGED_IN, "send to oms.login first, and what that answers as token in the headers of each frame");
        return door.of(its)
                .onSuccess(who -> provedToBe(who.user(), its))
                .recover(bad -> Future.failedFuture(Fault.of(Code.NOT_LOGGED_IN, String.valueOf(bad.getMessage()))));
    }

    private void provedToBe(User who, String its) {
        token = its;
        user = Optional.of(who);
    }

    /// It is somebody, from now on.
    void loggedIn(User who, String its) {
        provedToBe(who, its);
    }

    private void reply(Frame.Send send, ObjectNode body) {
        door.figures().answered(send.address());
        if (!send.replyAddress().isEmpty() && !isClosed) write(frames.message(send.replyAddress(), body));
    }

    private static Fault fault(Throwable cause) {
        if (cause instanceof Fault.Failure known) return known.fault();
        if (cause instanceof DeskLine.NotLetInException notLetIn) return new Fault(Code.NOT_LOGGED_IN, String.valueOf(notLetIn.getMessage()));
        LOG.warn("a request of a client got no answer", cause);
        return new Fault(Code.NO_ANSWER, "no answer: " + Frame.shortened(String.valueOf(cause.getMessage()))
                + ". Ask again with the same ClOrdID: it is done once");
    }

    private void fault(String replyAddress, String address, Fault fault) {
        door.figures().refused(address, fault.code());
        LOG.info("refused: {} of {} from {}: {} {}", address.isEmpty() ? "a frame" : Frame.shortened(address),
                user.map(User::name).orElse("nobody"), from(), fault.code().number(), fault.text());
        if (isClosed) return;
        write(frames.error(replyAddress, fault));
        // Who is refused in the course of trading makes no faults.
        switch (fault.code()) {
            case BAD_REQUEST, NOT_LOGGED_IN, TOO_LARGE -> faults++;
            case NOT_FOUND -> faults += token.isEmpty() ? 1 : 0;
            case NOT_PERMITTED, TOO_MANY, NOT_AVAILABLE, NO_ANSWER -> {}
        }
        if (fault.code() == Code.TOO_LARGE || faults >= FAULTS_MAX) close("too many faults");
    }

    /// Answers are made whatever waits; so no more questions are read until they have gone.
    private void write(Buffer frame) {
        line.write(frame);
        if (!line.isFull() || isPaused) return;
        isPaused = true;
        line.pause(true);
    }

    private void register(Frame.Register register) {
        if (!register.address().equals(STREAM)) {
            fault(register.address(), register.address(), new Fault(Code.NOT_FOUND,
                    "no address '" + Frame.shortened(register.address()) + "' to register; there is " + STREAM));
            return;
        }
        try {
            var wanted = Wanted.of(register.headers());
            letIn(token(register.headers())).onComplete(done -> {
                if (done.failed()) fault(STREAM, STREAM, fault(done.cause()));
                else open(done.result(), wanted);
            });
        } catch (Fault.Failure wrong) {
            fault(STREAM, STREAM, wrong.fault());
        }
    }

    private void open(Entitlements who, Wanted wanted) {
        if (isClosed) return;
        if (!who.maySee()) {
            door.record(who.user().name(), from(), "open a stream", who.user().name() + " may not see orders");
            fault(STREAM, STREAM, new Fault(Code.NOT_PERMITTED, who.user().name() + " may not see orders"));
            return;
        }
        if (door.nowMs() - beginsSinceMs >= BEGINS_MS) {
            begins = 0;
            beginsSinceMs = door.nowMs();
        }
        if (++begins > BEGINS_MAX) {
            fault(STREAM, STREAM, new Fault(Code.TOO_MANY, BEGINS_MAX + " streams were begun within " + BEGINS_MS / 1_000 + " s: wait"));
            return;
        }
        var accounts = who.user().accounts();
        var stream = new Feed(
                new ToLine(STREAM), who.user(), account -> accounts.has(account.value()) && wanted.has(account), wanted.kinds());
        streams.put(STREAM, stream);
        var desk = door.desk();
        if (!desk.status().isLive()) stream.status(desk.status());
        if (desk.place().epoch().isEmpty()) return; // it begins with the first picture
        wanted.after().flatMap(desk::since).ifPresentOrElse(
                missed -> stream.resume(missed, wanted.after().orElseThrow(), desk.place(), door.nowMs()), () -> begin(stream));
    }

    private void begin(Feed stream) {
        var desk = door.desk();
        var picture = desk.picture(door.nowMs());
        stream.begin(picture, desk.since(picture.at()).orElse(List.of()), desk.place(), door.nowMs());
    }

    /// What a registration asks for, in its headers.
    ///
    /// @param accounts empty for all that one may see
    /// @param after the place of the last message that was read
    private record Wanted(Set<String> accounts, Set<Kind> kinds, Optional<Place> after) {
        private static final Map<String, Kind> KINDS = Map.of(
                "orders", Kind.ORDER, "executions", Kind.EXECUTION, "positions", Kind.POSITION);

        static Wanted of(Map<String, String> headers) {
            var names = list(headers.getOrDefault("kinds", ""));
            var kinds = EnumSet.noneOf(Kind.class);
            for (var name : names)
                kinds.add(Optional.ofNullable(KINDS.get(name)).orElseThrow(() -> Fault.of(Code.BAD_REQUEST,
                        "no kind '" + Frame.shortened(name) + "' in header kinds; there is orders, executions, positions")));
            if (kinds.isEmpty()) kinds.addAll(KINDS.values());
            return new Wanted(Set.copyOf(list(headers.getOrDefault("accounts", ""))), kinds, after(headers));
        }

        private static List<String> list(String header) {
            return Stream.of(header.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
        }

        private static Optional<Place> after(Map<String, String> headers) {
            if (!headers.containsKey("epoch")) return Optional.empty();
            try {
                return Optional.of(new Place(headers.get("epoch"), Long.parseLong(headers.getOrDefault("seq", ""))));
            } catch (NumberFormatException none) {
                throw Fault.of(Code.BAD_REQUEST, "header seq is the seq of the last message that was read, beside its epoch");
            }
        }

        boolean has(Account account) {
            return accounts.isEmpty() || accounts.contains(account.value());
        }
    }

    private final class ToLine implements Feed.Out {
        private final String address;

        ToLine(String address) {
            this.address = address;
        }

        @Override
        public boolean isFull() {
            return isClosed || line.isFull();
        }

        @Override
        public void write(Buffer body) {
            door.figures().told();
            line.write(frames.message(address, body));
        }

        @Override
        public void cut(Fault why) {
            fault(address, address, why);
            close("too slow");
        }
    }

    void news(List<Told> news, Place now) {
        for (var stream : all()) stream.news(news, now);
    }

    void anew() {
        for (var stream : all()) begin(stream);
    }

    void status(dev.plumbline.wire.follow.FeedStatus status) {
        for (var stream : all()) stream.status(status);
    }

    /// A stream may end while it is told.
    private List<Feed> all() {
        return streams.isEmpty() ? List.of() : new ArrayList<>(streams.values());
    }

    /// The line takes more.
    void drained() {
        if (isPaused && !isClosed) line.pause(false);
        isPaused = false;
        for (var stream : all()) stream.flush();
    }

    /// Who is nobody for long is not kept; nor are streams of one who is over, or may see something else by now.
    void look(long nowMs, long nobodyForMs) {
        if (token.isEmpty()) {
            if (nowMs - connectedAtMs >= nobodyForMs) {
                fault("", "", new Fault(Code.NOT_LOGGED_IN, "nobody has logged in here for " + nobodyForMs / 1_000 + " s"));
                close("nobody logged in");
            }
            return;
        }
        if (streams.isEmpty()) return;
        for (var stream : all()) stream.look(nowMs);
        door.of(token).onComplete(done -> {
            if (done.failed()) end(new Fault(Code.NOT_LOGGED_IN, "the stream has ended: " + done.cause().getMessage()));
            else if (!streams.values().stream().allMatch(stream -> stream.user().equals(done.result().user())))
                end(new Fault(Code.NOT_PERMITTED, "the stream has ended: what " + done.result().user().name() + " may see has changed; register again"));
        });
    }

    private void end(Fault why) {
        for (var address : Set.copyOf(streams.keySet())) {
            streams.remove(address);
            fault(address, address, why);
        }
    }

    void closed() {
        isClosed = true;
        streams.clear();
    }

    void close(String why) {
        if (isClosed) return;
        closed();
        line.close(why);
    }

    @Override
    public String toString() {
        return from() + streams.keySet().stream().collect(Collectors.joining(", ", " [", "]"));
    }
}
