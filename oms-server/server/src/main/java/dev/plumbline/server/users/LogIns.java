package dev.plumbline.server.users;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

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

    /// Fails with the reason, for a person, which does not say whether there is such a user.
    public Future<LoggedIn> logIn(LogIn asked) {
        var answer = Promise.<LoggedIn>promise();
        context.runOnContext(_ -> decide(asked).onComplete(decided -> {
            record(asked, decided.succeeded() ? decided.result().user() : asked.user(), decided.succeeded() ? UserAct.DONE : String.valueOf(decided.cause().getMessage()));
            answer.handle(decided);
        }));
        return answer.future();
    }

    private Future<LoggedIn> decide(LogIn asked) {
        if (!asked.token().isEmpty()) return byToken(asked.token());
        return checkPassword(asked.user(), asked.password(), asked.from()).map(user -> loggedIn(user, nanos.getAsLong()));
    }

    /// Fails with the reason, for a person. Counts as a log-in, for lock-out and rate.
    public Future<User> checkPassword(String name, String password, String from) {
        var answer = Promise.<User>promise();
        context.runOnContext(_ -> looked(name, password, from).onComplete(answer));
        return answer.future();
    }

    private Future<User> looked(String name, String password, String from) {
        if (!User.isName(name) || password.length() > Passwords.LETTERS_MAX) return Future.failedFuture(WRONG);
        var waits = attempts.comes(name, place(from), nanos.getAsLong());
        if (waits.isPresent()) return Future.failedFuture(waits.get());
        if (waiting.incrementAndGet() > WAITING_MAX) {
            waiting.decrementAndGet();
            return Future.failedFuture("too many log-ins at once: try again");
        }
        var user = directory.find(name);
        var hash = user.map(User::hash).orElse("");
        return worker.executeBlocking(() -> Passwords.isRight(password, hash), false)
                .onComplete(_ -> waiting.decrementAndGet())
                .compose(isRight -> isRight && !user.orElseThrow().disabled() ? right(user.orElseThrow()) : wrong(name, from));
    }

    private Future<User> right(User user) {
        attempts.succeeded(user.name());
        return Future.succeededFuture(user);
    }

    private Future<User> wrong(String name, String from) {
        int inARow = attempts.failed(name, place(from), nanos.getAsLong());
        LOG.warn("log-in of {} from {} failed, {} in a row", name, from, inARow);
        return Future.failedFuture(WRONG);
    }

    /// Without the port, which is another one each time.
    private static String place(String from) {
        int colon = from.lastIndexOf(':');
        return colon < 0 ? from : from.substring(0, colon);
    }

    private Future<LoggedIn> byToken(String token) {
        return directory.tokens().check(token)
                .compose(this::renewed)
                .recover(notOurs -> outside.isEmpty() ? Future.failedFuture(notOurs) : fromOutside(token));
    }

    private Future<LoggedIn> renewed(Tokens.Proof proof) {
        if (nanos.getAsLong() - proof.loggedInAt() > Tokens.LOGGED_IN_FOR.toNanos())
            return Future.failedFuture("logged in " + Tokens.LOGGED_IN_FOR.toHours() + " hours ago: log in again");
        return known(proof.user()).map(user -> loggedIn(user, proof.loggedInAt()));
    }

    private Future<LoggedIn> fromOutside(String token) {
        return outside.orElseThrow().userOf(token).compose(this::known).map(user -> loggedIn(user, nanos.getAsLong()));
    }

    private Future<User> known(String name) {
        return directory.find(name)
                .filter(user -> !user.disabled())
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(name + " is no user here, or disabled"));
    }

    private LoggedIn loggedIn(User user, long loggedInAt) {
        var issued = directory.tokens().issue(user.name(), loggedInAt);
        return new LoggedIn(
                user.name(), issued.token(), issued.proof().until(), user.roles().stream().sorted().map(Role::label).toList(),
                user.may(Right.SEE) ? user.accounts().list() : List.of());
    }

    private void record(LogIn asked, String user, String answer) {
        var name = User.isName(user) ? user : "(no name)";
        LOG.info("log in: user {} from {}: {}", name, asked.from(), answer);
        directory.record(new UserAct(nanos.getAsLong(), name, asked.from(), "log in", answer));
    }
}
