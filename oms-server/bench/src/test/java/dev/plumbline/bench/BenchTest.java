package dev.plumbline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bench that measures something wrong is worse than none, and one that nobody runs is soon broken.
class BenchTest {
    @TempDir
    Path data;

    @Test
    void everyKeyIsExplainedInTheReadme() throws Exception {
        var readme = Files.readString(Path.of("README.md"));
        var json = new ObjectMapper().readTree(Rendering.json(Machine.here(), run("latency", "store", "journal", "snapshot")));
        assertThat(json.properties()).allSatisfy(field -> {
            assertThat(field.getValue().isNumber()).as(field.getKey()).isTrue();
            assertThat(readme).contains("`" + field.getKey() + "`");
        });
        assertThat(json.get("latencyP50Micros").asDouble()).isPositive();
        assertThat(json.get("storeRowsPerSecond").asDouble())
                .isGreaterThan(json.get("storeEventRowsPerSecond").asDouble());
    }

    @Test
    void whatIsNotAskedForIsNotMeasured() throws Exception {
        var results = run("path");
        assertThat(results).extracting(Result::name).containsExactly("path");
        assertThat(Rendering.table(Machine.here(), results)).contains("Decoded report to desk message", "Load: ", "Limits: ");
    }

    /// Ten thousand orders are enough to see that all of them come back.
    @Test
    void aServerWithAHistoryStarts() throws Exception {
        var figure = run("restart").getFirst().figures().getFirst();
        assertThat(figure.key()).isEqualTo("restartSeconds");
        assertThat(figure.value()).isPositive();
    }

    private List<Result> run(String... names) throws InterruptedException {
        var told = new ArrayList<String>();
        var results = new Bench(new Options(1, false, 100, data, told::add)).run(Set.of(names));
        assertThat(told).contains("measuring " + names[0]);
        return results;
    }
}
