package dev.plumbline.console.orders;

import java.math.BigDecimal;
import java.math.MathContext;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableRow;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;

import dev.plumbline.console.blotter.Flashes;
import dev.plumbline.console.format.Looks;
import dev.plumbline.console.ui.Flashed;
import dev.plumbline.console.ui.StillCell;
import dev.plumbline.core.Order;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;

/// The cells of the blotter.
final class OrderCells {
    private static final PseudoClass PENDING = PseudoClass.getPseudoClass("pending");
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private static final PseudoClass ATTENTION = PseudoClass.getPseudoClass("attention");
    private static final PseudoClass BUY = PseudoClass.getPseudoClass("buy");
    private static final PseudoClass SELL = PseudoClass.getPseudoClass("sell");
    private static final PseudoClass SHORT = PseudoClass.getPseudoClass("short");
    private static final PseudoClass UNSEEN = PseudoClass.getPseudoClass("unseen");
    private static final PseudoClass HEAD = PseudoClass.getPseudoClass("head");
    private static final PseudoClass AWAY = PseudoClass.getPseudoClass("away");

    private OrderCells() {}

    static TableCell<OrderRow, Shown> cell(OrderColumn column, Flashes flashes, Flashed flashed) {
        return switch (column.kind()) {
            case TEXT -> new Cell(column, flashes, flashed, "text-cell");
            case ID -> {
                var cell = new Cell(column, flashes, flashed, "text-cell");
                cell.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
                yield cell;
            }
            case NUMBER -> {
                var cell = new Cell(column, flashes, flashed, "number-cell");
                cell.setAlignment(Pos.CENTER_RIGHT);
                yield cell;
            }
            case SIDE -> new SideCell(column, flashes, flashed);
            case FILLED -> new FillBar(column, flashes, flashed);
            case STATUS -> new Chip(column, flashes, flashed);
            case PROSE -> new Prose(column, flashes, flashed);
        };
    }

    /// Shows a column of an order, and lights up where the same row has another value than before.
    private static class Cell extends StillCell<OrderRow, Shown> {
        final OrderColumn column;
        private final Flashed flashed;
        private final Flashes.Flashing flashing;
        private @Nullable Order before;

        Cell(OrderColumn column, Flashes flashes, Flashed flashed, String styleClass) {
            this.column = column;
            this.flashed = flashed;
            flashing = flashes.of(this);
            getStyleClass().add(styleClass);
        }

        @Override
        protected final void updateItem(@Nullable Shown shown, boolean empty) {
            super.updateItem(shown, empty);
            var order = !empty && shown instanceof Shown.One one ? one.order() : null;
            flash(order);
            before = order;
            if (order != null) show(order);
            else clear();
            if (!empty && shown instanceof Shown.Head head) show(head);
        }

        void show(Shown.Head head) {
            setText(column.head().apply(head));
        }

        private void flash(@Nullable Order now) {
            if (before == null || !flashed.is(column.id())) return;
            if (now == null || !now.key().equals(before.key())) {
                flashing.out();
            } else if (now != before) {
                int direction = column.change(before, now);
                if (direction != 0) flashing.flash(direction, System.nanoTime());
            }
        }

        void clear() {
            setText("");
        }

        void show(Order order) {
            setText(column.text().apply(order));
        }
    }

    private static final class SideCell extends Cell {
        SideCell(OrderColumn column, Flashes flashes, Flashed flashed) {
            super(column, flashes, flashed, "side-cell");
        }

        @Override
        void clear() {
            super.clear();
            side(Side.NONE);
        }

        @Override
        void show(Order order) {
            super.show(order);
            side(order.side());
        }

        private void side(Side side) {
            pseudoClassStateChanged(BUY, side == Side.BUY);
            pseudoClassStateChanged(SELL, side == Side.SELL);
            pseudoClassStateChanged(SHORT, side == Side.SELL_SHORT || side == Side.SELL_SHORT_EXEMPT);
        }
    }

    /// Glyph and word, in the tone of the state.
    private static final class Chip extends Cell {
        Chip(OrderColumn column, Flashes flashes, Flashed flashed) {
            super(column, flashes, flashed, "chip-cell");
        }

        @Override
        void clear() {
            super.clear();
            tone(StateChip.Tone.WORKING);
        }

