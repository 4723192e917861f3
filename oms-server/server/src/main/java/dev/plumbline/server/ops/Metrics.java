package dev.plumbline.server.ops;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.plumbline.server.bridge.BridgeFigures;
import dev.plumbline.server.journal.JournalFigures;
import dev.plumbline.server.ops.ClusterPicture.State;
import dev.plumbline.server.ops.ClusterPicture.TakeOver;
import dev.plumbline.server.orders.Figures;
import dev.plumbline.wire.DeskMessage.Line;

/// The figures of a server in the text form of Prometheus, version 0.0.4. What became of the inputs and how many there
/// were is counted in two places, so that
/// `plumbline_inputs_total == sum(plumbline_inputs)` says something.
public final class Metrics {
    /// What a server says of itself; the others are what is said of one that says nothing.
    private static final Set<State> OWN = EnumSet.complementOf(EnumSet.of(State.SILENT, State.ABSENT));

    private final StringBuilder text = new StringBuilder();

    private Metrics() {}

    /// Without TLS.
    public static String text(
            Figures figures, ClusterPicture cluster, long givenUp, JournalFigures journal, List<Line> lines,
            Optional<BridgeFigures> bridge) {
        return text(figures, cluster, givenUp, journal, lines, bridge, Optional.empty());
    }

    /// @param givenUp inputs that could never be written whole
    /// @param lines how each broker was heard; none where another server has the sessions
    /// @param bridge what the bridge has counted, where there is one
    /// @param certificateExpires when the server's certificate ends, where there is one
    public static String text(
            Figures figures, ClusterPicture cluster, long givenUp, JournalFigures journal, List<Line> lines,
            Optional<BridgeFigures> bridge, Optional<Instant> certificateExpires) {
        var metrics = new Metrics();
        var counts = figures.counts();
        metrics.counter("inputs_total", "Reports, commands that were sent and silences, since the start.", figures.inputs());
        metrics.describe("inputs", "What became of them. A parked one that is released moves.", "gauge");
        metrics.outcome("applied", counts.applied());
        metrics.outcome("duplicate", counts.duplicate());
        metrics.outcome("parked", counts.parked());
        metrics.outcome("quarantined", counts.quarantined());
        metrics.counter("reports_not_kept_total", "Quarantined because too many wait already.", figures.notKept());
        metrics.counter("commands_refused_total", "Commands that were not sent.", figures.refused());
        metrics.counter("silences_total", "Requests of which nothing was heard in time.", figures.silences());
        metrics.counter("status_requests_total", "Order status requests sent.", figures.questions());
        metrics.gauge("orders_unknown", "Orders with a request whose outcome is not known.", figures.unknownOrders());
        metrics.gauge("store_backlog", "Inputs that are not yet written.", cluster.store().backlog());
        metrics.seconds("store_lag_seconds", "How long they have been waiting without any being written. 0 where none waits.",
                cluster.store().lagNanos());
        metrics.counter("store_given_up_total", "Inputs that could not be written whole. Above 0 somebody should look.",
                givenUp);
        metrics.journal(journal);
        if (!lines.isEmpty()) metrics.sessions(lines);
        bridge.ifPresent(metrics::bridge);
        certificateExpires.ifPresent(at -> metrics.gauge("certificate_expires_timestamp_seconds",
                "When the first certificate in use ends, of the doors or of the bus, or the authority above it: seconds since the epoch.", at.getEpochSecond()));
        if (cluster.servers().size() > 1) metrics.cluster(cluster);
        return metrics.text.toString();
    }

    private void journal(JournalFigures journal) {
        counter("journal_entries_total", "Inputs that are durable, since the start.", journal.entries());
        counter("journal_bytes_total", "Bytes of them.", journal.bytes());
        counter("journal_flushes_total", "Writes to the journal, of many inputs each.", journal.flushes());
        seconds("journal_longest_flush_seconds", "The longest of them.", journal.longestFlushNanos());
        gauge("journal_waiting", "Batches that are not durable yet.", journal.waiting());
        seconds("journal_stalled_seconds", "How long the disk has been at the write in hand. 0 where none is.",
                journal.stalledNanos());
    }

