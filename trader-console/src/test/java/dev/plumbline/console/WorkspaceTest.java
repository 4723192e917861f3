package dev.plumbline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.plumbline.console.shell.UserFiles;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Item;

/// How a person arranges the window, and finds it again.
@ExtendWith(ApplicationExtension.class)
class WorkspaceTest {
    @TempDir
    private Path folder;

    private final List<String> trouble = new ArrayList<>();
    private FakeFeed feed = new FakeFeed();
    private ConsoleWindow window;
    private Stage stage;

    @Start
    void open(Stage into) {
        stage = into;
        start();
    }

    private void start() {
        feed = new FakeFeed();
        window = new ConsoleWindow(
                feed, new Settings("127.0.0.1", 5801, "main", "akira", "SIM"), UserFiles.in(folder, trouble::add));
        window.open(stage);
        window.complete();
        var items = new ArrayList<Item>(Samples.desk());
        items.add(Samples.item(Samples.order("C1", Side.BUY, 12500, "NVDA", "187.40")));
        feed.snapshot(true, items);
    }

    private void restart(FxRobot robot) throws Exception {
        robot.interact(() -> {
            window.close();
            stage.close();
        });
        FxToolkit.registerStage(() -> stage = new Stage());
        robot.interact(this::start);
        showsOrders(robot, 1);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
        assertThat(trouble).isEmpty();
    }

    @Test
    void findsColumnsFilterAndWorkspaceAgain(FxRobot robot) throws Exception {
        showsOrders(robot, 1);
        robot.interact(() -> {
            orders(robot).getColumns().get(3).setVisible(false);
            lastColumnFirst(orders(robot));
        });
        robot.push(KeyCode.SLASH).write("nvda");
        restart(robot);
        assertThat(filter(robot).getText()).isEqualTo("nvda");
        assertThat(orders(robot).getColumns().getFirst().getId()).isEqualTo("remarks");
        assertThat(orders(robot).getColumns().get(4).isVisible()).isFalse();
    }

    @Test
    void findsTheColumnsOfStagedOrdersAgain(FxRobot robot) throws Exception {
        showsOrders(robot, 1);
        robot.push(KeyCode.ALT, KeyCode.DIGIT8);
        robot.interact(() -> {
            var staged = staged(robot);
            column(staged, "tif").setVisible(false);
            lastColumnFirst(staged);
            column(staged, "symbol").setPrefWidth(123);
            sortBy(staged, column(staged, "symbol"));
        });
        restart(robot);
        robot.push(KeyCode.ALT, KeyCode.DIGIT8);
        var staged = staged(robot);
        assertThat(column(staged, "tif").isVisible()).isFalse();
        assertThat(staged.getColumns().getFirst().getId()).isEqualTo("reason");
        assertThat(column(staged, "symbol").getWidth()).isEqualTo(123);
        assertThat(staged.getSortOrder()).hasSize(1);
        assertThat(staged.getSortOrder().getFirst().getId()).isEqualTo("symbol");
    }

    private static TableView<?> staged(FxRobot robot) {
        return robot.lookup("#staged").queryAs(TableView.class);
    }

    private static TableColumn<?, ?> column(TableView<?> table, String id) {
        return table.getColumns().stream().filter(column -> column.getId().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void aMaximisedWindowComesBackMaximisedAndKnowsItsNormalBounds(FxRobot robot) throws Exception {
        showsOrders(robot, 1);
        robot.interact(() -> {
            stage.setX(40);
            stage.setWidth(1_300);
        });
        restart(robot);
        robot.interact(() -> stage.setMaximized(true));
        restart(robot);
        assertThat(stage.isMaximized()).isTrue();
        restart(robot);
        assertThat(stage.isMaximized()).isTrue();
        assertThat(Files.readString(folder.resolve("preferences.json"))).contains("\"maximised\" : true").contains("\"width\" : 1300.0");
    }

    @Test
    void aPanelWithoutALinkSaysWhy(FxRobot robot) {
        showsOrders(robot, 1);
        for (var panel : List.of(KeyCode.DIGIT2, KeyCode.DIGIT6)) {
            robot.interact(() -> robot.lookup("#key-hint").queryAs(Label.class).setText(""));
            robot.push(KeyCode.ALT, panel).push(KeyCode.CONTROL, KeyCode.L);
            awaitTrue(() -> robot.lookup("#key-hint").queryAs(Label.class).getText().contains("Next link colour (Ctrl+L): "));
        }
    }

    @Test
    void detachesAPanelAndFindsItDetachedAgain(FxRobot robot) throws Exception {
        showsOrders(robot, 1);
        robot.push(KeyCode.ALT, KeyCode.DIGIT3);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.D);
        awaitTrue(() -> Window.getWindows().size() == 2);
        assertThat(robot.lookup("#executions").query().getScene()).isNotEqualTo(stage.getScene());
        restart(robot);
        awaitTrue(() -> Window.getWindows().size() == 2);
        assertThat(robot.lookup("#executions").query().getScene()).isNotEqualTo(stage.getScene());
        robot.push(KeyCode.ALT, KeyCode.DIGIT3);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.D);
        awaitTrue(() -> Window.getWindows().size() == 1);
        assertThat(robot.lookup("#executions").query().getScene()).isEqualTo(stage.getScene());
    }

