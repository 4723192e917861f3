package dev.plumbline.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Histories, each from one seed: crashes between any two effects, disks that tear, a broker that misbehaves, and in the
/// end one truth. See docs/simulation.md of this module.
///
/// `-Dsimulation.seed=N` begins with another seed, `-Dsimulation.histories=N` lives through so many.
class SimulationTest {
    private static final long FIRST_SEED = Long.getLong("simulation.seed", 1);
    private static final int HISTORIES = Integer.getInteger("simulation.histories", 1_000);

    /// What a few hundred histories have to meet, or they prove nothing.
    private static final Set<Met> RARE = Set.of(
            Met.LEFTOVER_GIVEN_UP, Met.LEFTOVER_TOO_OLD, Met.LEFTOVER_OVERTAKEN);

    /// A broken build that lives longer than this is not found.
    private static final int SEEDS_TO_A_FAULT = 2_000;

    @Test
    void noPromiseIsBroken() {
        var met = new Tally();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            var result = History.of(seed);
            met.add(result.tally());
            if (result.violation().isPresent()) fail(report(result, Fault.NONE));
        }
        System.out.println(HISTORIES + " histories from seed " + FIRST_SEED + ", 0 violations. They met:\n" + met);
        if (HISTORIES < 300) return;
        for (var what : Met.values())
            if (!RARE.contains(what)) assertThat(met.of(what)).as("histories that met " + what).isPositive();
    }

    /// One history with its whole trace: `-Dtest=SimulationTest#replay -Dsimulation.seed=N`, and `-Dsimulation.fault=` for
    /// a broken build.
    @Test
    void replay() {
        var fault = Fault.valueOf(System.getProperty("simulation.fault", Fault.NONE.name()));
        boolean isAsked = System.getProperty("simulation.seed") != null && HISTORIES == 1;
        var result = History.of(FIRST_SEED, fault, fault == Fault.NONE, isAsked);
        result.violation().ifPresent(violation -> fail(report(result, fault)));
    }

    @Test
    void oneSeedIsOneHistory() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 20; seed++)
            assertThat(History.of(seed).hash()).as("trace of seed " + seed).isEqualTo(History.of(seed).hash());
    }

    /// By what becomes of it: nobody looks at the effects themselves.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aBrokenBuildIsFound(Fault fault) {
        for (long seed = 1; seed <= SEEDS_TO_A_FAULT; seed++) {
            var result = History.of(seed, fault, false, false);
            if (result.violation().isEmpty()) continue;
            System.out.println(fault + " (" + fault.words + "): seed " + seed + ": " + result.violation().get());
            return;
        }
        fail(fault + " is not found in " + SEEDS_TO_A_FAULT + " histories");
    }

    /// At the moment itself, by who looks at the disk whenever something leaves.
    @Test
    void anEffectBeforeItsCauseIsSeenAtOnce() {
        var result = History.of(1, Fault.EFFECT_BEFORE_APPEND, true, false);
        assertThat(result.violation()).hasValueSatisfying(
                violation -> assertThat(violation).startsWith("at the effect the journal lacks"));
    }

    private static String report(History.Result result, Fault fault) {
        var broken = fault == Fault.NONE ? "" : " -Dsimulation.fault=" + fault;
        return "seed " + result.seed() + ": " + result.violation().orElseThrow() + "\n\nthe end of its trace:\n"
                + String.join("\n", result.lastLines()) + "\n\nall of it:\n  mvn -q test -pl oms-server/simulation -am"
                + " -Dtest=SimulationTest#replay -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.histories=1"
                + " -Dsimulation.seed=" + result.seed() + broken + "\n";
    }
}
