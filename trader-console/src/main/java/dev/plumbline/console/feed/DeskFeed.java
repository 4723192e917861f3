package dev.plumbline.console.feed;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.wire.Addresses;
import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.Wire;
import dev.plumbline.wire.WireException;
import dev.plumbline.wire.follow.FeedStatus;
import dev.plumbline.wire.follow.Follower;
import dev.plumbline.wire.follow.Follower.Effect;
import dev.plumbline.wire.tls.PemFiles;

/// The desk over the clustered bus. Joins the server's desk cluster as a lite member, follows the desk, and when the
/// server is lost leaves and joins anew until it is back.
///
/// All state belongs to one thread of its own, `desk-feed`.
public final class DeskFeed implements ConsoleFeed {

    private static final long TICK_MS = 200;
    private static final long ANSWER_TIMEOUT_MS = 5_000;
    private static final long REJOIN_MIN_MS = 500;
    private static final long REJOIN_MAX_MS = 5_000;
    /// Silent for so long, a membership that seems alive is given up.
    private static final long GIVE_UP_AFTER_MS = 15_000;
    /// So often the desk is told that we are there, where it wants to know who we are. It tells us nothing else from ten seconds on.
    private static final long PRESENT_MS = 1_000;
    /// A token is good for some ten minutes.
    private static final long RENEW_MS = 4 * 60_000;
    private static final long RENEW_AGAIN_MS = 10_000;
    private static final long LOG_IN_AGAIN_MS = 500;
    /// Messages from the bus that wait for our thread. More are dropped, which is a gap, which a snapshot heals.
    private static final int BACKLOG_MAX = 20_000;

    private final String host;
    private final int port;
    private final String desk;
    private final String user;
    private final Optional<PemFiles> tls;
    private final ScheduledExecutorService thread;
    private final Follower follower = new Follower(UUID.randomUUID().toString());
    private final AtomicInteger backlog = new AtomicInteger();

    private FeedListener listener = new Deaf();
    private Entry entry = Entry.OUTSIDE;
    private String password = "";
    /// The password that the log-in under way has; empty where it has a token, or nothing.
    private String askedWith = "";
    /// When we asked to be let in last, or said that we are there.
    private long saidAt;
    /// When we were let in, or have begun to ask.
    private long enteredAt;
    private long rejoinMs = REJOIN_MIN_MS;
    private volatile String token = "";
    private volatile @Nullable DeskLink link;
    private volatile boolean isClosed;

    /// On a bus that is in the clear.
    public DeskFeed(String host, int port, String desk, String user) {
        this(host, port, desk, user, Optional.empty());
    }

