package dev.plumbline.console.feed;

import java.util.List;

import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.follow.FeedStatus;

/// Hears what the desk tells.
public interface FeedListener {
    void status(FeedStatus status);

    /// Nothing is told before a person has logged in: [ConsoleFeed#logIn].
    ///
    /// @param why for that person, as `no such user, or another password`
    default void logInNeeded(String why) {}

    /// The desk has let us in, by log-in or because it asks nobody.
    default void letIn() {}

    /// The servers that are there now; none while the console is not on the desk's bus.
    default void servers(List<Server> servers) {}

    /// The whole picture: what was shown and is not in it is gone.
    ///
    /// @param anew the server has begun a new life, so events that were told before may be told again or be gone
    void snapshot(boolean anew, List<Item> items);

    void news(List<Item> items);

    /// News that came while the console was away from the desk, of which it has all the rest: no snapshot was needed.
    default void missed(List<Item> items) {
        news(items);
    }
}
