package dev.plumbline.oms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Recorded;
import dev.plumbline.server.bridge.BridgeFigures;
import dev.plumbline.server.journal.Asker;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.JournalFigures;
import dev.plumbline.server.ops.ClusterPicture;
import dev.plumbline.server.ops.ClusterPicture.Lease;
import dev.plumbline.server.ops.ClusterPicture.Member;
import dev.plumbline.server.ops.ClusterPicture.Promise;
import dev.plumbline.server.ops.ClusterPicture.Replica;
import dev.plumbline.server.ops.ClusterPicture.State;
import dev.plumbline.server.ops.ClusterPicture.Store;
import dev.plumbline.server.ops.Meters;
import dev.plumbline.server.ops.Metrics;
import dev.plumbline.server.orders.Figures;
import dev.plumbline.server.orders.Observer;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Line;

/// What a server tells of itself, the table that says what it means, the alerts and the dashboard speak of the same figures: a name that is
/// misspelt in an alert would never wake anybody.
class MonitoringTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path MONITORING = ROOT.resolve("packaging/monitoring");
    private static final Pattern TOLD = Pattern.compile("(?m)^# TYPE (plumbline_\\w+) (\\w+)$");
    private static final Pattern LISTED = Pattern.compile("(?m)^\\| `(plumbline_\\w+)(?:\\{[\\w,]+})?` \\| (\\w+) \\|");
    /// Of a histogram.
    private static final Pattern PART = Pattern.compile("_(bucket|count|sum)$");
    private static final Pattern NAMED = Pattern.compile("plumbline_\\w+");

    /// All that a server of a cluster tells, by name: of which kind it is.
    private static Map<String, String> told() {
        var picture = new ClusterPicture(
                "A", 1, 1, State.ACTING, "", List.of(new Member("A", true, 1), new Member("B", true, 1)), "A", Promise.SECOND_SERVER,
                Replica.NONE, Store.UNKNOWN, List.of(new Lease("shard-0", "A", 7, false)),
                Optional.of(new ClusterPicture.TakeOver(1, 1, "B")));
        var meters = new Meters();
        meters.took(Observer.Hop.DECIDE, 1);
        meters.input(new Entry(
                0, 1, new Recorded.AboutNoOrder(), "", new BrokerSession("ALPHA"), Outcome.IGNORED, "", 1, Asker.NONE, Buffer.buffer()));
        meters.answered("bridge", "maria", new Answer("r", "c", "", ""));
        return found(TOLD, meters.text() + Metrics.text(
                Figures.NONE, picture, 0, JournalFigures.NONE, List.of(new Line("ALPHA", 1, 1, 1, 1)), Optional.of(new BridgeFigures()),
                Optional.of(Instant.EPOCH)));
    }

    private static Map<String, String> found(Pattern pattern, String text) {
        var found = new TreeMap<String, String>();
        pattern.matcher(text).results().forEach(match -> found.put(match.group(1), match.group(2)));
        return found;
    }

    @Test
    void theTableListsWhatAServerTells() throws IOException {
        assertThat(found(LISTED, Files.readString(ROOT.resolve("oms-server/server/docs/metrics.md")))).isEqualTo(told());
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yml", "alerts-test.yml", "dashboard.json"})
    void nobodyWaitsForAFigureThatThereIsNot(String file) throws IOException {
        var named = new TreeSet<String>();
        NAMED.matcher(Files.readString(MONITORING.resolve(file))).results().forEach(match -> named.add(PART.matcher(match.group()).replaceFirst("")));
        assertThat(named).isNotEmpty().isSubsetOf(told().keySet());
    }

    @Test
    void eachAlertIsTriedAndSaysWhatMendsIt() throws IOException {
        var tried = Files.readString(MONITORING.resolve("alerts-test.yml"));
        var rules = new YAMLMapper().readTree(MONITORING.resolve("alerts.yml").toFile()).at("/groups/0/rules");
        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            assertThat(tried).contains(rule.path("alert").asText());
            assertThat(rule.at("/labels/severity").asText()).isIn("page", "look");
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/annotations/mend").asText()).isNotBlank();
        });
    }

    @Test
    void eachPanelOfTheDashboardAsksForSomething() throws IOException {
        var panels = new ObjectMapper().readTree(MONITORING.resolve("dashboard.json").toFile()).path("panels");
        assertThat(panels).isNotEmpty().filteredOn(panel -> !panel.path("type").asText().equals("row")).allSatisfy(panel ->
                assertThat(panel.path("targets")).as(panel.path("title").asText())
                        .isNotEmpty().allSatisfy(target -> assertThat(target.path("expr").asText()).contains("{job=\"$job\"")));
    }
}
