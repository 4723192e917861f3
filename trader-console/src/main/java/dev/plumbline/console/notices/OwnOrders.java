package dev.plumbline.console.notices;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.feed.FeedListener;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage;

/// Passes everything on to a feed, and remembers the orders that were entered through it, over a restart as well: the desk does
/// not tell whose an order is.
///
/// [#has] is for the FX thread.
public final class OwnOrders implements ConsoleFeed {
    /// The oldest are forgotten beyond so many.
    public static final int REMEMBERED_MAX = 10_000;

    private final ConsoleFeed feed;
    private final Inbox inbox;
    private final Consumer<String> keep;
    private final LinkedHashSet<OrderKey> own = new LinkedHashSet<>();

    /// @param before keys of the orders that were entered earlier, the oldest first
    /// @param keep is given the key of each that is entered now
    public OwnOrders(ConsoleFeed feed, Inbox inbox, CompletionStage<List<String>> before, Consumer<String> keep) {
        this.feed = feed;
        this.inbox = inbox;
        this.keep = keep;
        inbox.whenDone(before, keys -> keys.reversed().forEach(this::recall));
    }

    /// Some may have been entered already when what was kept is at hand: those are newer.
    private void recall(String key) {
        var order = new OrderKey(key);
        if (own.size() < REMEMBERED_MAX && !own.contains(order)) own.addFirst(order);
    }

    public boolean has(OrderKey order) {
        return own.contains(order);
    }

    @Override
    public CompletionStage<Reply> ask(String requestId, DeskMessage.Wish wish) {
        var asked = feed.ask(requestId, wish);
        if (wish instanceof DeskMessage.Wish.Enter) inbox.whenDone(asked, this::remember);
        return asked;
    }

    private void remember(Reply reply) {
        if (!(reply instanceof Reply.Answered(var answer)) || !answer.isAccepted()) return;
        own.add(new OrderKey(answer.clOrdID()));
        keep.accept(answer.clOrdID());
        if (own.size() > REMEMBERED_MAX) own.removeFirst();
    }

    @Override
    public void start(FeedListener listener) {
        feed.start(listener);
    }

    @Override
    public <A extends DeskMessage> CompletionStage<A> question(DeskMessage.Question<A> question) {
        return feed.question(question);
    }

    @Override
    public void logIn(String password) {
        feed.logIn(password);
    }

    @Override
    public void close() {
        feed.close();
    }
}
