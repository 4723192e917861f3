package dev.plumbline.console.ticket;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Builder;

import dev.plumbline.console.checks.Checking;
import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage.CheckLine;

/// What the desk's checks say: one line while all pass, and each that does not. A press on the line shows them all.
final class ChecksView implements Builder<Region> {
    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("ok");
    private static final PseudoClass WARN = PseudoClass.getPseudoClass("warn");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final ObservableValue<Checking> checking;
    private final ToggleButton summary = new ToggleButton();
    private final VBox lines = new VBox();
    private final VBox box = new VBox(summary, lines);

    ChecksView(ObservableValue<Checking> checking) {
        this.checking = checking;
    }

    @Override
    public Region build() {
        box.setId("ticket-checks");
        box.getStyleClass().add("ticket-checks");
        summary.setId("ticket-checks-summary");
        summary.getStyleClass().add("checks-summary");
        summary.setMaxWidth(Double.MAX_VALUE);
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        summary.setAccessibleHelp("Shows all checks");
        summary.selectedProperty().subscribe(this::show);
        checking.subscribe(this::show);
        show();
        return box;
    }

    private void show() {
        var now = checking.getValue();
        var isIdle = now instanceof Checking.Idle;
        box.setVisible(!isIdle);
        box.setManaged(!isIdle);
        summary.setText(now.words());
        summary.setAccessibleText("Checks: " + now.words());
        summary.pseudoClassStateChanged(GOOD, now instanceof Checking.Answered && worst(now) == Verdict.PASS);
        summary.pseudoClassStateChanged(WARN, worst(now) == Verdict.WARN || now instanceof Checking.CannotBeAsked);
        summary.pseudoClassStateChanged(BAD, worst(now) == Verdict.BLOCK);
        lines.getChildren().clear();
        add(now, Verdict.BLOCK);
        add(now, Verdict.WARN);
        if (summary.isSelected()) add(now, Verdict.PASS);
    }

    private static Verdict worst(Checking checking) {
        if (!checking.of(Verdict.BLOCK).isEmpty()) return Verdict.BLOCK;
        return checking.of(Verdict.WARN).isEmpty() ? Verdict.PASS : Verdict.WARN;
    }

    private void add(Checking now, Verdict verdict) {
        for (var line : now.of(verdict)) lines.getChildren().add(label(line));
    }

    private static Label label(CheckLine line) {
        var text = line.rule() + (line.text().isEmpty() ? "" : ": " + line.text());
        var label = new Label(glyph(line.verdict()) + " " + text);
        label.getStyleClass().add("check");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        label.pseudoClassStateChanged(WARN, line.verdict() == Verdict.WARN);
        label.pseudoClassStateChanged(BAD, line.verdict() == Verdict.BLOCK);
        return label;
    }

    private static String glyph(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "✓";
            case WARN -> "⚠";
            case BLOCK -> "✖";
        };
    }
}
