package dev.plumbline.console;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.feed.FeedListener;
import dev.plumbline.console.feed.FeedStatus;
import dev.plumbline.console.feed.FeedStatus.Phase;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;

/// A desk in memory: tells what a test tells it to, keeps what it is asked, answers as it was told to.
public class FakeFeed implements ConsoleFeed {
    /// What was asked, in order.
    public final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<FeedListener> listeners = new CopyOnWriteArrayList<>();
    private Answering answering = (requestId, _) -> new Reply.Answered(new Answer(requestId, "C1", "", ""));
    private long seq;

    public record Asked(String requestId, Wish wish) {}

    /// Decides what becomes of a wish.
    public interface Answering {
        Reply reply(String requestId, Wish wish);
    }

    public void answerWith(Answering how) {
        answering = how;
    }

    @Override
    public void start(FeedListener listener) {
        listeners.add(listener);
    }

    public void status(Phase phase, String reason) {
        listeners.forEach(listener -> listener.status(new FeedStatus(phase, reason, seq, 0)));
    }

    public void snapshot(boolean anew, List<Item> items) {
        listeners.forEach(listener -> listener.snapshot(anew, new ArrayList<>(items)));
        status(Phase.LIVE, "");
    }

    public void news(Item... items) {
        seq++;
        listeners.forEach(listener -> listener.news(List.of(items)));
        status(Phase.LIVE, "");
    }

    @Override
    public CompletionStage<Reply> ask(String requestId, Wish wish) {
        asked.add(new Asked(requestId, wish));
        return CompletableFuture.completedFuture(answering.reply(requestId, wish));
    }

    @Override
    public void close() {
        listeners.clear();
    }
}
