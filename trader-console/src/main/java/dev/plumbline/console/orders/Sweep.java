package dev.plumbline.console.orders;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Halt;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item.HaltItem;

/// Cancels what a halt is about and the console hears of only after the first cancels went: orders that were missing in a
/// picture that was not whole, and those that were accepted just before the halt. Ends by itself, and says how it ended.
///
/// Only a whole picture tells whether the halt still stands: after a release, orders that come are meant to. So nothing is
/// canceled by a picture that is old or loading.
///
/// For the FX thread.
final class Sweep {
    /// The desk tells of an order within a moment: so long after the picture is whole, what came before the halt is told.
    static final Duration SETTLES = Duration.ofSeconds(5);

    /// What a person confirmed so long ago is not done any more.
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /// Servers stamp orders and halts, each by its own clock.
    static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

    private final String what;
    private final Desk desk;
    private final Wave wave;
    private final long begun;
    private final Set<OrderKey> asked = new HashSet<>();
    private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
    private Optional<Halt> halt = Optional.empty();
    private OptionalLong wholeSince = OptionalLong.empty();
    private boolean isOver;

    /// What is known of the desk, each at the moment at which it is asked.
    ///
    /// @param notWhole why there may be orders that the console does not know of; empty where it knows all
    /// @param inForce the halt, where the picture has it
    /// @param working the open orders that it is about
    record Desk(Supplier<String> notWhole, Supplier<Optional<HaltItem>> inForce, Supplier<List<Order>> working) {}

    /// @param what is halted, in words
    /// @param wave the first cancels: those that follow are added to it
    /// @param now nanoseconds of a clock that never goes back
    Sweep(String what, Desk desk, Wave wave, long now) {
        this.what = what;
        this.desk = desk;
        this.wave = wave;
        begun = now;
        for (var order : wave.orders()) asked.add(order.key());
        look(now);
    }

    /// To be called about once a second.
    ///
    /// @return false once it is over
    boolean look(long now) {
        if (isOver) return false;
        var notWhole = desk.notWhole.get();
        if (notWhole.isEmpty()) lookAtWhole(now);
        else waitForWhole(notWhole, now);
        return !isOver;
    }

    private void waitForWhole(String why, long now) {
        wholeSince = OptionalLong.empty();
        if (now - begun >= PATIENCE.toNanos())
            end("✖ Given up: after " + PATIENCE.toMinutes() + " min the picture is still not whole (" + why + "). Orders of "
                    + what + " that are not in this list may work at the broker. Once it is live, cancel them: Ctrl+Shift+X.");
        else
            state.set("⚠ The picture is not whole (" + why + "). Orders of " + what + " that are not in this list are not"
                    + " cancelled yet: they will be when it is whole, if the halt stands.");
    }

    private void lookAtWhole(long now) {
        if (wholeSince.isEmpty()) wholeSince = OptionalLong.of(now);
        var told = desk.inForce.get();
        if (told.isPresent() && halt.isEmpty()) halt = told.map(HaltItem::halt);
        if (halt.isPresent() && !halt.equals(told.map(HaltItem::halt))) {
            end("⚠ The halt was released. What else is open of " + what + " is not cancelled.");
            return;
        }
        told.ifPresent(item -> cancelLater(item, now));
        if (now - wholeSince.getAsLong() < SETTLES.toNanos()) state.set("Looks for orders that came just before the halt …");
        else end(told.isPresent() ? rest() : "✖ The desk tells of no halt of " + what + ". What else is open of it is not cancelled.");
    }

    private void cancelLater(HaltItem item, long now) {
        long until = item.pulledUntil() + CLOCKS_DIFFER.toNanos();
        var later = unasked().stream().filter(order -> order.enteredAt() <= until).toList();
        if (later.isEmpty()) return;
        for (var order : later) asked.add(order.key());
        wave.add(Wave.cancels(later));
        wholeSince = OptionalLong.of(now);
    }

    private List<Order> unasked() {
        return desk.working.get().stream().filter(order -> !asked.contains(order.key())).toList();
    }

    private String rest() {
        int others = unasked().size();
        return others == 0
                ? "● The picture is live and whole: no other order of " + what + " is open."
                : "⚠ " + Show.count(others) + (others == 1 ? " order" : " orders") + " of " + what
                        + " came after the halt, and " + (others == 1 ? "is" : "are") + " not cancelled.";
    }

    private void end(String how) {
        isOver = true;
        state.set(how);
    }

    /// How it stands, for a person.
    ReadOnlyStringProperty state() {
        return state.getReadOnlyProperty();
    }
}
