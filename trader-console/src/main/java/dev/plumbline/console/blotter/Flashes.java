package dev.plumbline.console.blotter;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;

/// The cells that are lit because their value has just changed, in the order in which they go out: one queue for all,
/// instead of an animation for each.
///
/// For the FX thread.
public final class Flashes {
    private static final PseudoClass UP = PseudoClass.getPseudoClass("flash-up");
    private static final PseudoClass DOWN = PseudoClass.getPseudoClass("flash-down");

    private final Deque<Lit> lit = new ArrayDeque<>();
    private long litNanos = 300_000_000;

    /// With the moment when it was lit, not that when it goes out: so the queue stays in order where the time is changed.
    private record Lit(Flashing cell, int flash, long since) {}

    /// A cell's end of it.
    public final class Flashing {
        private final TableCell<?, ?> cell;
        private int flash;
        private boolean isLit;

        Flashing(TableCell<?, ?> cell) {
            this.cell = cell;
        }

        /// Lights the cell, once a burst: where it is lit already it stays so, and goes out at its time.
        ///
        /// @param direction above 0 for up, below for down
        public void flash(int direction, long nanoTime) {
            if (isLit) return;
            isLit = true;
            cell.pseudoClassStateChanged(direction < 0 ? DOWN : UP, true);
            lit.add(new Lit(this, ++flash, nanoTime));
        }

        /// At once: the cell shows another row now.
        public void out() {
            if (!isLit) return;
            isLit = false;
            cell.pseudoClassStateChanged(UP, false);
            cell.pseudoClassStateChanged(DOWN, false);
        }
    }

    /// How long a cell stays lit after the first change of a burst, from now on and where one is lit already.
    public void lastMillis(int millis) {
        litNanos = millis * 1_000_000L;
    }

    public Flashing of(TableCell<?, ?> cell) {
        return new Flashing(cell);
    }

    /// Puts out what was lit long enough: to be called once a pulse.
    public void tick(long nanoTime) {
        for (var first = lit.peek(); first != null && nanoTime - first.since >= litNanos; first = lit.peek()) {
            lit.remove();
            if (first.cell.flash == first.flash) first.cell.out();
        }
    }
}
