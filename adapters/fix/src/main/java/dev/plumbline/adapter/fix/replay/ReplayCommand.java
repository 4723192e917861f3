package dev.plumbline.adapter.fix.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import dev.plumbline.core.Book;
import dev.plumbline.core.Explain;
import dev.plumbline.core.Recorded;

/// `oms replay`: what the order state makes of a session log or a scenario.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Feeds FIX messages of session logs or scenario files to the order state and prints orders and positions.",
            "Log prefixes are skipped; fields end with SOH, | or ^A. No server, database or network is needed."
        },
        footer = {
            "",
            "For example:",
            "  oms replay session.log                    orders, positions, and the rest",
            "  oms replay mon.log tue.log --json         one JSON object, for programs",
            "  oms replay --trace session.log            what each message did, as JSON",
            "  oms replay --explain A17 session.log      why order A17 is as it is",
            "  oms replay --explain A17/E3 session.log   the same of its execution E3",
            "  oms replay --explain ACC1/IBM session.log the same of a position",
            "  oms replay --explain OrderID:O1 s.log     of an order by the broker's id",
            "",
            "Exit code 0, or 2 where a file or a name is not there."
        })
public final class ReplayCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Session log or scenario, read in the order given.")
    private List<Path> files = List.of();

    @Option(names = "--trace", description = "Print what each message did, one JSON object a line.")
    private boolean trace;

    @Option(
            names = "--explain",
            paramLabel = "NAME",
            description = "Print what made an order, execution or position, message by message.")
    private String explained = "";

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
    public Integer call() {
        var out = spec.commandLine().getOut();
        if (dialect.isHelp()) {
            dialect.help(out);
            return 0;
        }
        if (files.isEmpty()) throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE'");
        if (trace && !explained.isEmpty()) return usage("--trace and --explain are two questions: ask one of them");
        for (var file : files)
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) return usage("cannot read file " + file);
        try {
            broker = DialectMark.of(files.getFirst(), dialect.dialect());
            return answer(out);
        } catch (DialectException wrong) {
            return usage(wrong.getMessage());
        } catch (IOException e) {
            return usage("cannot read on: " + e.getMessage());
        } finally {
            out.flush();
        }
    }

    private int answer(PrintWriter out) throws IOException {
        var inputs = new Inputs(files, new Progress(spec.commandLine().getErr(), "oms replay"));
        boolean isPage = !jsonWanted && Progress.isTerminal();
        if (!explained.isEmpty()) return explain(inputs, isPage, out);
        var replay = new Replay(broker);
        if (isPage && !trace) {
            inputs.read((number, message) -> replay.play(number, replay.read(message)));
            new ReplayTable(replay, inputs, out, TerminalWidth.now()).print();
        } else {
            json(inputs, replay, out);
        }
        return 0;
    }

    private void json(Inputs inputs, Replay replay, PrintWriter out) throws IOException {
        try (var json = new ReplayJson(out)) {
            inputs.read((number, message) -> {
                var played = replay.play(number, replay.read(message));
                if (trace) json.trace(message, played, replay);
            });
            json.state(replay);
        }
    }

    private int explain(Inputs inputs, boolean isPage, PrintWriter out) throws IOException {
        var explanation = new Explain(recorded(inputs), Book::new).named(explained);
        if (explanation.isEmpty()) return usage("there is no order, execution or position '" + explained + "'");
        if (isPage) new ExplainPage(inputs, out, TerminalWidth.now()).print(explanation.get());
        else new ExplainJson(out, files.stream().map(Path::toString).toList()).print(explanation.get());
        return 0;
    }

    private List<Recorded> recorded(Inputs inputs) throws IOException {
        var replay = new Replay(broker);
        var recorded = new ArrayList<Recorded>();
        inputs.read((number, message) -> replay.what(replay.read(message)).ifPresent(what -> {
            replay.play(number, what);
            recorded.add(new Recorded(number, message.fix().toString(), what));
        }));
        return recorded;
    }

    private int usage(@Nullable String problem) {
        spec.commandLine().getErr().println("oms replay: " + problem);
        return 2;
    }
}
