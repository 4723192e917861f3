package dev.plumbline.oms.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.plumbline.oms.cluster.Asking.Answer;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.server.ops.ClusterPicture;
import dev.plumbline.server.ops.ClusterPicture.Lease;
import dev.plumbline.server.ops.ClusterPicture.Member;
import dev.plumbline.server.ops.ClusterPicture.Promise;
import dev.plumbline.server.ops.ClusterPicture.Replica;
import dev.plumbline.server.ops.ClusterPicture.State;
import dev.plumbline.server.ops.ClusterPicture.Store;
import dev.plumbline.server.ops.ClusterPicture.TakeOver;

/// What a person reads in the night, and what the exit code says.
class ClusterStatusTest {
    private static final long NOON = 1_795_348_800_000_000_000L;
    private static final Endpoint AT_A = new Endpoint("10.0.0.1", 8480);
    private static final Endpoint AT_B = new Endpoint("10.0.0.2", 8480);
    private static final Store REACHED = new Store(true, 0, 0);

    /// Of two servers A and B, or three.
    private static ClusterPicture server(String name, State state, String says, String acting, Replica replica, Store store, String... seen) {
        var servers = new ArrayList<Member>();
        for (var one : List.of("A", "B")) servers.add(new Member(one, List.of(seen).contains(one), NOON));
        var promise = state == State.ACTING ? replica.isSafe() ? Promise.SECOND_SERVER : Promise.DATABASE : Promise.NONE;
        return new ClusterPicture(
                name, NOON, NOON, state, says, servers, acting, promise, replica, store, leases("A", 7), Optional.empty());
    }

    private static List<Lease> leases(String owner, long epoch) {
        return Stream.concat(
                        Stream.of("session-ALPHA", "session-BRAVO"),
                        IntStream.range(0, 16).mapToObj(shard -> "shard-" + shard).sorted())
                .map(lease -> new Lease(lease, owner, epoch, false))
                .toList();
    }

    private static final ClusterPicture A_ACTS =
            server("A", State.ACTING, "runs the shards", "A", new Replica(12, 7_200, 90_000, true, 0), new Store(true, 1_234, 500_000_000), "A", "B");
    private static final ClusterPicture B_STANDS_BY =
            server("B", State.STANDING_BY, "standing by: A runs the shards", "A", new Replica(0, 0, 3_100, true, 0), REACHED, "A", "B");
    private static final ClusterPicture B_ABSENT = ClusterPicture.of("B", NOON, State.ABSENT, "is no member of oms-core");

    private static ClusterPicture alone(State state, String says, String acting, Store store) {
        return server("A", state, says, acting, new Replica(0, 0, 0, false, 0), store, "A");
    }

    private static ClusterStatus status(ClusterPicture... pictures) {
        return ClusterStatus.of(List.of(new Answer.Told(AT_A, List.of(pictures))));
    }

    private static List<String> wrong(ClusterPicture... pictures) {
        return status(pictures).findings().stream().map(ClusterStatus.Finding::what).toList();
    }

    @Test
    void allIsWell() {
        var status = status(A_ACTS, B_STANDS_BY);
        assertThat(status.isWell()).isTrue();
        assertThat(StatusText.table(status)).isEqualTo("""
                SERVER  STATE        SINCE                 SEES    ACTING  PROMISE        STORE              REPLICA
                A       acting       2026-11-22 12:00:00Z  2 of 2  A       second server  1,234 wait, 0.5 s  safe, 12 inputs, 90 kB kept here
                B       standing by  2026-11-22 12:00:00Z  2 of 2  A       -              up to date         safe, 3,100 B kept here

                shards 0-15 and 2 sessions (ALPHA, BRAVO): A, epoch 7

                All is well: A acts, B stands by with all that it has.""");
    }

    @Test
    void nobodyStandsBy() {
        var status = ClusterStatus.of(List.of(
                new Answer.Told(AT_A, List.of(alone(State.ACTING, "runs the shards", "A", REACHED), B_ABSENT)),
                new Answer.Silent(AT_B, "nothing listens there")));
        assertThat(status.isWell()).isFalse();
        assertThat(StatusText.table(status)).isEqualTo("""
                SERVER  STATE      SINCE                 SEES    ACTING  PROMISE   STORE       REPLICA
                A       acting     2026-11-22 12:00:00Z  1 of 2  A       database  up to date  NOT SAFE, 0 inputs, 0 B kept here
                B       NOT THERE  -                     -       -       -         -           -

                shards 0-15 and 2 sessions (ALPHA, BRAVO): A, epoch 7

                note: 10.0.0.2:8480 gives no answer: nothing listens there
                WRONG: nobody stands by: B is no member of oms-core
                  mend: start B (oms serve --config FILE); until then each order waits for the database, and nobody goes on where the last server dies""");
    }

    @Test
    void nobodyAnswers() {
        var status = ClusterStatus.of(List.of(new Answer.Silent(AT_A, "no answer in time")));
        assertThat(StatusText.table(status)).isEqualTo("""
                note: 10.0.0.1:8480 gives no answer: no answer in time
                WRONG: no server answers at any address that was asked
                  mend: start the servers (oms serve --config FILE); where they run, name their management addresses with --management""");
    }

