package dev.plumbline.adapter.fix.replay;

import java.io.PrintWriter;
import java.util.Optional;

import picocli.CommandLine.Option;

import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.adapter.dialect.Dialects;

/// `--dialect`, the same for every command that decodes.
final class DialectOption {
    @Option(
            names = "--dialect",
            paramLabel = "NAME|FILE",
            description = {
                "The broker's dialect: a shipped one, or a profile of yours; 'help' lists them.",
                "Default: what a scenario names as '# dialect: NAME', or 'standard'."
            })
    private String name = "";

    boolean isHelp() {
        return name.equals("help");
    }

    void help(PrintWriter out) {
        out.println("Dialects of brokers; 'standard' is standard-4.4:");
        Dialects.list().forEach(line -> out.println("  " + line));
        out.println("Or a profile of yours: --dialect FILE.yaml; adapters/api/docs/dialects.md says how to write one.");
        out.flush();
    }

    /// What was asked for, empty where nothing was.
    /// @throws dev.plumbline.adapter.dialect.DialectException where there is no such dialect
    Optional<Dialect> dialect() {
        return name.isEmpty() ? Optional.empty() : Optional.of(Dialects.of(name));
    }
}
