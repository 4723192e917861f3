package dev.plumbline.server.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who may do what with the tables: `plumbline_server` writes and cannot change an event, `plumbline_reader` reads. Done
/// at each start, since a DBA may have made the roles meanwhile. Blocks: not for an event loop.
final class Grants {
    private static final Logger LOG = LoggerFactory.getLogger(Grants.class);
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final String GRANT = """
            DO $$ BEGIN
                EXECUTE format('GRANT USAGE ON SCHEMA %I TO plumbline_server, plumbline_reader', current_schema());
                EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO plumbline_server, plumbline_reader', current_schema());
            END $$;
            GRANT INSERT ON event, release, left_out TO plumbline_server;
            GRANT INSERT, UPDATE, DELETE ON orders, execution, position, shard TO plumbline_server;
            GRANT UPDATE ON lease_register TO plumbline_server;
            GRANT INSERT, UPDATE, DELETE ON session_copy, last_owner TO plumbline_server;
            GRANT INSERT, UPDATE ON oms_user, token_key TO plumbline_server;
            GRANT INSERT ON user_act TO plumbline_server;
            REVOKE SELECT ON token_key, oms_user FROM plumbline_reader;
            REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON event, release, left_out, user_act
              FROM plumbline_server, plumbline_reader, PUBLIC""";

    private final StoreConfig config;

    Grants(StoreConfig config) {
        this.config = config;
    }

    /// @throws StoreException where the server's user could not work with the tables then
    void run() {
        var owner = config.migrations();
        try (var connection = DriverManager.getConnection(config.jdbcUrl(), owner.user(), owner.password())) {
            if (!madeRoles(connection)) return;
            execute(connection, GRANT);
            if (!owner.user().equals(config.user())) makeMember(connection);
        } catch (SQLException failed) {
            throw new StoreException(Failures.explain(failed, config.asOwner()), failed);
        }
    }

    private boolean madeRoles(Connection connection) throws SQLException {
        for (var role : new String[] {"plumbline_server", "plumbline_reader"})
            if (!has(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role) && !made(connection, role)) return false;
        return true;
    }

    private boolean made(Connection connection, String role) throws SQLException {
        try {
            execute(connection, "CREATE ROLE " + role + " NOLOGIN");
            return true;
        } catch (SQLException refused) {
            if (!INSUFFICIENT_PRIVILEGE.equals(refused.getSQLState())) throw refused;
            var missing = "in Postgres at " + config.place() + " there is no role " + role + ", and user '"
                    + config.migrations().user() + "' may not make it: have a DBA run CREATE ROLE plumbline_server NOLOGIN;"
                    + " CREATE ROLE plumbline_reader NOLOGIN;";
            if (!config.migrations().user().equals(config.user())) throw new StoreException(missing, refused);
            LOG.warn("{} until then triggers alone hold that no event is changed", missing);
            return false;
        }
    }

    private void makeMember(Connection connection) throws SQLException {
        if (has(connection, "SELECT 1 WHERE pg_has_role(?::name, 'plumbline_server', 'USAGE')", config.user())) return;
        try {
            execute(connection, "GRANT plumbline_server TO " + quoted(config.user()));
        } catch (SQLException refused) {
            throw new StoreException(
                    "in Postgres at " + config.place() + " user '" + config.user() + "' is no member of plumbline_server:"
                            + " have a DBA run GRANT plumbline_server TO " + quoted(config.user()) + ";", refused);
        }
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static boolean has(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