    /// @param desk which desk of the server's
    /// @param user who logs in, and in whose name wishes are sent
    /// @param tls what to prove ourselves with on the bus; none where it is in the clear
    public DeskFeed(String host, int port, String desk, String user, Optional<PemFiles> tls) {
        this.host = host;
        this.port = port;
        this.desk = desk;
        this.user = user;
        this.tls = tls;
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("desk-feed").daemon().factory());
    }

    @Override
    public void start(FeedListener to) {
        run(() -> {
            listener = to;
            act(follower.disconnected("connecting to " + server()));
            join();
        });
        thread.scheduleWithFixedDelay(guarded(this::tick), TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    private String server() {
        return host + ":" + port;
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private void join() {
        if (isClosed) return;
        try {
            DeskLink.join(DeskLink.probe(host, port), server(), tls)
                    .onComplete(
                            link -> run(() -> joined(link)),
                            trouble -> run(() -> retry("no bus at " + server() + ": " + trouble.getMessage())));
        } catch (IOException trouble) {
            retry("no server at " + server() + " (" + trouble.getMessage() + ")");
        }
    }

    private void joined(DeskLink joined) {
        if (isClosed) {
            joined.leave();
            return;
        }
        link = joined;
        joined.watch(() -> run(() -> tellServers(joined)), why -> run(() -> lost(joined, why)));
        tellServers(joined);
        enteredAt = now();
        enter(joined);
    }

    /// Says who we are, before anything is heard: with what is known of that, a token or a password or nothing.
    private void enter(DeskLink joined) {
        entry = Entry.ASKING;
        saidAt = now();
        askedWith = token.isEmpty() ? password : "";
        var asked = new DeskMessage.LogIn(user, askedWith, token, from(joined));
        request(joined, asked)
                .onComplete(
                        answer -> run(() -> answered(joined, answer)),
                        trouble -> run(() -> notLetIn(joined, trouble)));
    }

    private static String from(DeskLink link) {
        return "console " + link.ownHost();
    }

    private Future<DeskMessage> request(DeskLink to, DeskMessage request) {
        return to.request(Addresses.deskRequests(desk), Wire.encode(request), token, ANSWER_TIMEOUT_MS).map(Wire::decode);
    }

    private void answered(DeskLink joined, DeskMessage answer) {
        if (link != joined) return;
        if (!(answer instanceof DeskMessage.LoggedIn in)) {
            lost(joined, "the desk answered with something else");
            return;
        }
        password = "";
        token = in.token();
        enteredAt = now();
        entry = Entry.INSIDE;
        listener.letIn();
        joined.subscribe(in.feed(), bytes -> received(joined, bytes))
                .onComplete(
                        _ -> run(() -> subscribed(joined)),
                        trouble -> run(() -> lost(joined, "cannot subscribe: " + trouble.getMessage())));
    }

    private void notLetIn(DeskLink joined, Throwable trouble) {
        if (link != joined) return;
        if (!isLogInNeeded(trouble)) {
            // Nobody acts just now, as it seems.
            entry = Entry.WAITING;
            act(follower.disconnected("not let in: " + plain(trouble)));
        } else if (!password.equals(askedWith)) {
            // Typed meanwhile.
            token = "";
            enter(joined);
        } else askPerson(String.valueOf(trouble.getMessage()));
    }

    private void askPerson(String why) {
        token = "";
        password = "";
        entry = Entry.AT_THE_DOOR;
        act(follower.disconnected("log in as " + user));
        listener.logInNeeded(why);
    }

    /// For whoever that is: what it may has changed since it was let in.
    private static boolean isRefused(Throwable trouble) {
        return isLogInNeeded(trouble) || trouble instanceof ReplyException reply && reply.failureCode() == DeskMessage.LogIn.MAY_NOT;
    }

    private static boolean isLogInNeeded(Throwable trouble) {
        return trouble instanceof ReplyException reply && reply.failureCode() == DeskMessage.LogIn.NEEDED;
    }

    @Override
    public void logIn(String with) {
        run(() -> {
            password = with;
            var current = link;
            if (current == null || entry != Entry.AT_THE_DOOR) return;
            enteredAt = now();
            enter(current);
        });
    }

    /// That we are there, and who.
    private void sayPresent(DeskLink current) {
        saidAt = now();
        request(current, new DeskMessage.Ping(0)).onFailure(trouble -> run(() -> {
            if (link == current && isRefused(trouble)) lost(current, String.valueOf(trouble.getMessage()));
        }));
    }

    /// By the token that we have. Where that is not good any more, what is said next fails, and a person is asked.
    private void renew(DeskLink current) {
        enteredAt = now();
        request(current, new DeskMessage.LogIn(user, "", token, from(current)))
                .onSuccess(answer -> run(() -> {
                    if (link == current && answer instanceof DeskMessage.LoggedIn in) token = in.token();
                }))
                .onFailure(_ -> run(() -> {
                    if (link == current) enteredAt = now() - RENEW_MS + RENEW_AGAIN_MS;
                }));
    }

    private void tellServers(DeskLink of) {
        if (link == of) listener.servers(of.servers());
    }

    private void subscribed(DeskLink joined) {
        if (link != joined) return;
        rejoinMs = REJOIN_MIN_MS;
        act(follower.connected(now()));
    }

    private void lost(DeskLink gone, String why) {
        if (link != gone) return;
        link = null;
        entry = Entry.OUTSIDE;
        listener.servers(List.of());
        gone.leave();
        retry(why);
    }

    private void retry(String why) {
        log().info("not on the desk: {}", why);
        act(follower.disconnected(why));
        if (isClosed) return;
        thread.schedule(guarded(this::join), rejoinMs, TimeUnit.MILLISECONDS);
        rejoinMs = Math.min(REJOIN_MAX_MS, rejoinMs * 2);
    }

    private void received(DeskLink from, Buffer bytes) {
        if (backlog.incrementAndGet() > BACKLOG_MAX) {
            backlog.decrementAndGet();
            return;
        }
        run(() -> {
            backlog.decrementAndGet();
            if (link == from) heard(from, bytes);
        });
    }

    private void heard(DeskLink from, Buffer bytes) {
        try {
            if (Wire.decode(bytes) instanceof DeskMessage.Batch batch) act(follower.batch(batch, now()));
        } catch (WireException unreadable) {
            lost(from, "cannot read what the server says, is it of another version? " + unreadable.getMessage());
        }
    }

    private void tick() {
        var current = link;
        act(follower.tick(now()));
        if (current != null) stay(current);
        if (current != null && follower.isOnline() && follower.silentMs(now()) > GIVE_UP_AFTER_MS)
            lost(current, "the desk '" + desk + "' has been silent for " + GIVE_UP_AFTER_MS / 1000 + " s");
    }

    private void stay(DeskLink current) {
        switch (entry) {
            case WAITING -> {
                if (now() - enteredAt > GIVE_UP_AFTER_MS) lost(current, "the desk '" + desk + "' has let nobody in for " + GIVE_UP_AFTER_MS / 1000 + " s");
                else if (now() - saidAt >= LOG_IN_AGAIN_MS) enter(current);
            }
            case INSIDE -> {
                if (token.isEmpty()) return;
                if (now() - enteredAt >= RENEW_MS) renew(current);
                if (now() - saidAt >= PRESENT_MS) sayPresent(current);
            }
            case OUTSIDE, ASKING, AT_THE_DOOR -> {}
        }
    }

    /// How far we have come on the link that there is.
    private enum Entry {
        /// Not on the bus.
        OUTSIDE,
        /// A log-in is under way.
        ASKING,
        /// Nobody answered: it is asked again.
        WAITING,
        /// A person has to log in first.
        AT_THE_DOOR,
        INSIDE
    }

    private void act(List<Effect> effects) {
        for (var effect : effects) {
            switch (effect) {
                case Effect.AskSnapshot(var request) -> askSnapshot(request);
                case Effect.ShowSnapshot(var anew, var items) -> listener.snapshot(anew, items);
                case Effect.ShowNews(var items) -> listener.news(items);
                case Effect.ShowMissed(var items) -> listener.missed(items);
                case Effect.ShowStatus(var status) -> listener.status(status);
            }
        }
    }

    private void askSnapshot(DeskMessage.SnapshotRequest request) {
        var current = link;
        if (current == null) return;
        request(current, request)
                .onComplete(
                        answer -> run(() -> snapshotCame(current, request, answer)),
                        trouble -> run(() -> snapshotFailed(current, request, trouble)));
    }

    private void snapshotCame(DeskLink from, DeskMessage.SnapshotRequest request, DeskMessage answer) {
        if (link != from) return;
        if (answer instanceof DeskMessage.Snapshot part) act(follower.snapshot(part, now()));
        else act(follower.snapshotFailed(request.snapshotId(), "the desk answered with no snapshot", now()));
    }

    private void snapshotFailed(DeskLink from, DeskMessage.SnapshotRequest request, Throwable trouble) {
        if (link != from) return;
        act(follower.snapshotFailed(request.snapshotId(), "no snapshot: " + plain(trouble), now()));
    }

    @Override
    public CompletionStage<Reply> ask(String requestId, DeskMessage.Wish wish) {
        var current = link;
        if (current == null) return CompletableFuture.completedFuture(new Reply.NotSent("not connected"));
        return request(current, new DeskMessage.Ask(requestId, user, wish, epochNanos(), from(current), Optional.empty()))
                .map(DeskFeed::reply)
                .recover(trouble -> Future.succeededFuture(unanswered(trouble)))
                .toCompletionStage();
    }

    /// By our clock, for the record: the server has one of its own, and decides by that.
    private static long epochNanos() {
        var now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public <A extends DeskMessage> CompletionStage<A> question(DeskMessage.Question<A> question) {
        var current = link;
        if (current == null) return CompletableFuture.failedFuture(new NoAnswer("not connected"));
        return request(current, question)
                .map(answer -> answer(question, answer))
                .recover(trouble -> Future.failedFuture(new NoAnswer(plain(trouble))))
                .toCompletionStage();
    }

    private static <A extends DeskMessage> A answer(DeskMessage.Question<A> question, DeskMessage answer) {
        if (question.answerType().isInstance(answer)) return question.answerType().cast(answer);
        throw new NoAnswer("the desk answered with something else");
    }

    private static Reply reply(DeskMessage given) {
        return given instanceof DeskMessage.Answer answer
                ? new Reply.Answered(answer)
                : new Reply.Unknown("the desk answered with something else");
    }

    private Reply unanswered(Throwable trouble) {
        return isNobody(trouble) || isLogInNeeded(trouble) ? new Reply.NotSent(plain(trouble)) : new Reply.Unknown(plain(trouble));
    }

    private static boolean isNobody(Throwable trouble) {
        return trouble instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    }

    private String plain(Throwable trouble) {
        if (isNobody(trouble)) return "nobody serves the desk '" + desk + "'";
        if (trouble instanceof ReplyException reply && reply.failureType() == ReplyFailure.TIMEOUT)
            return "no answer within " + ANSWER_TIMEOUT_MS / 1000 + " s";
        return String.valueOf(trouble.getMessage());
    }

    @Override
    public void close() {
        isClosed = true;
        run(() -> {
            var current = link;
            link = null;
            if (current != null) current.leave();
            thread.shutdown();
        });
    }

    private void run(Runnable work) {
        try {
            thread.execute(guarded(work));
        } catch (RejectedExecutionException closed) {
            log().debug("after the end: {}", closed.getMessage());
        }
    }

    /// An error must not end the thread: whatever was missed by it shows as a gap, and heals.
    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException trouble) {
                log().error("the desk feed stumbled and goes on", trouble);
            }
        };
    }

    /// Before [#start].
    private static final class Deaf implements FeedListener {
        @Override
        public void status(FeedStatus status) {}

        @Override
        public void snapshot(boolean anew, List<DeskMessage.Item> items) {}

        @Override
        public void news(List<DeskMessage.Item> items) {}
    }

    /// No constant: what logging reads first takes 50 ms of a start, and mostly there is nothing to say.
    private static Logger log() {
        return LoggerFactory.getLogger(DeskFeed.class);
    }
}
