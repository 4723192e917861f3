package dev.plumbline.console.timeline;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Builder;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.plumbline.console.blotter.Exports;
import dev.plumbline.console.blotter.Takeout;
import dev.plumbline.console.timeline.Step.Chip;
import dev.plumbline.console.timeline.TimelineModel.FieldRow;
import dev.plumbline.console.timeline.TimelineModel.Figure;
import dev.plumbline.console.timeline.TimelineModel.FigureRow;
import dev.plumbline.console.timeline.TimelineModel.StepRow;
import dev.plumbline.console.ui.Columns;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.console.ui.Show;

/// Lays the timeline out and binds it to its model: figures, events, and the message of the chosen event.
final class TimelineView implements Builder<Region> {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
    private static final PseudoClass WARN = PseudoClass.getPseudoClass("warn");
    private static final double FIGURES_WIDTH = 224;
    /// Of what is left beside the figures, where a message is shown.
    private static final double EVENTS_SHARE = 0.64;

    private final TimelineModel model;
    private final TimelineInteractor interactor;
    private final Link link;
    private final TableView<FigureRow> figures = new TableView<>();
    private final TableView<StepRow> events = new TableView<>();
    private final TableView<FieldRow> fields = new TableView<>();
    private final Takeout<Step> taken;

    TimelineView(TimelineModel model, TimelineInteractor interactor, Link link, Exports exports) {
        this.model = model;
        this.interactor = interactor;
        this.link = link;
        taken = new Takeout<>(
                exports, "Timeline", events, interactor::what, () -> TimelineSheet.of(interactor.shown()), interactor::chosen);
        layFigures();
        layEvents();
        layFields();
    }

    /// Its export and its copy.
    Takeout<Step> taken() {
        return taken;
    }

    /// The one whose columns a workspace keeps.
    TableView<?> table() {
        return events;
    }

    void focus() {
        events.requestFocus();
        if (events.getSelectionModel().isEmpty()) events.getSelectionModel().selectFirst();
    }

    void copy() {
        var content = new ClipboardContent();
        content.putString(interactor.letter());
        Clipboard.getSystemClipboard().setContent(content);
    }

    @Override
    public Region build() {
        var split = new SplitPane(figures, eventsWithSum());
        var message = message();
        model.chosen.map(List::isEmpty).subscribe(isNone -> show(split, message, !isNone));
        var panel = Parts.panel(
                split, link.chip(), pin(), newestFirst(), title(), taken.notice(), Parts.space(), notice());
        panel.setId("timeline");
        panel.sceneProperty().subscribe(scene -> model.seen.set(scene != null));
        return panel;
    }

    /// A message takes its room only while one is chosen.
    private void show(SplitPane split, Node message, boolean isWanted) {
        if (isWanted == split.getItems().contains(message)) return;
        if (isWanted) split.getItems().add(message);
        else split.getItems().remove(message);
        split.setDividerPosition(1, EVENTS_SHARE);
    }

    private Node pin() {
        var pin = toggle("pin-timeline", "Pin", Feather.MAP_PIN, "Stay with this order, whatever is chosen elsewhere");
        pin.selectedProperty().bindBidirectional(model.pinned);
        return pin;
    }

    private Node newestFirst() {
        var toggle = toggle("newest-first", "Newest first", Feather.ARROW_DOWN, "Newest events on top");
        toggle.selectedProperty().bindBidirectional(model.newestFirst);
        model.newestFirst.subscribe(_ -> interactor.turn());
        return toggle;
    }

    private static ToggleButton toggle(String id, String text, Feather icon, String help) {
        var toggle = new ToggleButton(text, new FontIcon(icon));
        toggle.setId(id);
        toggle.setFocusTraversable(false);
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        toggle.setTooltip(new Tooltip(help));
        return toggle;
    }

    private Node title() {
        var title = new Label();
        title.setId("timeline-title");
        title.getStyleClass().add("panel-title");
        title.textProperty().bind(model.title);
        title.setMinWidth(80);
        return title;
    }