    @Test
    void aServerWaitsForTheOneThatRanTheShardsLast() {
        var waits = alone(State.WAITING, "waiting for B, which ran the shards last: start it", "", REACHED);
        assertThat(wrong(waits, B_ABSENT)).containsExactly(
                "nobody acts. A: waiting for B, which ran the shards last: start it", "nobody stands by: B is no member of oms-core");
    }

    @Test
    void neitherTheDatabaseNorAMajorityAnswers() {
        assertThat(wrong(alone(State.HELD_UP, "", "", new Store(false, 1_500, 0)), B_ABSENT)).containsExactly(
                "A runs the shards and sends nothing: neither the database nor a majority of the servers answers it",
                "nobody stands by: B is no member of oms-core");
    }

    @Test
    void theDatabaseIsAway() {
        var away = server("B", State.STANDING_BY, "", "A", B_STANDS_BY.replica(), new Store(false, 0, 0), "A", "B");
        assertThat(wrong(A_ACTS, away)).containsExactly("B does not reach the database");
    }

    @Test
    void copiesAreUnderWay() {
        var unsafe = server("A", State.ACTING, "", "A", new Replica(0, 0, 0, false, 0), REACHED, "A", "B");
        assertThat(wrong(unsafe, B_STANDS_BY)).containsExactly("not all that A has is in a second server's memory");
    }

    @Test
    void aTakeOverIsUnderWay() {
        var taking = server("B", State.TAKING_OVER, "taking over", "", new Replica(0, 0, 0, false, 0), REACHED, "B");
        assertThat(wrong(taking, ClusterPicture.of("A", NOON, State.ABSENT, "is no member of oms-core")))
                .startsWith("nobody acts yet: B takes over");
    }

    @Test
    void twoSayThatTheyAct() {
        var other = server("B", State.ACTING, "", "B", A_ACTS.replica(), REACHED, "A", "B");
        assertThat(wrong(A_ACTS, other)).contains("A and B each say that they act");
    }

    @Test
    void twoThatRunDoNotSeeEachOther() {
        var status = ClusterStatus.of(List.of(
                new Answer.Told(AT_A, List.of(alone(State.ACTING, "", "A", REACHED), B_ABSENT)),
                new Answer.Told(AT_B, List.of(B_STANDS_BY, ClusterPicture.of("A", NOON, State.ABSENT, "is no member of oms-core")))));
        assertThat(status.pictures()).extracting(ClusterPicture::state).as("what they say of themselves").containsExactly(State.ACTING, State.STANDING_BY);
        assertThat(status.findings()).extracting(ClusterStatus.Finding::what).contains("A does not see B, which runs");
    }

    /// One can be lost; the third is a matter of the morning.
    @Test
    void aThirdServerThatIsAwayIsNoted() {
        var status = status(A_ACTS, B_STANDS_BY, ClusterPicture.of("C", NOON, State.SILENT, "is a member of oms-core, and has not answered"));
        assertThat(status.isWell()).isTrue();
        assertThat(status.notes()).containsExactly(
                "C is a member of oms-core, and has not answered: start it, or look why it does not answer");
    }

    @Test
    void aServerAloneIsNoCluster() {
        var picture = new ClusterPicture(
                "oms", NOON, NOON, State.ACTING, "runs the shards", List.of(new Member("oms", true, NOON)), "oms", Promise.JOURNAL,
                Replica.NONE, REACHED, List.of(), Optional.empty());
        assertThat(wrong(picture)).containsExactly("oms is the only server that is configured: nobody can stand in for it");
    }

    @Test
    void leasesThatAreAlikeAreOneLine() {
        var leases = List.of(
                new Lease("session-X", "B", 9, false), new Lease("shard-0", "A", 7, false), new Lease("shard-1", "A", 7, false),
                new Lease("shard-10", "A", 7, false), new Lease("shard-2", "A", 7, false), new Lease("shard-3", "", 6, false),
                new Lease("shard-4", "B", 5, true));
        var picture = new ClusterPicture(
                "A", NOON, NOON, State.WAITING, "", A_ACTS.servers(), "", Promise.NONE, Replica.NONE, REACHED, leases, Optional.empty());
        assertThat(StatusText.leases(List.of(picture))).containsExactly(
                "session X: B, epoch 9", "shards 0-2, 10: A, epoch 7", "shard 3: nobody, last epoch 6", "shard 4: B (over), epoch 5");
    }

    @Test
    void tellsTheLastTakeOver() {
        var took = new ClusterPicture(
                "A", NOON, NOON, State.ACTING, "", A_ACTS.servers(), "A", Promise.SECOND_SERVER, A_ACTS.replica(), REACHED,
                leases("A", 7), Optional.of(new TakeOver(NOON, 3_210_000_000L, "B")));
        assertThat(StatusText.table(status(took, B_STANDS_BY)))
                .contains("last take-over: 2026-11-22 12:00:00Z, A from B, open 3.2 s after B was last seen to act");
    }

    @Test
    void forAProgramItIsOneLine() {
        var json = StatusText.json(status(A_ACTS, B_STANDS_BY));
        assertThat(json.encode()).doesNotContain("\n").startsWith(
                "{\"well\":true,\"acting\":[\"A\"],\"standingBy\":[\"B\"],\"findings\":[],\"notes\":[],\"servers\":[{\"server\":\"A\",\"state\":\"ACTING\"");
        assertThat(StatusText.json(status(alone(State.ACTING, "", "A", REACHED), B_ABSENT)).getJsonArray("findings").getJsonObject(0).getString("mend"))
                .startsWith("start B");
    }
}
