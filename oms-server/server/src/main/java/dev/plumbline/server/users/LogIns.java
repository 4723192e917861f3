package dev.plumbline.server.users;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.wire.DeskMessage.LogIn;
import dev.plumbline.wire.DeskMessage.LoggedIn;

/// Lets people and programs in: a password, or a token that is still good, for a token of ours. Each attempt is recorded. Any thread.
public final class LogIns {
    private static final Logger LOG = LoggerFactory.getLogger(LogIns.class);
    /// Passwords that wait to be looked at, each a twentieth of a second. More are refused.
    private static final int WAITING_MAX = 50;
    private static final String BY_TOKEN = "log in by token";
    private static final String NO_NAME = "(no name)";
    private static final String WRONG = "no such user, or another password";

    private final Directory directory;
    private final Context context;
    private final WorkerExecutor worker;
    private final LongSupplier nanos;
    private final Attempts attempts = new Attempts();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Optional<Outside> outside;

    /// A token from outside: says whose it is, or fails with the reason.
    public interface Outside {
        Future<String> userOf(String token);
    }

    /// @param outside who signs tokens that are taken besides ours
    public LogIns(Vertx vertx, Directory directory, Optional<Outside> outside, LongSupplier nanos) {
        this.directory = directory;
        this.context = vertx.getOrCreateContext();
        this.worker = vertx.createSharedWorkerExecutor("log-in", 1);
        this.outside = outside;
        this.nanos = nanos;
    }

    public void close() {
        worker.close();
    }

    /// Fails with the reason, for a person, which does not say whether there is such a user. Completes on the caller's context.
    public Future<LoggedIn> logIn(LogIn asked) {
        return here(() -> asked.token().isEmpty()
                ? looked(asked.user(), asked.password(), asked.from(), "log in").map(user -> loggedIn(user, nanos.getAsLong()))
                : byToken(asked.token(), asked.from()));
    }

    /// Fails with the reason, for a person. Counts as a log-in, for lock-out and rate. Completes on the caller's context.
    ///
    /// @param what it is for, for the record
    public Future<User> checkPassword(String name, String password, String from, String what) {
        return here(() -> looked(name, password, from, what));
    }

    private <T> Future<T> here(Supplier<Future<T>> work) {
        var answer = Promise.<T>promise();
        var caller = Vertx.currentContext();
        context.runOnContext(_ -> work.get().onComplete(done -> {
            if (caller == null) answer.handle(done);
            else caller.runOnContext(_ -> answer.handle(done));
        }));
        return answer.future();
    }

    private Future<User> looked(String name, String password, String from, String what) {
        if (!User.isName(name) || password.length() > Passwords.LETTERS_MAX) return recorded(name, from, what, Future.failedFuture(WRONG));
        var place = place(from);
        var waits = attempts.comes(name, place, nanos.getAsLong());
        if (waits.isPresent()) return notLooked(name, from, waits.get());
        if (waiting.incrementAndGet() > WAITING_MAX) {
            waiting.decrementAndGet();
            return notLooked(name, from, "too many log-ins at once: try again");
        }
        // It counts as failed until it is known to be right: of many at once no more are looked at than one after the other.
        attempts.failed(name, place, nanos.getAsLong());
        var user = directory.find(name);
        var hash = user.map(User::hash).orElse("");
        return recorded(name, from, what, worker.executeBlocking(() -> Passwords.isRight(password, hash), false)
                .onComplete(_ -> waiting.decrementAndGet())
                .compose(isRight -> isRight && !user.orElseThrow().disabled() ? right(user.orElseThrow(), place) : Future.failedFuture(WRONG)));
    }

    private Future<User> right(User user, String place) {
        attempts.succeeded(user.name(), place);
        return Future.succeededFuture(user);
    }

    /// For the log only: else a guesser could fill the table.
    private static Future<User> notLooked(String name, String from, String why) {
        LOG.info("log in: user {} from {} is not looked at: {}", name, from, why);
        return Future.failedFuture(why);
    }

    private Future<User> recorded(String claimed, String from, String what, Future<User> done) {
        return done.onComplete(known -> {
            var name = known.succeeded() ? known.result().name() : User.isName(claimed) ? claimed : NO_NAME;
            var answer = known.succeeded() ? UserAct.DONE : String.valueOf(known.cause().getMessage());
            record(name, from, what, answer);
        });
    }

    private void record(String name, String from, String what, String answer) {
        LOG.info("{}: user {} from {}: {}", what, name, from, answer);
        directory.record(new UserAct(nanos.getAsLong(), name, from, what, answer));
    }

    /// Without the port, which is another one each time.
    private static String place(String from) {
        int colon = from.lastIndexOf(':');
        return colon < 0 ? from : from.substring(0, colon);
    }

    /// A renewal is for the log: it comes every few minutes, and the log-in is on record. So is a token that is none: nobody can say whose it is,
    /// and anybody can send any number of them.
    private Future<LoggedIn> byToken(String token, String from) {
        return directory.tokens().check(token)
                .compose(proof -> renewed(proof).onFailure(no -> record(proof.user(), from, BY_TOKEN, String.valueOf(no.getMessage()))))
                .onSuccess(in -> LOG.debug("log in by token: user {} from {}: {}", in.user(), from, UserAct.DONE))
                .recover(notOurs -> outside.isEmpty() ? Future.failedFuture(notOurs)
                        : fromOutside(token, from).onSuccess(in -> record(in.user(), from, BY_TOKEN, UserAct.DONE)))
                .onFailure(no -> LOG.info("log in by token: from {}: {}", from, no.getMessage()));
    }

    private Future<LoggedIn> renewed(Tokens.Proof proof) {
        if (nanos.getAsLong() - proof.loggedInAt() > Tokens.LOGGED_IN_FOR.toNanos())
            return Future.failedFuture("logged in " + Tokens.LOGGED_IN_FOR.toHours() + " hours ago, or with a token from outside: log in again");
        return directory.of(proof).map(user -> loggedIn(user, proof.loggedInAt()));
    }

    /// For as long as one of ours is good, and no longer: who signs it may have shut its user out since.
    private Future<LoggedIn> fromOutside(String token, String from) {
        return outside.orElseThrow().userOf(token)
                .compose(name -> known(name).onFailure(no -> record(User.isName(name) ? name : NO_NAME, from, BY_TOKEN, String.valueOf(no.getMessage()))))
                .map(user -> loggedIn(user, 0));
    }

    private Future<User> known(String name) {
        return directory.find(name)
                .filter(user -> !user.disabled())
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture("whom the token is of is no user here, or disabled"));
    }

    private LoggedIn loggedIn(User user, long loggedInAt) {
        var issued = directory.tokens().issue(user, loggedInAt);
        return new LoggedIn(
                user.name(), issued.token(), issued.proof().until(), user.roles().stream().sorted().map(Role::label).toList(),
                user.may(Right.SEE) ? user.accounts().list() : List.of(), "");
    }
}
