package dev.plumbline.console.orders;

import java.math.BigDecimal;
import java.math.MathContext;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableRow;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;

import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Order;
import dev.plumbline.core.Qty;

/// The cells of the blotter that show more than text.
final class OrderCells {
    private static final PseudoClass PENDING = PseudoClass.getPseudoClass("pending");
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private static final PseudoClass ATTENTION = PseudoClass.getPseudoClass("attention");
    private static final PseudoClass SELL = PseudoClass.getPseudoClass("sell");

    private OrderCells() {}

    /// Glyph and word, in the tone of the state.
    static final class Chip extends TableCell<OrderRow, Order> {
        Chip() {
            getStyleClass().add("chip-cell");
        }

        @Override
        protected void updateItem(@Nullable Order order, boolean empty) {
            super.updateItem(order, empty);
            if (empty || order == null) {
                setText("");
                tone(StateChip.Tone.WORKING);
                return;
            }
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

    /// CumQty over a bar as long as the executed part: two regions, cheaper than a progress bar.
    static final class FillBar extends TableCell<OrderRow, Order> {
        private final Region fill = new Region();
        private final Label text = new Label();
        private double part;

        FillBar() {
            getStyleClass().add("fill-cell");
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
        protected void updateItem(@Nullable Order order, boolean empty) {
            super.updateItem(order, empty);
            getGraphic().setVisible(!empty && order != null);
            if (empty || order == null) return;
            text.setText(Show.qty(order.cumQty()));
            part = part(order.cumQty(), order.orderQty());
            fill.pseudoClassStateChanged(SELL, !order.side().isBuy());
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
        private Subscription following = Subscription.EMPTY;

        @Override
        protected void updateItem(@Nullable OrderRow row, boolean empty) {
            super.updateItem(row, empty);
            following.unsubscribe();
            following = Subscription.EMPTY;
            if (empty || row == null) pseudoClassStateChanged(DONE, false);
            else following = row.order.subscribe(order -> pseudoClassStateChanged(DONE, !order.isOpen()));
        }
    }
}
