package dev.plumbline.oms.chaos;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.plumbline.adapter.simulator.Chaos;
import dev.plumbline.journal.Durability;

/// @param members so many servers, of which one trades and the others stand by
/// @param kills end after so many kill -9 of the server, 0 for when the time is up
/// @param seconds end after so long, 0 for when the kills are done
/// @param times end after so many deeds of any kind, 0 for when the kills are done or the time is up
/// @param deeds what may be done
/// @param rate new orders a second
/// @param comingUpRate new orders a second while a server that was killed comes up again beside others, at most `rate`
/// @param outage seconds for which Postgres is stopped, once, before all else; 0 for not
/// @param clocksApart the clock of the second server is so many seconds ahead, that of the third so many behind; 0 for all right
/// @param upgradeTo the launcher of another build: first of all, each server is replaced by that, the one that trades last
/// @param upgradeAfter seconds of trading before that
/// @param chaosName what `chaos` was called
/// @param verifyEvery after so many kills the journal and Postgres are verified before the server comes back
/// @param data the folder of all runs
record ChaosOptions(
        long seed,
        int members,
        int kills,
        long seconds,
        int times,
        Set<Deed> deeds,
        int rate,
        int comingUpRate,
        long outage,
        int clocksApart,
        Optional<Path> upgradeTo,
        long upgradeAfter,
        Durability durability,
        String chaosName,
        Chaos chaos,
        boolean json,
        int verifyEvery,
        Path data) {

    /// The command that draws the same plan again.
    /// @param killsDone so many had been done
    /// @param done so many deeds had been done, kills among them
    String again(int killsDone, int done) {
        return "oms chaos --seed " + seed + (members > 1 ? " --members " + members : "")
                + (killsDone > 0 ? " --kills " + killsDone : " --times " + Math.max(1, done))
                + (deeds.size() == Deed.values().length ? "" : deeds.isEmpty() ? " --deeds " + Deed.NONE : " --deeds " + deeds.stream().map(Deed::option).collect(Collectors.joining(",")))
                + " --rate " + rate + (comingUpRate < rate ? " --coming-up-rate " + comingUpRate : "") + " --chaos " + chaosName
                + " --durability " + durability.name().toLowerCase(Locale.ROOT)
                + upgradeTo.map(launcher -> " --upgrade-to " + launcher).orElse("")
                + (clocksApart > 0 ? " --clocks-apart " + clocksApart : "")
                + (upgradeAfter > 0 ? " --upgrade-after " + upgradeAfter : "")
                + (outage > 0 ? " --outage " + outage : "");
    }
}
