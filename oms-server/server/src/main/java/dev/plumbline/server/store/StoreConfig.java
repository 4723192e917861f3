package dev.plumbline.server.store;

import java.time.Duration;

/// Where the store's Postgres is, who we are there, and how much may wait in memory.
///
/// @param server writes the history: needs no right to change or delete an event
/// @param migrations owns the tables, and brings them up to date at the start
/// @param behindAt [StoreState.Behind] from this many inputs on that are not yet committed
/// @param memoryMax so many inputs wait in memory; what is more is read from the journal when Postgres is back
/// @param ssl how the lines to it are encrypted
/// @param answerWithin a transaction or a connection attempt that takes longer is given up and tried again
public record StoreConfig(
        String host,
        int port,
        String database,
        Login server,
        Login migrations,
        int behindAt,
        int memoryMax,
        Duration answerWithin,
        Ssl ssl) {

    public static final int DEFAULT_BEHIND_AT = 200_000;
    public static final int DEFAULT_MEMORY_MAX = 20_000;
    public static final Duration DEFAULT_ANSWER_WITHIN = Duration.ofSeconds(20);

    /// Who we are to Postgres.
    public record Login(String user, String password) {
        /// Without the password.
        @Override
        public String toString() {
            return user;
        }
    }

    /// With the limits as they are by default.
    public StoreConfig(String host, int port, String database, Login server, Login migrations) {
        this(
                host, port, database, server, migrations, DEFAULT_BEHIND_AT, DEFAULT_MEMORY_MAX, DEFAULT_ANSWER_WITHIN,
                Ssl.NONE);
    }

    /// One user for all: that no event is changed is then held by triggers alone.
    public StoreConfig(String host, int port, String database, String user, String password) {
        this(host, port, database, new Login(user, password), new Login(user, password));
    }

    public StoreConfig withLimits(int waitingMax, int inMemory, Duration answer) {
        return new StoreConfig(host, port, database, server, migrations, waitingMax, inMemory, answer, ssl);
    }

    public StoreConfig with(Ssl other) {
        return new StoreConfig(host, port, database, server, migrations, behindAt, memoryMax, answerWithin, other);
    }

    public String user() {
        return server.user();
    }

    public String password() {
        return server.password();
    }

    /// As whoever owns the tables.
    public StoreConfig asOwner() {
        return new StoreConfig(host, port, database, migrations, migrations, behindAt, memoryMax, answerWithin, ssl);
    }

    /// For messages: `host:port/database`.
    public String place() {
        return host + ":" + port + "/" + database;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database + "?" + ssl.parameters();
    }

    /// Without the passwords.
    @Override
    public String toString() {
        return server + "@" + place();
    }
}
