package dev.plumbline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javafx.geometry.Bounds;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import dev.plumbline.console.feed.NoAnswer;
import dev.plumbline.console.shell.UserFiles;
import dev.plumbline.core.Account;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Checked;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// A trader at the ticket, by keyboard alone.
@ExtendWith(ApplicationExtension.class)
class TicketKeysTest {
    private static final Order C1 = Samples.order("C1", Side.BUY, 12500, "NVDA", "187.40");
    private static final Order C2 = Samples.order("C2", Side.SELL, 2700, "SAP", "85.40");

    private final FakeFeed feed = new FakeFeed();
    private ConsoleWindow window;
    private Stage stage;
    @TempDir
    Path folder = Path.of("");

    @Start
    void open(Stage into) {
        stage = into;
        window = new ConsoleWindow(feed, new Settings("127.0.0.1", 5801, "main", "akira", "SIM"), UserFiles.in(folder, System.err::println));
        window.open(stage);
        window.complete();
        var items = new ArrayList<Item>(Samples.desk());
        for (var order : List.of(C1, C2)) items.add(Samples.item(order));
        feed.snapshot(true, items);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    private static Wish.Enter enter(Side side, int qty, String symbol, String price) {
        return new Wish.Enter(
                "NYLON", new Account("ALPHA"), new Symbol(symbol), side, Qty.of(qty), OrdType.LIMIT, Px.of(price),
                TimeInForce.DAY);
    }

    private List<Wish> sent() {
        return feed.asked.stream().map(FakeFeed.Asked::wish).toList();
    }

    private void says(Verdict verdict, String rule, String text) {
        feed.questionsWith(question -> {
            if (question instanceof Check check)
                return new Checked(check.requestId(), List.of(new CheckLine(rule, verdict, text)));
            throw new NoAnswer("not asked here");
        });
    }

    @Test
    void anOrderInOneLine(FxRobot robot) {
        showsOrders(robot);
        robot.push(KeyCode.ALT, KeyCode.C);
        write(robot, "sell 2.5k sap 85.4");
        awaitText(robot, "#ticket-line-hint", "▸ SELL 2,500 SAP @ 85.40 DAY → ALPHA via NYLON");
        robot.push(KeyCode.ENTER);
        awaitText(
                robot, "#ticket-preview",
                "SELL 2,500 SAP @ 85.40 DAY → ALPHA via NYLON.\n"
                        + "Enter or Ctrl+Enter sends, Esc goes back");
        awaitText(robot, "#ticket-checks-summary", "✓ 1 check passes");
        assertThat(sent()).isEmpty();
        robot.push(KeyCode.ENTER);
        awaitText(robot, "#ticket-message", "● Sent C1: SELL 2,500 SAP @ 85.40 DAY");
        assertThat(sent()).containsExactly(enter(Side.SELL, 2500, "SAP", "85.4"));
        robot.push(KeyCode.UP);
        awaitTrue(() -> field(robot, "#ticket-line").equals("sell 2.5k sap 85.4"));
    }

    @Test
    void fieldByFieldWithEnterStepsAndCompletion(FxRobot robot) {
        showsOrders(robot);
        robot.push(KeyCode.F2);
        robot.push(KeyCode.ALT, KeyCode.H);
        write(robot, "t");
        awaitTrue(() -> {
            var list = inWindow(robot, "#ticket-suggestions");
            return list.getHeight() > 10 && list.getMaxY() <= inWindow(robot, "#ticket-qty").getMinY();
        });
        robot.push(KeyCode.ENTER);
        awaitTrue(() -> field(robot, "#ticket-symbol").equals("TSLA"));
        robot.push(KeyCode.UP).push(KeyCode.SHIFT, KeyCode.UP).push(KeyCode.DOWN);
        awaitTrue(() -> field(robot, "#ticket-qty").equals("1,000"));
        robot.push(KeyCode.ENTER).push(KeyCode.UP).push(KeyCode.UP);
        awaitTrue(() -> field(robot, "#ticket-price").equals("279.31"));
        robot.push(KeyCode.SHIFT, KeyCode.DOWN);
        awaitTrue(() -> field(robot, "#ticket-price").equals("279.21"));
        robot.push(KeyCode.ENTER);
        awaitTrue(() -> robot.lookup("#ticket-send").query().isFocused());
        robot.push(KeyCode.ENTER).push(KeyCode.ENTER);
        awaitTrue(() -> sent().equals(List.of(enter(Side.SELL_SHORT, 1000, "TSLA", "279.21"))));
        awaitText(robot, "#ticket-message", "● Sent C1: SHORT 1,000 TSLA @ 279.21 DAY");
        write(robot, "7");
        awaitTrue(() -> field(robot, "#ticket-qty").equals("7"));
    }

    @Test
    void theOrdersThatWereSentHereAreFoundByOneKey(FxRobot robot) {
        showsOrders(robot);
        robot.push(KeyCode.ALT, KeyCode.C);
        write(robot, "sell 2700 sap 85.4");
        robot.push(KeyCode.ENTER);
        awaitTrue(() -> !text(robot, "#ticket-preview").isEmpty());
        robot.push(KeyCode.ENTER);
        awaitTrue(() -> text(robot, "#ticket-message").startsWith("● Sent"));
        robot.push(KeyCode.CONTROL, KeyCode.M);
        awaitTrue(() -> table(robot, "#orders").getItems().size() == 1);
        robot.push(KeyCode.F4);
        awaitTrue(() -> field(robot, "#ticket-qty").equals("12,500")); // C1, as the desk has called it
        robot.push(KeyCode.CONTROL, KeyCode.M);
        showsOrders(robot);
        robot.interact(() -> {
            window.close();
            open(stage);
        });
        showsOrders(robot);
        robot.push(KeyCode.CONTROL, KeyCode.M);
        awaitTrue(() -> table(robot, "#orders").getItems().size() == 1);
    }

    @Test
    void aKeyThatCanDoNothingSaysWhy(FxRobot robot) {
        select(robot, C1);
        robot.interact(() -> table(robot, "#orders").getSelectionModel().selectAll());
        robot.push(KeyCode.F4);
        awaitText(robot, "#key-hint", "⚠ Amend (F4): select one order only");
        assertThat(robot.lookup("#key-hint").query().getParent().isVisible()).isTrue();
        robot.push(KeyCode.F2);
        assertThat(robot.lookup("#key-hint").query().getParent().isVisible()).isFalse();
    }

    @Test
    void manyAreAmendedByTypingAtOnce(FxRobot robot) {
        select(robot, C1);
        robot.interact(() -> table(robot, "#orders").getSelectionModel().selectAll());
        robot.push(KeyCode.SHIFT, KeyCode.F4);
        awaitTrue(() -> robot.lookup("#amend-qty").tryQuery().filter(field -> field.getScene().getFocusOwner() == field).isPresent());
        robot.clickOn("#amend-qty"); // without a screen, a new window gets the keys only so
        write(robot, "+100");
        // Before the desk has answered, a second Enter would be asked for.
        awaitTrue(() -> text(robot, "#amend-summary").endsWith("✓ the desk's checks pass"));
        robot.push(KeyCode.ENTER);
        awaitTrue(() -> sent().equals(List.of(
                new Wish.Replace(C1.key(), Qty.of(12_600), Px.of("187.40")), new Wish.Replace(C2.key(), Qty.of(2_800), Px.of("85.40")))));
    }

    @Test
    void theTourGoesOnByKey(FxRobot robot) {
        showsOrders(robot);
        var tour = robot.lookup("#tour").query();
        var title = robot.lookup("#tour .overlay-title").queryAs(Labeled.class);
        var first = title.getText();
        robot.push(KeyCode.ALT, KeyCode.N);
        assertThat(title.getText()).isNotEqualTo(first);
        for (int i = 0; i < 4; i++) robot.push(KeyCode.ALT, KeyCode.N);
        assertThat(tour.getParent().isVisible()).isFalse();
    }

    @Test
    void enterHeldDownSendsNothingByItself(FxRobot robot) {
        showsOrders(robot);
        fill(robot, "nvda", "5k", "187.42");
        robot.press(KeyCode.CONTROL, KeyCode.ENTER);
        for (int i = 0; i < 5; i++) robot.press(KeyCode.ENTER);
        awaitTrue(() -> !text(robot, "#ticket-preview").isEmpty());
        assertThat(sent()).isEmpty();
        robot.release(KeyCode.ENTER, KeyCode.CONTROL);
        robot.push(KeyCode.ENTER);
        awaitTrue(() -> sent().size() == 1);
    }

    @Test
    void enterHeldDownInThePaletteSendsNothingByItself(FxRobot robot) {
        showsOrders(robot);
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("buy 5k nvda 187.42");
        for (int i = 0; i < 5; i++) robot.press(KeyCode.ENTER);
        assertThat(sent()).isEmpty();
        robot.release(KeyCode.ENTER);
        awaitTrue(() -> !text(robot, "#ticket-preview").isEmpty());
        assertThat(sent()).isEmpty();
        robot.push(KeyCode.ENTER);
        awaitTrue(() -> sent().size() == 1);
    }

    @Test
    void deleteHeldDownCancelsOnce(FxRobot robot) {
        showsOrders(robot);
        robot.interact(() -> {
            var orders = robot.lookup("#orders").queryAs(TableView.class);
            orders.getSelectionModel().clearAndSelect(1); // the small one: another would be asked about
            orders.requestFocus();
        });
        for (int i = 0; i < 5; i++) robot.press(KeyCode.DELETE);
        awaitTrue(() -> !feed.asked.isEmpty());
        robot.release(KeyCode.DELETE);
        robot.interact(() -> {});
        assertThat(feed.asked).hasSize(1);
    }

    @Test
    void aWarningWantsASecondPressAlsoWhereArmed(FxRobot robot) {
        says(Verdict.WARN, "Price away", "6.1 % above the reference");
        showsOrders(robot);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.A);
        awaitText(robot, "#ticket-armed", "ARMED");
        fill(robot, "nvda", "100", "199");
        awaitText(robot, "#ticket-checks-summary", "⚠ 1 warning");
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        awaitTrue(() -> text(robot, "#ticket-preview").startsWith("⚠ 1 warning: press again within 10 s to send"));
        assertThat(sent()).isEmpty();
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        awaitTrue(() -> sent().size() == 1);
    }

