package dev.plumbline.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NormalBoundsTest {
    private static final Bounds FIRST = new Bounds(0, 0, 1600, 950);
    private static final Bounds MOVED = new Bounds(40, 30, 1200, 800);
    private static final Bounds WHOLE_SCREEN = new Bounds(0, 0, 2560, 1440);

    private final NormalBounds bounds = new NormalBounds(FIRST);

    @Test
    void aMaximisedWindowGoesBackToWhereItLay() {
        bounds.look(MOVED, false);
        bounds.look(MOVED, false);
        bounds.look(WHOLE_SCREEN, true);
        bounds.look(WHOLE_SCREEN, true);
        assertThat(bounds.normal(WHOLE_SCREEN, true)).isEqualTo(MOVED);
    }

    @Test
    void aSizeThatIsToldBeforeTheStateIsNotBelieved() {
        bounds.look(MOVED, false);
        bounds.look(MOVED, false);
        bounds.look(WHOLE_SCREEN, false);
        bounds.look(WHOLE_SCREEN, true);
        bounds.look(WHOLE_SCREEN, true);
        assertThat(bounds.normal(WHOLE_SCREEN, true)).isEqualTo(MOVED);
    }

    @Test
    void oneThatIsNotMaximisedIsWhereItIs() {
        assertThat(bounds.normal(MOVED, false)).isEqualTo(MOVED);
    }

    @Test
    void oneThatWasOpenedMaximisedGoesBackToWhatWasKept() {
        bounds.look(WHOLE_SCREEN, true);
        assertThat(bounds.normal(WHOLE_SCREEN, true)).isEqualTo(FIRST);
    }
}
