package dev.plumbline.server.users;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.wire.Addresses;

/// All users, in memory, as the store had them some seconds ago at most; where the store is away, as it had them then. Any thread.
public final class Directory {
    private static final Logger LOG = LoggerFactory.getLogger(Directory.class);
    private static final String ADMINISTRATOR = "admin";
    private static final long REFRESH_MS = 2_000;
    private static final int FAILED_IS_TOLD = 5;

    private final Vertx vertx;
    private final UserStore store;
    private final Tokens tokens;
    private final LongSupplier nanos;
    private volatile Map<String, User> users;
    private long timer = -1;
    /// In a row.
    private final AtomicInteger failed = new AtomicInteger();

    private Directory(Vertx vertx, UserStore store, Tokens tokens, LongSupplier nanos, List<User> users) {
        this.vertx = vertx;
        this.store = store;
        this.tokens = tokens;
        this.nanos = nanos;
        this.users = byName(users);
    }

    /// Reads them, and where there is none at all makes an administrator.
    ///
    /// @param mayMakeFirst there is a door that an administrator could use
    /// @param demo users that are to be there whatever is in the store, as of a demonstration
    /// @param told the first administrator's password, once
    public static Future<Directory> open(
            Vertx vertx, UserStore store, Collection<User> demo, boolean mayMakeFirst, LongSupplier nanos, Consumer<String> told) {
        var fresh = new byte[Tokens.KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        return store.tokenKey(Buffer.buffer(fresh))
                .map(key -> new Tokens(vertx, key, nanos))
                .compose(tokens -> addAll(store, demo)
                        .compose(_ -> store.users())
                        .compose(there -> there.isEmpty() && mayMakeFirst ? first(vertx, store, told).compose(_ -> store.users()) : Future.succeededFuture(there))
                        .map(there -> new Directory(vertx, store, tokens, nanos, there)))
                .onSuccess(Directory::begin);
    }

    private static Future<Void> addAll(UserStore store, Collection<User> users) {
        var added = Future.<Void>succeededFuture();
        for (var user : users)
            added = added.compose(_ -> store.add(user)).compose(isNew -> isNew ? Future.succeededFuture(true) : store.change(whole(user))).mapEmpty();
        return added;
    }

    private static UserChange whole(User user) {
        return new UserChange(
                user.name(), Optional.of(user.roles()), Optional.of(user.accounts()), Optional.of(user.desks()), Optional.of(user.disabled()),
                Optional.empty());
    }

    private static Future<Void> first(Vertx vertx, UserStore store, Consumer<String> told) {
        var password = Passwords.generated();
        return vertx.executeBlocking(() -> Passwords.hash(password), false)
                .compose(hash -> store.add(new User(
                        ADMINISTRATOR, Set.of(Role.ADMINISTRATOR), Reach.of(), Reach.EVERYWHERE, hash, false, false)))
                .onSuccess(isNew -> {
                    if (isNew) told.accept("there were no users: administrator '" + ADMINISTRATOR + "' has been made, with the password "
                            + password + " (shown this once; change it with 'oms user password')");
                })
                .mapEmpty();
    }

    private void begin() {
        timer = vertx.setPeriodic(REFRESH_MS, _ -> refresh());
    }

    public void close() {
        vertx.cancelTimer(timer);
    }

    private Future<Void> refresh() {
        return store.users()
                .onSuccess(this::read)
                .onFailure(this::notRead)
                .mapEmpty();
    }

    private void read(List<User> there) {
        users = byName(there);
        if (failed.getAndSet(0) >= FAILED_IS_TOLD) LOG.info("users are read again");
    }

    private void notRead(Throwable away) {
        if (failed.incrementAndGet() == FAILED_IS_TOLD)
            LOG.warn("users cannot be read since {} s, and are as they were: who is disabled meanwhile is not shut out here: {}",
                    FAILED_IS_TOLD * REFRESH_MS / 1_000, away.getMessage());
    }

    private static Map<String, User> byName(List<User> users) {
        return users.stream().collect(Collectors.toUnmodifiableMap(User::name, Function.identity()));
    }

    public Optional<User> find(String name) {
        return Optional.ofNullable(users.get(name));
    }

    public Collection<User> all() {
        return users.values();
    }

    /// Where a user of a desk is told: another place for each password, which nobody finds who is not told of it.
    public String feedOf(User user, String desk) {
        return Addresses.desk(desk) + "." + tokens.derived("feed of " + user.name() + " " + Tokens.mark(user.hash()) + " on " + desk);
    }

    public Tokens tokens() {
        return tokens;
    }

    /// Whom a token is of. Fails with the reason, for a person.
    public Future<User> of(String token) {
        if (token.isEmpty()) return Future.failedFuture("no token: log in, and send what that answers in the header 'token'");
        return tokens.check(token).compose(this::of);
    }

    /// Whom a token is of: of a user that still has the password with which it was got.
    Future<User> of(Tokens.Proof proof) {
        return find(proof.user())
                .filter(user -> !user.disabled() && Tokens.mark(user.hash()).equals(proof.mark()))
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(proof.user() + " is no user any more, is disabled, or has another password since: log in again"));
    }

    /// An act of an administrator on a user, recorded; in force here once it is done, and everywhere some seconds later.
    ///
    /// @return empty where it was done, else why not
    Future<String> change(String by, String from, String what, Future<String> done) {
        return done.compose(why -> store.record(new UserAct(nanos.getAsLong(), by, from, what, why.isEmpty() ? UserAct.DONE : why))
                .compose(_ -> refresh())
                .map(why));
    }

    /// Where the record cannot be written the log has it: nobody is kept out because the database is away.
    public void record(UserAct act) {
        store.record(act).onFailure(away -> LOG.warn("not in the table of acts: {}: {}", act, away.getMessage()));
    }

    UserStore store() {
        return store;
    }
}
