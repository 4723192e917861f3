package dev.plumbline.server.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.users.Reach;
import dev.plumbline.server.users.Role;
import dev.plumbline.server.users.User;
import dev.plumbline.server.users.UserAct;
import dev.plumbline.server.users.UserChange;
import dev.plumbline.server.users.UserStore;

/// The tables oms_user, token_key and user_act.
final class UserTable implements UserStore {
    private static final Logger LOG = LoggerFactory.getLogger(UserTable.class);
    private static final String READ = "SELECT name, roles, accounts, desks, hash, disabled, first_word FROM oms_user";
    private static final String ADD = """
            INSERT INTO oms_user (name, roles, accounts, desks, hash, disabled, first_word) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (name) DO NOTHING""";
    private static final String CHANGE = """
            UPDATE oms_user SET roles = coalesce($2, roles), accounts = coalesce($3, accounts), desks = coalesce($4, desks),
                                disabled = coalesce($5, disabled), hash = coalesce($6, hash), first_word = first_word OR $6 IS NOT NULL
             WHERE name = $1""";
    private static final String CHANGE_PASSWORD = """
            UPDATE oms_user SET hash = $3, first_word = false WHERE name = $1 AND hash = $2 AND NOT disabled""";
    /// Says what is there also where another server puts one at the same time.
    private static final String KEY = """
            WITH put AS (INSERT INTO token_key (key) VALUES ($1) ON CONFLICT (only_one) DO UPDATE SET key = token_key.key RETURNING key)
            SELECT key FROM put""";
    private static final String RECORD = "INSERT INTO user_act (at_ns, by_user, at_place, what, answer) VALUES ($1, $2, $3, $4, $5)";

    private final Pool pool;

    UserTable(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<List<User>> users() {
        return pool.query(READ).execute().map(rows -> {
            var users = new ArrayList<User>();
            for (var row : rows) user(row).ifPresent(users::add);
            return users;
        });
    }

    /// A role that this program does not know allows nothing, and a name that is none lets nobody in: all others are read all the same.
    private static Optional<User> user(Row row) {
        var name = row.getString(0);
        if (!User.isName(name)) {
            LOG.warn("a row of oms_user is passed over: '{}' is no name of a user", name);
            return Optional.empty();
        }
        return Optional.of(new User(
                name, roles(name, row.getArrayOfStrings(1)), Reach.of(Arrays.asList(row.getArrayOfStrings(2))),
                Reach.of(Arrays.asList(row.getArrayOfStrings(3))), row.getString(4), row.getBoolean(5), row.getBoolean(6)));
    }

    private static Set<Role> roles(String user, String[] labels) {
        return Stream.of(labels).flatMap(label -> {
            var role = Role.of(label);
            if (role.isEmpty()) LOG.warn("user {} has role '{}', which this program does not know: it allows nothing", user, label);
            return role.stream();
        }).collect(Collectors.toSet());
    }

    private static Tuple row(User user) {
        return Tuple.of(user.name())
                .addArrayOfString(labels(user.roles()))
                .addArrayOfString(names(user.accounts()))
                .addArrayOfString(names(user.desks()))
                .addString(user.hash())
                .addBoolean(user.disabled())
                .addBoolean(user.firstWord());
    }

    @Override
    public Future<Boolean> add(User user) {
        return pool.preparedQuery(ADD).execute(row(user)).map(done -> done.rowCount() == 1);
    }

    @Override
    public Future<Boolean> change(UserChange change) {
        var row = Tuple.of(change.name())
                .addArrayOfString(change.roles().map(UserTable::labels).orElse(null))
                .addArrayOfString(change.accounts().map(UserTable::names).orElse(null))
                .addArrayOfString(change.desks().map(UserTable::names).orElse(null))
                .addBoolean(change.disabled().orElse(null))
                .addString(change.password().orElse(null));
        return pool.preparedQuery(CHANGE).execute(row).map(done -> done.rowCount() == 1);
    }

    private static String[] labels(Set<Role> roles) {
        return roles.stream().sorted().map(Role::label).toArray(String[]::new);
    }

    private static String[] names(Reach reach) {
        return reach.list().toArray(String[]::new);
    }

    @Override
    public Future<Boolean> changePassword(String name, String before, String hash) {
        return pool.preparedQuery(CHANGE_PASSWORD).execute(Tuple.of(name, before, hash)).map(done -> done.rowCount() == 1);
    }

    @Override
    public Future<Buffer> tokenKey(Buffer fresh) {
        return pool.preparedQuery(KEY).execute(Tuple.of(fresh)).map(rows -> rows.iterator().next().getBuffer(0));
    }

    @Override
    public Future<Void> record(UserAct act) {
        return pool.preparedQuery(RECORD)
                .execute(Tuple.of(act.at(), Column.storable(act.user()), Column.storable(act.from()), Column.storable(act.what()), Column.storable(act.answer())))
                .mapEmpty();
    }
}