        @Override
        void show(Order order) {
            var chip = StateChip.of(order);
            setText(chip.label());
            tone(chip.tone());
        }

        private void tone(StateChip.Tone tone) {
            pseudoClassStateChanged(PENDING, tone == StateChip.Tone.PENDING);
            pseudoClassStateChanged(DONE, tone == StateChip.Tone.DONE);
            pseudoClassStateChanged(ATTENTION, tone == StateChip.Tone.ATTENTION);
        }
    }

    private static final class Prose extends Cell {
        private final Tooltip whole = new Tooltip();

        Prose(OrderColumn column, Flashes flashes, Flashed flashed) {
            super(column, flashes, flashed, "text-cell");
            whole.setWrapText(true);
            whole.setMaxWidth(480);
        }

        @Override
        void clear() {
            super.clear();
            setTooltip(null);
        }

        @Override
        void show(Order order) {
            super.show(order);
            whole.setText(getText());
            setTooltip(getText().isEmpty() ? null : whole);
        }
    }

    /// CumQty over a bar as long as the executed part: two regions, cheaper than a progress bar.
    private static final class FillBar extends Cell {
        private static final int PERMILLE = 1_000;

        private final Region fill = new Region();
        private final Label text = new Label();
        private double part;

        FillBar(OrderColumn column, Flashes flashes, Flashed flashed) {
            super(column, flashes, flashed, "fill-cell");
            fill.getStyleClass().add("fill");
            text.getStyleClass().add("fill-text");
            var bar = new Pane(fill, text) {
                @Override
                protected void layoutChildren() {
                    fill.resizeRelocate(0, 0, snapSizeX(getWidth() * part), getHeight());
                    text.resizeRelocate(0, 0, getWidth(), getHeight());
                }
            };
            bar.getStyleClass().add("fill-bar");
            setGraphic(bar);
            bar.prefWidthProperty().bind(widthProperty().subtract(8));
            bar.setVisible(false);
        }

        @Override
        void clear() {
            getGraphic().setVisible(false);
        }

        @Override
        void show(Shown.Head head) {
            getGraphic().setVisible(true);
            text.setText(column.head().apply(head));
            fill.pseudoClassStateChanged(SELL, false);
            part(Math.min(PERMILLE, head.sums().filledPermille()) / (double) PERMILLE);
        }

        @Override
        void show(Order order) {
            getGraphic().setVisible(true);
            text.setText(column.text().apply(order));
            fill.pseudoClassStateChanged(SELL, !order.side().isBuy());
            part(part(order.cumQty(), order.orderQty()));
        }

        private void part(double now) {
            if (now == part) return;
            part = now;
            fill.getParent().requestLayout();
        }

        /// For a width in pixels, where a rounded fraction is exact enough.
        private static double part(Qty cumQty, Qty orderQty) {
            if (!orderQty.isStated() || !orderQty.isPositive()) return 0;
            return Math.min(1, decimal(cumQty).divide(decimal(orderQty), MathContext.DECIMAL32).doubleValue());
        }

        private static BigDecimal decimal(Qty qty) {
            return BigDecimal.valueOf(qty.unscaled(), qty.scale());
        }
    }

    /// A row that knows its state, for the style sheet.
    static final class Row extends TableRow<OrderRow> {
        private final Looks<Shown, Order>.Dressed look;
        private Subscription following = Subscription.EMPTY;

        Row(Looks<Shown, Order> looks) {
            look = looks.row(this);
        }

        @Override
        protected void updateItem(@Nullable OrderRow row, boolean empty) {
            super.updateItem(row, empty);
            following.unsubscribe();
            following = Subscription.EMPTY;
            if (empty || row == null) {
                state(false, false, false, false);
                look.show(null);
            } else following = row.shown.subscribe(this::state);
        }

        private void state(Shown shown) {
            look.show(shown);
            switch (shown) {
                case Shown.One(var order, var isUnseen, var isAway) -> state(!order.isOpen(), isUnseen, isAway, false);
                case Shown.Head _ -> state(false, false, false, true);
            }
        }

        private void state(boolean isDone, boolean isUnseen, boolean isAway, boolean isHead) {
            pseudoClassStateChanged(HEAD, isHead);
            pseudoClassStateChanged(DONE, isDone);
            pseudoClassStateChanged(UNSEEN, isUnseen);
            pseudoClassStateChanged(AWAY, isAway);
        }
    }
}
