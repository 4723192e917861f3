package dev.plumbline.console.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Orientation;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import software.coley.bentofx.Bento;
import software.coley.bentofx.control.DragDropStage;
import software.coley.bentofx.dockable.Dockable;
import software.coley.bentofx.layout.DockContainer;
import software.coley.bentofx.layout.container.DockContainerBranch;
import software.coley.bentofx.layout.container.DockContainerLeaf;
import software.coley.bentofx.layout.container.DockContainerRootBranch;

import dev.plumbline.console.shell.Workspace.Floating;
import dev.plumbline.console.ui.Panel;

/// The panels in their windows: docked as [Layout] says, dragged, detached, put back. The only class that knows the
/// docking library.
///
/// For the FX thread.
public final class Dock {
    private static final String PANEL = "dev.plumbline.panel";
    private static final Bounds DETACHED = new Bounds(160, 120, 900, 560);

    private final Bento bento = new Bento();
    private final BorderPane host = new BorderPane();
    private final Map<String, Panel> panels = new LinkedHashMap<>();
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Map<String, Dockable> dockables = new HashMap<>();
    /// On top of which panel one lay when it was last docked in the main window.
    private final Map<String, String> neighbours = new HashMap<>();
    private final Consumer<Scene> dress;
    private DockContainerRootBranch main;
    private boolean isHeldBack;

    /// @param dress gives each new window its style and its keys
    public Dock(List<Panel> panels, Consumer<Scene> dress) {
        this.dress = dress;
        for (var panel : panels) add(panel);
        main = bento.dockBuilding().root("main");
        host.setCenter(main);
        host.getStyleClass().add("dock");
        bento.stageBuilding().setSceneFactory((_, content, width, height) -> dressed(content, width, height));
    }

    private void add(Panel panel) {
        squeezable(panel.view());
        var slot = new Slot(panel.view(), this::seen);
        slot.getProperties().put(PANEL, panel.id());
        slots.put(panel.id(), slot);
        panels.put(panel.id(), panel);
        dockables.put(panel.id(), dockable(panel));
    }

    private Dockable dockable(Panel panel) {
        var dockable = bento.dockBuilding().dockable(panel.id());
        dockable.setTitle(panel.title());
        dockable.setIconFactory(_ -> new FontIcon(panel.icon()));
        dockable.setNode(slot(panel.id()));
        return dockable;
    }

    private Slot slot(String id) {
        return Objects.requireNonNull(slots.get(id), id);
    }

    private void seen(Slot slot) {
        if (!isHeldBack) slot.fill();
    }

    /// From now on the docks and their headers come without the panels in them, until [#fillNext] or [#fillAll] say so: a
    /// window is there sooner, and can be used.
    void holdBack() {
        isHeldBack = true;
    }

    /// Puts the next panel that is in sight into its place. False where all were: then nothing is held back any more.
    boolean fillNext() {
        var next = slots.values().stream().filter(slot -> slot.isInWindow() && slot.isEmpty()).findFirst();
        next.ifPresent(Slot::fill);
        isHeldBack &= next.isPresent();
        return next.isPresent();
    }

    /// Puts all panels that are in sight into their places, and holds none back any more.
    void fillAll() {
        while (fillNext());
    }

    /// However little room a person leaves it: a panel that insists on its width would push the whole window.
    private static void squeezable(Region view) {
        view.setMinSize(0, 0);
        var area = new Rectangle();
        area.widthProperty().bind(view.widthProperty());
        area.heightProperty().bind(view.heightProperty());
        view.setClip(area);
    }

    private Scene dressed(Region content, double width, double height) {
        var scene = new Scene(content, width, height);
        content.getStyleClass().addAll("console", "detached");
        dress.accept(scene);
        return scene;
    }

    /// Fills the main window.
    public Region region() {
        return host;
    }

