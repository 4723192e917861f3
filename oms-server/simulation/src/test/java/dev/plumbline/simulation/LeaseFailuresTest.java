package dev.plumbline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/// The table of failures of decision 13, row by row: who may act while it lasts, and once it is over.
class LeaseFailuresTest {
    private static final long SECOND = 1_000 * World.MS;
    private static final long ACT_EVERY = 5 * World.MS;

    private World world = new World(1, false);
    private LeaseCluster cluster = new LeaseCluster(world, 1, LeaseFault.NONE);

    @Test
    void theOnlyServerThereIsNeedsNobodyOnceItHasBegun() {
        running(1);
        arbiterGoes();
        passes(60);
        assertThat(acting()).isEqualTo("S1 S1 S1 S1 S1 S1");
    }

    @Test
    void anArbiterThatIsAwayStopsNobodyWhomAMajoritySees() {
        for (int servers : List.of(2, 3, 5)) {
            running(servers);
            var before = acting();
            arbiterGoes();
            for (int second = 0; second < 60; second++) {
                passes(1);
                assertThat(acting()).isEqualTo(before);
            }
        }
    }

    @Test
    void ofThreeOneDies() {
        running(3);
        cluster.kill("S2");
        passes(5);
        assertThat(acting()).isEqualTo("S1 S3 S1 S3 S1 S3");
    }

    @Test
    void ofTwoOneDies() {
        running(2);
        cluster.kill("S2");
        passes(5);
        assertThat(acting()).isEqualTo("S1 S1 S1 S1 S1 S1");
    }

    /// The others could not know whether it acts on, as it may see a majority that they do not.
    @Test
    void whatAServerHeldThatDiesWhileTheArbiterIsAwayWaitsForIt() {
        running(3);
        arbiterGoes();
        passes(1);
        cluster.kill("S2");
        passes(30);
        assertThat(acting()).isEqualTo("S1 - S3 S1 - S3");
        arbiterComes();
        passes(6);
        assertThat(acting()).isEqualTo("S1 S3 S1 S3 S1 S3");
    }

    @Test
    void ofThreeOneIsCutOffFromTheOthersAndReachesTheArbiter() {
        running(3);
        cutOff("S3");
        passes(6);
        assertThat(acting()).isEqualTo("S1 S2 S1 S2 S1 S2");
        cluster.mendAll();
        passes(6);
        assertThat(acting()).isEqualTo("S1 S2 S3 S1 S2 S3");
    }

    @Test
    void ofThreeOneIsCutOffFromAll() {
        running(3);
        cutOff("S3");
        cluster.cutFromArbiter("S3");
        passes(2.1);
        assertThat(cluster.mayAct("shard-2")).isEmpty();
        passes(4);
        assertThat(acting()).isEqualTo("S1 S2 S1 S2 S1 S2");
    }

    @Test
    void ofTwoThatLoseEachOtherTheFirstAtTheArbiterGoesOn() {
        running(2);
        cutOff("S2");
        passes(6);
        assertThat(acting()).isIn("S1 S1 S1 S1 S1 S1", "S2 S2 S2 S2 S2 S2");
        var before = acting();
        passes(60);
        assertThat(acting()).as("who has lost does not come back by force").isEqualTo(before);
    }

    @Test
    void ofTwoThatLoseEachOtherWithoutAnArbiterNeitherGoesOn() {
        running(2);
        arbiterGoes();
        passes(5);
        cutOff("S2");
        passes(3);
        assertThat(acting()).isEqualTo("- - - - - -");
        arbiterComes();
        cluster.mendAll();
        passes(6);
        assertThat(acting()).isEqualTo("S1 S2 S1 S2 S1 S2");
    }

    @Test
    void oneThatSleepsForAMinuteWakesUpFenced() {
        running(3);
        cluster.pause("S2");
        passes(60);
        assertThat(acting()).isEqualTo("S1 S3 S1 S3 S1 S3");
        cluster.wake("S2");
        assertThat(acting()).as("at the moment in which it wakes").isEqualTo("S1 S3 S1 S3 S1 S3");
        passes(6);
        assertThat(acting()).isEqualTo("S1 S2 S3 S1 S2 S3");
    }

    @Test
    void theArbitersClockIsSetForthAndBack() {
        running(3);
        for (int hours : new int[] {1, -2}) {
            cluster.setArbitersClock(hours * 3_600_000 * World.MS);
            passes(8);
            assertThat(acting()).as("set by %d h", hours).isEqualTo("S1 S2 S3 S1 S2 S3");
        }
        cluster.kill("S2");
        passes(8);
        assertThat(acting()).isEqualTo("S1 S3 S1 S3 S1 S3");
    }

    @Test
    void ofThreeTwoDieAtOnce() {
        running(3);
        cluster.kill("S2");
        cluster.kill("S3");
        passes(30);
        assertThat(acting()).as("a minority takes nothing").isEqualTo("S1 - - S1 - -");
        cluster.start("S2");
        passes(8);
        assertThat(acting()).isEqualTo("S1 S2 S1 S2 S1 S2");
    }

    @Test
    void ofThreeTwoDieOneAfterTheOther() {
        running(3);
        cluster.kill("S2");
        passes(8);
        cluster.kill("S3");
        passes(8);
        assertThat(acting()).isEqualTo("S1 S1 S1 S1 S1 S1");
    }

    @Test
    void aServerThatStopsGivesAwayWhatItHasAtOnce() {
        running(3);
        cluster.end("S2");
        passes(2.5);
        assertThat(acting()).doesNotContain("-").doesNotContain("S2");
    }

    @Test
    void allStopAndOneComesBack() {
        running(2);
        cluster.kill("S1");
        cluster.kill("S2");
        passes(3);
        cluster.start("S1");
        passes(8);
        assertThat(acting()).isEqualTo("S1 S1 S1 S1 S1 S1");
    }

    // ----

    private void running(int servers) {
        world = new World(servers, false);
        world.calm();
        cluster = new LeaseCluster(world, servers, LeaseFault.NONE);
        cluster.names().forEach(cluster::start);
        act();
        passes(8);
    }

    private void act() {
        cluster.act();
        world.in(ACT_EVERY, this::act);
    }

    private void passes(double seconds) {
        for (long until = world.now() + (long) (seconds * SECOND); world.step(until);) {}
    }

    private void arbiterGoes() {
        cluster.names().forEach(cluster::cutFromArbiter);
    }

    private void arbiterComes() {
        cluster.names().forEach(cluster::mendToArbiter);
    }

    private void cutOff(String one) {
        cluster.others(one).forEach(other -> cluster.cutBoth(one, other));
    }

    /// Who may act on each lease, in their order; never two on one.
    private String acting() {
        return LeaseCluster.LEASES.stream().map(lease -> {
            var who = cluster.mayAct(lease);
            assertThat(who).as(lease).hasSizeLessThan(2);
            return who.isEmpty() ? "-" : who.getFirst();
        }).collect(Collectors.joining(" "));
    }
}
