package dev.plumbline.server.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.core.Counts;
import dev.plumbline.server.Await;
import dev.plumbline.server.Loops;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.server.journal.JournalFigures;
import dev.plumbline.server.ops.ClusterPicture.Lease;
import dev.plumbline.server.ops.ClusterPicture.Member;
import dev.plumbline.server.ops.ClusterPicture.Promise;
import dev.plumbline.server.ops.ClusterPicture.Replica;
import dev.plumbline.server.ops.ClusterPicture.State;
import dev.plumbline.server.ops.ClusterPicture.TakeOver;
import dev.plumbline.server.orders.Figures;
import dev.plumbline.server.store.StoredInput;
import dev.plumbline.wire.DeskMessage.Line;

class ManagementTest {
    private static final long NOON = 1_795_348_800_000_000_000L;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final ClusterPicture ACTING = new ClusterPicture(
            "A", NOON, NOON - 5_000_000_000L, State.ACTING, "runs the shards",
            List.of(new Member("A", true, NOON - 5_000_000_000L), new Member("B", false, 0)), "A", Promise.DATABASE,
            new Replica(12, 7_200, 90_000, false, 3), new ClusterPicture.Store(true, 9, 1_250_000_000),
            List.of(new Lease("session-ALPHA", "A", 7, false), new Lease("shard-0", "A", 7, false), new Lease("shard-1", "B", 4, true)),
            Optional.of(new TakeOver(NOON, 3_200_000_000L, "B")));

    private final Loops loops = new Loops();

    private volatile String notReadyBecause = "";
    private volatile String noStoreBecause = "";
    private volatile String notStandingBecause = "";
    private volatile ClusterPicture picture = ACTING;
    private volatile List<Line> lines = List.of();

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void saysWhetherOrdersAreTakenAndWhyNot() throws Exception {
        int port = freePort();
        Await.done(loops.vertx().deployVerticle(
                new Management(new Endpoint("127.0.0.1", port), () -> notReadyBecause, insight)));
        assertThat(get(port, "/health/live")).isEqualTo("200 live");
        assertThat(get(port, "/health/ready")).isEqualTo("200 ready");
        notReadyBecause = "starting";
        assertThat(get(port, "/health/ready")).isEqualTo("503 not ready: starting");
        assertThat(get(port, "/health/live")).isEqualTo("200 live");
        assertThat(get(port, "/")).startsWith("404");
    }

    @Test
    void showsFigures() throws Exception {
        assertThat(get(start(), "/metrics"))
                .startsWith("200 # HELP plumbline_inputs_total Reports, commands that were sent and silences")
                .contains("# TYPE plumbline_inputs_total counter\nplumbline_inputs_total 10\n")
                .contains("plumbline_inputs{outcome=\"parked\"} 3\n")
                .contains("plumbline_orders_unknown 6\n");
    }

    @Test
    void showsHowTheJournalIsDoing() throws Exception {
        assertThat(get(start(), "/metrics")).contains(
                "# TYPE plumbline_journal_entries_total counter\nplumbline_journal_entries_total 11\n",
                "plumbline_journal_bytes_total 1200\n", "plumbline_journal_flushes_total 3\n",
                "plumbline_journal_longest_flush_seconds 0.002500000\n", "plumbline_journal_waiting 4\n",
                "# TYPE plumbline_journal_stalled_seconds gauge\nplumbline_journal_stalled_seconds 1.750000000");
    }

    @Test
    void showsHowEachBrokerWasHeard() throws Exception {
        int port = start();
        assertThat(get(port, "/metrics")).doesNotContain("plumbline_session");
        lines = List.of(new Line("ALPHA", NOON + 250_000_000, 30_000, 1_234, 2), new Line("BRAVO", 0, 0, 0, 0));
        assertThat(get(port, "/metrics")).contains(
                """
                # TYPE plumbline_session_heard_timestamp_seconds gauge
                plumbline_session_heard_timestamp_seconds{session="ALPHA"} 1795348800.250000000
                plumbline_session_heard_timestamp_seconds{session="BRAVO"} 0.000000000
                """,
                "plumbline_session_msg_seq_num{session=\"ALPHA\"} 1234\n",
                "# TYPE plumbline_session_gaps_total counter\nplumbline_session_gaps_total{session=\"ALPHA\"} 2\n");
    }