    /// Lays all panels anew: what neither layout names is closed, and can be opened with [#show].
    public void arrange(Layout layout, List<Floating> floating) {
        takeAllOut();
        var placed = new HashSet<String>();
        main = bento.dockBuilding().root("main");
        fill(main, layout.only(id -> dockables.containsKey(id) && placed.add(id)));
        host.setCenter(main);
        bento.registerRoot(main);
        for (var window : floating) {
            var own = window.layout().only(id -> dockables.containsKey(id) && placed.add(id));
            if (!own.allPanels().isEmpty()) open(own, window.bounds(), window.onTop(), window.maximised());
        }
    }

    private void takeAllOut() {
        closeFloating();
        for (var id : panels.keySet()) takeOut(id);
        bento.unregisterRoot(main);
        neighbours.clear();
    }

    /// The headers of a dockable listen to it for as long as it lives, also those of containers that are gone: so it is
    /// let go, and the panel has another from here on.
    private Dockable takeOut(String id) {
        var before = dockables.get(id);
        if (before != null) {
            before.inContainer((leaf, inside) -> leaf.removeDockable(inside));
            before.setNode(null);
        }
        var fresh = dockable(Objects.requireNonNull(panels.get(id), id));
        dockables.put(id, fresh);
        return fresh;
    }