    private Node notice() {
        var notice = new Label();
        notice.setId("timeline-notice");
        notice.getStyleClass().add("notice");
        notice.textProperty().bind(model.notice);
        notice.setMinWidth(60);
        var whole = new Tooltip();
        whole.textProperty().bind(model.notice);
        notice.setTooltip(whole);
        model.noticeIsBad.subscribe(bad -> notice.pseudoClassStateChanged(BAD, bad));
        return notice;
    }

    private void layFigures() {
        var columns = Columns.of(figures, "figures", "No figures yet", row -> row.figure);
        figures.setPrefWidth(FIGURES_WIDTH);
        figures.setMaxWidth(FIGURES_WIDTH);
        SplitPane.setResizableWithParent(figures, false);
        columns.prose("Why is …", 104, figure -> figure.name().isEmpty() ? "All events" : figure.name());
        columns.prose("so?", 72, Figure::value);
        columns.number("By", 34, figure -> Show.count(figure.changes()), Comparator.comparingInt(Figure::changes));
        columns.unsorted();
        figures.setTableMenuButtonVisible(false);
        figures.setAccessibleText("Figures of the order: choose one to see the events that made it");
        figures.setItems(model.figures);
        figures.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) interactor.filter(row.figure.get().name());
        });
        model.figure.subscribe(name -> {
            if (name.isEmpty() && figures.getSelectionModel().getSelectedIndex() > 0) figures.getSelectionModel().clearSelection();
        });
    }

    private void layEvents() {
        var columns = Columns.of(events, "timeline-events", "No events", row -> row.step);
        columns.text("Time", 102, step -> Show.time(step.event().receivedAt()));
        columns.prose("What", 102, step -> step.event().kind());
        columns.cells("Outcome", 112, Comparator.comparing(Step::outcome), OutcomeCell::new);
        columns.prose("It did", 320, Step::did);
        columns.number("Since last", 84, step -> Step.delta(step.sincePrevious()), Comparator.comparingLong(Step::sincePrevious));
        columns.number("Since asked", 88, step -> Step.delta(step.sinceRequest()), Comparator.comparingLong(Step::sinceRequest));
        columns.number("Stamped", 102, step -> step.stamp() == 0 ? Show.NOTHING : Show.time(step.stamp()), Comparator.comparingLong(Step::stamp));
        columns.cells("To server", 84, Comparator.comparingLong(Step::onItsWay), WayCell::new).getStyleClass().add("number-column");
        columns.prose("Who", 130, Step::who);
        columns.id("ClOrdID", 90, step -> step.event().clOrdID());
        columns.text("TransactTime", 98, step -> step.event().at() == 0 ? Show.NOTHING : Show.time(step.event().at()))
                .setVisible(false);
        columns.number("Input", 60, step -> Long.toString(step.event().seq()), Comparator.comparingLong(step -> step.event().seq()))
                .setVisible(false);
        columns.unsorted();
        events.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        events.setItems(model.steps);
        events.getSelectionModel().getSelectedItems().subscribe(
                () -> interactor.choose(events.getSelectionModel().getSelectedItems().stream().filter(row -> row != null).toList()));
    }

    private void layFields() {
        var columns = Columns.of(fields, "fix-fields", "Choose an event to see its message", row -> row.field);
        columns.number(
                "Tag", 48, field -> field.tag() == 0 ? Show.NOTHING : Integer.toString(field.tag()),
                Comparator.comparingInt(RawFix.Field::tag));
        columns.prose("Name", 108, RawFix.Field::name);
        columns.prose("Value", 110, RawFix.Field::value);
        columns.prose("Meaning", 110, RawFix.Field::meaning);
        columns.unsorted();
        // The pane is narrow: rather all of them cut, each with its tooltip, than a meaning that is out of sight.
        fields.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        fields.setTableMenuButtonVisible(false);
        fields.setAccessibleText("Fields of the FIX message");
        fields.setItems(model.fields);
    }

    private Node eventsWithSum() {
        var sum = new Label();
        sum.setId("figure-sum");
        sum.getStyleClass().add("figure-sum");
        sum.textProperty().bind(model.sum);
        sum.setWrapText(true);
        sum.setMaxWidth(Double.MAX_VALUE);
        shownWithText(sum, model.sum);
        var pane = new BorderPane(events);
        pane.setTop(sum);
        return pane;
    }

    private Node message() {
        var remarks = new FlowPane();
        remarks.setId("fix-remarks");
        remarks.getStyleClass().add("fix-remarks");
        model.remarks.subscribe(() -> remarks.getChildren().setAll(model.remarks.stream().map(TimelineView::remark).toList()));
        var readAs = new Label();
        readAs.setId("read-as");
        readAs.getStyleClass().add("quiet");
        readAs.textProperty().bind(model.readAs.map(text -> text.isEmpty() ? "" : "Read as: " + text));
        readAs.setWrapText(true);
        shownWithText(readAs, model.readAs);
        var top = new VBox(readAs, remarks);
        top.getStyleClass().add("fix-head");
        var pane = new BorderPane(fields);
        pane.setTop(top);
        return pane;
    }

    private static void shownWithText(Label label, ObservableValue<String> text) {
        text.subscribe(now -> {
            label.setVisible(!now.isEmpty());
            label.setManaged(!now.isEmpty());
        });
    }

    private static Node remark(RawFix.Remark remark) {
        var label = new Label((remark.isGood() ? "✔ " : "✖ ") + remark.text());
        label.getStyleClass().add("fix-remark");
        label.pseudoClassStateChanged(BAD, !remark.isGood());
        label.pseudoClassStateChanged(GOOD, remark.isGood());
        return label;
    }

    /// A text, with what there is to say about it as its tooltip.
    private static class RemarkedCell extends TableCell<StepRow, Step> {
        private final Function<Step, String> text;
        private final Function<Step, String> remark;
        private final Tooltip tip = new Tooltip();

        RemarkedCell(Function<Step, String> text, Function<Step, String> remark) {
            this.text = text;
            this.remark = remark;
            tip.setWrapText(true);
            tip.setMaxWidth(480);
        }

        @Override
        protected void updateItem(@Nullable Step step, boolean empty) {
            super.updateItem(step, empty);
            setText(empty || step == null ? "" : text.apply(step));
            tip.setText(empty || step == null ? "" : remark.apply(step));
            setTooltip(tip.getText().isEmpty() ? null : tip);
        }

        /// Empty for none.
        final String remark() {
            return tip.getText();
        }
    }

    /// How long it took to the server, by two clocks; says so where they cannot agree.
    private static final class WayCell extends RemarkedCell {
        WayCell() {
            super(Step::way, Step::clocks);
            getStyleClass().add("number-cell");
            setAlignment(Pos.CENTER_RIGHT);
        }

        @Override
        protected void updateItem(@Nullable Step step, boolean empty) {
            super.updateItem(step, empty);
            setAccessibleText(remark().isEmpty() ? null : getText() + ". " + remark());
            pseudoClassStateChanged(WARN, !remark().isEmpty());
        }
    }

    /// Glyph, word and colour of what became of an event.
    private static final class OutcomeCell extends RemarkedCell {
        private static final List<Chip> CHIPS = List.of(Chip.values());
        private static final List<PseudoClass> STATES = CHIPS.stream()
                .map(chip -> PseudoClass.getPseudoClass(chip.name().toLowerCase(Locale.ROOT)))
                .toList();

        OutcomeCell() {
            super(Step::outcome, step -> step.event().reason());
            getStyleClass().addAll("text-cell", "outcome-cell");
        }

        @Override
        protected void updateItem(@Nullable Step step, boolean empty) {
            super.updateItem(step, empty);
            for (int i = 0; i < CHIPS.size(); i++)
                pseudoClassStateChanged(STATES.get(i), step != null && !empty && step.is(CHIPS.get(i)));
        }
    }
}