    @Test
    void switchesAndSavesWorkspacesByThePalette(FxRobot robot) throws Exception {
        showsOrders(robot, 1);
        palette(robot, "save as My desk");
        awaitTrue(() -> workspace(robot).equals("My desk"));
        robot.push(KeyCode.CONTROL, KeyCode.TAB);
        awaitTrue(() -> workspace(robot).equals("Trading"));
        palette(robot, "workspace my");
        awaitTrue(() -> workspace(robot).equals("My desk"));
        restart(robot);
        assertThat(workspace(robot)).isEqualTo("My desk");
        assertThat(folder.resolve("workspaces/My desk.json")).exists();
    }

    /// Else a day of switching would slow the window down: the docking library's headers listen to what they show.
    @Test
    void switchingWorkspacesKeepsNothingOfTheOneBefore(FxRobot robot) {
        showsOrders(robot, 1);
        var before = new ArrayList<WeakReference<Node>>();
        for (int i = 0; i < 6; i++) {
            robot.lookup(".header").queryAll().forEach(header -> before.add(new WeakReference<>(header)));
            robot.push(KeyCode.CONTROL, KeyCode.TAB);
        }
        assertThat(before).hasSizeGreaterThan(60);
        awaitTrue(() -> {
            System.gc();
            return before.stream().filter(header -> header.get() != null).count() <= 12; // the last may still be about to be painted
        });
    }

    @Test
    void saysWhyACommandCannotBeRun(FxRobot robot) {
        showsOrders(robot, 1);
        robot.interact(() -> orders(robot).getSelectionModel().clearSelection());
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("cancel selected").push(KeyCode.ENTER);
        assertThat(robot.lookup("#palette-list").<ListView<?>>query().getItems()).isNotEmpty();
        assertThat(robot.lookup("#palette-line").query().isFocused()).as("stays open").isTrue();
        robot.push(KeyCode.ESCAPE);
        assertThat(feed.asked).isEmpty();
    }

    /// Rows that come at several places at once must not take the selection to another order.
    @Test
    void theSelectedOrderStaysSelectedWhileOthersComeAllAround(FxRobot robot) {
        showsOrders(robot, 1);
        robot.interact(() -> {
            var symbol = orders(robot).getColumns().stream().filter(column -> column.getId().equals("symbol")).findFirst().orElseThrow();
            orders(robot).getSortOrder().setAll(List.of());
            sortBy(orders(robot), symbol);
            orders(robot).getSelectionModel().clearAndSelect(0);
        });
        var selected = orders(robot).getSelectionModel().getSelectedItem();
        for (int i = 0; i < 5; i++) {
            var items = new ArrayList<Item>();
            for (var name : List.of("AAPL", "MSFT", "NVDA", "SAP", "TSLA"))
                items.add(Samples.item(Samples.order("N" + i + name, Side.SELL, 100, name, "10.50")));
            feed.news(items.toArray(Item[]::new));
            showsOrders(robot, 6 + 5 * i);
        }
        robot.interact(() -> assertThat(orders(robot).getSelectionModel().getSelectedItems().stream().map(row -> (Object) row).toList())
                .isEqualTo(List.of(selected)));
    }

    private static <R> void sortBy(TableView<R> table, TableColumn<?, ?> wanted) {
        for (var column : table.getColumns()) if (column == wanted) table.getSortOrder().add(column);
    }

    @Test
    void zoomsAndKeepsIt(FxRobot robot) throws Exception {
        showsOrders(robot, 1);
        robot.push(KeyCode.CONTROL, KeyCode.PLUS).push(KeyCode.CONTROL, KeyCode.PLUS);
        awaitTrue(() -> stage.getScene().getRoot().getStyle().contains("15.6px"));
        restart(robot);
        assertThat(stage.getScene().getRoot().getStyle()).contains("15.6px");
        assertThat(Files.readString(folder.resolve("preferences.json"))).contains("\"zoom\" : 120");
    }

    @Test
    void questionMarkShowsTheKeysThatThereAre(FxRobot robot) {
        showsOrders(robot, 1);
        robot.interact(() -> orders(robot).requestFocus());
        robot.push(KeyCode.F1);
        awaitTrue(() -> robot.lookup(".key-cap").queryAllAs(Label.class).stream().map(Label::getText).toList()
                .containsAll(List.of("Ctrl+K", "F2", "F4", "Delete", "F12", "Ctrl+Shift+D")));
        robot.push(KeyCode.ESCAPE);
        assertThat(robot.lookup("#key-map").query().isVisible()).isFalse();
    }

    @Test
    void theTourIsShownOnceAndEscapeEndsIt(FxRobot robot) throws Exception {
        showsOrders(robot, 1);
        assertThat(robot.lookup("#tour").query().isVisible()).isTrue();
        robot.clickOn("#tour-next");
        robot.interact(() -> orders(robot).requestFocus());
        robot.push(KeyCode.ESCAPE);
        awaitTrue(() -> !robot.lookup("#tour").query().getParent().isVisible());
        restart(robot);
        assertThat(robot.lookup("#tour").query().getParent().isVisible()).isFalse();
    }

    private static <R> void lastColumnFirst(TableView<R> table) {
        table.getColumns().addFirst(table.getColumns().removeLast());
    }

    private static void palette(FxRobot robot, String command) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write(command).push(KeyCode.ENTER);
    }

    private static String workspace(FxRobot robot) {
        return robot.lookup("#workspaces").queryAs(MenuButton.class).getText();
    }

    private static TextField filter(FxRobot robot) {
        return robot.lookup("#orders-filter").queryAs(TextField.class);
    }

    private static TableView<?> orders(FxRobot robot) {
        return robot.lookup("#orders").queryAs(TableView.class);
    }

    private static void showsOrders(FxRobot robot, int count) {
        awaitTrue(() -> orders(robot).getItems().size() == count);
    }

    private static void awaitTrue(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20)).until(condition);
    }
}