    private void fill(DockContainerBranch root, Layout layout) {
        if (layout.isTabs()) {
            root.addContainer(leaf(layout));
            return;
        }
        root.setOrientation(layout.isHorizontal() ? Orientation.HORIZONTAL : Orientation.VERTICAL);
        for (var part : layout.parts()) root.addContainer(part.isTabs() ? leaf(part) : branch(part));
        root.setDividerPositions(layout.dividers().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private DockContainer branch(Layout layout) {
        var branch = bento.dockBuilding().branch();
        branch.setPruneWhenEmpty(true);
        fill(branch, layout);
        return branch;
    }

    private DockContainerLeaf leaf(Layout layout) {
        var leaf = bento.dockBuilding().leaf();
        leaf.setPruneWhenEmpty(true);
        for (var id : layout.panels()) put(leaf, id);
        var selected = layout.selected().isEmpty() && !layout.panels().isEmpty()
                ? layout.panels().getFirst()
                : layout.selected();
        var top = dockables.get(selected);
        if (top != null) leaf.selectDockable(top);
        return leaf;
    }

    private void put(DockContainerLeaf leaf, String id) {
        var dockable = dockables.get(id);
        if (dockable != null) leaf.addDockable(dockable);
    }

    private void open(Layout layout, Bounds wanted, boolean onTop, boolean isMaximised) {
        var bounds = wanted.onOneOf(screens());
        var root = bento.dockBuilding().root();
        fill(root, layout);
        var stage = new DragDropStage(true);
        stage.setScene(dressed(root, bounds.width(), bounds.height()));
        stage.setTitle(titles(root));
        stage.setX(bounds.x());
        stage.setY(bounds.y());
        stage.setAlwaysOnTop(onTop);
        stage.setMaximized(isMaximised);
        NormalBounds.begin(stage, bounds);
        stage.setOnHidden(_ -> closed(root));
        bento.registerRoot(root);
        stage.show();
    }

    private static String titles(DockContainerRootBranch root) {
        return root.getDockables().stream().map(Dockable::getTitle).collect(Collectors.joining(", "));
    }

    /// Says on each window beside the main one which panels are in it.
    ///
    /// @param more what the main window says, such as the desk
    void entitle(String more) {
        for (var root : bento.getRootContainers()) {
            if (root == main || !(window(root) instanceof Stage stage) || isMain(stage)) continue;
            var title = titles(root) + " · " + more;
            if (!title.equals(stage.getTitle())) stage.setTitle(title);
        }
    }

    private void closed(DockContainerRootBranch root) {
        for (var dockable : List.copyOf(root.getDockables())) takeOut(dockable.getIdentifier());
        bento.unregisterRoot(root);
    }

    static List<Bounds> screens() {
        return Screen.getScreens().stream().map(Screen::getVisualBounds).map(Dock::bounds).toList();
    }

    private static Bounds bounds(Rectangle2D area) {
        return new Bounds(area.getMinX(), area.getMinY(), area.getWidth(), area.getHeight());
    }

    /// Brings a panel to the front and puts the cursor into it; where it was closed, it opens again.
    public void show(String id) {
        var panel = panels.get(id);
        var dockable = dockables.get(id);
        if (panel == null || dockable == null) return;
        if (isOpen(dockable)) dockable.inContainer((leaf, inside) -> leaf.selectDockable(inside));
        else reopen(id);
        toFront(slot(id).getScene());
        panel.focus().run();
    }

    /// Opens a panel that is closed, and gives its window the keys: for who then puts the cursor into a part of it.
    public void reach(String id) {
        open(id);
        var panel = panels.get(id);
        if (panel != null) toFront(slot(id).getScene());
    }

    /// Brings the window of `scene` to the front, with the keys.
    static void toFront(@Nullable Scene scene) {
        if (scene == null || !(scene.getWindow() instanceof Stage stage)) return;
        if (stage.isIconified()) stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }

    /// Opens a panel that is closed, without taking the cursor away.
    public void open(String id) {
        var dockable = dockables.get(id);
        if (dockable == null) return;
        if (!isOpen(dockable)) reopen(id);
        else dockable.inContainer((leaf, inside) -> leaf.selectDockable(inside));
    }

    public boolean isOpen(String id) {
        var dockable = dockables.get(id);
        return dockable != null && isOpen(dockable);
    }

    private static boolean isOpen(Dockable dockable) {
        var container = dockable.getContainer();
        return container != null && container.getScene() != null;
    }

    private void reopen(String id) {
        var dockable = takeOut(id);
        var leaf = home(id);
        leaf.addDockable(dockable);
        leaf.selectDockable(dockable);
    }

    /// Where the panel lay, or where the last of all lies.
    private DockContainerLeaf home(String id) {
        var neighbour = dockables.get(neighbours.getOrDefault(id, ""));
        if (neighbour != null && isInMain(neighbour)) {
            var beside = neighbour.getContainer();
            if (beside != null) return beside;
        }
        var leaves = leaves(main);
        if (!leaves.isEmpty()) return leaves.getLast();
        var leaf = bento.dockBuilding().leaf();
        leaf.setPruneWhenEmpty(true);
        main.addContainer(leaf);
        return leaf;
    }

    private boolean isInMain(Dockable dockable) {
        return main.getDockables().contains(dockable);
    }

    private static List<DockContainerLeaf> leaves(DockContainerBranch branch) {
        var leaves = new ArrayList<DockContainerLeaf>();
        for (var child : branch.getChildContainers())
            switch (child) {
                case DockContainerLeaf leaf -> leaves.add(leaf);
                case DockContainerBranch inner -> leaves.addAll(leaves(inner));
                default -> throw new IllegalStateException("unknown container " + child);
            }
        return leaves;
    }

    /// Gives the panel a window of its own, or takes it back into the main one.
    public void toggleDetached(String id) {
        var dockable = dockables.get(id);
        if (dockable == null) return;
        if (isOpen(dockable) && !isInMain(dockable)) {
            reopen(id);
            closeEmptyWindows();
        } else {
            rememberNeighbour(id, dockable);
            takeOut(id);
            open(Layout.tabs(id), DETACHED, false, false);
        }
        show(id);
    }

    private void rememberNeighbour(String id, Dockable dockable) {
        var leaf = dockable.getContainer();
        if (leaf == null) return;
        leaf.getDockables().stream()
                .filter(other -> other != dockable)
                .findFirst()
                .ifPresent(other -> neighbours.put(id, other.getIdentifier()));
    }

    private void closeEmptyWindows() {
        for (var root : List.copyOf(bento.getRootContainers()))
            if (root != main && root.getDockables().isEmpty() && window(root) instanceof Stage stage) stage.close();
    }

    /// Keeps the window that the panel is detached in above all others, or lets it go.
    public void toggleOnTop(String id) {
        if (stageOf(id) instanceof Stage stage && !isMain(stage)) stage.setAlwaysOnTop(!stage.isAlwaysOnTop());
    }

    /// The panel is in a window of its own.
    public boolean isDetached(String id) {
        return stageOf(id) instanceof Stage stage && !isMain(stage);
    }

    private boolean isMain(Window window) {
        return window == window(host);
    }

    private @Nullable Window stageOf(String id) {
        var slot = slots.get(id);
        return slot == null ? null : window(slot);
    }

    private static @Nullable Window window(Node node) {
        return node.getScene() == null ? null : node.getScene().getWindow();
    }

    /// The panel that has the cursor in the window of `scene`.
    public Optional<Panel> focused(Scene scene) {
        for (Node node = scene.getFocusOwner(); node != null; node = node.getParent())
            if (node.getProperties().get(PANEL) instanceof String id) return Optional.ofNullable(panels.get(id));
        return Optional.empty();
    }

    /// The panels in the order in which Alt+1, Alt+2, … reach them.
    public List<Panel> panels() {
        return List.copyOf(panels.values());
    }

    /// How the main window is laid out now.
    public Layout layout() {
        return layout(main);
    }

    /// The windows beside it.
    public List<Floating> floating() {
        var windows = new ArrayList<Floating>();
        for (var root : bento.getRootContainers()) {
            if (root == main || root.getDockables().isEmpty() || !(window(root) instanceof Stage stage)) continue;
            windows.add(new Floating(
                    NormalBounds.normal(stage, bounds(stage)), stage.isAlwaysOnTop(), stage.isMaximized(), layout(root)));
        }
        return windows;
    }

    /// To be called now and then, to know where a window lay before it was maximised.
    void look() {
        for (var root : bento.getRootContainers())
            if (root != main && window(root) instanceof Stage stage) NormalBounds.look(stage, bounds(stage));
    }

    private static Bounds bounds(Stage stage) {
        var scene = stage.getScene();
        return new Bounds(stage.getX(), stage.getY(), scene.getWidth(), scene.getHeight());
    }

    private static Layout layout(DockContainerBranch branch) {
        var parts = new ArrayList<Layout>();
        for (var child : branch.getChildContainers())
            switch (child) {
                case DockContainerLeaf leaf -> parts.add(layout(leaf));
                case DockContainerBranch inner -> parts.add(layout(inner));
                default -> throw new IllegalStateException("unknown container " + child);
            }
        if (parts.size() == 1) return parts.getFirst();
        var dividers = new ArrayList<Double>();
        for (double position : branch.getDividerPositions()) dividers.add(Math.rint(position * 1_000) / 1_000);
        return parts.isEmpty()
                ? Layout.tabs()
                : Layout.split(branch.getOrientation() == Orientation.HORIZONTAL, dividers, parts);
    }

    private static Layout layout(DockContainerLeaf leaf) {
        var ids = leaf.getDockables().stream().map(Dockable::getIdentifier).toList();
        var selected = leaf.getSelectedDockable();
        return Layout.tabs(ids, selected == null ? "" : selected.getIdentifier());
    }

    /// All scenes that panels are in.
    public Set<Scene> scenes() {
        var scenes = new HashSet<Scene>();
        for (var root : bento.getRootContainers()) if (root.getScene() != null) scenes.add(root.getScene());
        return scenes;
    }

    /// Closes all windows but the main one.
    public void closeFloating() {
        for (var root : List.copyOf(bento.getRootContainers()))
            if (root != main && window(root) instanceof Stage stage) stage.close();
    }
}
