package dev.plumbline.adapter.fix.replay;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.adapter.dialect.DialectException;

/// `oms replay`: what the order state makes of a session log or a scenario.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Feeds FIX messages of session logs or scenario files to the order state and prints orders and positions.",
            "Log prefixes are skipped; fields end with SOH, | or ^A. No server, database or network is needed."
        })
public final class ReplayCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Session log or scenario, read in the order given.")
    private List<Path> files = List.of();

    @Option(names = "--trace", description = "Print what each message did, one JSON object a line.")
    private boolean trace;

    @Option(names = "--json", description = "Print JSON also on a terminal.")
    private boolean jsonWanted;

    @Mixin
    private DialectOption dialect = new DialectOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// Of all files: they are of one line to one broker.
    private Dialect broker = Dialect.STANDARD;

    /// Made by picocli.
    public ReplayCommand() {}

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        if (dialect.isHelp()) {
            dialect.help(out);
            return 0;
        }
        if (files.isEmpty()) throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE'");
        for (var file : files)
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) return usage("cannot read file " + file);
        try {
            broker = DialectMark.of(files.getFirst(), dialect.dialect());
        } catch (DialectException wrong) {
            return usage(wrong.getMessage());
        }
        boolean isTable = !trace && !jsonWanted && isTerminal();
        if (isTable) ReplayTable.print(played(), out);
        else json(out);
        out.flush();
        return 0;
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private Replay played() throws IOException {
        var replay = new Replay(broker);
        for (var file : files)
            for (var line : Scenario.of(file, Files.readAllBytes(file)).lines())
                if (line instanceof Scenario.Message message) replay.play(message);
        return replay;
    }

    private void json(PrintWriter out) throws IOException {
        var replay = new Replay(broker);
        try (var json = new ReplayJson(out)) {
            for (var file : files)
                for (var line : Scenario.of(file, Files.readAllBytes(file)).lines())
                    if (line instanceof Scenario.Message message) {
                        var played = replay.play(message);
                        if (trace) json.trace(message, played, replay);
                    }
            json.state(replay);
        }
    }

    private int usage(@Nullable String problem) {
        spec.commandLine().getErr().println("oms replay: " + problem);
        return 2;
    }
}