    private void sessions(List<Line> lines) {
        describe("session_heard_timestamp_seconds",
                "When the broker last said anything, heartbeats count: seconds since the epoch. 0 for never.", "gauge");
        for (var line : lines) seconds("session_heard_timestamp_seconds{session=\"" + line.session() + "\"}", line.heardAt());
        describe("session_msg_seq_num", "Of the last message of the broker that we have. 0 where that is not known.", "gauge");
        for (var line : lines) line("session_msg_seq_num{session=\"" + line.session() + "\"}", line.msgSeqNum());
        describe("session_gaps_total", "How often messages of the broker were missing, since the start.", "counter");
        for (var line : lines) line("session_gaps_total{session=\"" + line.session() + "\"}", line.gaps());
    }

    private void bridge(BridgeFigures bridge) {
        gauge("bridge_clients", "Connections to the bridge.", bridge.clients());
        counter("bridge_turned_away_total", "Connections that were closed at once, as there were too many.", bridge.turnedAway());
        describe("bridge_requests_total", "Requests that were answered, refusals of orders included.", "counter");
        bridge.requests().forEach((address, count) -> line("bridge_requests_total{address=\"" + address + "\"}", count));
        describe("bridge_faults_total", "Frames and requests that got an error in place of an answer, by the code that was told.", "counter");
        bridge.refusals().forEach((code, count) -> line("bridge_faults_total{code=\"" + code + "\"}", count));
        counter("bridge_messages_total", "Messages of streams that were written.", bridge.messages());
    }

    private void cluster(ClusterPicture cluster) {
        gauge("cluster_servers", "Servers that are configured.", cluster.servers().size());
        gauge("cluster_members", "Those of them that this one sees, itself among them.", cluster.inSight());
        gauge("cluster_acting", "1 where this server runs the shards and may act now. The sum over all servers is 1.",
                cluster.state() == State.ACTING ? 1 : 0);
        describe("cluster_state", "1 for what this server does.", "gauge");
        for (var state : OWN)
            line("cluster_state{state=\"" + state.name().toLowerCase(Locale.ROOT) + "\"}", cluster.state() == state ? 1 : 0);
        describe("lease_epoch", "Under which epoch this server holds a lease. Each lease is held by one server at most.", "gauge");
        for (var lease : cluster.leases())
            if (lease.owner().equals(cluster.server()) && !lease.isOver())
                line("lease_epoch{lease=\"" + lease.lease() + "\"}", lease.epoch());
        var replica = cluster.replica();
        gauge("replica_safe", "1 where a second server has a copy of all that is in the replica.", replica.isSafe() ? 1 : 0);
        gauge("replica_inputs", "Inputs of this server that are in the replica: Postgres does not have them.", replica.inputs());
        gauge("replica_bytes", "Bytes of them, in one memory of two.", replica.bytes());
        gauge("replica_memory_bytes", "What this server keeps of the replica, its own and others', inputs and sessions.",
                replica.memoryBytes());
        counter("replica_misses_total", "Batches that waited for Postgres as no second server had them, since the start.",
                replica.misses());
        seconds("takeover_seconds", "The last take-over by this server, from when the one before was last in sight. 0 for none.",
                cluster.takeOver().map(TakeOver::nanos).orElse(0L));
        seconds("takeover_timestamp_seconds", "When that was, seconds since the epoch. 0 for none.",
                cluster.takeOver().map(TakeOver::at).orElse(0L));
    }

    private void seconds(String name, String help, long nanos) {
        describe(name, help, "gauge");
        seconds(name, nanos);
    }

    private void seconds(String name, long nanos) {
        text.append("plumbline_").append(name).append(' ').append(BigDecimal.valueOf(nanos, 9).toPlainString()).append('\n');
    }

    private void counter(String name, String help, long value) {
        describe(name, help, "counter");
        line(name, value);
    }

    private void gauge(String name, String help, long value) {
        describe(name, help, "gauge");
        line(name, value);
    }

    private void outcome(String outcome, long value) {
        line("inputs{outcome=\"" + outcome + "\"}", value);
    }

    private void describe(String name, String help, String type) {
        text.append("# HELP plumbline_").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE plumbline_").append(name).append(' ').append(type).append('\n');
    }

    private void line(String name, long value) {
        text.append("plumbline_").append(name).append(' ').append(value).append('\n');
    }
}
