package dev.plumbline.server.users;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/// What administrators do with users, and everybody with their own password. Each act is recorded, done or not. An answer is empty
/// where it was done, else the reason, for a person.
public final class UserAdmin {
    private final Vertx vertx;
    private final Directory directory;
    private final String desk;

    public UserAdmin(Vertx vertx, Directory directory, String desk) {
        this.vertx = vertx;
        this.directory = directory;
        this.desk = desk;
    }

    /// Why `by` may not; empty where it may.
    public Optional<String> denied(User by) {
        return new Entitlements(by, desk).denied(Right.USERS);
    }

    /// By name.
    public List<User> list() {
        return directory.all().stream().sorted(Comparator.comparing(User::name)).toList();
    }

    /// Makes a user, or changes what is given of one.
    ///
    /// @param password of its own choice of who asks: its user has to change it; empty to leave it
    public Future<String> put(User by, String from, UserChange wanted, String password) {
        var there = directory.find(wanted.name());
        var then = wanted.of(there.orElse(new User(wanted.name(), Set.of(), Reach.of(), Reach.EVERYWHERE, "", false, false)));
        var what = (there.isPresent() ? "change " : "add ") + then + (password.isEmpty() ? "" : ", with a new first password");
        var denied = denied(by).or(() -> wrong(by, then, password, there.isPresent()));
        if (denied.isPresent()) return recorded(by, from, what, Future.succeededFuture(denied.get()));
        var hash = password.isEmpty() ? Future.succeededFuture(Optional.<String>empty()) : hashed(password).map(Optional::of);
        return recorded(by, from, what, hash.map(made -> new UserChange(
                        wanted.name(), wanted.roles(), wanted.accounts(), wanted.desks(), wanted.disabled(), made))
                .compose(change -> there.isPresent()
                        ? directory.store().change(change).map(was -> was ? "" : "user " + change.name() + " is not there any more")
                        : directory.store().add(change.of(then)).map(isNew -> isNew ? "" : "user " + change.name() + " was made by somebody else just now")));
    }

    private static Optional<String> wrong(User by, User then, String password, boolean isThere) {
        if (by.name().equals(then.name()) && (then.disabled() || !then.may(Right.USERS)))
            return Optional.of("nobody may shut themselves out: have another administrator do it");
        if (!isThere && then.roles().isEmpty())
            return Optional.of("a user without a role can do nothing: give it one of " + Role.labels());
        return password.isEmpty() ? Optional.empty() : Passwords.weakness(password, then.name());
    }

    /// @param who has proved who it is with the password `old`
    public Future<String> changePassword(User who, String from, String old, String password) {
        var weak = password.equals(old) ? Optional.of("this is the password that it has already") : Passwords.weakness(password, who.name());
        var done = weak.isPresent()
                ? Future.succeededFuture(weak.get())
                : hashed(password).compose(hash -> directory.store().changePassword(who.name(), who.hash(), hash))
                        .map(was -> was ? "" : "the password was changed by somebody else just now, or the user is disabled");
        return recorded(who, from, "change own password", done);
    }

    private Future<String> recorded(User by, String from, String what, Future<String> done) {
        return directory.change(by.name(), from, what, done);
    }

    private Future<String> hashed(String password) {
        return vertx.executeBlocking(() -> Passwords.hash(password), false);
    }
}
