package dev.plumbline.oms.demo;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.plumbline.oms.Say;
import dev.plumbline.server.config.ConfigException;

/// `oms demo`: everything at once, on real parts.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows all of it at work on this machine.",
            "Two simulated brokers on FIX sockets, a server with its own Postgres, traders that enter, amend and " +
            "cancel orders, and the console where there is a screen. With --seconds it ends by itself, compares the brokers' own books with ours and with Postgres, " +
            "and exits 0 only where all three agree.",
            ""
        },
        footer = {"", "Example: oms demo --headless --seconds 30 --rate 300 --seed 7 --chaos rough --json"})
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--headless", description = "no console, a line of status instead")
    private boolean headless;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "0", description = "end after N seconds (default: at Ctrl-C)")
    private long seconds;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "50", description = "new orders a second (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "what traders and brokers draw from (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--chaos", paramLabel = "KIND", defaultValue = "none", description = "how badly the brokers behave: none, rough or hostile (default: ${DEFAULT-VALUE})")
    private String chaos = "none";

    @Option(names = "--desk-port", paramLabel = "PORT", defaultValue = "5801", description = "where consoles may join (default: ${DEFAULT-VALUE})")
    private int deskPort;

    @Option(names = "--json", description = "print the summary as one line of JSON, alone on stdout")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (rate < 1 || rate > 20_000) throw new ConfigException("--rate " + rate + ": must be 1 to 20000");
        if (seconds < 0) throw new ConfigException("--seconds " + seconds + ": must be 0 or more");
        var data = Say.dataFolder().resolve("demo");
        return new Demo(new DemoOptions(headless, seconds, rate, seed, Market.chaos(chaos), json, deskPort, data)).run();
    }
}
