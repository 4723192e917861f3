package dev.plumbline.console.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.console.FakeFeed;
import dev.plumbline.console.Samples;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.core.Account;
import dev.plumbline.core.Life;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// What of the desk's news is worth a toast.
class NoticesInteractorTest {
    private static final long BUDGET = 60_000_000_000L;
    private static final Order C1 = Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40");

    private final List<Sound> heard = new ArrayList<>();
    private final Speaker speaker = new Speaker() {
        @Override
        public void play(Sound sound) {
            heard.add(sound);
        }

        @Override
        public String trouble() {
            return "no sound: no device";
        }

        @Override
        public void close() {}
    };
    private final FakeFeed desk = new FakeFeed();
    private final Inbox inbox = new Inbox();
    private final OwnOrders feed = new OwnOrders(desk, inbox, CompletableFuture.completedFuture(List.of("C7")), _ -> {});
    private final NoticesModel model = new NoticesModel();
    private long now = 1_000;
    private boolean isLoud = true;
    private final NoticesInteractor interactor =
            new NoticesInteractor(model, speaker, () -> isLoud, feed::has, () -> now);

    @BeforeEach
    void follow() {
        feed.start(inbox);
        inbox.onStatus(interactor::show);
        inbox.on(Item.ExecutionItem.class, item -> interactor.show(item, inbox.isMissed()));
        inbox.on(Item.OrderItem.class, item -> interactor.show(item, inbox.isMissed()));
        inbox.on(Item.GoneItem.class, interactor::gone);
        inbox.on(Item.AlertItem.class, item -> interactor.show(item, inbox.isMissed()));
        inbox.on(Item.SessionItem.class, interactor::show);
        inbox.on(Item.ServiceItem.class, interactor::show);
        inbox.onPicture(interactor);
    }

    private void load(Item... items) {
        var all = new ArrayList<>(Samples.desk());
        all.addAll(List.of(items));
        desk.snapshot(false, all);
        pulse();
    }

    private void tell(Item... items) {
        desk.news(items);
        pulse();
    }

    private void pulse() {
        inbox.drain(BUDGET);
        after(0);
    }

    /// Shows what is on screen so much later.
    private void after(long ms) {
        now += ms;
        interactor.everyPulse();
        now += 100;
        interactor.everyPulse();
    }

    private List<String> shown() {
        return model.toasts.stream().map(toast -> toast.label() + " " + toast.text()).toList();
    }

    /// The desk answers with ClOrdID C1.
    private void enter() {
        feed.ask("R1", new Wish.Enter(
                "NYLON", new Account("ALPHA"), new Symbol("NVDA"), Side.BUY, Qty.of(1000), OrdType.LIMIT,
                Px.of("187.40"), TimeInForce.DAY));
        pulse();
    }

    private static Item.OrderItem rejected(String id) {
        var life = new Life(false, false, false, false, Life.End.REJECTED);
        return Samples.item(Samples.order(id, Side.BUY, 1000, "NVDA", "187.40", 0, life, Request.Stage.REJECTED));
    }

    private static Item.AlertItem alert(String text) {
        return new Item.AlertItem("ALERT", text, "", Samples.AT);
    }

    @Test
    void nothingOfWhatASnapshotBringsAndNothingBeforeIt() {
        tell(alert("before the snapshot"));
        load(rejected("C9"), Samples.execution(C1, "E1", 100, "187.40"), alert("old"));
        after(600);
        assertThat(shown()).isEmpty();
        assertThat(heard).isEmpty();
    }

    /// C7 was entered before the console was started anew.
    @Test
    void ofEarlierOwnOrdersOnlyWhatComesLater() {
        load(rejected("C7"));
        after(600);
        assertThat(shown()).isEmpty();
        tell(Samples.execution(Samples.order("C7", Side.BUY, 1000, "NVDA", "187.40"), "E7", 100, "187.40"));
        after(600);
        assertThat(shown()).containsExactly("● FILL ▲ BUY 100 NVDA @ 187.40 · ALPHA · C7");
    }

    @Test
    void fillsOfOwnOrdersRejectsAndAlertsThatComeLater() {
        load();
        enter();
        tell(Samples.execution(C1, "E1", 100, "187.40"), rejected("C9"), alert("late fill"),
                new Item.AlertItem("INFO", "logged on", "", Samples.AT));
        after(600);
        assertThat(shown()).containsExactly(
                "✖ ALERT late fill", "✖ REJECT ▲ BUY 1,000 NVDA · C9", "● FILL ▲ BUY 100 NVDA @ 187.40 · ALPHA · C1");
        assertThat(heard).containsExactlyInAnyOrder(Sound.ALERT, Sound.REJECT, Sound.FILL);
    }

    /// Who entered them is told by their own console.
    @Test
    void fillsOfOthersAreForTheTable() {
        load();
        tell(Samples.execution(C1, "E1", 100, "187.40"));
        after(600);
        assertThat(shown()).isEmpty();
        assertThat(heard).isEmpty();
    }

    /// A partial snapshot brings them after a break.
    @Test
    void whatCameAboutWhileAwayIsNoNewsButTheRejectOfAnOwnOrder() {
        load();
        enter();
        desk.missed(Samples.execution(C1, "E1", 100, "187.40"), rejected("C9"), alert("late fill"));
        pulse();
        after(600);
        assertThat(shown()).isEmpty();
        desk.missed(rejected("C1"));
        pulse();
        assertThat(shown()).containsExactly("✖ REJECT ▲ BUY 1,000 NVDA · C1");
    }

    @Test
    void aRejectIsToldOnce() {
        load();
        tell(rejected("C9"));
        after(7_000);
        tell(rejected("C9"));
        after(600);
        assertThat(shown()).isEmpty();
    }

    @Test
    void theRejectOfAnOwnOrderIsShownAtOnceAndStays() {
        load();
        enter();
        tell(rejected("C1"));
        assertThat(shown()).containsExactly("✖ REJECT ▲ BUY 1,000 NVDA · C1");
        after(60_000);
        assertThat(shown()).hasSize(1);
        interactor.dismiss(model.toasts.getFirst());
        after(0);
        assertThat(shown()).isEmpty();
    }

    @Test
    void aLineThatIsLostAndComesBack() {
        load();
        tell(new Item.SessionItem("NYLON", "DOWN", "connection refused", Samples.AT));
        assertThat(shown()).containsExactly("✖ LOST NYLON is DOWN: connection refused");
        tell(new Item.SessionItem("NYLON", "UP", "", Samples.AT));
        assertThat(shown()).containsExactly("● BACK NYLON is up again");
    }

    @Test
    void saysHowLongTheDeskWasAwayAndWhatChangedMeanwhile() {
        interactor.changedWhileAway(() -> 128);
        load();
        desk.status(Phase.STALE, "no word from the desk for 3 s");
        pulse();
        assertThat(shown()).containsExactly("✖ LOST The desk is silent");
        desk.status(Phase.DISCONNECTED, "the server has gone");
        pulse();
        after(34_000);
        load(Samples.item(C1));
        assertThat(shown()).containsExactly("● BACK Live again after 34 s · 128 orders changed meanwhile");
        assertThat(heard).containsExactly(Sound.CONNECTION_LOST);
    }


    @Test
    void whoWantsNoSoundsHearsNone() {
        isLoud = false;
        load();
        tell(alert("late fill"));
        assertThat(heard).isEmpty();
        assertThat(model.soundTrouble.get()).isEmpty();
        isLoud = true;
        after(0);
        assertThat(model.soundTrouble.get()).isEqualTo("no sound: no device");
    }
}
