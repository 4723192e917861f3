package dev.plumbline.console.halt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.console.FakeFeed;
import dev.plumbline.console.Samples;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.core.Halt;
import dev.plumbline.core.Order;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Item.HaltItem;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// What the kill switch asks for, what it sends, and what it says of the answer. No toolkit.
class HaltInteractorTest {
    private static final Halt.Scope NVDA = new Halt.Scope.OfSymbol(new Symbol("NVDA"));
    private static final Order ORDER = Samples.order("C1", Side.BUY, 100, "NVDA", "187.40");

    private final FakeFeed feed = new FakeFeed();
    private final Inbox inbox = new Inbox();
    private final HaltModel model = new HaltModel();
    private final List<Halt.Scope> canceled = new ArrayList<>();
    private Optional<Order> selected = Optional.empty();
    private List<Order> working = List.of();
    private String notWhole = "";
    private int looks;
    private final StringProperty sendLock = new SimpleStringProperty("");
    private final HaltInteractor interactor = new HaltInteractor(
            model, feed, inbox, "akira", sendLock, new HaltInteractor.Others(
                    () -> selected, _ -> working(), () -> notWhole, (scope, _) -> canceled.add(scope)));

    private List<Order> working() {
        looks++;
        return working;
    }

    @BeforeEach
    void follow() {
        feed.start(inbox);
        inbox.onStatus(interactor::show);
        inbox.on(HaltItem.class, interactor::show);
        inbox.on(Item.HaltGoneItem.class, interactor::gone);
        inbox.on(Item.InstrumentItem.class, interactor::show);
        inbox.on(Item.AccountItem.class, interactor::show);
        inbox.on(Item.SessionItem.class, interactor::show);
        inbox.onPicture(interactor);
        feed.snapshot(true, Samples.desk());
        drain();
        interactor.begin();
    }

    private void drain() {
        inbox.drain(Long.MAX_VALUE / 8);
    }

