package dev.plumbline.server.ops;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import dev.plumbline.core.Command;
import dev.plumbline.core.Recorded;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.orders.Observer;
import dev.plumbline.wire.DeskMessage.Answer;

/// What is counted as it happens, by labels, and the histograms: kept by Micrometer. The rest is in [Metrics], which asks for it. Any thread.
public final class Meters implements Observer {
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(100_000), Duration.ofNanos(250_000), Duration.ofNanos(500_000), Duration.ofMillis(1), Duration.ofNanos(2_500_000),
        Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100),
        Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2_500), Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Hop, Timer> hops = new EnumMap<>(Hop.class);
    private final Map<Input, Counter> inputs = new ConcurrentHashMap<>();
    private final Map<Asked, Counter> asked = new ConcurrentHashMap<>();

    private record Input(String session, String kind, String outcome) {}

    private record Asked(String door, String user, String answer) {}

    public Meters() {
        for (var hop : Hop.values())
            hops.put(hop, Timer.builder("plumbline.hop")
                    .description("How long inputs are at each place on their way.")
                    .tag("hop", label(hop))
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry));
    }

    private static String label(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    /// A clock that was set back makes no time negative.
    @Override
    public void took(Hop hop, long nanos) {
        var timer = hops.get(hop);
        if (timer != null) timer.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    @Override
    public void input(Entry entry) {
        var outcome = entry.what().isRefused() ? "refused" : label(entry.outcome());
        inputs.computeIfAbsent(new Input(entry.session().value(), kind(entry.what()), outcome), this::counter).increment();
    }

    private static String kind(Recorded.What what) {
        return switch (what) {
            case Recorded.Sent(var command, _) -> kind(command);
            case Recorded.Refused(var command) -> kind(command);
            case Recorded.Told _, Recorded.Unreadable _, Recorded.AboutNoOrder _ -> "report";
            case Recorded.Silent _ -> "silence";
            case Recorded.NotSent _ -> "not_sent";
            case Recorded.Switched _, Recorded.NotSwitched _ -> "kill_switch";
        };
    }

    private static String kind(Command command) {
        return switch (command) {
            case Command.Enter _ -> "enter";
            case Command.Replace _ -> "replace";
            case Command.Cancel _ -> "cancel";
            case Command.Status _ -> "status";
        };
    }

    private Counter counter(Input of) {
        return Counter.builder("plumbline.session.inputs")
                .description("Commands, reports and silences, by the broker session that they are of.")
                .tag("session", of.session)
                .tag("kind", of.kind)
                .tag("outcome", of.outcome)
                .register(registry);
    }

    @Override
    public void answered(String door, String user, Answer answer) {
        var said = answer.isAccepted() ? "accepted" : answer.refusal().toLowerCase(Locale.ROOT);
        asked.computeIfAbsent(new Asked(door, user.isEmpty() ? "unknown" : user, said), this::counter).increment();
    }

    private Counter counter(Asked of) {
        return Counter.builder("plumbline.asked")
                .description("What users asked for, and were answered.")
                .tag("door", of.door)
                .tag("user", of.user)
                .tag("answer", of.answer)
                .register(registry);
    }

    /// In the text form of Prometheus.
    public String text() {
        return registry.scrape();
    }
}
