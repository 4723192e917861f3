package dev.plumbline.oms.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.plumbline.journal.Durability;
import dev.plumbline.oms.Say;
import dev.plumbline.oms.demo.Market;
import dev.plumbline.server.config.ConfigException;

/// `oms chaos`: proof by violence.
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Kills a server under load, again and again, and looks for what it lost.",
            "A server and a Postgres run as processes of their own on the loopback, between brokers that misbehave and " +
            "clients that trade. By a plan drawn from the seed the server is killed with -9, also while it starts, " +
            "frozen, and told to stop; Postgres is killed, frozen and stopped for a while, and its disk fills up. Of " +
            "several servers, the lines between them are cut, one way or both, come and go, or are slow. With " +
            "--durability power, what was not forced to the disk is cut off at a random byte after each kill. At the end " +
            "the brokers' own books, the clients' record of what was accepted, the server's memory and Postgres are " +
            "compared.",
            "Exit code 0 only where all of them agree. A run that fails keeps its data and names the command that " +
            "repeats its plan; what happens in between is a matter of timing.",
            ""
        },
        footer = {"", "Example: oms chaos --kills 20 --rate 500 --seed 7 --json"})
public final class ChaosCommand implements Callable<Integer> {
    private static final long USUAL_SECONDS = 120;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "what plan, clients and brokers draw from (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--members", paramLabel = "N", defaultValue = "1", description = "so many servers: one trades, the others stand by and take over (default: ${DEFAULT-VALUE})")
    private int members;

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "0", description = "end after N minutes (default: 2, where nothing else says)")
    private long minutes;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "0", description = "end after N kill -9 of the server")
    private int kills;

    @Option(names = "--times", paramLabel = "N", defaultValue = "0", description = "end after N deeds of any kind")
    private int times;

    @Option(
            names = "--deeds", paramLabel = "LIST", defaultValue = "", completionCandidates = Deed.Options.class,
            description = "only these, with commas between: ${COMPLETION-CANDIDATES}; or none (default: all that the machine allows)")
    private String deeds = "";

    @Option(names = "--rate", paramLabel = "N", defaultValue = "500", description = "new orders a second (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--coming-up-rate", paramLabel = "N", defaultValue = "0",
            description = "new orders a second while one of several servers that was killed comes up again, where the machine is too small for both at once; the next deed comes after 5 s at the full rate (default: as --rate)")
    private int comingUpRate;

    @Option(names = "--durability", paramLabel = "KIND", defaultValue = "process", description = "of the journal: process or power (default: ${DEFAULT-VALUE})")
    private String durability = "process";

    @Option(names = "--chaos", paramLabel = "KIND", defaultValue = "hostile", description = "how badly the brokers behave: none, rough or hostile (default: ${DEFAULT-VALUE})")
    private String chaos = "hostile";

    @Option(names = "--json", description = "print the summary as one line of JSON, alone on stdout")
    private boolean json;

    @Option(names = "--verify-every", paramLabel = "N", defaultValue = "10", description = "after every Nth kill, verify before the server starts again (default: ${DEFAULT-VALUE})")
    private int verifyEvery;

    @Option(names = "--outage", paramLabel = "N", defaultValue = "0", description = "first of all, Postgres is stopped for N seconds under load (default: ${DEFAULT-VALUE})")
    private long outage;

    @Option(names = "--clocks-apart", paramLabel = "N", defaultValue = "0", description = "the clock of the second server is N seconds ahead, that of the third N behind; needs the command faketime (default: ${DEFAULT-VALUE})")
    private int clocksApart;

    @Option(names = "--upgrade-to", paramLabel = "LAUNCHER", description = "first of all, each of the servers is replaced under load by that of another build, of which this is the `oms`; the one that trades comes last")
    private @Nullable Path upgradeTo;

    @Option(names = "--upgrade-after", paramLabel = "N", defaultValue = "0", description = "seconds of trading before that (default: ${DEFAULT-VALUE})")
    private long upgradeAfter;

    @Option(names = "--no-full-disk", description = "leave the disk of Postgres alone; for its full disk the run mounts one of its own, in memory")
    private boolean withoutFullDisk;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        if (rate < 1 || rate > 5_000) throw new ConfigException("--rate " + rate + ": must be 1 to 5000");
        if (comingUpRate < 0 || comingUpRate > rate)
            throw new ConfigException("--coming-up-rate " + comingUpRate + ": must be 1 to the --rate of " + rate + ", or 0 for that");
        if (members < 1 || members > 5) throw new ConfigException("--members " + members + ": must be 1 to 5");
        if (minutes < 0) throw new ConfigException("--minutes " + minutes + ": must be 0 or more");
        if (upgradeTo != null && !Files.isExecutable(upgradeTo))
            throw new ConfigException("--upgrade-to " + upgradeTo + ": there is no such program");
        if (upgradeTo != null && members < 2) throw new ConfigException("--upgrade-to: with one server nobody could go on; add --members 2");
        if (clocksApart < 0 || clocksApart > OwnClock.MOST_SECONDS)
            throw new ConfigException("--clocks-apart " + clocksApart + ": must be 0 to " + OwnClock.MOST_SECONDS);
        if (clocksApart > 0 && !OwnClock.isThere())
            throw new ConfigException("--clocks-apart: the command faketime is not on this machine; install the package of that name");
        if (upgradeAfter < 0) throw new ConfigException("--upgrade-after " + upgradeAfter + ": must be 0 or more");
        if (times < 0) throw new ConfigException("--times " + times + ": must be 0 or more");
        if (verifyEvery < 1) throw new ConfigException("--verify-every " + verifyEvery + ": must be 1 or more");
        if (kills < 0) throw new ConfigException("--kills " + kills + ": must be 0 or more");
        if (outage < 0) throw new ConfigException("--outage " + outage + ": must be 0 or more");
        var options = new ChaosOptions(
                seed, members, kills, seconds(), times, Deed.named(deeds), rate, comingUpRate > 0 ? comingUpRate : rate, outage, clocksApart, Optional.ofNullable(upgradeTo).map(Path::toAbsolutePath), upgradeAfter, durability(), chaos, Market.chaos(chaos), json, verifyEvery,
                Say.dataFolder().toAbsolutePath().resolve("chaos"));
        var inside = new Inside(!withoutFullDisk, cutsLines(options), options.data().resolve("disk")).run(arguments());
        return inside.isPresent() ? inside.getAsInt() : new ChaosRun(options).run();
    }

    private static boolean cutsLines(ChaosOptions options) {
        return options.members() > 1 && options.deeds().stream().anyMatch(deed -> deed.needs() == Deed.Needs.NETWORK);
    }

    /// Without the name of this command.
    private List<String> arguments() {
        var all = spec.commandLine().getParseResult().originalArgs();
        return all.subList(all.indexOf(spec.name()) + 1, all.size());
    }

    private long seconds() {
        if (minutes > 0) return minutes * 60;
        return kills > 0 || times > 0 || outage > 0 || upgradeTo != null ? 0 : USUAL_SECONDS;
    }

    private Durability durability() {
        return switch (durability) {
            case "process" -> Durability.PROCESS;
            case "power" -> Durability.POWER;
            default -> throw new ConfigException("--durability " + durability + ": must be process or power");
        };
    }
}
