package dev.plumbline.console.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.plumbline.console.ui.Parts;

/// One line that finds everything: commands, panels, orders, symbols, workspaces, and that takes an order as it is
/// typed. Lies over the window; Escape puts it away.
public final class Palette {
    private static final int SHOWN_MAX = 60;
    /// More are scrolled.
    private static final int ROWS_MAX = 14;
    private static final int OF_EACH_MAX = 12;
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");

    private final List<Source> sources = new ArrayList<>();
    private final TextField line = new TextField();
    private final ObservableList<Entry> found = FXCollections.observableArrayList();
    private final ListView<Entry> list = new ListView<>(found);
    private final StackPane cover = new StackPane();
    private final ReadOnlyObjectWrapper<Boolean> open = new ReadOnlyObjectWrapper<>(false);
    private boolean isEnterDown;
    private Optional<Node> before = Optional.empty();
    private Runnable whenClosed = () -> {};

    /// Finds what a person may mean.
    public interface Source {
        /// @param typed in lower case, without blanks around it; may be empty
        /// @param most as many as there is room for
        List<Entry> find(String typed, int most);
    }

    /// Something to choose.
    ///
    /// @param hint to the right: a key, a state
    /// @param obstacle why it cannot be chosen now, empty where it can
    public record Entry(Feather icon, String text, String hint, String obstacle, Runnable chosen) {
        public Entry(Feather icon, String text, String hint, Runnable chosen) {
            this(icon, text, hint, "", chosen);
        }
    }

    public Palette() {
        line.setId("palette-line");
        line.setPromptText("A command, an order, a symbol, a panel … or: buy 500 AAPL @187.42 day");
        line.setAccessibleText("Search or run a command");
        line.textProperty().subscribe(_ -> find());
        list.setId("palette-list");
        list.setAccessibleText("What was found");
        list.setCellFactory(_ -> new Cell());
        list.setFocusTraversable(false);
        list.setPlaceholder(Parts.quiet("Nothing found"));
        list.prefHeightProperty().bind(Bindings.createDoubleBinding(
                () -> Math.clamp(found.size(), 1, ROWS_MAX) * list.getFixedCellSize() + 2, found, list.fixedCellSizeProperty()));
        list.setOnMouseClicked(_ -> choose());
        var box = new VBox(line, list, Parts.quiet("↑ ↓ choose · Enter runs · Esc closes"));
        box.getStyleClass().add("palette");
        box.setMaxSize(720, Region.USE_PREF_SIZE);
        box.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        box.addEventFilter(KeyEvent.KEY_RELEASED, this::onRelease);
        cover.getChildren().add(box);
        cover.getStyleClass().add("palette-cover");
        cover.setVisible(false);
        cover.setManaged(false);
        StackPane.setAlignment(box, Pos.TOP_CENTER);
        cover.setOnMousePressed(event -> {
            if (event.getTarget() == cover) close();
        });
    }

    /// What it finds comes before what those find that were added earlier.
    public void add(Source source) {
        sources.addFirst(source);
    }

    /// Is run when it is put away, before what was chosen.
    void onClosed(Runnable work) {
        whenClosed = work;
    }

    /// To be laid over the window.
    public Region region() {
        return cover;
    }

    public boolean isOpen() {
        return open.get();
    }

    /// @param text to begin with
    public void open(String text) {
        if (!isOpen()) before = Optional.ofNullable(cover.getScene()).map(scene -> scene.getFocusOwner());
        cover.setManaged(true);
        cover.setVisible(true);
        open.set(true);
        isEnterDown = false;
        line.setText(text);
        find();
        line.requestFocus();
        line.end();
    }

    public void close() {
        if (!isOpen()) return;
        open.set(false);
        cover.setVisible(false);
        cover.setManaged(false);
        before.ifPresent(Node::requestFocus);
        before = Optional.empty();
        whenClosed.run();
    }

    private void find() {
        var typed = line.getText().strip();
        var entries = new ArrayList<Entry>();
        for (var source : sources) {
            int room = Math.min(OF_EACH_MAX, SHOWN_MAX - entries.size());
            if (room > 0) entries.addAll(source.find(typed, typed.isEmpty() ? room : SHOWN_MAX));
        }
        found.setAll(entries.subList(0, Math.min(entries.size(), SHOWN_MAX)));
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> close();
            case ENTER -> isEnterDown = true;
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> move(8);
            case PAGE_UP -> move(-8);
            default -> {
                return;
            }
        }
        event.consume();
    }

    /// Runs when Enter is let go: held down it repeats, and would press the button to which what it runs takes the cursor,
    /// such as Send.
    private void onRelease(KeyEvent event) {
        if (event.getCode() != KeyCode.ENTER || !isEnterDown) return;
        isEnterDown = false;
        event.consume();
        choose();
    }

    private void move(int by) {
        if (found.isEmpty()) return;
        int to = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, found.size() - 1);
        list.getSelectionModel().select(to);
        list.scrollTo(Math.max(0, to - 5));
    }

    private void choose() {
        var chosen = list.getSelectionModel().getSelectedItem();
        if (chosen == null || !chosen.obstacle.isEmpty()) return;
        close();
        chosen.chosen.run();
    }

    /// Whether each word of `typed` is in `text`, in any order: how the sources of commands compare.
    public static boolean matches(String typed, String text) {
        if (typed.isEmpty()) return true;
        var low = text.toLowerCase(Locale.ROOT);
        for (var word : typed.toLowerCase(Locale.ROOT).split("\\s+")) if (!low.contains(word)) return false;
        return true;
    }

    private static final class Cell extends ListCell<Entry> {
        private final Label text = new Label();
        private final Label hint = Parts.quiet("");
        private final FontIcon icon = new FontIcon(Feather.CHEVRON_RIGHT);
        private final HBox row = new HBox(icon, text, Parts.space(), hint);

        Cell() {
            row.getStyleClass().add("palette-row");
            row.setAlignment(Pos.CENTER_LEFT);
            HBox.setHgrow(text, Priority.SOMETIMES);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            icon.setIconCode(entry.icon);
            text.setText(entry.text);
            hint.setText(entry.obstacle.isEmpty() ? entry.hint : entry.obstacle);
            pseudoClassStateChanged(OFF, !entry.obstacle.isEmpty());
            setAccessibleText(entry.text + ". " + hint.getText());
            setGraphic(row);
        }
    }
}
