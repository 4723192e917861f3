package dev.plumbline.console.orders;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.plumbline.console.ui.Show;

/// What the blotter shows. Data, nothing else.
final class OrdersModel {
    /// Each is another one, be it of the same rows or of none: a property tells nobody of what equals the last.
    static final class Reselection {
        final List<OrderRow> rows;

        Reselection(List<OrderRow> rows) {
            this.rows = List.copyOf(rows);
        }
    }

    /// Those that match the filter, as they are sorted.
    final Ranking ranking = new Ranking();
    /// The rows in groups, with the heads of these.
    final ObservableList<OrderRow> outline = FXCollections.observableArrayList();
    final BooleanProperty isGrouped = new SimpleBooleanProperty();
    /// What is grouped by, as a workspace keeps it: names with commas, empty for none.
    final StringProperty groupBy = new SimpleStringProperty("");
    /// What is to be selected now, after the list has changed.
    final ObjectProperty<Reselection> reselect = new SimpleObjectProperty<>(new Reselection(List.of()));
    final ObservableList<OrderRow> selected = FXCollections.observableArrayList();

    /// What is selected was chosen by a link, or by the cursor's coming here, and not by a person's hand in this panel.
    final BooleanProperty isSelectedByItself = new SimpleBooleanProperty();

    final StringProperty filter = new SimpleStringProperty("");
    final BooleanProperty openOnly = new SimpleBooleanProperty();
    final BooleanProperty unseenOnly = new SimpleBooleanProperty();
    final BooleanProperty awayOnly = new SimpleBooleanProperty();
    /// What stands where no row is.
    final StringProperty placeholder = new SimpleStringProperty(Show.UNTOLD);
    final StringProperty counts = new SimpleStringProperty("0 orders");
    final IntegerProperty unseen = new SimpleIntegerProperty();
    /// Orders that changed while the console was away from the desk, and were not looked at since.
    final IntegerProperty away = new SimpleIntegerProperty();
    /// A person's hand is on the rows: they keep their places.
    final BooleanProperty frozen = new SimpleBooleanProperty();

    /// What became of the last cancel; empty where there was none.
    final StringProperty notice = new SimpleStringProperty("");
    final BooleanProperty noticeIsBad = new SimpleBooleanProperty();

    /// Why it cannot be done with the selected orders; empty where it can.
    final StringProperty cancelObstacle = new SimpleStringProperty("no order is selected");
    final StringProperty amendObstacle = new SimpleStringProperty("no order is selected");
    final StringProperty bulkAmendObstacle = new SimpleStringProperty("no order is selected");
    final StringProperty askObstacle = new SimpleStringProperty("no order is selected");
    final StringProperty selectionObstacle = new SimpleStringProperty("no order is selected");
    /// Why nothing can be sent at all.
    final StringProperty cancelAllObstacle = new SimpleStringProperty("");
}
