package dev.plumbline.console.shell;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.event.EventHandler;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Painted;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.PanelMemory;

/// The frame of the console: lays the panels out, gives every window its style and its keys, keeps workspaces and
/// preferences, opens the palette and the map of keys.
///
/// For the FX thread.
public final class Shell {
    private static final PseudoClass CALM = PseudoClass.getPseudoClass("calm");
    private static final PseudoClass COMFORTABLE = PseudoClass.getPseudoClass("comfortable");
    private static final int KEEP_EVERY_SECONDS = 5;
    private static final KeyCombination NEXT_OF_TOUR = KeyCombination.valueOf("Alt+N");
    /// Alt and a digit reach so many panels, the tenth by 0.
    private static final int BY_DIGIT_MAX = 10;

    private static final List<Tour.Step> STEPS = List.of(
            new Tour.Step("This is a live desk", "Orders fill while you look: the demo's brokers are simulated, the way to them is "
                    + "real. What flashes has just changed; a bar at a row's left edge waits for you to look at it."),
            new Tour.Step("Send an order", "Press Alt+C and type: buy 500 AAPL @187.42 day. Enter fills the ticket and asks the desk's "
                    + "checks, Enter again sends. F2 begins an empty ticket; Ctrl+Shift+Enter stages instead of sending."),
            new Tour.Step("Find what matters", "Press / and type a filter such as sym:NVDA st:open qty>5000. Ctrl+G groups the rows. "
                    + "The Attention panel lists what went wrong in words, worst first, with what can be done."),
            new Tour.Step("Change your mind", "Ctrl+M finds the orders that you sent. F4 amends the selected one, Delete cancels it, "
                    + "Ctrl+Shift+X cancels many: it shows which ones first, and then each answer."),
            new Tour.Step("Make it yours", "Drag panels by their tabs, or Ctrl+Shift+D for a window of its own. All is kept. Ctrl+K "
                    + "finds every command, ? shows every key, Ctrl+Shift+L changes the colours."));

    private final List<Panel> panels;
    private final Workspaces workspaces;
    private final Dock dock;
    private final Palette palette = new Palette();
    private final KeyMap keyMap = new KeyMap();
    private final Tour tour = new Tour(STEPS, this::toured);
    private final Hint hint = new Hint();
    private final StackPane layers;
    /// The panels, with what lies over them and not over the bars.
    private final StackPane middle = new StackPane();
    /// By their title, acts whose keys work wherever the cursor is.
    private final Map<String, List<Act>> global = new LinkedHashMap<>();
    private final Map<String, List<KeyMap.Line>> moreKeys = new HashMap<>();
    private final Map<Character, Runnable> typed = new HashMap<>();
    private final Set<PseudoClass> marks = new HashSet<>();
    private final ReadOnlyObjectWrapper<Preferences> preferences;
    private final ReadOnlyObjectWrapper<String> workspace = new ReadOnlyObjectWrapper<>("");
    private Consumer<String> onSwitch = _ -> {};
    private Optional<Stage> stage = Optional.empty();
    /// Acts whose keys work whatever is open.
    private final List<Act> urgent = new ArrayList<>();
    /// The key that was pressed last is one of theirs: a field would take Ctrl+Alt+K for a letter as well.
    private boolean isUrgent;
    private final EventHandler<KeyEvent> onUrgent = this::onUrgent;
    private final ListChangeListener<Window> onWindows = this::onWindows;
    /// Of the window that a key or the mouse was last used in.
    private Optional<Scene> front = Optional.empty();
    /// From where the palette or the map of keys was called, where that is not the main window.
    private Optional<Scene> calledFrom = Optional.empty();
    private Optional<Workspace> kept = Optional.empty();
    /// Keys that are held down: they repeat, and no act is meant twice by that.
    private final Set<KeyCode> down = EnumSet.noneOf(KeyCode.class);
    private int seconds;
    private final AnimationTimer filling = new Filling();
    private final List<Runnable> whenWhole = new ArrayList<>();
    private boolean isWhole;

