package dev.plumbline.console.orders;

import dev.plumbline.core.Order;

/// What a row of the blotter shows. Immutable: a row has one property of it, so a change costs one notification.
///
/// @param isUnseen it was filled, rejected or surprised us, and nobody has looked at it since
/// @param isAway it changed while the console was away from the desk
record Shown(Order order, boolean isUnseen, boolean isAway) {

    Shown with(Order now) {
        return new Shown(now, isUnseen, isAway);
    }

    Shown unseen() {
        return isUnseen ? this : new Shown(order, true, isAway);
    }

    Shown away() {
        return isAway ? this : new Shown(order, isUnseen, true);
    }

    Shown seen() {
        return isUnseen || isAway ? new Shown(order, false, false) : this;
    }
}
