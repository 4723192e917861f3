package dev.plumbline.console.orders;

import dev.plumbline.console.group.Group;
import dev.plumbline.console.group.Sums;
import dev.plumbline.core.Order;

/// What a row of the blotter shows. Immutable: a row has one property of it, so a change costs one notification.
sealed interface Shown {

    /// An order.
    ///
    /// @param isUnseen it was filled, rejected or surprised us, and nobody has looked at it since
    /// @param isAway it changed while the console was away from the desk
    record One(Order order, boolean isUnseen, boolean isAway) implements Shown {
        One with(Order now) {
            return new One(now, isUnseen, isAway);
        }

        One unseen() {
            return isUnseen ? this : new One(order, true, isAway);
        }

        One away() {
            return isAway ? this : new One(order, isUnseen, true);
        }

        One seen() {
            return isUnseen || isAway ? new One(order, false, false) : this;
        }
    }

    /// The head of a group of orders, with its sums as they were at that moment.
    record Head(Group<OrderRow> group, Sums sums, boolean isExpanded) implements Shown {
        /// `▾ NVDA  12`, indented by its depth.
        String label() {
            var name = group.name().isEmpty() ? "(none)" : group.name();
            return "  ".repeat(Math.max(0, group.depth())) + (isExpanded ? "▾ " : "▸ ") + name;
        }
    }
}