    @Test
    void armedOnePressSendsUntilTheLineIsLost(FxRobot robot) {
        showsOrders(robot);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.A);
        fill(robot, "nvda", "100", "187");
        awaitText(robot, "#ticket-checks-summary", "✓ 1 check passes");
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        awaitTrue(() -> sent().size() == 1);
        feed.status(Phase.DISCONNECTED, "the server has gone");
        awaitText(robot, "#ticket-armed", "Asks first");
        feed.status(Phase.LIVE, "");
        awaitText(robot, "#ticket-message", "Not armed any more: the desk is not live");
    }

    @Test
    void whatTheDeskBlocksIsLockedWithTheReason(FxRobot robot) {
        says(Verdict.BLOCK, "Max qty", "OrderQty 12,500 is above the limit of 10,000");
        showsOrders(robot);
        fill(robot, "nvda", "12500", "187");
        awaitText(
                robot, "#ticket-obstacle",
                "Not yet: blocked by Max qty: OrderQty 12,500 is above the limit of 10,000");
        robot.push(KeyCode.CONTROL, KeyCode.ENTER).push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(sent()).isEmpty();
    }

    @Test
    void amendsByKeyboard(FxRobot robot) {
        select(robot, C2);
        robot.push(KeyCode.F4);
        write(robot, "3k");
        robot.push(KeyCode.ENTER).push(KeyCode.SHIFT, KeyCode.UP);
        awaitText(robot, "#ticket-change", "Qty 2,700 → 3,000 · LMT 85.40 → 85.50");
        robot.push(KeyCode.CONTROL, KeyCode.ENTER).push(KeyCode.ENTER);
        awaitTrue(() -> sent().equals(List.of(new Wish.Replace(C2.key(), Qty.of(3000), Px.of("85.5")))));
    }

    @Test
    void aNewOrderTakesTheSelectedRowsContext(FxRobot robot) {
        select(robot, C2);
        robot.push(KeyCode.F2);
        awaitTrue(() -> field(robot, "#ticket-symbol").equals("SAP"));
        robot.push(KeyCode.ESCAPE);
        awaitTrue(() -> field(robot, "#ticket-symbol").isEmpty());
        robot.push(KeyCode.ESCAPE).push(KeyCode.CONTROL, KeyCode.Z);
        awaitTrue(() -> field(robot, "#ticket-symbol").equals("SAP"));
    }

    @Test
    void stagesThenReleasesTheLot(FxRobot robot) {
        showsOrders(robot);
        fill(robot, "nvda", "100", "187");
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.ENTER);
        awaitText(robot, "#ticket-message", "◌ Staged, not sent: BUY 100 NVDA @ 187.00 DAY");
        fill(robot, "sap", "200", "85");
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.ENTER);
        robot.push(KeyCode.ALT, KeyCode.DIGIT8);
        awaitTrue(() -> staged(robot).getItems().size() == 2);
        assertThat(sent()).isEmpty();
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
        awaitTrue(() -> robot.lookup("#confirm-release").tryQuery().isPresent());
        awaitText(robot, "#release-checks", "✓ the desk's checks pass");
        robot.push(KeyCode.ENTER);
        awaitTrue(() -> staged(robot).getItems().isEmpty());
        assertThat(sent()).containsExactly(enter(Side.BUY, 100, "NVDA", "187"), enter(Side.BUY, 200, "SAP", "85"));
        awaitText(robot, "#staged-notice", "Released 2: 2 sent");
    }

    @Test
    void aReleaseThatTheDeskWarnsOfWantsASecondPress(FxRobot robot) {
        showsOrders(robot);
        fill(robot, "nvda", "100", "187");
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.ENTER);
        feed.questionsWith(question -> question instanceof Check(var id, _, _)
                ? new Checked(id, List.of(new CheckLine("Price away", Verdict.WARN, "12 % away")))
                : FakeFeed.usual(question));
        robot.push(KeyCode.ALT, KeyCode.DIGIT8);
        awaitTrue(() -> staged(robot).getItems().size() == 1);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
        awaitTrue(() -> robot.lookup("#confirm-release").tryQuery().isPresent());
        awaitText(robot, "#release-checks", "⚠ 1 with a warning");
        robot.push(KeyCode.ENTER);
        awaitText(robot, "#release-notice", "⚠ 1 order with a warning: press again within 10 s to release");
        assertThat(sent()).isEmpty();
        robot.push(KeyCode.ENTER);
        awaitTrue(() -> sent().equals(List.of(enter(Side.BUY, 100, "NVDA", "187"))));
    }

    @Test
    void aStagedOrderGoesBackIntoTheTicket(FxRobot robot) {
        showsOrders(robot);
        fill(robot, "nvda", "100", "187");
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.ENTER);
        robot.push(KeyCode.ALT, KeyCode.DIGIT8);
        awaitTrue(() -> staged(robot).getItems().size() == 1);
        robot.push(KeyCode.ENTER);
        awaitText(robot, "#ticket-send", "BUY 100 NVDA @ 187.00 DAY");
        assertThat(staged(robot).getItems()).isEmpty();
        assertThat(sent()).isEmpty();
    }

    private static void fill(FxRobot robot, String symbol, String qty, String price) {
        robot.push(KeyCode.F2);
        robot.push(KeyCode.ESCAPE);
        write(robot, symbol);
        robot.push(KeyCode.TAB);
        write(robot, qty);
        robot.push(KeyCode.TAB);
        write(robot, price);
        awaitTrue(() -> text(robot, "#ticket-send").contains(" " + symbol.toUpperCase(Locale.ROOT) + " "));
    }

    private static void write(FxRobot robot, String text) {
        robot.write(text, 0);
    }

    private static void select(FxRobot robot, Order order) {
        showsOrders(robot);
        var table = table(robot, "#orders");
        robot.interact(() -> {
            table.requestFocus();
            // Entered at the same time, they stand in the order in which they came.
            table.getSelectionModel().clearAndSelect(List.of(C1, C2).indexOf(order));
        });
    }

    private static TableView<?> staged(FxRobot robot) {
        return table(robot, "#staged");
    }

    private static TableView<?> table(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(TableView.class);
    }

    private static void showsOrders(FxRobot robot) {
        awaitTrue(() -> table(robot, "#orders").getItems().size() == 2);
    }

    private static Bounds inWindow(FxRobot robot, String id) {
        var node = robot.lookup(id).query();
        return node.localToScene(node.getBoundsInLocal());
    }

    private static String field(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(TextField.class).getText();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    private static void awaitText(FxRobot robot, String id, String expected) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(text(robot, id)).isEqualTo(expected));
    }

    private static void awaitTrue(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20)).until(condition);
    }
}
