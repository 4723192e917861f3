package dev.plumbline.server.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

import dev.plumbline.server.users.UserAct;

/// For a server that ran the shards last, died, and whose disk is lost: what was only in its journal is given up, so that others may go on
/// with what the database has. Each call is a connection of its own, as the server's user. Blocks.
///
/// Who may act is not touched by it: whoever goes on needs the leases as always, and gets them of no server that lives.
public final class Abandonment {
    private static final String NO_TABLE = "42P01";
    private static final String READ = "SELECT server, incarnation, is_stored FROM last_owner";
    private static final String GIVE_UP = "UPDATE last_owner SET is_stored = true WHERE server = ? AND incarnation = ? AND NOT is_stored";
    private static final String NOTE = "INSERT INTO user_act (at_ns, by_user, at_place, what, answer) VALUES (?, ?, ?, ?, ?)";

    private final StoreConfig config;

    public Abandonment(StoreConfig config) {
        this.config = config;
    }

    /// Who ran the shards last; empty before anybody has.
    ///
    /// @throws StoreException where the database cannot be asked
    public Optional<LastOwner> lastOwner() {
        try (var connection = connect();
                var read = connection.prepareStatement(READ);
                var rows = read.executeQuery()) {
            return rows.next() ? Optional.of(new LastOwner(rows.getString(1), rows.getLong(2), rows.getBoolean(3))) : Optional.empty();
        } catch (SQLException failed) {
            if (NO_TABLE.equals(failed.getSQLState())) return Optional.empty();
            throw wrong(failed);
        }
    }

    /// Both or nothing: it is given up, and that is on record.
    ///
    /// @param owner as it was read
    /// @return false where another run has begun meanwhile, or this one ended as it should: nothing is changed then
    /// @throws StoreException where the database cannot be asked
    public boolean giveUp(LastOwner owner, UserAct act) {
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            if (!giveUp(connection, owner)) return false;
            note(connection, act);
            connection.commit();
            return true;
        } catch (SQLException failed) {
            throw wrong(failed);
        }
    }

    private static boolean giveUp(Connection connection, LastOwner owner) throws SQLException {
        try (var update = connection.prepareStatement(GIVE_UP)) {
            update.setString(1, owner.server());
            update.setLong(2, owner.incarnation());
            return update.executeUpdate() == 1;
        }
    }

    private static void note(Connection connection, UserAct act) throws SQLException {
        try (var insert = connection.prepareStatement(NOTE)) {
            insert.setLong(1, act.at());
            insert.setString(2, act.user());
            insert.setString(3, act.from());
            insert.setString(4, act.what());
            insert.setString(5, act.answer());
            insert.executeUpdate();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password());
    }

    private StoreException wrong(SQLException failed) {
        return new StoreException(Failures.explain(failed, config), failed);
    }
}
