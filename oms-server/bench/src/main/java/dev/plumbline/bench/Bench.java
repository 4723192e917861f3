package dev.plumbline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// All measurements, one after the other: each has the machine to itself.
public final class Bench {
    private final List<Measurement> measurements;
    private final Options options;

    public Bench(Options options) {
        this.options = options;
        measurements = List.of(
                new CoreMeasurement(options), new PathMeasurement(options), new StoreMeasurement(options),
                new LatencyMeasurement(options), new JournalMeasurement(options), new SnapshotMeasurement(options),
                new RestartMeasurement(options));
    }

    public List<String> names() {
        return measurements.stream().map(Measurement::name).toList();
    }

    /// @param wanted names; empty for all but the journal, which the path has in it, the snapshot, which is asked for once a
    ///     morning, and the restart, whose scene takes minutes to set
    /// @throws IllegalStateException where a measurement found a wrong answer
    public List<Result> run(Set<String> wanted) throws InterruptedException {
        var results = new ArrayList<Result>();
        for (var measurement : measurements) {
            boolean isMeant = wanted.isEmpty()
                    ? !(measurement instanceof RestartMeasurement || measurement instanceof JournalMeasurement
                            || measurement instanceof SnapshotMeasurement)
                    : wanted.contains(measurement.name());
            if (!isMeant) continue;
            options.progress().accept("measuring " + measurement.name());
            results.add(measurement.run());
        }
        return results;
    }
}
