package dev.plumbline.adapter.fix.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/// `oms certify`: runs scenario files with their assertions.
@Command(
        name = "certify",
        mixinStandardHelpOptions = true,
        description = {
            "Runs every .scn file below PATH with its assertions and prints a line for each that does not hold.",
            "Ends with 'N passed, N failed'; exit 0 where all hold, 1 where one does not."
        },
        footer = {
            "",
            "For example:",
            "  oms certify scenarios/             all scenarios of a folder",
            "  oms certify --permute broker.scn   also with its messages in other orders and doubled"
        })
public final class CertifyCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "PATH", description = "Scenario files, or folders of them.")
    private List<Path> paths = List.of();

    @Option(
            names = "--permute",
            description = "Also replay the scenarios marked '# converges' in other orders and with messages doubled.")
    private boolean permute;

    @Mixin
    private DialectOption dialect = new DialectOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Optional<Dialect> asked = Optional.empty();

    /// Made by picocli.
    public CertifyCommand() {}

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        if (dialect.isHelp()) {
            dialect.help(out);
            return 0;
        }
        if (paths.isEmpty()) throw new ParameterException(spec.commandLine(), "Missing required parameter: 'PATH'");
        try {
            asked = dialect.dialect();
        } catch (DialectException wrong) {
            return usage(wrong.getMessage());
        }
        for (var path : paths) if (!Files.isReadable(path)) return usage("cannot read " + path);
        var files = scenarios();
        if (files.isEmpty()) return usage("no .scn file below " + paths.getFirst());
        var progress = new Progress(spec.commandLine().getErr(), "oms certify");
        int passed = 0;
        int failed = 0;
        for (var file : files) {
            int done = passed + failed;
            progress.at(() -> done + " of " + files.size() + " files");
            var failures = failures(file);
            if (!failures.isEmpty()) progress.end();
            for (var failure : failures) out.println(file + ":" + failure.line() + ": " + failure.text());
            if (failures.isEmpty()) passed++;
            else failed++;
        }
        progress.end();
        out.println(passed + " passed, " + failed + " failed");
        out.flush();
        return failed == 0 ? 0 : 1;
    }

    private List<Path> scenarios() throws IOException {
        var files = new ArrayList<Path>();
        for (var path : paths)
            try (var below = Files.walk(path)) {
                below.filter(file -> Files.isRegularFile(file) && (file.equals(path) || isScenario(file)))
                        .sorted()
                        .forEach(files::add);
            }
        return files;
    }

    private static boolean isScenario(Path file) {
        return file.toString().endsWith(".scn");
    }

    private List<Certifier.Failure> failures(Path file) throws IOException {
        try {
            return failures(file, DialectMark.of(file, asked));
        } catch (DialectException wrong) {
            return List.of(new Certifier.Failure(0, String.valueOf(wrong.getMessage())));
        }
    }

    private List<Certifier.Failure> failures(Path file, Dialect broker) throws IOException {
        var scenario = Scenario.of(file, Files.readAllBytes(file));
        var failures = new ArrayList<>(Certifier.assertions(scenario, broker));
        if (permute && scenario.converges())
            Certifier.permuted(scenario, Certifier.RANDOM_ORDERS, broker).ifPresent(failures::add);
        return failures;
    }

    private int usage(@Nullable String problem) {
        spec.commandLine().getErr().println("oms certify: " + problem);
        return 2;
    }
}
