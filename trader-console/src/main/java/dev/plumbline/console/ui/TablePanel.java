package dev.plumbline.console.ui;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.ui.Links.Channel;

/// Makes the [Panel] of a feature that is a table: a workspace keeps its columns, its order, its filter and its link.
public final class TablePanel {
    private static final String ENTERING = "dev.plumbline.entering";
    /// So many rows are shown above one that is brought into sight.
    private static final int ABOVE = 5;

    private final TableView<?> table;
    private final Link link;
    private final TableMemory built;
    private StringProperty filter = new SimpleStringProperty("");
    private Property<List<FormatRule>> rules = new SimpleObjectProperty<>(List.of());
    private final Map<String, Property<Boolean>> switches = new LinkedHashMap<>();
    private final Map<String, StringProperty> texts = new LinkedHashMap<>();

    /// @param table with its columns: as it is now is how it looks where a workspace has kept nothing
    public TablePanel(TableView<?> table, Link link) {
        this.table = table;
        this.link = link;
        built = TableMemory.of(table);
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
        return new Panel(id, title, icon, view, focus, acts, link, Panel.Memory.of(this::remember, this::recall));
    }

    private PanelMemory remember() {
        var more = new HashMap<String, String>();
        switches.forEach((name, on) -> {
            if (on.getValue()) more.put(name, "on");
        });
        texts.forEach((name, text) -> more.put(name, text.get()));
        return new PanelMemory(link.channel().get().name(), filter.get(), TableMemory.of(table).ruledBy(rules.getValue()), more);
    }

    private void recall(PanelMemory memory) {
        link.channel().set(memory.channel().isEmpty() ? Channel.BLUE : Channel.named(memory.channel()));
        filter.set(memory.filter());
        rules.setValue(memory.table().rules());
        switches.forEach((name, on) -> on.setValue(memory.more(name, "").equals("on")));
        texts.forEach((name, text) -> text.set(memory.more(name, "")));
        (memory.table().columns().isEmpty() ? built : memory.table()).applyTo(table);
    }
}