    /// Takes the colours of the person whose workspaces these are. To be called before the first control is made, for with
    /// that JavaFX reads sheets of its own where it knows no others, 60 ms of a start.
    public static void paint(Workspaces workspaces) {
        Application.setUserAgentStylesheet(workspaces.preferences().theme().userAgentSheet());
    }

    /// @param panels in the order in which Alt+1, Alt+2, … Alt+0 reach the first ten
    public Shell(List<Panel> panels, Workspaces workspaces) {
        this.panels = List.copyOf(panels);
        this.workspaces = workspaces;
        preferences = new ReadOnlyObjectWrapper<>(workspaces.preferences());
        dock = new Dock(panels, this::dress);
        layers = new StackPane();
        add("Everywhere", everywhere());
        add("Window", windows());
        typed.put('?', this::toggleKeys);
        palette.onClosed(this::goBack);
        keyMap.onClosed(this::goBack);
        palette.add(this::workspacesNamed);
        palette.add(this::panelsNamed);
        palette.add(this::acts);
    }

    private List<Act> everywhere() {
        return List.of(
                Act.always("Search or run a command", "Ctrl+K", Feather.COMMAND, () -> search("")),
                Act.always("Keys", "F1", Feather.HELP_CIRCLE, this::toggleKeys),
                Act.always("Tour of the console", "", Feather.MAP, tour::begin),
                tour.nextStep(),
                Act.always("Next workspace", "Ctrl+Tab", Feather.LAYERS, this::nextWorkspace),
                Act.always("Larger", "Ctrl+Plus", Feather.ZOOM_IN, () -> set(preferences.get().zoomed(1))),
                Act.always("Smaller", "Ctrl+Minus", Feather.ZOOM_OUT, () -> set(preferences.get().zoomed(-1))),
                Act.always("Normal size", "Ctrl+0", Feather.MAXIMIZE, () -> set(preferences.get().withZoom(100))),
                Act.always("Next theme: dark, light, high contrast", "Ctrl+Shift+L", Feather.SUN, this::nextTheme),
                Act.always("Calm: no flashing", "", Feather.MOON, this::toggleCalm),
                Act.always("Comfortable rows", "", Feather.ALIGN_JUSTIFY, this::toggleComfortable),
                Act.always("Sounds", "", Feather.VOLUME_2, this::toggleSounds));
    }

    private List<Act> windows() {
        return List.of(
                Act.always("Detach panel, or dock it again", "Ctrl+Shift+D", Feather.EXTERNAL_LINK, () ->
                        withPanel(panel -> dock.toggleDetached(panel.id()))),
                Act.always("Keep detached window on top", "Ctrl+Shift+T", Feather.ARROW_UP, () ->
                        withPanel(panel -> dock.toggleOnTop(panel.id()))),
                Act.always("Next link colour of the panel", "Ctrl+L", Feather.LINK, () ->
                        withPanel(this::nextLink)),
                Act.always("Reset this workspace", "", Feather.ROTATE_CCW, this::resetWorkspace),
                new Act("Delete this workspace", "", Feather.TRASH_2, workspace.map(_ -> keepsWorkspace()), this::deleteWorkspace));
    }

    /// Acts with keys that work wherever the cursor is; those of a panel work where it is in the panel.
    public void add(String group, List<Act> acts) {
        global.computeIfAbsent(group, _ -> new ArrayList<>()).addAll(acts);
    }

    /// An act whose key works in every window, also while the palette, the map of keys or a dialog has the keys. It may be run again
    /// while its key is held down.
    public void addUrgent(String group, Act act) {
        add(group, List.of(act));
        urgent.add(act);
    }

    /// Keys for the map that no act stands for.
    public void explain(String group, List<KeyMap.Line> lines) {
        moreKeys.computeIfAbsent(group, _ -> new ArrayList<>()).addAll(lines);
    }