    /// What stands in the dialog, and what is asked for next.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EVERYTHING | ''   | ''    | ''   | say why: every console shows it
            EVERYTHING | ''   | '  '  | KILL | say why: every console shows it
            EVERYTHING | ''   | wrong | ''   | type KILL
            EVERYTHING | ''   | wrong | kill | type KILL
            EVERYTHING | ''   | wrong | KILL | ''
            SYMBOL     | ''   | wrong | KILL | choose the symbol
            ACCOUNT    | ''   | wrong | KILL | choose the account
            BROKER     | ' '  | wrong | KILL | choose the broker
            SYMBOL     | NVDA | wrong | KILL | ''
            """)
    void asksForAllOfIt(Kind kind, String name, String reason, String word, String obstacle) {
        fill(kind, name, reason, word);
        assertThat(model.obstacle.get()).isEqualTo(obstacle);
        interactor.pull();
        assertThat(feed.asked).hasSize(obstacle.isEmpty() ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"LIVE, ''", "LOADING, ''", "STALE, ''", "CONNECTING, not connected: nothing can be sent",
        "DISCONNECTED, not connected: nothing can be sent"})
    void anOldPictureLocksNothingAndALostLineDoes(Phase phase, String obstacle) {
        fill(Kind.EVERYTHING, "", "wrong", "KILL");
        feed.status(phase, "because");
        drain();
        assertThat(model.obstacle.get()).isEqualTo(obstacle);
        interactor.pull();
        assertThat(feed.asked).hasSize(obstacle.isEmpty() ? 1 : 0);
    }

    @Test
    void whatIsMeantIsThatOfTheSelectedOrder() {
        selected = Optional.of(ORDER);
        for (var kind : Kind.values()) {
            model.kind.set(kind);
            interactor.kindChosen();
            assertThat(model.name.get()).isEqualTo(kind.nameIn(ORDER));
        }
        assertThat(model.names.get(Kind.SYMBOL)).contains("NVDA").isSorted();
        assertThat(model.names.get(Kind.ACCOUNT)).isNotEmpty().isSorted();
        assertThat(model.names.get(Kind.BROKER)).isNotEmpty().isSorted();
    }

    /// A status that says nothing new comes twice a second; each look at the orders goes over all of the desk's.
    @Test
    void countsNoOrdersForAStatusThatIsMerelyFurther() {
        feed.status(Phase.LIVE, "");
        drain();
        looks = 0;
        feed.status(Phase.STALE, "silent");
        drain();
        assertThat(looks).isZero();
        feed.status(Phase.DISCONNECTED, "because");
        drain();
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void saysWhatWouldComeOfIt() {
        working = List.of(ORDER);
        fill(Kind.SYMBOL, "NVDA", "wrong", "KILL");
        assertThat(model.summary.get()).isEqualTo("Whoever asks: new orders of symbol NVDA are refused, and amends"
                + " that raise risk. Cancels pass. 1 working order stays at the broker.");
        model.cancels.set(true);
        interactor.look();
        assertThat(model.summary.get()).endsWith("Then asks to cancel 1 working order.");
        tell(halt("ben", 1, 1));
        assertThat(model.summary.get()).endsWith("Already so: symbol NVDA is halted by ben since 1970-01-01 00:00:00 UTC: why.");
    }

    @Test
    void saysThatAPictureWhichIsNotWholeMayLackOrders() {
        notWhole = "loading the desk";
        fill(Kind.SYMBOL, "NVDA", "wrong", "KILL");
        assertThat(model.summary.get()).endsWith("0 known working orders stay at the broker. ⚠ The picture is not whole"
                + " (loading the desk): orders that this console has not heard of are not counted.");
        model.cancels.set(true);
        interactor.look();
        assertThat(model.summary.get()).endsWith("Then asks to cancel 0 known working orders. ⚠ The picture is not whole"
                + " (loading the desk): orders that this console has not heard of are not cancelled with them, but later,"
                + " when it is whole, if the halt still stands.");
    }

    @Test
    void blocksAndLeavesWhatWorks() {
        fill(Kind.SYMBOL, " NVDA ", " prices are wrong ", "KILL");
        interactor.pull();
        assertThat(model.obstacle.get()).isEqualTo("sent …");
        drain();
        assertThat(feed.asked).extracting(FakeFeed.Asked::wish).containsExactly(new Wish.Pull(NVDA, "prices are wrong"));
        assertThat(model.outcome.get()).isEqualTo("● Halted: symbol NVDA");
        assertThat(model.outcomeIsBad.get()).isFalse();
        assertThat(model.isDone.get()).isTrue();
        assertThat(canceled).isEmpty();
        interactor.pull();
        assertThat(feed.asked).as("done is done").hasSize(1);
    }

    /// The same id again would be the same request.
    @Test
    void everyPressIsARequestOfItsOwn() {
        feed.answerWith((id, _) -> new Reply.Unknown("no answer within 5 s"));
        var item = new HaltItem(new Halt(NVDA, "ben", "why", 1), 1, 1, 1, ReleaseBy.ANYONE);
        for (int press = 0; press < 2; press++) {
            fill(Kind.SYMBOL, "NVDA", "wrong", "KILL");
            interactor.pull();
            interactor.release(item);
            drain();
        }
        assertThat(feed.asked).hasSize(4).extracting(FakeFeed.Asked::requestId).doesNotHaveDuplicates();
    }

    /// What is answered, what is said of it, and whether the cancels that were chosen are asked for.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''             | ''                     | ● Halted: symbol NVDA | true
            ''             | already so             | ● Halted: symbol NVDA, already so | true
            NOT_EVERYWHERE | halted in 2 of 3 shards | ✖ Not everywhere: halted in 2 of 3 shards | true
            UNKNOWN_SYMBOL | no symbol 'NVDA'       | ✖ Not halted: no symbol 'NVDA' | false
            unknown        | no answer within 5 s   | ? Outcome unknown: no answer within 5 s. Pull it again: that does no harm. | true
            not sent       | the line is down       | ✖ Not sent: the line is down | false
            """)
    void blocksAndThenCancels(String refusal, String text, String said, boolean cancels) {
        feed.answerWith((id, _) -> switch (refusal) {
            case "unknown" -> new Reply.Unknown(text);
            case "not sent" -> new Reply.NotSent(text);
            default -> new Reply.Answered(new Answer(id, "", refusal, text));
        });
        fill(Kind.SYMBOL, "NVDA", "wrong", "KILL");
        model.cancels.set(true);
        interactor.pull();
        assertThat(canceled).as("not before it is halted").isEmpty();
        drain();
        assertThat(model.outcome.get()).isEqualTo(said);
        assertThat(model.outcomeIsBad.get()).isEqualTo(!refusal.isEmpty());
        assertThat(canceled).hasSize(cancels ? 1 : 0);
        assertThat(model.obstacle.get()).as("what failed can be pulled again").isEqualTo(refusal.isEmpty() ? "done" : "");
    }

    @Test
    void showsWhatIsHaltedOldestFirst() {
        tell(new HaltItem(new Halt(Halt.EVERYTHING, "ben", "late", 9), 3, 3, 9, ReleaseBy.ANYONE), halt("ann", 1, 1));
        assertThat(model.inForce).extracting(item -> item.halt().by()).containsExactly("ann", "ben");
        feed.news(new Item.HaltGoneItem(NVDA));
        drain();
        assertThat(model.inForce).extracting(item -> item.halt().by()).containsExactly("ben");
        feed.snapshot(false, List.of());
        drain();
        assertThat(model.inForce).as("what a snapshot does not tell is gone").isEmpty();
    }

    @Test
    void saysWhereItIsNot() {
        assertThat(HaltInteractor.words(halt("ben", 3, 3)))
                .isEqualTo("Symbol NVDA is halted by ben since 1970-01-01 00:00:00 UTC: why");
        assertThat(HaltInteractor.words(halt("ben", 2, 3))).endsWith(": why · IN 2 OF 3 SHARDS ONLY: pull it again");
    }

    /// Who pulled, who may release, and what stands in the way of akira.
    @ParameterizedTest
    @CsvSource({"ben, SECOND_PERSON, true", "akira, SECOND_PERSON, false", "Akira, SECOND_PERSON, false", "akira, ANYONE, true"})
    void aSecondPersonReleases(String by, ReleaseBy releaseBy, boolean may) {
        var item = new HaltItem(new Halt(NVDA, by, "why", 1), 1, 1, 1, releaseBy);
        if (may) assertThat(interactor.releaseObstacle(item)).isEmpty();
        else assertThat(interactor.releaseObstacle(item)).startsWith("you (akira) pulled it: a second person has to release it");
        interactor.release(item);
        assertThat(feed.asked).hasSize(may ? 1 : 0);
    }

    /// It lets risk in, as an order does: also where the lock comes while a person is asked whether it is meant.
    @Test
    void aPictureThatIsOldReleasesNothing() {
        var item = halt("ben", 1, 1);
        sendLock.set("the desk is silent");
        assertThat(interactor.releaseObstacle(item)).isEqualTo("the desk is silent");
        interactor.release(item);
        assertThat(feed.asked).isEmpty();
        assertThat(model.notice.get()).isEqualTo("✖ symbol NVDA is not released: the desk is silent");
        sendLock.set("");
        interactor.release(item);
        assertThat(feed.asked).hasSize(1);
        assertThat(model.notice.get()).isEmpty();
    }

    @Test
    void saysWhyItWasNotReleased() {
        feed.answerWith((id, _) -> new Reply.Answered(new Answer(id, "", "NOT_HALTED", "symbol NVDA is not halted")));
        tell(halt("ben", 1, 1));
        interactor.release(model.inForce.getFirst());
        drain();
        assertThat(feed.asked).extracting(FakeFeed.Asked::wish).containsExactly(new Wish.Release(NVDA, 3));
        assertThat(model.notice.get()).isEqualTo("✖ symbol NVDA is not released: symbol NVDA is not halted");
        feed.news(new Item.HaltGoneItem(NVDA));
        drain();
        assertThat(model.notice.get()).as("what has changed makes it old").isEmpty();
    }

    private void fill(Kind kind, String name, String reason, String word) {
        model.kind.set(kind);
        model.name.set(name);
        model.reason.set(reason);
        model.word.set(word);
        interactor.look();
    }

    private void tell(HaltItem... items) {
        feed.news(items);
        drain();
    }

    private static HaltItem halt(String by, int shards, int of) {
        return new HaltItem(new Halt(NVDA, by, "why", 1), shards, of, 3, ReleaseBy.SECOND_PERSON);
    }
}