    /// One that stands by takes no orders, and is what it should be.
    @Test
    void saysWhetherItActsOrCouldTakeOver() throws Exception {
        notReadyBecause = "standing by: A runs the shards";
        int port = start();
        assertThat(get(port, "/health/standby")).isEqualTo("200 standing");
        notStandingBecause = "waiting for A";
        assertThat(get(port, "/health/standby")).isEqualTo("503 not standing: waiting for A");
    }

    @Test
    void showsHowTheClusterIsDoing() throws Exception {
        assertThat(get(start(), "/metrics")).contains(
                "# TYPE plumbline_store_lag_seconds gauge\nplumbline_store_lag_seconds 1.250000000\n",
                "plumbline_store_backlog 9\n", "plumbline_cluster_servers 2\n", "plumbline_cluster_members 1\n",
                "plumbline_cluster_acting 1\n", "plumbline_cluster_state{state=\"acting\"} 1\n",
                "plumbline_cluster_state{state=\"standing_by\"} 0\n",
                "plumbline_lease_epoch{lease=\"session-ALPHA\"} 7\nplumbline_lease_epoch{lease=\"shard-0\"} 7\n# HELP",
                "plumbline_replica_safe 0\n", "plumbline_replica_inputs 12\n", "plumbline_replica_bytes 7200\n",
                "plumbline_replica_memory_bytes 90000\n", "plumbline_replica_misses_total 3\n",
                "plumbline_takeover_seconds 3.200000000\n", "plumbline_takeover_timestamp_seconds 1795348800.000000000");
    }

    @Test
    void aServerThatIsTheOnlyOneHasNoClusterToShow() throws Exception {
        picture = ClusterPicture.of("A", NOON, State.ACTING, "runs the shards");
        assertThat(get(start(), "/metrics")).contains("plumbline_store_lag_seconds").doesNotContain("plumbline_cluster", "plumbline_replica", "plumbline_lease");
    }

    @Test
    void showsTheCluster() throws Exception {
        assertThat(get(start(), "/cluster")).isEqualTo("""
                200 {
                  "asked" : "A",
                  "servers" : [ {
                    "server" : "A",
                    "state" : "ACTING",
                    "says" : "runs the shards",
                    "at" : "2026-11-22T12:00:00Z",
                    "startedAt" : "2026-11-22T11:59:55Z",
                    "acting" : "A",
                    "promise" : "DATABASE",
                    "members" : [ {
                      "server" : "A",
                      "inSight" : true,
                      "since" : "2026-11-22T11:59:55Z"
                    }, {
                      "server" : "B",
                      "inSight" : false
                    } ],
                    "store" : {
                      "reached" : true,
                      "backlog" : 9,
                      "lagSeconds" : 1.25
                    },
                    "replica" : {
                      "safe" : false,
                      "inputs" : 12,
                      "bytes" : 7200,
                      "memoryBytes" : 90000,
                      "misses" : 3
                    },
                    "leases" : [ {
                      "lease" : "session-ALPHA",
                      "owner" : "A",
                      "epoch" : 7
                    }, {
                      "lease" : "shard-0",
                      "owner" : "A",
                      "epoch" : 7
                    }, {
                      "lease" : "shard-1",
                      "owner" : "B",
                      "epoch" : 4,
                      "over" : true
                    } ],
                    "takeOver" : {
                      "at" : "2026-11-22T12:00:00Z",
                      "seconds" : 3.2,
                      "from" : "B"
                    }
                  }, {
                    "server" : "B",
                    "state" : "ABSENT",
                    "says" : "is no member of oms-core",
                    "at" : "2026-11-22T12:00:00Z"
                  } ]
                }""");
    }

    /// What one server says another reads, also one of a later version.
    @Test
    void readsWhatItSays() {
        assertThat(ClusterForm.picture(ClusterForm.json(ACTING))).isEqualTo(ACTING);
        var later = ClusterForm.json(ACTING).put("state", "DANCING").put("mood", "good");
        assertThat(ClusterForm.picture(later).state()).isEqualTo(State.SILENT);
        assertThat(ClusterForm.picture(new JsonObject().put("server", "A")).store()).isEqualTo(ClusterPicture.Store.UNKNOWN);
    }

