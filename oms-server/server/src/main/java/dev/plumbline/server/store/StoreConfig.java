package dev.plumbline.server.store;

import java.time.Duration;

/// Where the store's Postgres is, and how far behind it may fall.
///
/// @param behindAt [Store#isBehind()] from this many inputs on that are not yet committed
/// @param answerWithin a transaction or a connection attempt that takes longer is given up and tried again
public record StoreConfig(
        String host,
        int port,
        String database,
        String user,
        String password,
        int behindAt,
        Duration answerWithin) {

    public static final int DEFAULT_BEHIND_AT = 200_000;
    public static final Duration DEFAULT_ANSWER_WITHIN = Duration.ofSeconds(20);

    /// With the limits as they are by default.
    public StoreConfig(String host, int port, String database, String user, String password) {
        this(host, port, database, user, password, DEFAULT_BEHIND_AT, DEFAULT_ANSWER_WITHIN);
    }

    /// For messages: `host:port/database`.
    public String place() {
        return host + ":" + port + "/" + database;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /// Without the password.
    @Override
    public String toString() {
        return user + "@" + place();
    }
}
