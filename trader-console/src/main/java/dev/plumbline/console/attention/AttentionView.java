package dev.plumbline.console.attention;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.collections.MapChangeListener;
import javafx.collections.SetChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Builder;

import org.jspecify.annotations.Nullable;

import dev.plumbline.console.attention.Finding.APart;
import dev.plumbline.console.attention.Finding.AReport;
import dev.plumbline.console.attention.Finding.AnOrder;
import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.blotter.FilterBar;
import dev.plumbline.console.blotter.Takeout;
import dev.plumbline.console.export.Cell;
import dev.plumbline.console.export.Column;
import dev.plumbline.console.export.Sheet;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Context;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Show;
import dev.plumbline.console.ui.Strip;

/// Lays the list of attention out and binds it to its model.
final class AttentionView implements Builder<Region> {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final PseudoClass SEEN = PseudoClass.getPseudoClass("seen");
    private static final Map<Severity, PseudoClass> SEVERITIES = severities();
    /// So that the buttons stand in one line.
    private static final Map<String, String> LABELS = Map.of(
            "Show order", "Show", "Ask the broker", "Ask", "Cancel order", "Cancel", "Amend order", "Amend");

    private final AttentionModel model;
    private final FilterBar<Entry> filter;
    private final List<Act> acts;
    private final Link link;
    private final ListView<Entry> list = new ListView<>();
    private final Takeout<Entry> taken;
    private int chosenIndex;

    AttentionView(AttentionModel model, FilterBar<Entry> filter, List<Act> acts, Link link, Exports exports) {
        this.model = model;
        this.filter = filter;
        this.acts = acts;
        filter.onLeave(this::focus);
        this.link = link;
        taken = new Takeout<>(
                exports, "Attention", list, model.filter::get, () -> new Sheet<>("Attention", EXPORTED, model.rows),
                () -> model.chosen.get().stream().toList());
    }

    /// Its export and its copy.
    Takeout<Entry> taken() {
        return taken;
    }

    private static final List<Column<Entry>> EXPORTED = List.of(
            Column.text("Severity", entry -> entry.kind().severity().word()),
            Column.text("Seen", entry -> entry.isSeen() ? "seen" : ""),
            Column.text("Kind", entry -> entry.kind().label()),
            Column.text("Title", entry -> entry.finding().title()),
            Column.text("About", entry -> entry.finding().about().line()),
            Column.text("What happened", entry -> entry.finding().sentence()),
            new Column<>(
                    "Since", Column.Kind.TIME,
                    entry -> entry.finding().hasTime() ? new Cell.Time(entry.finding().since()) : Cell.EMPTY));

