package dev.plumbline.console;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.feed.FeedListener;
import dev.plumbline.console.feed.NoAnswer;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.feed.Server;
import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Checked;
import dev.plumbline.wire.DeskMessage.History;
import dev.plumbline.wire.DeskMessage.HistoryRequest;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Ping;
import dev.plumbline.wire.DeskMessage.Pong;
import dev.plumbline.wire.DeskMessage.Question;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.follow.FeedStatus;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// A desk in memory: tells what a test tells it to, keeps what it is asked, answers as it was told to.
public class FakeFeed implements ConsoleFeed {
    /// What was asked, in order.
    public final List<Asked> asked = new CopyOnWriteArrayList<>();
    /// Which questions were asked, in order.
    public final List<Question<?>> questions = new CopyOnWriteArrayList<>();
    /// With which passwords somebody logged in, in order.
    public final List<String> logIns = new CopyOnWriteArrayList<>();
    private final List<FeedListener> listeners = new CopyOnWriteArrayList<>();
    private Answering answering = (requestId, _) -> new Reply.Answered(new Answer(requestId, "C1", "", ""));
    private Questioning questioning = FakeFeed::usual;
    private long seq;

    public record Asked(String requestId, Wish wish) {}

    /// Decides what becomes of a wish.
    public interface Answering {
        Reply reply(String requestId, Wish wish);
    }

    /// Decides what answers a question: of the type that it asks for.
    public interface Questioning {
        DeskMessage answer(Question<?> question);
    }

    /// All is well, and nothing has a history.
    public static DeskMessage usual(Question<?> question) {
        return switch (question) {
            case Check(var requestId, _, _) -> new Checked(
                    requestId, List.of(new CheckLine("Max qty", Verdict.PASS, "within the limit")));
            case HistoryRequest(var order, _) -> new History(order, List.of(), false, "");
            case Ping(long sentAt) -> new Pong(sentAt, Samples.AT);
        };
    }

    public void answerWith(Answering how) {
        answering = how;
    }

    @Override
    public void start(FeedListener listener) {
        listeners.add(listener);
    }

    @Override
    public void logIn(String password) {
        logIns.add(password);
    }

    public void logInNeeded(String why) {
        listeners.forEach(listener -> listener.logInNeeded(why));
    }

    public void letIn() {
        listeners.forEach(FeedListener::letIn);
    }

    public void status(Phase phase, String reason) {
        listeners.forEach(listener -> listener.status(new FeedStatus(phase, reason, seq, 0)));
    }

    public void status(FeedStatus status) {
        listeners.forEach(listener -> listener.status(status));
    }

    public void servers(Server... servers) {
        listeners.forEach(listener -> listener.servers(List.of(servers)));
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

    /// As a partial snapshot brings it after a break.
    public void missed(Item... items) {
        listeners.forEach(listener -> listener.missed(List.of(items)));
        status(Phase.LIVE, "");
    }

    @Override
    public CompletionStage<Reply> ask(String requestId, Wish wish) {
        asked.add(new Asked(requestId, wish));
        return CompletableFuture.completedFuture(answering.reply(requestId, wish));
    }

    /// Answers questions from now on; a [NoAnswer] that it throws is the failure.
    public void questionsWith(Questioning how) {
        questioning = how;
    }

    @Override
    public <A extends DeskMessage> CompletionStage<A> question(Question<A> question) {
        questions.add(question);
        try {
            return CompletableFuture.completedFuture(question.answerType().cast(questioning.answer(question)));
        } catch (NoAnswer none) {
            return CompletableFuture.failedFuture(none);
        }
    }

    @Override
    public void close() {
        listeners.clear();
    }
}
