package dev.plumbline.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;

import org.junit.jupiter.api.Test;

import dev.plumbline.console.FakeFeed;
import dev.plumbline.console.Samples;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.core.Halt;
import dev.plumbline.core.Order;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Item.HaltItem;

/// Which orders are canceled after the first cancels of a halt went, and what is said of the others. No toolkit.
class SweepTest {
    private static final String WHOLE = "";
    private static final Order C1 = Samples.order("C1", Side.BUY, 100, "NVDA", "187.40");
    private static final Order C2 = Samples.order("C2", Side.BUY, 200, "NVDA", "187.40");
    private static final Order C3 = Samples.order("C3", Side.SELL, 300, "NVDA", "187.40");
    private static final long BEFORE = C1.enteredAt();

    private final FakeFeed feed = new FakeFeed();
    private final Inbox inbox = new Inbox();
    private final List<Order> working = new ArrayList<>(List.of(C1));
    private String notWhole = WHOLE;
    private Optional<HaltItem> inForce = Optional.of(halt("akira", BEFORE));

    private static HaltItem halt(String by, long pulledAt) {
        return new HaltItem(new Halt(Halt.EVERYTHING, by, "wrong", pulledAt), 1, 1, pulledAt, ReleaseBy.ANYONE);
    }

    private Sweep begin() {
        var wave = new Wave(feed, inbox, new SimpleStringProperty(""), Wave.cancels(working));
        wave.run();
        return new Sweep("all trading", new Sweep.Desk(() -> notWhole, () -> inForce, () -> working), wave, 0);
    }

    private static boolean look(Sweep sweep, Duration after) {
        return sweep.look(after.toNanos());
    }

    private List<String> canceled() {
        return feed.asked.stream().map(asked -> asked.wish().toString().replaceAll(".*(C[0-9]).*", "$1")).toList();
    }

    @Test
    void cancelsWhatWasAcceptedJustBeforeAndIsToldJustAfter() {
        var sweep = begin();
        assertThat(look(sweep, Duration.ofSeconds(1))).isTrue();
        working.add(C2);
        assertThat(look(sweep, Duration.ofSeconds(2))).isTrue();
        assertThat(canceled()).containsExactly("C1", "C2");
        assertThat(look(sweep, Duration.ofSeconds(6))).as("there may be more").isTrue();
        assertThat(look(sweep, Duration.ofSeconds(7))).isFalse();
        assertThat(sweep.state().get()).isEqualTo("● The picture is live and whole: no other order of all trading is open.");
        assertThat(canceled()).containsExactly("C1", "C2");
    }

    @Test
    void waitsForAPictureThatIsNotWhole() {
        notWhole = "loading the desk";
        var sweep = begin();
        working.add(C2);
        assertThat(look(sweep, Duration.ofSeconds(60))).isTrue();
        assertThat(canceled()).as("the halt may have been released meanwhile").containsExactly("C1");
        assertThat(sweep.state().get()).startsWith("⚠ The picture is not whole (loading the desk). Orders of all trading that"
                + " are not in this list are not cancelled yet");
        notWhole = WHOLE;
        look(sweep, Duration.ofSeconds(61));
        assertThat(canceled()).containsExactly("C1", "C2");
    }

    /// A picture that was whole for a moment only has not told all.
    @Test
    void aPictureThatWasLostAgainIsWaitedForAgain() {
        var sweep = begin();
        look(sweep, Duration.ofSeconds(4));
        notWhole = "the desk is silent";
        look(sweep, Duration.ofSeconds(5));
        notWhole = WHOLE;
        assertThat(look(sweep, Duration.ofSeconds(6))).isTrue();
        assertThat(look(sweep, Duration.ofSeconds(10))).isTrue();
        assertThat(look(sweep, Duration.ofSeconds(11))).isFalse();
    }

    @Test
    void givesUpAndSaysWhatIsLeftToDo() {
        notWhole = "not connected";
        var sweep = begin();
        assertThat(look(sweep, Sweep.PATIENCE.minusSeconds(1))).isTrue();
        assertThat(look(sweep, Sweep.PATIENCE)).isFalse();
        assertThat(sweep.state().get()).startsWith("✖ Given up").endsWith("Once it is live, cancel them: Ctrl+Shift+X.");
        notWhole = WHOLE;
        working.add(C2);
        assertThat(look(sweep, Sweep.PATIENCE.plusSeconds(1))).isFalse();
        assertThat(canceled()).containsExactly("C1");
    }

    @Test
    void endsWhereTheHaltIsReleased() {
        var sweep = begin();
        inForce = Optional.empty();
        working.add(C2);
        assertThat(look(sweep, Duration.ofSeconds(1))).isFalse();
        assertThat(canceled()).containsExactly("C1");
        assertThat(sweep.state().get()).startsWith("⚠ The halt was released.");
    }

    @Test
    void endsWhereItIsAnotherHalt() {
        var sweep = begin();
        inForce = Optional.of(halt("ben", BEFORE + 1));
        working.add(C2);
        assertThat(look(sweep, Duration.ofSeconds(1))).isFalse();
        assertThat(canceled()).containsExactly("C1");
    }

    /// That it was pulled is answered before the picture has it; where that was never answered it may not have been pulled.
    @Test
    void waitsForTheHaltToBeTold() {
        inForce = Optional.empty();
        var sweep = begin();
        working.add(C2);
        assertThat(look(sweep, Duration.ofSeconds(4))).isTrue();
        assertThat(canceled()).containsExactly("C1");
        assertThat(look(sweep, Duration.ofSeconds(5))).isFalse();
        assertThat(sweep.state().get()).startsWith("✖ The desk tells of no halt of all trading.");
    }

    /// Where a part of the server did not take the halt, or it was released and that is not told yet.
    @Test
    void leavesWhatCameAfterTheHalt() {
        inForce = Optional.of(halt("akira", C3.enteredAt() - Sweep.CLOCKS_DIFFER.toNanos() - 1));
        var sweep = begin();
        working.add(C3);
        assertThat(look(sweep, Duration.ofSeconds(5))).isFalse();
        assertThat(canceled()).containsExactly("C1");
        assertThat(sweep.state().get()).isEqualTo("⚠ 1 order of all trading came after the halt, and is not cancelled.");
    }

    @Test
    void saysNothingOfNoneBeforeItIsSure() {
        working.clear();
        notWhole = "loading the desk";
        var sweep = begin();
        assertThat(sweep.state().get()).doesNotContain("no other order");
        notWhole = WHOLE;
        look(sweep, Duration.ofSeconds(1));
        assertThat(sweep.state().get()).doesNotContain("no other order");
        look(sweep, Duration.ofSeconds(6));
        assertThat(sweep.state().get()).contains("no other order of all trading is open");
    }
}
