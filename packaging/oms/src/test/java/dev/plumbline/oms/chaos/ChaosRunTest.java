package dev.plumbline.oms.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// The short version of what `oms chaos` does for hours: real processes, real kills, and all books compared.
class ChaosRunTest {
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

    @ParameterizedTest
    @CsvSource({"process, 3", "power, 8"})
    void nothingIsLostAndNothingDoubled(String durability, String seed) throws Exception {
        int exit = new CommandLine(new ChaosCommand()).execute(
                "--kills", "2", "--rate", "150", "--seed", seed, "--durability", durability, "--verify-every", "1",
                "--no-full-disk", "--json");
        var summary = new ObjectMapper().readTree(printed.toString(StandardCharsets.UTF_8));
        assertThat(exit).as(summary.toString()).isZero();
        assertThat(summary.get("differences").asInt()).isZero();
        assertThat(summary.get("kills").asInt()).isEqualTo(2);
        assertThat(summary.get("verified").asInt()).as("once after each kill at most, and in the end").isPositive();
        long refused = 0;
        for (var times : summary.get("refusedBecause")) refused += times.asLong();
        assertThat(summary.get("refused").asLong()).isEqualTo(refused);
        assertThat(summary.get("orders").asInt()).isPositive();
        assertThat(summary.get("executions").asInt()).isPositive();
        assertThat(summary.get("misdeeds").get("DUPLICATE").asInt()).isPositive();
    }

    /// The one that trades loses the other, Postgres and the brokers for ten seconds, the other goes on, and nothing comes from the
    /// first one when the lines are whole again but what it may say as one that stands by.
    @Test
    void whoIsCutOffActsNoMore() throws Exception {
        assumeTrue(Inside.allowsNetwork(), "this machine allows no network of a run's own");
        assertThat(new CommandLine(new ChaosCommand()).execute(
                        "--members", "2", "--times", "1", "--deeds", "cut-off", "--rate", "50", "--seed", "47", "--chaos", "none", "--no-full-disk"))
                .as("0 where all books agree, no message came out of turn, and both are in their places again; see the log")
                .isZero();
    }

    /// One of two servers is killed, whichever it is; where it was the one that traded, the other goes on.
    @Test
    void anotherServerGoesOn() throws Exception {
        int exit = new CommandLine(new ChaosCommand()).execute(
                "--members", "2", "--kills", "2", "--deeds", "kill", "--rate", "100", "--seed", "11", "--chaos", "rough", "--no-full-disk", "--json");
        var summary = new ObjectMapper().readTree(printed.toString(StandardCharsets.UTF_8));
        assertThat(exit).as(summary.toString()).isZero();
        assertThat(summary.get("differences").asInt()).isZero();
        assertThat(summary.get("members").asInt()).isEqualTo(2);
        assertThat(summary.get("takeoverMs")).as("the seed kills each of them once, and one traded").isNotEmpty();
        assertThat(summary.get("orders").asInt()).isPositive();
    }
}