    private static Map<Severity, PseudoClass> severities() {
        var all = new EnumMap<Severity, PseudoClass>(Severity.class);
        for (var each : Severity.values())
            all.put(each, PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)));
        return all;
    }

    private static void tone(Node node, Optional<Severity> severity) {
        SEVERITIES.forEach((each, state) -> node.pseudoClassStateChanged(state, severity.equals(Optional.of(each))));
    }

    void focus() {
        list.requestFocus();
        if (list.getSelectionModel().isEmpty()) list.getSelectionModel().selectFirst();
    }

    @Override
    public Region build() {
        layList();
        var panel = Parts.panel(list, link.chip(), filter.field(), chips(), seenChip());
        panel.setTop(new VBox(panel.getTop(), filter.wrong()));
        panel.setBottom(actions());
        return panel;
    }

    private void layList() {
        list.setId("attention");
        list.setAccessibleText("What needs attention");
        list.getStyleClass().add("attention-list");
        list.setPlaceholder(Parts.quiet(model.placeholder));
        list.setItems(model.rows);
        list.setCellFactory(_ -> new EntryCell());
        list.getSelectionModel().selectedItemProperty().subscribe(this::choose);
        model.isReplacing.subscribe(isReplacing -> {
            if (!isReplacing) chooseAgain();
        });
        list.setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2) acts.getFirst().run();
        });
    }

    private void choose(@Nullable Entry entry) {
        if (model.isReplacing.get()) return;
        model.chosen.set(Optional.ofNullable(entry));
        chosenIndex = Math.max(0, list.getSelectionModel().getSelectedIndex());
        if (entry != null && list.isFocused() && entry.finding().about() instanceof AnOrder(var order))
            link.tell(Context.of(order));
    }

    /// The same one as before, or where a person has seen it the one in its place: who works the list down goes on.
    private void chooseAgain() {
        var selection = list.getSelectionModel();
        var before = model.chosen.get();
        if (before.isEmpty()) return;
        int index = indexOf(before.get().key());
        if (index < 0 && model.isMovingOn.get()) index = Math.min(chosenIndex, model.rows.size() - 1);
        if (index < 0) {
            selection.clearSelection();
            model.chosen.set(Optional.empty());
        } else {
            selection.clearAndSelect(index);
            choose(model.rows.get(index));
        }
    }

    private int indexOf(Finding.Key key) {
        for (int i = 0; i < model.rows.size(); i++) if (model.rows.get(i).key().equals(key)) return i;
        return -1;
    }

    /// One for each kind of which there is something, with the count; none pressed shows all.
    private Node chips() {
        var chips = new HBox();
        chips.getStyleClass().add("attention-chips");
        var byKind = new EnumMap<Kind, ToggleButton>(Kind.class);
        for (var kind : Kind.values()) byKind.put(kind, chip(kind));
        chips.getChildren().addAll(byKind.values());
        model.counts.addListener((MapChangeListener<Kind, Integer>) change -> count(byKind, change.getKey()));
        model.only.addListener((SetChangeListener<Kind>) change -> {
            var kind = change.wasAdded() ? change.getElementAdded() : change.getElementRemoved();
            count(byKind, kind);
        });
        for (var kind : Kind.values()) count(byKind, kind);
        var strip = Strip.of(chips);
        HBox.setHgrow(strip, Priority.ALWAYS);
        return strip;
    }

    private ToggleButton chip(Kind kind) {
        var chip = new ToggleButton();
        chip.setId("attention-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        chip.getStyleClass().add("attention-chip");
        chip.setFocusTraversable(false);
        tone(chip, Optional.of(kind.severity()));
        chip.setOnAction(_ -> {
            if (chip.isSelected()) model.only.add(kind);
            else model.only.remove(kind);
        });
        return chip;
    }

    /// A chip that is pressed stays, or nobody could let it go.
    private void count(Map<Kind, ToggleButton> byKind, Kind kind) {
        var chip = byKind.get(kind);
        if (chip == null) return;
        int count = model.counts.getOrDefault(kind, 0);
        boolean isPressed = model.only.contains(kind);
        chip.setSelected(isPressed);
        chip.setText(kind.severity().glyph() + " " + kind.label() + " " + Show.count(count));
        chip.setVisible(count > 0 || isPressed);
        chip.setManaged(chip.isVisible());
    }

    private Node seenChip() {
        var chip = new ToggleButton("✓ Seen");
        chip.setTooltip(new Tooltip("Show what was seen, too"));
        chip.setAccessibleText("Show what was seen, too");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        chip.setId("attention-with-seen");
        chip.getStyleClass().add("attention-chip");
        chip.setFocusTraversable(false);
        chip.selectedProperty().bindBidirectional(model.withSeen);
        return chip;
    }

    private Node actions() {
        var notice = new Label();
        notice.setId("attention-notice");
        notice.getStyleClass().add("notice");
        notice.textProperty().bind(model.notice);
        notice.setWrapText(true);
        model.noticeIsBad.subscribe(bad -> notice.pseudoClassStateChanged(BAD, bad));
        // Wraps where it is narrow: else its buttons would take the room of the panels beside it.
        var bar = new FlowPane();
        bar.getStyleClass().addAll("panel-bar", "attention-acts");
        bar.setAlignment(Pos.CENTER_LEFT);
        for (var act : acts) {
            var id = act.name().toLowerCase(Locale.ROOT).replace(' ', '-');
            bar.getChildren().add(act.textButton("attention-" + id + "-button", LABELS.getOrDefault(act.name(), act.name())));
        }
        bar.getChildren().addAll(Parts.quiet(model.total), Parts.quiet(model.solved), notice, taken.notice(), hint());
        return bar;
    }

    /// Why all that are shown cannot be marked: said where it can be read, for it is done with the chips above.
    private Node hint() {
        var hint = Parts.quiet("");
        hint.setId("attention-hint");
        hint.textProperty().bind(Bindings.createStringBinding(
                () -> model.rows.isEmpty() || model.allSeenObstacle.get().isEmpty() || !model.notice.get().isEmpty()
                        ? "" : "All shown seen: " + model.allSeenObstacle.get(),
                model.rows, model.allSeenObstacle, model.notice));
        hint.visibleProperty().bind(hint.textProperty().isNotEmpty());
        hint.managedProperty().bind(hint.visibleProperty());
        return hint;
    }

    /// Two lines: what it is and about what, then the sentence.
    private final class EntryCell extends ListCell<Entry> {
        private final Label severity = new Label();
        private final Label title = new Label();
        private final Label about = new Label();
        private final Label age = new Label();
        private final Label sentence = new Label();
        private final Tooltip whole = new Tooltip();
        private final VBox lines;

        EntryCell() {
            getStyleClass().add("attention-cell");
            severity.getStyleClass().add("severity");
            title.getStyleClass().add("attention-title");
            about.getStyleClass().add("attention-about");
            age.getStyleClass().add("attention-age");
            sentence.getStyleClass().add("attention-sentence");
            for (var label : List.of(severity, title, age)) label.setMinWidth(Region.USE_PREF_SIZE);
            about.setTextOverrun(OverrunStyle.ELLIPSIS);
            about.setMinWidth(0);
            age.textProperty().bind(Bindings.createStringBinding(this::ageText, model.now, itemProperty()));
            var first = new HBox(severity, title, about, Parts.space(), age);
            first.getStyleClass().add("attention-first");
            first.setAlignment(Pos.CENTER_LEFT);
            lines = new VBox(first, sentence);
            lines.getStyleClass().add("attention-lines");
            lines.setMinWidth(0);
            lines.setPrefWidth(1);
            whole.setWrapText(true);
            whole.setMaxWidth(520);
        }

        private String ageText() {
            var entry = getItem();
            if (entry == null) return "";
            return entry.finding().hasTime() ? Show.age(model.now.get() - entry.finding().since()) : Show.NOTHING;
        }

        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setGraphic(null);
                setTooltip(null);
                pseudoClassStateChanged(SEEN, false);
                tone(this, Optional.empty());
                return;
            }
            fill(entry);
            setGraphic(lines);
            setTooltip(whole);
        }

        private void fill(Entry entry) {
            var finding = entry.finding();
            var how = entry.kind().severity();
            severity.setText(entry.isSeen() ? "✓ SEEN" : how.glyph() + " " + how.word());
            title.setText(finding.title());
            about.setText(line(finding));
            sentence.setText(finding.sentence());
            whole.setText(whole(finding));
            setAccessibleText(how.word() + ", " + finding.title() + ", " + finding.sentence());
            pseudoClassStateChanged(SEEN, entry.isSeen());
            tone(this, Optional.of(how));
        }

        private static String line(Finding finding) {
            return switch (finding.about()) {
                case AnOrder order -> order.line();
                case APart part -> part.hanging();
                case AReport report -> report.line();
            };
        }

        private static String whole(Finding finding) {
            var text = finding.title() + "\n" + finding.about().line() + "\n" + finding.sentence();
            if (finding.hasTime()) text += "\nSince " + Show.time(finding.since()) + " UTC";
            if (finding.about() instanceof AReport(var name, _, _, var raw))
                text += "\nShard and number " + name + (raw.isEmpty() ? "" : "\n" + raw);
            return text;
        }
    }
}
