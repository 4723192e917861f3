package dev.plumbline.console.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.plumbline.console.Samples;
import dev.plumbline.wire.DeskMessage.Item.AlertItem;

/// How alerts are folded, filtered and seen.
class AlertsInteractorTest {
    private static final long SECOND = 1_000_000_000;

    private final AlertsModel model = new AlertsModel();
    private long now = Samples.AT;
    private final AlertsInteractor interactor = new AlertsInteractor(model, () -> now);

    private void tell(String level, String text, String order, long second) {
        now = Samples.AT + second * SECOND;
        interactor.show(new AlertItem(level, text, order, now));
        interactor.pulseEnds();
    }

    private List<String> shown() {
        return model.filtered.stream().map(AlertRow::now)
                .map(folded -> (folded.isUnseen() ? "● " : "") + folded.count() + " " + folded.newest().text())
                .toList();
    }

    @Test
    void aBurstOfAKindIsOneRowWithACount() {
        tell("WARN", "C1: fill of 300 after the cancel", "C1", 0);
        tell("WARN", "XLON: gap 4410 to 4417", "", 3);
        tell("WARN", "C2: fill of 50 after the cancel", "C2", 10);
        assertThat(shown()).containsExactly("● 1 XLON: gap 4410 to 4417", "● 2 C2: fill of 50 after the cancel");
        tell("WARN", "C3: fill of 1 after the cancel", "C3", 11);
        assertThat(shown()).as("ten seconds after the first").startsWith("● 1 C3: fill of 1 after the cancel");
        assertThat(model.counts.get()).isEqualTo("4 alerts");
        assertThat(model.unseen.get()).isEqualTo(3);
    }

    @Test
    void whatASnapshotTellsAgainIsNotNewAndStaysSeen() {
        tell("WARN", "gap 1", "", 0);
        tell("ALERT", "overfill", "C1", 1);
        interactor.seenAll();
        interactor.snapshotBegins(false);
        tell("WARN", "gap 1", "", 0);
        tell("ALERT", "overfill", "C1", 1);
        tell("WARN", "came while away", "", 30);
        interactor.snapshotEnds();
        assertThat(shown()).containsExactly("● 1 came while away", "1 overfill", "1 gap 1");
        assertThat(model.counts.get()).isEqualTo("3 alerts");
        interactor.snapshotBegins(true);
        interactor.snapshotEnds();
        assertThat(shown()).as("another life of the server says nothing of the one before").hasSize(3);
    }

    @Test
    void anotherLevelIsAnotherRow() {
        tell("WARN", "gap 1", "", 0);
        tell("ALERT", "gap 2", "", 0);
        assertThat(shown()).hasSize(2);
    }

    @Test
    void theTopOneIsTheWorstOfThoseUnseenAndThenTheNewest() {
        tell("ALERT", "overfill", "C1", 0);
        tell("WARN", "gap", "", 1);
        tell("INFO", "logged on", "", 2);
        assertThat(interactor.seenTop()).map(AlertItem::text).contains("overfill");
        assertThat(interactor.seenTop()).map(AlertItem::text).contains("gap");
        assertThat(interactor.seenTop()).as("nobody need see news").isEmpty();
        assertThat(model.unseen.get()).isZero();
    }

    @Test
    void whatIsSeenIsUnseenAgainWhenItGoesOn() {
        tell("ALERT", "gap 1", "", 0);
        interactor.seenAll();
        assertThat(shown()).containsExactly("1 gap 1");
        tell("ALERT", "gap 2", "", 1);
        assertThat(shown()).containsExactly("● 2 gap 2");
    }

    @Test
    void filtersByLevelAndByWhatIsTyped() {
        tell("ALERT", "overfill", "C1", 0);
        tell("WARN", "gap", "", 1);
        model.onlyWarnings.set(true);
        interactor.filter();
        assertThat(shown()).containsExactly("● 1 gap");
        model.onlyWarnings.set(false);
        model.filter.set("order:C1");
        interactor.filter();
        assertThat(shown()).containsExactly("● 1 overfill");
        model.filter.set("age<");
        interactor.filter();
        assertThat(model.mistake.get()).isNotEmpty();
        assertThat(shown()).as("the filter that was").containsExactly("● 1 overfill");
    }

    @Test
    void aFilterByAgeChangesByItself() {
        tell("ALERT", "overfill", "C1", 0);
        model.filter.set("age<5m");
        interactor.filter();
        assertThat(shown()).hasSize(1);
        now += 600 * SECOND;
        interactor.everySecond();
        assertThat(shown()).isEmpty();
    }

    @Test
    void keepsTheNewestAndCountsThemAll() {
        for (int i = 0; i < AlertsModel.RETAINED + 10; i++) tell("INFO", "x".repeat(i % 50 + 1), "", i * 11);
        assertThat(model.rows).hasSize(AlertsModel.RETAINED);
        assertThat(model.counts.get()).isEqualTo("newest 1,000 of 1,010 alerts");
        model.chosen.set(Optional.of(model.rows.getFirst()));
        interactor.allow();
        assertThat(model.orderObstacle.get()).isEqualTo("it is about no order");
    }
}
