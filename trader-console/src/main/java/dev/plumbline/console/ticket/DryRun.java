package dev.plumbline.console.ticket;

import java.util.Optional;
import java.util.function.Consumer;

import dev.plumbline.console.checks.Checking;
import dev.plumbline.console.checks.Checks;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.wire.DeskMessage.Wish;

/// Keeps the desk's opinion of what is typed up to date: asks when typing pauses, and takes no answer that belongs to an
/// older text.
final class DryRun {
    private final Checks checks;
    private final Pause pause;
    private final Inbox inbox;
    private final Consumer<Checking> show;
    private Optional<Wish> wanted = Optional.empty();
    private boolean isAsked;
    /// The last answer blocks it, and the desk has not been asked since.
    private boolean isBlocked;

    /// Waits until the typing pauses.
    interface Pause {
        /// Calls `work` once, on the FX thread, when so much time has passed without another call of this.
        void then(Runnable work);
    }

    DryRun(Checks checks, Pause pause, Inbox inbox, Consumer<Checking> show) {
        this.checks = checks;
        this.pause = pause;
        this.inbox = inbox;
        this.show = show;
    }

    /// This is what is typed now.
    void of(Wish wish) {
        if (wanted.filter(wish::equals).isPresent()) return;
        wanted = Optional.of(wish);
        isAsked = false;
        isBlocked = false;
        show.accept(new Checking.Awaited());
        pause.then(this::askNow);
    }

    void ofNothing() {
        wanted = Optional.empty();
        isBlocked = false;
        show.accept(new Checking.Idle());
    }

    /// The limits may have changed, or the desk is back: asks again for the same.
    void again() {
        wanted.ifPresent(wish -> {
            ofNothing();
            of(wish);
        });
    }

    /// What blocks it may pass while nobody types, such as a halt, or a line to a broker that was down: asks again for the same,
    /// and the last answer stands until there is another.
    void whileBlocked() {
        if (!isBlocked) return;
        isBlocked = false;
        isAsked = false;
        askNow();
    }

    /// Does not wait for a pause.
    void askNow() {
        if (isAsked) return;
        wanted.ifPresent(wish -> {
            isAsked = true;
            inbox.whenDone(checks.check(wish), outcome -> answered(wish, outcome));
        });
    }

    private void answered(Wish about, Checks.Outcome outcome) {
        if (wanted.filter(about::equals).isEmpty()) return;
        var checking = Checking.of(outcome);
        isBlocked = checking.isBlocked();
        show.accept(checking);
    }
}
