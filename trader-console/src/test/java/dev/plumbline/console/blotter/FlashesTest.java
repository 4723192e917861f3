package dev.plumbline.console.blotter;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class FlashesTest {
    private static final long MILLIS = 1_000_000;

    private final Flashes flashes = new Flashes();
    private TableCell<String, String> cell;
    private Flashes.Flashing flashing;

    /// With the toolkit, which cells want.
    @Start
    void make(Stage stage) {
        cell = new TableCell<>();
        flashing = flashes.of(cell);
    }

    private boolean isLit() {
        return cell.getPseudoClassStates().contains(PseudoClass.getPseudoClass("flash-up"));
    }

    private boolean isLitAt(long millis) {
        flashes.tick(millis * MILLIS);
        return isLit();
    }

    @Test
    void aBurstLightsACellOnce() {
        flashing.flash(1, 0);
        flashing.flash(1, 250 * MILLIS);
        assertThat(isLitAt(299)).isTrue();
        assertThat(isLitAt(300)).isFalse();
    }

    @Test
    void anotherTimeCountsAtOnceAndInBothDirections() {
        flashing.flash(1, 0);
        flashes.lastMillis(1_000);
        assertThat(isLitAt(999)).isTrue();
        flashes.lastMillis(150);
        assertThat(isLitAt(999)).isFalse();
    }

    @Test
    void aCellThatShowsAnotherRowGoesOutAndIsLitAnew() {
        flashing.flash(1, 0);
        flashing.out();
        assertThat(isLit()).isFalse();
        flashing.flash(1, 200 * MILLIS);
        assertThat(isLitAt(300)).as("its former time is over").isTrue();
        assertThat(isLitAt(500)).isFalse();
    }
}
