package dev.plumbline.console.staging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

import dev.plumbline.console.checks.Checking;
import dev.plumbline.console.checks.Checks;
import dev.plumbline.console.checks.DryRuns;
import dev.plumbline.console.checks.SecondPress;
import dev.plumbline.console.inbox.Inbox;

/// A release that a person has not confirmed yet: what the desk would say to each of its orders, and which of them would be
/// sent. What would be refused stays staged. For the FX thread.
final class Release {
    private final List<Line> lines;
    private final DryRuns runs;
    private final SecondPress second = new SecondPress();
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<StagedRow>> toSend = new ReadOnlyObjectWrapper<>(List.of());

    /// One order of it.
    ///
    /// @param run empty for a repeat of unknown outcome: the desk, asked about it as if it were new, might warn of the very
    ///     order that it has; the repeat itself is harmless
    record Line(StagedRow row, Optional<DryRuns.Each> run) {
        private static final ReadOnlyObjectProperty<Checking> NOT_ASKED =
                new ReadOnlyObjectWrapper<Checking>(new Checking.Idle()).getReadOnlyProperty();

        Checking now() {
            return checking().getValue();
        }

        ObservableValue<Checking> checking() {
            return run.map(DryRuns.Each::checking).orElse(NOT_ASKED);
        }

        /// The order and what the desk says to it, as the row shows them.
        ObservableValue<Shown> shown() {
            return checking().map(checking -> new Shown(row.now(), checking));
        }
    }

    record Shown(Staged staged, Checking checking) {
        String remark() {
            return checking instanceof Checking.Idle ? "again: outcome unknown" : checking.remark();
        }
    }

    /// What a press of the button comes to.
    sealed interface Press {
        /// @param rows those that nothing blocks
        record Confirmed(List<StagedRow> rows) implements Press {}

        /// Nothing yet.
        ///
        /// @param why what to look at first
        record NotYet(String why) implements Press {}
    }

    /// Asks the desk about each order at once.
    Release(List<StagedRow> rows, Checks checks, Inbox inbox) {
        runs = new DryRuns(checks, inbox);
        var asked = runs.ask(rows.stream()
                .filter(row -> row.now().isWaiting())
                .map(row -> row.now().wish())
                .toList()).iterator();
        lines = rows.stream()
                .map(row -> new Line(row, row.now().isWaiting() ? Optional.of(asked.next()) : Optional.empty()))
                .toList();
        runs.tally().subscribe(_ -> count());
    }

    private void count() {
        toSend.set(unblocked().stream().map(Line::row).toList());
        obstacle.set(toSend.get().isEmpty() ? "the desk would refuse " + (lines.size() == 1 ? "it" : "all of them") : "");
    }

    private List<Line> unblocked() {
        return lines.stream().filter(line -> !line.now().isBlocked()).toList();
    }

    List<Line> lines() {
        return lines;
    }

    /// How the dry runs stand.
    ReadOnlyObjectProperty<DryRuns.Tally> tally() {
        return runs.tally();
    }

    /// Those that a press would send.
    ReadOnlyObjectProperty<List<StagedRow>> toSend() {
        return toSend.getReadOnlyProperty();
    }

    /// Why none can be sent; empty where some can.
    ReadOnlyStringProperty obstacle() {
        return obstacle.getReadOnlyProperty();
    }

    /// @param now nanoseconds of a clock that never goes back
    Press press(long now) {
        var sent = unblocked();
        if (sent.isEmpty()) return new Press.NotYet(obstacle.get());
        var asked = new ArrayList<DryRuns.Each>();
        for (var line : sent) line.run.ifPresent(asked::add);
        return switch (second.press(asked, "release", now)) {
            case SecondPress.Step.Send _ -> new Press.Confirmed(sent.stream().map(Line::row).toList());
            case SecondPress.Step.Again(var why) -> new Press.NotYet(why);
        };
    }

    /// Asks no more.
    void stop() {
        runs.stop();
    }
}
