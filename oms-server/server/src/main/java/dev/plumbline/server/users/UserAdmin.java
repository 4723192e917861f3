package dev.plumbline.server.users;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

    /// Makes a user, or changes what one is and may; its password stays as it is.
    ///
    /// @param password of a new one, which it has to change; empty to leave it
    public Future<String> put(User by, String from, User wanted, String password) {
        var there = directory.find(wanted.name());
        var what = (there.isPresent() ? "change " : "add ") + wanted + (password.isEmpty() ? "" : ", with a new first password");
        var denied = denied(by).or(() -> wrong(by, wanted, password, there.isPresent()));
        if (denied.isPresent()) return recorded(by, from, what, Future.succeededFuture(denied.get()));
        var hash = password.isEmpty()
                ? Future.succeededFuture(there.map(User::hash).orElse(""))
                : hashed(password);
        boolean first = password.isEmpty() ? there.map(User::firstWord).orElse(false) : true;
        return recorded(by, from, what, hash.map(made -> wanted.withPassword(made, first)).compose(user -> there.isPresent()
                ? directory.store().change(user).map(was -> was ? "" : "user " + user.name() + " is not there any more")
                : directory.store().add(user).map(isNew -> isNew ? "" : "user " + user.name() + " was made by somebody else just now")));
    }

    private static Optional<String> wrong(User by, User wanted, String password, boolean isThere) {
        if (by.name().equals(wanted.name()) && (wanted.disabled() || !wanted.may(Right.USERS)))
            return Optional.of("nobody may shut themselves out: have another administrator do it");
        if (!isThere && password.isEmpty() && !wanted.disabled() && wanted.roles().isEmpty())
            return Optional.of("a user without a role can do nothing: give it one of " + Role.labels());
        return password.isEmpty() ? Optional.empty() : Passwords.weakness(password, wanted.name());
    }

    /// @param who has proved who it is with the old password
    public Future<String> changePassword(User who, String from, String password) {
        var weak = Passwords.weakness(password, who.name());
        var done = weak.isPresent()
                ? Future.succeededFuture(weak.get())
                : hashed(password).compose(hash -> directory.store().change(who.withPassword(hash, false))).map(was -> was ? "" : "not there");
        return recorded(who, from, "change own password", done);
    }

    private Future<String> recorded(User by, String from, String what, Future<String> done) {
        return directory.change(by.name(), from, what, done);
    }

    private Future<String> hashed(String password) {
        return vertx.executeBlocking(() -> Passwords.hash(password), false);
    }
}
