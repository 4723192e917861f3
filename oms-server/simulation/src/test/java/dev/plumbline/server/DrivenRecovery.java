package dev.plumbline.server;

import java.util.List;
import java.util.concurrent.Executor;

import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.server.orders.Restart;
import dev.plumbline.server.orders.Snapshooting;
import dev.plumbline.server.store.Stored;

/// The server's own recovery and snapshots, for who is in another package.
public final class DrivenRecovery {
    private DrivenRecovery() {}

    public static List<Restart> run(FileJournal journal, Stored stored, int shards, Restart.Settings settings) {
        return new Recovery(journal, SnapshotBooks.driven(journal, shards), stored, shards, false, settings, _ -> {}).run();
    }

    public static Snapshooting snapshooting(FileJournal journal, Executor writer, int every, long lastSeq) {
        return new Snapshooter(journal, writer, every, lastSeq);
    }
}