    /// What a character does where no text is typed.
    public void onTyped(char character, Runnable work) {
        typed.put(character, work);
    }

    /// Opens the palette, in whatever window the cursor is.
    ///
    /// @param text to begin with
    public void search(String text) {
        callMain();
        palette.open(text);
    }

    /// What lies over the main window takes the keys there, and gives them back when it is put away.
    private void callMain() {
        if (palette.isOpen()) return;
        calledFrom = front.filter(scene -> !isMain(scene) && scenes().contains(scene));
        Dock.toFront(layers.getScene());
    }

    private void goBack() {
        calledFrom.ifPresent(scene -> {
            front = calledFrom;
            Dock.toFront(scene);
        });
        calledFrom = Optional.empty();
    }

    public Palette palette() {
        return palette;
    }

    public Dock dock() {
        return dock;
    }

    public ReadOnlyObjectProperty<Preferences> preferences() {
        return preferences.getReadOnlyProperty();
    }

    /// The name of the open workspace.
    public ReadOnlyObjectProperty<String> workspace() {
        return workspace.getReadOnlyProperty();
    }

    public List<String> workspaceNames() {
        return workspaces.names();
    }

    /// Is told the name of each workspace that is switched to.
    public void onSwitch(Consumer<String> listener) {
        onSwitch = listener;
    }

    /// Shows the window with the workspace that was open last: first its bars and docks, and when those are painted one
    /// panel after the other. A key or the mouse gets all at once, so that nobody acts on what is not there.
    public void open(Frame into, Region top, Region bottom) {
        middle.getChildren().addFirst(dock.region());
        var bars = new BorderPane(middle);
        bars.setTop(top);
        bars.setBottom(bottom);
        layers.getChildren().addFirst(bars);
        layers.getChildren().addAll(tour.region(), hint.region(), palette.region(), keyMap.region());
        layers.getStyleClass().add("console");
        stage = Optional.of(into.stage());
        var scene = into.scene();
        into.fill(layers);
        dress(scene);
        Window.getWindows().forEach(this::hearUrgentKeys);
        Window.getWindows().addListener(onWindows);
        into.stage().show();
        dock.holdBack();
        openWorkspace(preferences.get().workspace());
        Painted.once(scene, () -> {
            if (!isWhole) filling.start();
        });
    }

    /// Runs `work` once all panels that are in sight are in their places.
    public void whenWhole(Runnable work) {
        if (isWhole) work.run();
        else whenWhole.add(work);
    }

    /// Puts all panels that are in sight into their places now.
    public void complete() {
        if (isWhole) return;
        filling.stop();
        layers.applyCss(); // what a split or a scrolled pane holds is in the window only from then on
        dock.fillAll();
        layers.applyCss();
        isWhole = true;
        whenWhole.forEach(Runnable::run);
        whenWhole.clear();
    }

    /// Shows a newcomer around, once.
    public void greet() {
        if (!preferences.get().toured()) tour.begin();
    }

    private static Bounds bounds(Stage main) {
        return new Bounds(main.getX(), main.getY(), main.getWidth(), main.getHeight());
    }

    /// Lies over the panels, and neither over the bars nor over the palette: for toasts and hints.
    public void overlay(Region layer) {
        middle.getChildren().add(layer);
    }

