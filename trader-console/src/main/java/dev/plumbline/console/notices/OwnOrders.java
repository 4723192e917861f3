package dev.plumbline.console.notices;

import java.util.LinkedHashSet;
import java.util.concurrent.CompletionStage;

import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.feed.FeedListener;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage;

/// Passes everything on to a feed, and remembers the orders that were entered through it since the console was started:
/// the desk does not tell whose an order is.
///
/// [#has] is for the FX thread.
public final class OwnOrders implements ConsoleFeed {
    /// The oldest are forgotten beyond so many.
    static final int REMEMBERED_MAX = 10_000;

    private final ConsoleFeed feed;
    private final Inbox inbox;
    private final LinkedHashSet<OrderKey> own = new LinkedHashSet<>();

    public OwnOrders(ConsoleFeed feed, Inbox inbox) {
        this.feed = feed;
        this.inbox = inbox;
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
    public void close() {
        feed.close();
    }
}
