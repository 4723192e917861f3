package dev.plumbline.console.login;

import java.util.Optional;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.inbox.Inbox;

/// Asks for a password when the desk asks who we are, and lies over the panels until it has let us in. On the FX thread.
public final class LogInController {
    private final Inbox inbox;
    private final LogInView view;
    private Subscription subscription = Subscription.EMPTY;

    /// @param user who logs in
    public LogInController(ConsoleFeed feed, Inbox inbox, String user, String desk) {
        this.inbox = inbox;
        view = new LogInView(user, desk, feed::logIn);
    }

    public Region layer() {
        return view.layer();
    }

    public void activate() {
        subscription = inbox.onLogIn(this::shown);
    }

    public void deactivate() {
        subscription.unsubscribe();
    }

    private void shown(Optional<String> why) {
        why.ifPresentOrElse(view::ask, view::hide);
    }
}
