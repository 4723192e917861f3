package dev.plumbline.server.orders;

import dev.plumbline.server.journal.Journal;

/// Where the batches of a shard go.
public record Ports(
        Journal journal, Replica replica, Effects effects, History history, Desk desk, Snapshooting snapshots) {}
