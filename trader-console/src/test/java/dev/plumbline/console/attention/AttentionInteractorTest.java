package dev.plumbline.console.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.console.FakeFeed;
import dev.plumbline.console.Samples;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.filter.Filter;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.inbox.OpenOrders;
import dev.plumbline.console.ui.Locks;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Account;
import dev.plumbline.core.Currency;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Life;
import dev.plumbline.core.Money;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Position;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;
import dev.plumbline.core.Request.Stage;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Item.SessionItem;
import dev.plumbline.wire.DeskMessage.Item.WaitingItem;
import dev.plumbline.wire.DeskMessage.Wish;

/// How the list follows the desk, and what a person does with it.
class AttentionInteractorTest {
    private static final long SECOND = 1_000_000_000;
    private static final long BUDGET = 60_000_000_000L;

    private final FakeFeed feed = new FakeFeed();
    private final Inbox inbox = new Inbox();
    private final AttentionModel model = new AttentionModel();
    private final StringProperty lock = new SimpleStringProperty("");
    private final OpenOrders openOrders = new OpenOrders();
    private long now = Samples.AT;
    private final AttentionInteractor interactor =
            new AttentionInteractor(
                    model, feed, inbox, new Locks(lock, lock, new SimpleStringProperty("")), openOrders, () -> now);

    @BeforeEach
    void follow() {
        feed.start(inbox);
        openOrders.follow(inbox);
        inbox.on(Item.OrderItem.class, interactor::show);
        inbox.on(Item.GoneItem.class, interactor::gone);
        inbox.on(Item.SessionItem.class, interactor::show);
        inbox.on(Item.ServiceItem.class, interactor::show);
        inbox.on(Item.WaitingItem.class, interactor::show);
        inbox.on(Item.WaitingGoneItem.class, interactor::gone);
        inbox.on(Item.MoreWaitingItem.class, interactor::show);
        inbox.onPicture(interactor);
        lock.subscribe(_ -> interactor.allow());
        model.chosen.subscribe(_ -> interactor.allow());
        feed.snapshot(true, Samples.desk());
        inbox.drain(BUDGET);
    }

    private void tell(Item... items) {
        now += SECOND;
        feed.news(items);
        inbox.drain(BUDGET);
    }

    private void snapshot(boolean anew, List<Item> items) {
        now += SECOND;
        feed.snapshot(anew, items);
        inbox.drain(BUDGET);
    }

    private void tell(Order order) {
        tell(Samples.item(order));
    }

    private List<String> shown() {
        return model.rows.stream().map(entry -> entry.kind() + " " + entry.finding().about().name()).toList();
    }

    private void choose(String name) {
        model.chosen.set(
                model.rows.stream().filter(entry -> entry.finding().about().name().equals(name)).findFirst());
    }

    private static Order unknown(String id) {
        return Troubled.order(id, 0, 0, Life.OPEN, Stage.UNKNOWN, List.of(Flag.UNKNOWN_OUTCOME));
    }

    @Test
    void worstOnTopAndGoneWithItsCause() {
        tell(Troubled.flagged("C1", 0, 0, Flag.EXTERNAL));
        tell(Troubled.asked("C2", Request.Kind.CANCEL, Stage.REJECTED));
        tell(new SessionItem("NYLON", "DOWN", "connection refused", Samples.AT));
        tell(unknown("C3"));
        assertThat(shown()).containsExactly(
                "UNKNOWN_OUTCOME C3", "BROKER NYLON", "REQUEST_REJECTED C2", "EXTERNAL C1");
        tell(Samples.order("C3", Side.BUY, 1000, "NVDA", "187.40"));
        assertThat(shown()).containsExactly("BROKER NYLON", "REQUEST_REJECTED C2", "EXTERNAL C1");
        interactor.everySecond();
        assertThat(model.solved.get()).isEqualTo("1 solved themselves in the last hour");
        now += 3_600 * SECOND;
        interactor.everySecond();
        assertThat(model.solved.get()).isEmpty();
    }

