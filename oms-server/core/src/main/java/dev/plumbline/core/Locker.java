package dev.plumbline.core;

import java.util.Optional;

/// Where a [Book] has an order: at hand, or as the state that the book was restored from had it, until somebody asks for it.
final class Locker {
    private Content content;

    /// Where it stands among the orders, while a state is being taken.
    int place;

    sealed interface Content permits Slot, BookState.Shelved {}

    Locker(Order order) {
        content = new Slot(this, order);
    }

    /// As it was.
    Locker(BookState.Entry entry) {
        content = entry instanceof BookState.Shelved shelved ? shelved : new Slot(this, entry.filed());
    }

    /// At hand from now on.
    Slot slot() {
        if (content instanceof Slot slot) return slot;
        var slot = new Slot(this, state().filed());
        content = slot;
        return slot;
    }

    /// For who only looks: what is on the shelf stays there.
    Order order() {
        return content instanceof Slot slot ? slot.order : state().filed().order();
    }

    Optional<Slot> atHand() {
        return content instanceof Slot slot ? Optional.of(slot) : Optional.empty();
    }

    BookState.Entry state() {
        return switch (content) {
            case Slot slot -> slot.state();
            case BookState.Shelved shelved -> shelved;
        };
    }
}
