package dev.plumbline.wire;

import dev.plumbline.core.BrokerSession;

/// The addresses of the bus. Nouns, one place.
public final class Addresses {
    /// Attribute of a server in the desk cluster: since when it is there, milliseconds since the epoch. Consoles show it.
    public static final String STARTED_AT = "startedAt";

    private Addresses() {}

    /// Reports and commands of one shard; local, by reference.
    public static String orders(int shard) {
        return "orders." + shard;
    }

    /// Commands to one broker session; local, by reference.
    public static String broker(BrokerSession session) {
        return "broker." + session;
    }

    /// Questions of other servers of the cluster about who may act, answered.
    public static String lease(String server) {
        return "lease." + server;
    }

    /// What a server of the cluster says of itself, answered.
    public static String cluster(String server) {
        return "cluster." + server;
    }

    /// Asks that came to another server of the cluster, for the one that runs the shards; answered.
    public static String acting() {
        return "acting";
    }

    /// Published by a server of the cluster that holds nothing any more, on its way out.
    public static String givenAway() {
        return "given-away";
    }

    /// [DeskMessage.Batch]es, published to all consoles of a desk.
    public static String desk(String desk) {
        return "desk." + desk;
    }

    /// Requests of consoles: [DeskMessage.SnapshotRequest] and [DeskMessage.Ask], answered.
    public static String deskRequests(String desk) {
        return "desk." + desk + ".requests";
    }
}