    private void dress(Scene scene) {
        style(scene);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(scene, event));
        scene.addEventFilter(KeyEvent.KEY_RELEASED, event -> down.remove(event.getCode()));
        scene.windowProperty().flatMap(Window::focusedProperty).subscribe(_ -> down.clear());
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> {
            complete();
            front = Optional.of(scene);
        });
        scene.addEventFilter(KeyEvent.KEY_TYPED, event -> onTyped(scene, event));
    }

    private void style(Scene scene) {
        var now = preferences.get();
        Frame.style(scene, now);
        var root = scene.getRoot();
        root.pseudoClassStateChanged(CALM, now.calm());
        root.pseudoClassStateChanged(COMFORTABLE, now.comfortable());
        for (var mark : marks) root.pseudoClassStateChanged(mark, true);
    }

    /// Sets a state of all windows, for the style sheet.
    public void mark(PseudoClass state, boolean isOn) {
        if (isOn) marks.add(state);
        else marks.remove(state);
        roots().forEach(root -> root.pseudoClassStateChanged(state, isOn));
    }

    private List<Parent> roots() {
        return scenes().stream().map(Scene::getRoot).toList();
    }

    private Set<Scene> scenes() {
        var scenes = dock.scenes();
        stage.ifPresent(main -> scenes.add(main.getScene()));
        return scenes;
    }

    private void onWindows(ListChangeListener.Change<? extends Window> change) {
        while (change.next()) {
            change.getRemoved().forEach(this::ignoreUrgentKeys);
            change.getAddedSubList().forEach(this::hearUrgentKeys);
        }
    }

    /// A menu has none of its own: its owner hears them as well.
    private void hearUrgentKeys(Window window) {
        if (window instanceof Stage) window.addEventFilter(KeyEvent.ANY, onUrgent);
    }

    private void ignoreUrgentKeys(Window window) {
        window.removeEventFilter(KeyEvent.ANY, onUrgent);
    }

    private void onUrgent(KeyEvent event) {
        if (event.getEventType() == KeyEvent.KEY_PRESSED) {
            var meant = urgent.stream().filter(act -> act.isKey(event)).findFirst();
            isUrgent = meant.isPresent();
            meant.ifPresent(this::runUrgent);
        }
        if (isUrgent) event.consume();
    }

    private void runUrgent(Act act) {
        keyMap.close();
        palette.close();
        run(act);
    }

    /// The acts come first, before the focused control: a table would take F2 for its own.
    private void onKey(Scene scene, KeyEvent event) {
        complete();
        front = Optional.of(scene);
        boolean isRepeat = !down.add(event.getCode());
        if (keyMap.isOpen()) {
            keyMap.close();
            event.consume();
            return;
        }
        if (palette.isOpen() && isMain(scene)) return;
        if (event.getCode() == KeyCode.ESCAPE && tour.isOpen() && !(scene.getFocusOwner() instanceof TextInputControl)) {
            tour.end();
            event.consume();
            return;
        }
        if (tour.isOpen() && NEXT_OF_TOUR.match(event)) {
            tour.next();
            event.consume();
            return;
        }
        var here = dock.focused(scene);
        boolean isTyping = scene.getFocusOwner() instanceof TextInputControl;
        if (here.isPresent() && run(here.get().acts(), event, isTyping, isRepeat)) return;
        for (var acts : global.values()) if (run(acts, event, isTyping, isRepeat)) return;
        panelByDigit(event);
    }

    /// @param isTyping into a field, which then has its own use for keys such as Delete
    /// @param isRepeat the key is held down: Delete that repeats would send a cancel each time
    private boolean run(List<Act> acts, KeyEvent event, boolean isTyping, boolean isRepeat) {
        for (var act : acts) {
            if (!act.isKey(event) || (isTyping && (isPlain(event) || isEditing(event)))) continue;
            if (!isRepeat) run(act);
            event.consume();
            return true;
        }
        return false;
    }

    /// A key that opens a dialog is let go there. One that cannot do what it is for says why.
    private void run(Act act) {
        if (act.isPossible()) hint.hide();
        else hint.show(act.name() + " (" + act.key() + "): " + act.obstacle().getValue());
        int windows = Window.getWindows().size();
        act.run();
        if (Window.getWindows().size() != windows) down.clear();
    }

    /// What a field does with its text.
    private static boolean isEditing(KeyEvent event) {
        if (!event.isShortcutDown() || event.isShiftDown() || event.isAltDown()) return false;
        return switch (event.getCode()) {
            case A, C, V, X, Z -> true;
            default -> false;
        };
    }

    private static boolean isPlain(KeyEvent event) {
        return !event.isControlDown() && !event.isAltDown() && !event.isMetaDown() && !event.getCode().isFunctionKey();
    }

    private boolean isMain(Scene scene) {
        return scene == layers.getScene();
    }

    private void panelByDigit(KeyEvent event) {
        if (!event.isAltDown() || event.isControlDown() || !event.getCode().isDigitKey()) return;
        int number = event.getCode().getName().charAt(event.getCode().getName().length() - 1) - '0';
        int place = number == 0 ? BY_DIGIT_MAX : number;
        if (place > panels.size()) return;
        dock.show(panels.get(place - 1).id());
        event.consume();
    }

    private void onTyped(Scene scene, KeyEvent event) {
        if (palette.isOpen() || scene.getFocusOwner() instanceof TextInputControl || event.getCharacter().isEmpty()) return;
        var work = typed.get(event.getCharacter().charAt(0));
        if (work == null) return;
        work.run();
        event.consume();
    }

    /// The panel that has the cursor in the window that a person last used.
    public Optional<Panel> current() {
        return front.flatMap(dock::focused);
    }

    private void withPanel(Consumer<Panel> work) {
        current().ifPresent(work);
    }

    private void nextLink(Panel panel) {
        var link = panel.link();
        if (link.obstacle().isEmpty()) link.cycle();
        else hint.show("Next link colour (Ctrl+L): " + link.obstacle());
    }

    private void toggleKeys() {
        if (keyMap.isOpen()) keyMap.close();
        else {
            callMain();
            keyMap.open(allActs(), moreKeys);
        }
    }

    private Map<String, List<Act>> allActs() {
        var all = new LinkedHashMap<String, List<Act>>();
        global.forEach((title, acts) -> all.put(title, new ArrayList<>(acts)));
        for (var panel : panels)
            if (!panel.acts().isEmpty()) all.computeIfAbsent(panel.title(), _ -> new ArrayList<>()).addAll(panel.acts());
        return all;
    }

    private List<Palette.Entry> acts(String text, int most) {
        var found = new ArrayList<Palette.Entry>();
        allActs().forEach((group, acts) -> {
            for (var act : acts)
                if (found.size() < most && Palette.matches(text, act.name() + " " + group))
                    found.add(new Palette.Entry(act.icon(), act.name(), act.key(), act.obstacle().getValue(), act::run));
        });
        return found;
    }

    private List<Palette.Entry> panelsNamed(String text, int most) {
        var found = new ArrayList<Palette.Entry>();
        for (int i = 0; i < panels.size() && found.size() < most; i++) {
            var panel = panels.get(i);
            if (!Palette.matches(text, "go to panel " + panel.title())) continue;
            var key = i < BY_DIGIT_MAX ? "Alt+" + (i + 1) % BY_DIGIT_MAX : "";
            found.add(new Palette.Entry(panel.icon(), "Go to " + panel.title(), key, () -> dock.show(panel.id())));
        }
        return found;
    }

    private List<Palette.Entry> workspacesNamed(String text, int most) {
        var found = new ArrayList<Palette.Entry>();
        for (var name : workspaces.names())
            if (found.size() < most && Palette.matches(text, "workspace " + name))
                found.add(new Palette.Entry(Feather.LAYERS, "Workspace " + name, name.equals(workspace.get()) ? "open" : "",
                        () -> switchTo(name)));
        var fresh = named(text);
        fresh.ifPresent(name -> found.add(new Palette.Entry(
                Feather.SAVE, "Save this workspace as '" + name + "'", "", workspaces.objection(name).orElse(""),
                () -> saveAs(name))));
        return found;
    }

    /// `save as NAME`, as typed into the palette.
    private static Optional<String> named(String text) {
        var prefix = "save as ";
        return text.regionMatches(true, 0, prefix, 0, prefix.length())
                ? Optional.of(text.substring(prefix.length()).strip()).filter(name -> !name.isEmpty())
                : Optional.empty();
    }

    private void nextWorkspace() {
        var names = workspaces.names();
        switchTo(names.get((names.indexOf(workspace.get()) + 1) % names.size()));
    }

    /// Keeps the open workspace and opens another.
    public void switchTo(String name) {
        save();
        openWorkspace(name);
        onSwitch.accept(workspace.get());
    }

    private void openWorkspace(String name) {
        arrange(workspaces.open(name));
        set(preferences.get().in(workspace.get()));
    }

    private void arrange(Workspace opened) {
        workspace.set(opened.name());
        dock.arrange(opened.main(), opened.floating());
        for (var panel : panels) panel.memory().recall(opened.panels().getOrDefault(panel.id(), PanelMemory.NONE));
        for (var scene : scenes()) style(scene);
        kept = Optional.empty();
    }

    private Workspace now(String name) {
        var memories = new HashMap<String, PanelMemory>();
        for (var panel : panels) memories.put(panel.id(), panel.memory().remember());
        return new Workspace(name, dock.layout(), dock.floating(), memories);
    }

    /// Under another name; the old one stays as it was last kept.
    public void saveAs(String name) {
        workspaces.keep(now(name));
        workspace.set(name);
        set(preferences.get().in(name));
    }

    /// As it was built, and what a person changed of it is forgotten. One of a person's own goes back to the first
    /// built-in one's layout.
    private void resetWorkspace() {
        var name = workspace.get();
        workspaces.delete(name);
        arrange(workspaces.asBuilt(name).named(name));
        onSwitch.accept(name);
    }

    /// Why the open workspace cannot be deleted; empty where it can.
    public String keepsWorkspace() {
        return workspaces.isBuiltIn(workspace.get()) ? "'" + workspace.get() + "' comes with the console" : "";
    }

    /// Deletes the open workspace and opens the first.
    public void deleteWorkspace() {
        if (!keepsWorkspace().isEmpty()) return;
        workspaces.delete(workspace.get());
        openWorkspace(workspaces.names().getFirst());
        onSwitch.accept(workspace.get());
    }

    private void save() {
        if (workspace.get().isEmpty()) return;
        var now = Optional.of(now(workspace.get()));
        if (now.equals(kept)) return;
        kept = now;
        now.ifPresent(workspaces::keep);
    }

    private void nextTheme() {
        set(preferences.get().with(preferences.get().theme().next()));
    }

    private void toggleCalm() {
        set(preferences.get().withCalm(!preferences.get().calm()));
    }

    private void toggleComfortable() {
        set(preferences.get().withComfortable(!preferences.get().comfortable()));
    }

    private void toggleSounds() {
        set(preferences.get().withSounds(!preferences.get().sounds()));
    }

    private void toured() {
        set(preferences.get().withTour());
    }

    public void setTheme(Theme theme) {
        set(preferences.get().with(theme));
    }

    private void set(Preferences changed) {
        var before = preferences.get();
        preferences.set(changed);
        workspaces.keep(changed);
        if (before.theme() != changed.theme()) Application.setUserAgentStylesheet(changed.theme().userAgentSheet());
        for (var scene : scenes()) style(scene);
    }

    /// To be called about once a second: now and then keeps what was moved since.
    public void everySecond() {
        stage.ifPresent(main -> {
            dock.entitle(main.getTitle());
            NormalBounds.look(main, bounds(main));
        });
        dock.look();
        if (++seconds % KEEP_EVERY_SECONDS == 0) save();
    }

    /// Keeps everything and closes the other windows.
    public void close() {
        isWhole = true;
        filling.stop();
        save();
        stage.ifPresent(main -> set(preferences.get().at(NormalBounds.normal(main, bounds(main)), main.isMaximized())));
        dock.closeFloating();
        Window.getWindows().removeListener(onWindows);
        Window.getWindows().forEach(this::ignoreUrgentKeys);
    }

    /// One panel a pulse: keys and the mouse come between.
    private final class Filling extends AnimationTimer {
        @Override
        public void handle(long now) {
            if (!dock.fillNext()) complete();
        }
    }
}
