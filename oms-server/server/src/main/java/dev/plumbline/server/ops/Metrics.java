package dev.plumbline.server.ops;

import java.math.BigDecimal;

import dev.plumbline.server.journal.JournalFigures;
import dev.plumbline.server.orders.Figures;

/// The figures of a server in the text form of Prometheus, version 0.0.4. What became of the inputs and how many there
/// were is counted in two places, so that
/// `plumbline_inputs_total == sum(plumbline_inputs)` says something.
public final class Metrics {
    private final StringBuilder text = new StringBuilder();

    private Metrics() {}

    /// @param backlog inputs that are not yet written
    /// @param givenUp inputs that could never be written whole
    public static String text(Figures figures, int backlog, long givenUp, JournalFigures journal) {
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
        metrics.gauge("store_backlog", "Inputs that are not yet written.", backlog);
        metrics.counter("store_given_up_total", "Inputs that could not be written whole. Above 0 somebody should look.",
                givenUp);
        metrics.journal(journal);
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

    private void seconds(String name, String help, long nanos) {
        describe(name, help, "gauge");
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
