package dev.plumbline.simulation;

import java.util.HashSet;
import java.util.Set;

import dev.plumbline.journal.MemoryDisk;

/// What is there after a crash: two disks and a database.
final class Machine {
    MemoryDisk journalDisk = new MemoryDisk();
    MemoryDisk sessionDisk = new MemoryDisk();
    final Tables tables;
    /// ClOrdIDs of commands that were lost between shard and adapter.
    final Set<String> lostCommands = new HashSet<>();
    /// For a broken build only.
    final Again again = new Again();

    Machine(Fault fault, Tally tally) {
        tables = new Tables(fault, tally);
    }

    /// The process is gone.
    void afterKill(World world) {
        journalDisk = journalDisk.afterKill(false, world::below);
        sessionDisk = sessionDisk.afterKill(false, world::below);
    }

    void afterPowerCut(World world) {
        journalDisk = journalDisk.afterPowerCut(world::below);
        sessionDisk = sessionDisk.afterPowerCut(world::below);
    }

    void full(boolean isFull) {
        journalDisk.fail(isFull);
    }
}
