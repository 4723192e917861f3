package dev.plumbline.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Decision 14 under attack: whatever has left one server is in the history of each that takes over, nothing leaves twice, and in
/// the end one acts. `-Dsimulation.seed=N`, `-Dsimulation.histories=N` as ever. See docs/simulation.md of this module.
class SuccessionSimulationTest {
    private static final long FIRST_SEED = Long.getLong("simulation.seed", 1);
    private static final int HISTORIES = Integer.getInteger("simulation.histories", 12);
    private static final int SEEDS_TO_A_FAULT = 200;

    @Test
    void whoTakesOverHasAllThatHasLeft() {
        long effects = 0;
        long takeOvers = 0;
        long setAside = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            var result = SuccessionHistory.of(seed, SuccessionFault.NONE, false);
            effects += result.effects();
            takeOvers += result.takeOvers();
            setAside += result.setAside();
            if (result.violation().isPresent()) fail(report(result, SuccessionFault.NONE));
        }
        System.out.println(HISTORIES + " histories of successions from seed " + FIRST_SEED + ", 0 violations: " + effects
                + " effects, " + takeOvers + " times a server opened, " + setAside + " journals set aside");
        assertThat(takeOvers).isGreaterThan(2L * HISTORIES);
    }

    /// One history with its whole trace: `-Dtest=SuccessionSimulationTest#replay -Dsimulation.histories=1 -Dsimulation.seed=N`, and
    /// `-Dsimulation.fault=` for a broken build.
    @Test
    void replay() {
        var fault = SuccessionFault.valueOf(System.getProperty("simulation.fault", SuccessionFault.NONE.name()));
        boolean isAsked = System.getProperty("simulation.seed") != null && HISTORIES == 1;
        var result = SuccessionHistory.of(FIRST_SEED, fault, isAsked);
        result.violation().ifPresent(_ -> fail(report(result, fault)));
    }

    @Test
    void oneSeedIsOneHistory() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 3; seed++)
            assertThat(SuccessionHistory.of(seed, SuccessionFault.NONE, false).hash())
                    .as("trace of seed " + seed)
                    .isEqualTo(SuccessionHistory.of(seed, SuccessionFault.NONE, false).hash());
    }

    /// Beginning with the seed that found it last: histories change with what they are made of.
    @ParameterizedTest
    @MethodSource("found")
    void aBrokenBuildIsFound(SuccessionFault fault) {
        for (long seed = fault.seed; seed < fault.seed + SEEDS_TO_A_FAULT; seed++) {
            var result = SuccessionHistory.of(seed, fault, false);
            if (result.violation().isEmpty()) continue;
            System.out.println(fault + " (" + fault.words + "): seed " + seed + ": " + result.violation().get());
            return;
        }
        fail(fault + " is not found in " + SEEDS_TO_A_FAULT + " histories");
    }

    static Stream<SuccessionFault> found() {
        return Arrays.stream(SuccessionFault.values()).filter(fault -> fault.seed > 0);
    }

    private static String report(SuccessionHistory.Result result, SuccessionFault fault) {
        var broken = fault == SuccessionFault.NONE ? "" : " -Dsimulation.fault=" + fault;
        return "seed " + result.seed() + ": " + result.violation().orElseThrow() + "\n\nthe end of its trace:\n"
                + String.join("\n", result.lastLines()) + "\n\nall of it:\n  mvn -q test -pl oms-server/simulation -am"
                + " -Dtest=SuccessionSimulationTest#replay -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.histories=1"
                + " -Dsimulation.seed=" + result.seed() + broken + "\n";
    }
}
