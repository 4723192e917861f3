package dev.plumbline.console.feed;

import java.util.concurrent.CompletionStage;

import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.follow.FeedStatus;

/// Where the console's picture comes from and where a trader's wishes go. It heals by itself: who uses it sees
/// [FeedStatus] change, and never reconnects.
public interface ConsoleFeed extends AutoCloseable {

    /// Begins to follow the desk and returns at once. The listener is called from one thread at a time, never the
    /// FX thread.
    void start(FeedListener listener);

    /// What to log in with, where the desk asks for it ([FeedListener#logInNeeded]); before [#start], or later. Whether it is right is
    /// told to the listener. A feed that asks nobody does nothing.
    default void logIn(String password) {}

    /// Sends what a trader asks for. Completes on any thread, and always normally: trouble is a [Reply], too.
    ///
    /// @param requestId the same for a repeat, which then is harmless
    CompletionStage<Reply> ask(String requestId, DeskMessage.Wish wish);

    /// Asks something that changes nothing. Completes on any thread: with the answer, or exceptionally with a [NoAnswer].
    <A extends DeskMessage> CompletionStage<A> question(DeskMessage.Question<A> question);

    /// Leaves the desk. Returns at once.
    @Override
    void close();
}