    @Test
    void listsInputsPageByPage() throws Exception {
        int port = start();
        assertThat(get(port, "/inputs/parked?limit=1")).isEqualTo("""
                200 {
                  "inputs" : [ {
                    "input" : "3.17",
                    "session" : "ALPHA",
                    "clOrdID" : "X",
                    "execID" : "E1",
                    "reason" : "PARKED after 0.0",
                    "receivedAt" : "2026-11-22T12:00:00.000000007Z",
                    "raw" : "8=FIX.4.4|35=8|58=\\"quoted\\"|"
                  } ],
                  "next" : "3.17"
                }""");
        assertThat(get(port, "/inputs/quarantined?after=3.17")).contains("QUARANTINED after 3.17").doesNotContain("next");
        assertThat(get(port, "/inputs/released")).contains(
                "\"releasedBy\" : \"3.20\"", "\"became\" : \"APPLIED\"", "\"releasedAt\" : \"2026-11-22T12:00:01Z\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limit=0     | limit is '0'; give 1 to 1000
            limit=1001  | limit is '1001'; give 1 to 1000
            limit=many  | limit is 'many'; give 1 to 1000
            after=3     | after is '3'; give 'next' of the page before
            after=9.9.9 | after is '9.9.9'; give 'next' of the page before
            """)
    void saysWhatIsWrongWithAPage(String query, String complaint) throws Exception {
        assertThat(get(start(), "/inputs/parked?" + query)).isEqualTo("400 " + complaint);
    }

    @Test
    void saysThatTheStoreIsNotThere() throws Exception {
        noStoreBecause = "Postgres does not answer";
        assertThat(get(start(), "/inputs/parked")).isEqualTo("503 Postgres does not answer");
    }

    private int start() throws IOException {
        int port = freePort();
        Await.done(loops.vertx().deployVerticle(new Management(new Endpoint("127.0.0.1", port), () -> "", insight)));
        return port;
    }

    private final Insight insight = new Insight() {
        @Override
        public Future<String> metrics() {
            var journal = new JournalFigures(11, 1_200, 3, 2_500_000, 4, 1_750_000_000);
            var figures = new Figures(new Counts(4, 2, 3, 1, 0), 10, 5, 7, 8, 6, 0);
            return Future.succeededFuture(Metrics.text(figures, picture, 0, journal, lines, Optional.empty()));
        }

        @Override
        public String notStandingBecause() {
            return notStandingBecause;
        }

        @Override
        public Future<List<ClusterPicture>> cluster() {
            return Future.succeededFuture(List.of(picture, ClusterPicture.of("B", NOON, State.ABSENT, "is no member of oms-core")));
        }

        @Override
        public Future<List<StoredInput>> inputs(StoredInput.Kind kind, StoredInput.After after, int limit) {
            if (!noStoreBecause.isEmpty()) return Future.failedFuture(noStoreBecause);
            boolean isReleased = kind == StoredInput.Kind.RELEASED;
            return Future.succeededFuture(List.of(new StoredInput(
                    3, 17, "ALPHA", "X", "E1", kind + " after " + after.shard() + "." + after.seq(), NOON + 7,
                    Buffer.buffer("8=FIX.4.4\00135=8\00158=\"quoted\"\001"), isReleased ? 20 : 0,
                    isReleased ? "APPLIED" : "", isReleased ? NOON + 1_000_000_000 : 0)));
        }
    };

    @Test
    void saysInOneLineThatThePortIsOccupied() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var management = new Management(new Endpoint("127.0.0.1", taken.getLocalPort()), () -> "", insight);
            assertThatThrownBy(() -> Await.done(loops.vertx().deployVerticle(management)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("management.port: cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .hasMessageEndingWith("set another management.port");
        }
    }

    @AfterAll
    static void closeClient() {
        CLIENT.close();
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + port + path);
        var answer = CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body().strip();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
