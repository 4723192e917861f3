package dev.plumbline.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Decision 13 under attack: of one lease nobody acts under an older epoch once somebody has under a newer one, whatever
/// dies, sleeps or is cut off, with clocks that disagree. `-Dsimulation.seed=N`, `-Dsimulation.histories=N` as ever.
class LeaseSimulationTest {
    private static final long FIRST_SEED = Long.getLong("simulation.seed", 1);
    private static final int HISTORIES = Integer.getInteger("simulation.histories", 120);
    private static final int SEEDS_TO_A_FAULT = 3_000;

    @Test
    void nobodyActsOnWhatAnotherHasTaken() {
        long acts = 0;
        long moves = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            var result = LeaseHistory.of(seed, LeaseFault.NONE, false);
            acts += result.acts();
            moves += result.moves();
            if (result.violation().isPresent()) fail(report(result));
        }
        System.out.println(HISTORIES + " histories of leases from seed " + FIRST_SEED + ", 0 violations: " + acts + " acts, "
                + moves + " times a lease went to another epoch");
        assertThat(moves).isGreaterThan(HISTORIES);
    }

    @Test
    void oneSeedIsOneHistory() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 5; seed++)
            assertThat(LeaseHistory.of(seed, LeaseFault.NONE, false).hash())
                    .as("trace of seed " + seed)
                    .isEqualTo(LeaseHistory.of(seed, LeaseFault.NONE, false).hash());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aBrokenBuildIsFound(LeaseFault fault) {
        for (long seed = 1; seed <= SEEDS_TO_A_FAULT; seed++) {
            var result = LeaseHistory.of(seed, fault, false);
            if (result.violation().isEmpty()) continue;
            System.out.println(fault + " (" + fault.words + "): seed " + seed + ": " + result.violation().get());
            return;
        }
        fail(fault + " is not found in " + SEEDS_TO_A_FAULT + " histories");
    }

    private static String report(LeaseHistory.Result result) {
        return "seed " + result.seed() + ": " + result.violation().orElseThrow() + "\n\nthe end of its trace:\n"
                + String.join("\n", result.lastLines()) + "\n";
    }
}
