package dev.plumbline.oms;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.core.JsonFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.plumbline.journal.FileDisk;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.config.ServerConfig.Database;
import dev.plumbline.server.journal.JournalException;
import dev.plumbline.server.store.EmbeddedDatabase;
import dev.plumbline.server.store.StoreConfig;
import dev.plumbline.server.verify.Verifier;

/// `oms verify`: proof, offline, that nothing was lost or changed.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Proves that journal, history and tables are what they were, and belong together.",
            "Goes through every input that the server named in the configuration ever had: numbers without a gap, the hash " +
            "chain unbroken in the journal and in the table event, both the same. Does every input once more, and compares " +
            "orders, executions, positions and snapshots with what comes of it. Changes nothing; the server must not run.",
            "Exit code 0 where all is well, 1 where something is not: the first of each is named.",
            ""
        },
        footer = {"", "Example: oms verify --config packaging/config/oms.yaml"})
public final class VerifyCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "configuration of the server")
    private Path config = Path.of("");

    @Option(names = "--no-store", description = "look at the journal alone, not at Postgres")
    private boolean withoutStore;

    @Option(names = "--json", description = "print the result as one line of JSON, alone on stdout")
    private boolean json;

    @Override
    public Integer call() {
        var server = ServerConfig.read(config);
        refuseWithoutJournal(server);
        try {
            var report = withoutStore ? verify(server, Optional.empty()) : withStore(server);
            tell(report);
            return report.isClean() ? 0 : 1;
        } catch (JournalException stuck) {
            throw new ConfigException(String.valueOf(stuck.getMessage()));
        }
    }

    /// Before anything is made or started: this command changes nothing.
    private static void refuseWithoutJournal(ServerConfig server) {
        var journal = server.data().resolve("journal");
        if (!Files.isDirectory(journal))
            throw new ConfigException("there is no journal in " + journal + ": correct data: in the configuration, or start"
                    + " where the server starts");
    }

    private static Verifier.Report withStore(ServerConfig server) {
        return switch (server.database()) {
            case Database.External external -> verify(server, Optional.of(new StoreConfig(
                    external.host(), external.port(), external.database(), external.user(), external.password()).with(external.ssl())));
            case Database.Embedded _ -> withOurPostgres(server);
        };
    }

    private static Verifier.Report withOurPostgres(ServerConfig server) {
        refuseWhileRunning(server);
        var folder = server.data().resolve("postgres");
        Say.progress("starting our Postgres in " + folder);
        var postgres = new EmbeddedDatabase(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::stop, "stop-postgres"));
        try {
            return verify(server, Optional.of(postgres.start()));
        } finally {
            postgres.stop();
        }
    }

    private static void refuseWhileRunning(ServerConfig server) {
        try (var _ = FileDisk.of(server.data().resolve("journal")).lock()) {
            return;
        } catch (IOException inUse) {
            throw new ConfigException(inUse.getMessage() + ": end the server first");
        }
    }

    private static Verifier.Report verify(ServerConfig server, Optional<StoreConfig> store) {
        return new Verifier(server.data().resolve("journal"), store, Say::progress).run();
    }

    private void tell(Verifier.Report report) {
        for (var finding : report.findings().first().stream().limit(SHOWN).toList()) Say.progress("FINDING " + finding);
        if (!report.cut().isEmpty())
            Say.progress("the journal has a torn end, which the next start cuts off: " + report.cut());
        if (report.unstored() > 0)
            Say.progress("%,d inputs are in the journal and not yet in the store".formatted(report.unstored()));
        Say.progress("%d shards, %,d inputs in the store, %,d in the journal, %,d orders, %,d executions, %,d positions, %d snapshots; %s"
                .formatted(
                        report.shards(), report.events(), report.records(), report.orders(), report.executions(),
                        report.positions(), report.snapshots(),
                        report.isClean() ? "all is as it was written" : report.findings().count() + " FINDINGS"));
        if (json) System.out.println(json(report));
    }

    private static String json(Verifier.Report report) {
        var out = new StringWriter();
        try (var json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("shards", report.shards());
            json.writeNumberField("inputs", report.events() + report.unstored());
            json.writeNumberField("stored", report.events());
            json.writeNumberField("records", report.records());
            json.writeNumberField("unstored", report.unstored());
            json.writeNumberField("orders", report.orders());
            json.writeNumberField("executions", report.executions());
            json.writeNumberField("positions", report.positions());
            json.writeNumberField("snapshots", report.snapshots());
            json.writeStringField("torn", report.cut());
            json.writeNumberField("findings", report.findings().count());
            json.writeStringField("first", report.findings().first().stream().findFirst().orElse(""));
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed as a sink", impossible);
        }
        return out.toString();
    }
}
