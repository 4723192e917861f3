package dev.plumbline.console.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.scene.control.TableView;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.filter.Fields;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.FormatRule;

/// The format rules of one table: in force on its rows and cells, and open to be made and changed.
///
/// @param <V> what a row shows
/// @param <T> the record in it that rules are about, and filters
public final class RulesController<V, T> {
    private final String of;
    private final String example;
    private final RulesModel model = new RulesModel();
    private final Looks<V, T> looks;
    private final RulesInteractor<T> interactor;
    private final RulesView<T> view;

    /// @param of what the table shows, such as `orders`
    /// @param example of what can be typed
    /// @param record in what a row shows; empty for a row that no rule is for
    /// @param trouble is told in a line what is wrong with a rule that a file brought
    public RulesController(
            String of, String example, Fields<T> fields, Function<V, Optional<T>> record, Consumer<String> trouble) {
        this.of = of;
        this.example = example;
        looks = new Looks<>(fields, record);
        interactor = new RulesInteractor<>(model, fields, looks::take, trouble);
        view = new RulesView<>(of, model, interactor, fields);
    }

    /// For the rows and cells of the table.
    public Looks<V, T> looks() {
        return looks;
    }

    /// As a workspace keeps them.
    public Property<List<FormatRule>> kept() {
        return model.rules;
    }

    /// Opens the dialog of the rules that `table` has. To be called once, when the table has its columns.
    public Act act(TableView<?> table) {
        var titles = new LinkedHashMap<String, String>();
        for (var column : table.getColumns()) titles.put(column.getId(), column.getText());
        interactor.columns(titles);
        model.rules.subscribe(_ -> interactor.read());
        return Act.always(
                "Format rules of the " + of + " …", "Ctrl+Shift+F", Feather.EDIT_3,
                () -> view.open(table.getScene().getWindow(), example));
    }

    /// To be called about once a second: a rule by age holds, or no more, without a change of the row.
    public void everySecond() {
        looks.everySecond();
    }
}
