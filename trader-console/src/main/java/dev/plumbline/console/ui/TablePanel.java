package dev.plumbline.console.ui;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.animation.PauseTransition;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.util.Duration;

import org.kordamp.ikonli.feather.Feather;


/// Makes the [Panel] of a feature that is a table: a workspace keeps its columns, its order, its filter and its link.
public final class TablePanel {
    /// How the table looks: what is done to orders has its buttons and keys, and no place where a hand may slip.
    private static final Set<String> OF_THE_MENU = Set.of("Ctrl+Shift+C", "Ctrl+Shift+F");
    private static final String ENTERING = "dev.plumbline.entering";
    /// So many rows are shown above one that is brought into sight.
    private static final int ABOVE = 5;

    private final TableView<?> table;
    private final Link link;
    private final TableMemory built;
    /// As a workspace brought it: with columns that the table may not have yet.
    private TableMemory recalled = TableMemory.NONE;
    private boolean isArranging;
    private final Set<String> came = new HashSet<>();
    private final PauseTransition settling = new PauseTransition(Duration.ONE);
    private Optional<Flashed> flashed = Optional.empty();
    private StringProperty filter = new SimpleStringProperty("");
    private Property<List<FormatRule>> rules = new SimpleObjectProperty<>(List.of());
    private final Map<String, Property<Boolean>> switches = new LinkedHashMap<>();
    private final Map<String, StringProperty> texts = new LinkedHashMap<>();

    /// @param table with its columns: as it is now is how it looks where a workspace has kept nothing
    public TablePanel(TableView<?> table, Link link) {
        this.table = table;
        this.link = link;
        built = TableMemory.of(table);
        settling.setOnFinished(_ -> settle());
        columnsOf(table).addListener((ListChangeListener<TableColumn<?, ?>>) this::columnsCame);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // its columns are only looked at
    private static ObservableList<TableColumn<?, ?>> columnsOf(TableView<?> table) {
        return (ObservableList) table.getColumns();
    }

    /// A column that was not there when the workspace was opened gets the place and the width that were kept of it: a moment
    /// later, for a list is not to be changed while it tells of a change.
    private void columnsCame(ListChangeListener.Change<? extends TableColumn<?, ?>> change) {
        if (isArranging) return;
        while (change.next())
            for (var column : change.getAddedSubList())
                if (!change.getRemoved().contains(column) && recalled.knows(column.getId())) came.add(column.getId());
        if (!came.isEmpty()) settling.playFromStart();
    }

    private void settle() {
        var now = TableMemory.of(table);
        for (var id : came) now = now.without(id);
        came.clear();
        arrange(now.withAbsentOf(recalled));
    }

    private void arrange(TableMemory memory) {
        isArranging = true;
        memory.applyTo(table);
        isArranging = false;
    }

    /// Puts the cursor into a table, on its first row where none is chosen.
    public static void focus(TableView<?> table) {
        table.requestFocus();
        if (!table.getSelectionModel().isEmpty()) return;
        table.getProperties().put(ENTERING, true);
        table.getSelectionModel().selectFirst();
        table.getProperties().remove(ENTERING);
    }

    /// Whether what is selected now was chosen by a person in the table: not by its coming to the table, and not by a link.
    public static boolean isChosen(TableView<?> table) {
        return table.isFocused() && !table.getProperties().containsKey(ENTERING);
    }

    /// Whether the cursor is in the table, or in what stands around it such as its filter. What a person has selected there is
    /// not to be changed by a link.
    public static boolean hasCursor(TableView<?> table) {
        var scene = table.getScene();
        if (scene == null || !scene.getWindow().isFocused()) return false;
        var around = table.getParent() == null ? table : table.getParent();
        // Not by focusWithin: that stays on where a panel was put into its place while it had the cursor.
        for (Node at = scene.getFocusOwner(); at != null; at = at.getParent()) if (at == around) return true;
        return false;
    }

    /// Selects the rows that are about the same as what was chosen in another panel, the first of them in sight; where there
    /// are none, none. Does nothing while the table has the cursor.
    public static <R> void follow(TableView<R> table, Predicate<R> isAboutIt) {
        if (hasCursor(table)) return;
        var items = table.getItems();
        var places = IntStream.range(0, items.size()).filter(at -> isAboutIt.test(items.get(at))).toArray();
        table.getSelectionModel().clearSelection();
        if (places.length == 0) return;
        table.getSelectionModel().selectIndices(places[0], places);
        table.scrollTo(Math.max(0, places[0] - ABOVE));
    }

    public TablePanel filtered(StringProperty by) {
        filter = by;
        return this;
    }

    /// How its rows look, by rules of a person's own; none where nothing was kept.
    public TablePanel ruled(Property<List<FormatRule>> by) {
        rules = by;
        return this;
    }

    /// The columns that light up and for how long, for a person to choose.
    public TablePanel flashing(Flashed columns) {
        flashed = Optional.of(columns);
        return kept("flashes", columns.kept()).kept("flash-ms", columns.keptMillis());
    }

    /// Something that is on or off, kept under a name; off where nothing was kept.
    public TablePanel switched(String name, Property<Boolean> on) {
        switches.put(name, on);
        return this;
    }

    /// A text, kept under a name; empty where nothing was kept.
    public TablePanel kept(String name, StringProperty text) {
        texts.put(name, text);
        return this;
    }

    public Panel panel(String id, String title, Feather icon, Region view, Runnable focus, List<Act> acts) {
        var all = new ArrayList<>(acts);
        all.add(ColumnsView.act(table, built, flashed));
        menu(all.stream().filter(act -> OF_THE_MENU.contains(act.key())).toList());
        return new Panel(id, title, icon, view, focus, all, link, Panel.Memory.of(this::remember, this::recall));
    }

    /// For a right click, or the menu key. Made when it is first asked for.
    private void menu(List<Act> acts) {
        var menu = new ArrayList<ContextMenu>();
        table.setOnContextMenuRequested(event -> {
            if (menu.isEmpty()) menu.add(new ContextMenu(acts.stream().map(TablePanel::item).toArray(MenuItem[]::new)));
            menu.getFirst().show(table, event.getScreenX(), event.getScreenY());
            event.consume();
        });
    }

    private static MenuItem item(Act act) {
        var item = new MenuItem(act.name() + "   " + act.key());
        item.setOnAction(_ -> act.run());
        return item;
    }

    private PanelMemory remember() {
        var more = new HashMap<String, String>();
        switches.forEach((name, on) -> {
            if (on.getValue()) more.put(name, "on");
        });
        texts.forEach((name, text) -> more.put(name, text.get()));
        return new PanelMemory(link.channel().get().name(), filter.get(), now(), more);
    }

    private TableMemory now() {
        return TableMemory.of(table).withAbsentOf(recalled).ruledBy(rules.getValue());
    }

    private void recall(PanelMemory memory) {
        link.recall(memory.channel());
        filter.set(memory.filter());
        rules.setValue(memory.table().rules());
        switches.forEach((name, on) -> on.setValue(memory.more(name, "").equals("on")));
        texts.forEach((name, text) -> text.set(memory.more(name, "")));
        recalled = memory.table().renamedFor(table);
        arrange(recalled.columns().isEmpty() ? built : recalled);
    }
}
