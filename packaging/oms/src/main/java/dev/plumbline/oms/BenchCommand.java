package dev.plumbline.oms;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.plumbline.bench.Bench;
import dev.plumbline.bench.Machine;
import dev.plumbline.bench.Options;
import dev.plumbline.bench.Rendering;
import dev.plumbline.server.config.ConfigException;

/// `oms bench`: how fast it is, here and now.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how fast it is on this machine.",
            "One after the other:",
            "  core      steps of the order state on one thread",
            "  path      decoded report to desk message, reports a second",
            "  store     rows a second into Postgres",
            "  latency   FIX report on a socket to desk message, at 2,000 a second, with all of the server",
            "And only where they are asked for:",
            "  snapshot  a console's first picture of 100,000 orders",
            "  restart   a server with a million orders: until it is open; takes ten minutes",
            "Each says its load and its limits. Nothing else should run meanwhile.",
            ""
        },
        footer = {
            "",
            "Example: oms bench --seconds 10 only=core,latency",
            "What each figure means, and the keys of the JSON: oms-server/bench/README.md"
        })
final class BenchCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "only=NAME...", description = "these measurements only: only=core only=path, or only=core,path")
    private List<String> only = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "how long each is measured, after half as long to warm up (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--store", description = "path: with Postgres behind it, which then is what limits it")
    private boolean store;

    @Option(names = "--json", description = "print the figures as one line of JSON, alone on stdout")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 2 || seconds > 600) throw new ConfigException("--seconds " + seconds + ": must be 2 to 600");
        var machine = Machine.here();
        var bench = new Bench(new Options(seconds, store, 1, Say.dataFolder().resolve("bench"), Say::progress));
        var results = bench.run(wanted(bench.names()));
        System.out.println(json ? Rendering.json(machine, results) : Rendering.table(machine, results));
        return 0;
    }

    private Set<String> wanted(List<String> names) {
        var wanted = new LinkedHashSet<String>();
        for (var word : only) wanted.addAll(Arrays.asList(word.replaceFirst("^only=", "").split(",")));
        for (var name : wanted)
            if (!names.contains(name))
                throw new ConfigException("only=" + name + ": there is " + String.join(", ", names));
        return wanted;
    }
}