    @Test
    void timeAloneMakesARequestStuck() {
        tell(Troubled.order("C1", 0, 0, Life.OPEN, Stage.SENT, List.of()));
        assertThat(shown()).isEmpty();
        now = Samples.AT + 10 * SECOND;
        interactor.everySecond();
        assertThat(shown()).containsExactly("STUCK C1");
        tell(Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40"));
        assertThat(shown()).isEmpty();
    }

    @Test
    void whatIsSeenComesBackOnlyWhenItIsWorse() {
        tell(Troubled.flagged("C1", 600, 900, Flag.CUM_GAP));
        choose("C1");
        interactor.see();
        assertThat(shown()).isEmpty();
        tell(Troubled.flagged("C1", 700, 900, Flag.CUM_GAP));
        assertThat(shown()).as("less is missing").isEmpty();
        tell(Troubled.flagged("C1", 500, 900, Flag.CUM_GAP));
        assertThat(shown()).as("more is missing").containsExactly("GAP C1");
    }

    @Test
    void aLateFillThatWasSeenStaysSeenAndAnotherKindDoesNot() {
        var life = new Life(false, false, false, false, Life.End.CANCELED);
        tell(Troubled.order("C1", 300, 300, life, Stage.ACCEPTED, List.of(Flag.LATE_FILL)));
        choose("C1");
        interactor.see();
        snapshot(true, List.of(Samples.item(
                Troubled.order("C1", 300, 300, life, Stage.ACCEPTED, List.of(Flag.LATE_FILL)))));
        assertThat(shown()).as("a new life of the server tells it again").isEmpty();
        tell(Troubled.order("C1", 1300, 1300, life, Stage.ACCEPTED, List.of(Flag.LATE_FILL, Flag.OVERFILL)));
        assertThat(shown()).containsExactlyInAnyOrder("LATE_FILL C1", "OVERFILL C1");
    }

    /// A new console says that all is well once the desk has said so.
    @Test
    void nobodyKnowsBeforeTheDeskHasSpoken() {
        var silent = new AttentionModel();
        var locks = new Locks(lock, lock, new SimpleStringProperty(""));
        var first = new AttentionInteractor(silent, feed, inbox, locks, openOrders, () -> now);
        first.publish();
        assertThat(silent.placeholder.get()).isEqualTo(Show.UNTOLD);
        assertThat(silent.summary.get().text()).isEqualTo("– to look at");
        first.snapshotBegins(true);
        first.snapshotEnds();
        first.publish();
        assertThat(silent.placeholder.get()).isEqualTo("● Nothing needs attention");
        assertThat(silent.summary.get().text()).isEqualTo("✓ 0 to look at");
    }

    @Test
    void showsSeenOnesToWhoWantsThem() {
        tell(unknown("C1"));
        choose("C1");
        interactor.see();
        assertThat(model.total.get()).isEqualTo("0 entries · 1 seen");
        assertThat(model.summary.get().text()).isEqualTo("✓ 0 to look at");
        model.withSeen.set(true);
        interactor.publish();
        assertThat(shown()).containsExactly("UNKNOWN_OUTCOME C1");
    }

    @Test
    void showsTheKindsThatArePressed() {
        tell(Troubled.flagged("C1", 0, 0, Flag.EXTERNAL));
        tell(unknown("C2"));
        model.only.add(Kind.EXTERNAL);
        interactor.publish();
        assertThat(shown()).containsExactly("EXTERNAL C1");
        assertThat(model.summary.get().text()).as("the badge counts all").isEqualTo("1 ✖  1 ○");
    }

    @Test
    void marksAllOfAKindAsSeenButNeverAllOfAll() {
        tell(Samples.item(Troubled.flagged("C1", 0, 0, Flag.EXTERNAL)),
                Samples.item(Troubled.flagged("C2", 0, 0, Flag.EXTERNAL)), Samples.item(unknown("C3")));
        assertThat(model.allSeenObstacle.get()).isEqualTo("first press the kinds that you have seen, or filter");
        model.only.add(Kind.EXTERNAL);
        interactor.publish();
        assertThat(model.allSeenObstacle.get()).isEmpty();
        interactor.seeAll();
        model.only.clear();
        interactor.publish();
        assertThat(shown()).containsExactly("UNKNOWN_OUTCOME C3");
    }

    private void filter(String text) {
        switch (Filter.parse(text, EntryFields.of(() -> now))) {
            case Filter.Ready<Entry> ready -> interactor.filter(ready);
            case Filter.Wrong<Entry> wrong -> fail(text + ": " + wrong.message());
        }
    }

    @Test
    void showsWhatTheFilterAsksFor() {
        tell(Troubled.flagged("C1", 0, 0, Flag.EXTERNAL));
        tell(unknown("C2"));
        tell(new SessionItem("NYLON", "DOWN", "connection refused", Samples.AT));
        tell(new WaitingItem(3, 41, "FRANK", Samples.AT, WaitingItem.QUARANTINED, "no quantity", "C7", "", "E9", Buffer.buffer()));
        var found = new LinkedHashMap<String, List<String>>();
        for (var text : List.of(
                "sym:NVDA", "kind:broker", "level:look", "broker:frank", "broker:nylon kind:external", "id:C2", "refused", "buy acct:ALPHA level:urgent", "-sym:NVDA")) {
            filter(text);
            found.put(text, shown());
        }
        assertThat(found).containsExactlyInAnyOrderEntriesOf(Map.of(
                "sym:NVDA", List.of("UNKNOWN_OUTCOME C2", "EXTERNAL C1"),
                "kind:broker", List.of("BROKER NYLON"),
                "level:look", List.of("QUARANTINED 3/41", "EXTERNAL C1"),
                "broker:frank", List.of("QUARANTINED 3/41"),
                "broker:nylon kind:external", List.of("EXTERNAL C1"),
                "id:C2", List.of("UNKNOWN_OUTCOME C2"),
                "refused", List.of("BROKER NYLON"),
                "buy acct:ALPHA level:urgent", List.of("UNKNOWN_OUTCOME C2"),
                "-sym:NVDA", List.of("BROKER NYLON", "QUARANTINED 3/41")));
        assertThat(model.total.get()).isEqualTo("2 shown of 4 entries");
        assertThat(model.summary.get().text()).as("the badge counts all").isEqualTo("1 ✖  1 ⚠  2 ○");
    }

    @Test
    void marksAllThatTheFilterShowsAsSeen() {
        tell(Troubled.flagged("C1", 0, 0, Flag.EXTERNAL));
        tell(unknown("C2"));
        filter("id:C1");
        assertThat(model.allSeenObstacle.get()).isEmpty();
        interactor.seeAll();
        assertThat(model.placeholder.get()).isEqualTo("No entry matches the filter");
        filter("");
        assertThat(shown()).containsExactly("UNKNOWN_OUTCOME C2");
    }

    @Test
    void aFilterByAgeChangesByItself() {
        tell(Troubled.flagged("C1", 0, 0, Flag.EXTERNAL));
        filter("age>1m");
        assertThat(shown()).isEmpty();
        now += 61 * SECOND;
        interactor.everySecond();
        assertThat(shown()).containsExactly("EXTERNAL C1");
    }

    @Test
    void saysWhatHangsOnALine() {
        tell(Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40"));
        tell(Samples.order("C2", Side.BUY, 100, "SAP", ""));
        tell(new SessionItem("NYLON", "DOWN", "connection refused", Samples.AT));
        assertThat(model.rows.getFirst().finding()).satisfies(finding -> {
            assertThat(finding.title()).isEqualTo("NYLON is down");
            assertThat(finding.sentence()).isEqualTo(
                    "connection refused. Nothing can be sent there, and what happens there is not told.");
            assertThat(finding.about().line()).isEqualTo("2 open orders hang on it, worth 195,940");
        });
        tell(position("NVDA", "USD"), position("SAP", "EUR"), new SessionItem("NYLON", "DOWN", "", Samples.AT));
        assertThat(model.rows.getFirst().finding().about().line()).isEqualTo(
                "2 open orders hang on it, worth EUR 8,540 + USD 187,400");
        tell(new SessionItem("NYLON", "UP", "", Samples.AT));
        assertThat(shown()).isEmpty();
    }

    private static Item position(String symbol, String currency) {
        return new Item.PositionItem(new Position(
                new Account("ALPHA"), new Symbol(symbol), Qty.of(1), Money.ZERO, Money.ZERO, new Currency(currency), List.of()));
    }

    @Test
    void whatTheSnapshotDoesNotTellIsGone() {
        tell(unknown("C1"));
        tell(new SessionItem("LISBON", "TROUBLE", "", Samples.AT));
        snapshot(false, List.of());
        assertThat(shown()).isEmpty();
    }

    @Test
    void anOrderThatIsPartOfAnotherTakesItsEntryWithIt() {
        tell(Troubled.flagged("C1", 0, 0, Flag.EXTERNAL));
        tell(new Item.GoneItem(new OrderKey("C1")));
        assertThat(shown()).isEmpty();
    }

    private static WaitingItem report(long seq, String outcome) {
        return new WaitingItem(
                3, seq, "NYLON", Samples.AT, outcome, "no such order", "C7", "", "E9",
                Buffer.buffer("35=8\u000117=E9\u0001"));
    }

    @Test
    void aReportWaitsInWordsUntilWhatItIsAboutTurnsUp() {
        tell(report(41, WaitingItem.PARKED));
        assertThat(model.rows.getFirst().finding()).satisfies(finding -> {
            assertThat(finding.sentence()).isEqualTo("A report of NYLON is about something that we have not heard of "
                    + "(no such order). It counts when that turns up.");
            assertThat(finding.about()).isEqualTo(
                    new Finding.AReport("3/41", "NYLON", "NYLON · ClOrdID C7 · ExecID E9", "35=8|17=E9|"));
        });
        tell(report(41, WaitingItem.QUARANTINED));
        assertThat(shown()).containsExactly("QUARANTINED 3/41");
        tell(new Item.WaitingGoneItem(3, 41));
        assertThat(shown()).isEmpty();
        interactor.everySecond();
        assertThat(model.solved.get()).isEqualTo("1 solved themselves in the last hour");
    }

    @Test
    void reportsThatTheSnapshotDoesNotTellAreGoneAndTheRestIsCounted() {
        tell(report(41, WaitingItem.PARKED), report(42, WaitingItem.QUARANTINED));
        snapshot(false, List.of(report(42, WaitingItem.QUARANTINED), new Item.MoreWaitingItem(17)));
        assertThat(shown()).containsExactly("QUARANTINED 3/42");
        assertThat(model.total.get()).isEqualTo("1 entry · 17 more reports not told");
    }

    @Test
    void saysWhyAThingCannotBeDone() {
        assertThat(model.askObstacle.get()).isEqualTo("nothing is chosen");
        tell(Samples.item(unknown("C1")), new SessionItem("NYLON", "DOWN", "", Samples.AT));
        choose("NYLON");
        assertThat(model.askObstacle.get()).isEqualTo("it is about no order");
        choose("C1");
        assertThat(model.askObstacle.get()).isEqualTo("NYLON is DOWN");
        assertThat(model.explainObstacle.get()).isEqualTo("no panel here explains orders");
        interactor.canExplain();
        assertThat(model.explainObstacle.get()).isEmpty();
        tell(new SessionItem("NYLON", "UP", "", Samples.AT));
        interactor.allow();
        assertThat(model.askObstacle.get()).isEmpty();
        lock.set("not connected");
        assertThat(model.cancelObstacle.get()).isEqualTo("not connected");
    }

    @Test
    void asksOnceForACancel() {
        tell(Troubled.asked("C1", Request.Kind.CANCEL, Stage.SENT));
        now += 20 * SECOND;
        interactor.everySecond();
        choose("C1");
        assertThat(model.cancelObstacle.get()).isEqualTo("a cancel is on its way");
        assertThat(model.amendObstacle.get()).isEmpty();
    }

    @Test
    void saysWhatBecameOfAQuestion() {
        tell(unknown("C1"));
        choose("C1");
        interactor.ask();
        assertThat(model.notice.get()).isEqualTo("Question about C1 …");
        inbox.drain(BUDGET);
        assertThat(model.notice.get()).isEqualTo("Question about C1 sent to NYLON");
        assertThat(feed.asked).extracting(FakeFeed.Asked::wish).containsExactly(new Wish.Status(new OrderKey("C1")));
        feed.answerWith((id, _) -> new Reply.Answered(new Answer(id, "", "NOT_CONNECTED", "NYLON is down")));
        interactor.ask();
        inbox.drain(BUDGET);
        assertThat(model.notice.get()).isEqualTo("Question about C1 refused: NYLON is down");
        assertThat(model.noticeIsBad.get()).isTrue();
    }

    @Test
    void showsNoMoreThanCanBeShownAndCountsTheRest() {
        var items = new Item[AttentionModel.SHOWN_MAX + 10];
        for (int i = 0; i < items.length; i++) items[i] = Samples.item(unknown("C" + i));
        tell(items);
        now += SECOND;
        interactor.everySecond();
        assertThat(model.rows.size()).isEqualTo(AttentionModel.SHOWN_MAX);
        assertThat(model.total.get()).isEqualTo("newest 5,000 of 5,010 entries");
        assertThat(model.chosen.get()).isEqualTo(Optional.empty());
    }
}
