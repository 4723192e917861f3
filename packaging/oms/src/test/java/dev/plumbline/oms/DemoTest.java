package dev.plumbline.oms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import dev.plumbline.oms.demo.DemoCommand;
import dev.plumbline.server.config.ConfigException;

/// The whole of it on real sockets, a real Postgres and real Hazelcast members, twice in the same folder.
class DemoTest {
    @TempDir
    Path data;

    private final PrintStream stdout = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void useFolderOfItsOwn() {
        System.setProperty("oms.data", data.toString());
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveBack() {
        System.clearProperty("oms.data");
        System.setOut(stdout);
    }

    @Test
    void brokersMemoryAndPostgresAgree() throws Exception {
        for (var chaos : List.of("none", "rough")) {
            printed.reset();
            int exit = new CommandLine(new DemoCommand()).execute(
                    "--headless", "--seconds", "5", "--rate", "200", "--seed", "7", "--json", "--desk-port", "0",
                    "--chaos", chaos);
            var summary = new ObjectMapper().readTree(printed.toString(StandardCharsets.UTF_8));
            assertThat(exit).as(summary.toString()).isZero();
            assertThat(summary.get("differences").asInt()).isZero();
            assertThat(summary.get("orders").asInt()).isGreaterThan(500);
            assertThat(summary.get("executions").asInt()).isGreaterThan(100);
            assertThat(summary.get("cancels").asInt()).isPositive();
            assertThat(summary.get("replaces").asInt()).isPositive();
            boolean rough = chaos.equals("rough");
            for (var name : List.of("busts", "corrects", "duplicates"))
                assertThat(summary.get(name).asInt() > 0).as("%s in %s", name, summary).isEqualTo(rough);
            // A bust that overtakes its trade is two or three times in such a run, now and then never.
            if (!rough) assertThat(summary.get("parked").asInt()).isZero();
            assertThat(summary.get("quarantined").asInt()).isZero();
        }
    }

    @Test
    void whatChaosThereIsIsToldInOneLine() {
        assertThatThrownBy(() -> {
            var command = new DemoCommand();
            new CommandLine(command).parseArgs("--chaos", "quite");
            command.call();
        }).isInstanceOf(ConfigException.class).hasMessage("--chaos quite: must be none, rough or hostile");
    }
}
