package dev.plumbline.server.orders;

import java.util.function.BooleanSupplier;

import dev.plumbline.server.journal.Journal;

/// Where the batches of a shard go.
///
/// @param mayAct asked just before something leaves: where the shard may be another server's by now, nothing does
public record Ports(
        Journal journal, Replica replica, Effects effects, History history, Desk desk, Snapshooting snapshots,
        BooleanSupplier mayAct, Observer observer) {

    /// Which nobody observes.
    public Ports(
            Journal journal, Replica replica, Effects effects, History history, Desk desk, Snapshooting snapshots, BooleanSupplier mayAct) {
        this(journal, replica, effects, history, desk, snapshots, mayAct, Observer.NOBODY);
    }

    /// Of a server that is the only one.
    public Ports(
            Journal journal, Replica replica, Effects effects, History history, Desk desk, Snapshooting snapshots) {
        this(journal, replica, effects, history, desk, snapshots, () -> true);
    }
}
