package dev.plumbline.console.timeline;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the panel shows of an order. Data, nothing else.
final class TimelineModel {
    /// Events that are kept on screen at most.
    static final int EVENTS_MAX = 20_000;

    /// The panel stays with its order, whatever is chosen elsewhere.
    final BooleanProperty pinned = new SimpleBooleanProperty();
    final BooleanProperty newestFirst = new SimpleBooleanProperty();
    /// Somebody can see the panel: only then is anything asked for.
    final BooleanProperty seen = new SimpleBooleanProperty();

    final StringProperty title = new SimpleStringProperty("No order chosen");
    final StringProperty notice = new SimpleStringProperty("");
    final BooleanProperty noticeIsBad = new SimpleBooleanProperty();

    final ObservableList<FigureRow> figures = FXCollections.observableArrayList();
    /// Name of the figure whose events are shown, empty for all of them.
    final StringProperty figure = new SimpleStringProperty("");
    /// The differences of that figure and what they come to.
    final StringProperty sum = new SimpleStringProperty("");

    /// Those that are shown, in the order in which they are.
    final ObservableList<StepRow> steps = FXCollections.observableArrayList();
    /// The one whose message is decoded; empty for none.
    final ObjectProperty<List<StepRow>> chosen = new SimpleObjectProperty<>(List.of());

    final ObservableList<FieldRow> fields = FXCollections.observableArrayList();
    final ObservableList<RawFix.Remark> remarks = FXCollections.observableArrayList();
    final StringProperty readAs = new SimpleStringProperty("");

    /// A figure of the order; one with an empty name stands for all events.
    ///
    /// @param changes how many differences led to it
    record Figure(String name, String value, int changes) {}

    static final class FigureRow {
        final ObjectProperty<Figure> figure;

        FigureRow(Figure figure) {
            this.figure = new SimpleObjectProperty<>(figure);
        }
    }

    /// An event of the order: made once, while what became of it may change.
    static final class StepRow {
        final ObjectProperty<Step> step;

        StepRow(Step step) {
            this.step = new SimpleObjectProperty<>(step);
        }

        long seq() {
            return step.get().event().seq();
        }
    }

    static final class FieldRow {
        final ObjectProperty<RawFix.Field> field;

        FieldRow(RawFix.Field field) {
            this.field = new SimpleObjectProperty<>(field);
        }
    }
}
