package dev.plumbline.oms.chaos;

import java.nio.file.Path;

import dev.plumbline.adapter.simulator.Chaos;
import dev.plumbline.journal.Durability;

/// @param kills end after so many kill -9 of the server, 0 for when the time is up
/// @param verifyEvery after so many kills the journal and Postgres are verified before the server comes back
/// @param seconds end after so long, 0 for when the kills are done
record ChaosOptions(
        long seed, int kills, long seconds, int rate, Durability durability, String chaosName, Chaos chaos, boolean json,
        int verifyEvery, Path data) {}
