package dev.plumbline.server.desk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.bridge.DeskLine;
import dev.plumbline.wire.Addresses;
import dev.plumbline.wire.DeskMessage;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Batch;
import dev.plumbline.wire.DeskMessage.LogIn;
import dev.plumbline.wire.DeskMessage.Snapshot;
import dev.plumbline.wire.DeskMessage.SnapshotRequest;
import dev.plumbline.wire.Wire;
import dev.plumbline.wire.WireException;

/// The desk over its bus, as consoles reach it: of whichever server acts.
public final class DeskOnBus implements DeskLine {
    private static final Logger LOG = LoggerFactory.getLogger(DeskOnBus.class);
    private static final long ANSWER_MS = 5_000;
    /// So long what is asked while nobody acts is asked again: a take-over takes some seconds.
    private static final long ASKED_AGAIN_FOR_NANOS = 10_000_000_000L;
    private static final long ASKED_AGAIN_MS = 200;
    private static final int WAITING_MAX = 10_000;

    private final Vertx vertx;
    private final String desk;
    private final Guard.Servers servers;
    /// Asked while nobody acts, in its order. The context of the door alone touches it.
    private final Deque<Held> waiting = new ArrayDeque<>();

    /// @param vertx of the desk's cluster
    /// @param servers as what it follows the desk
    public DeskOnBus(Vertx vertx, String desk, Guard.Servers servers) {
        this.vertx = vertx;
        this.desk = desk;
        this.servers = servers;
    }

    @Override
    public Future<Void> follow(Consumer<Batch> batches) {
        return vertx.eventBus().<Buffer>consumer(servers.feed(), message -> {
            try {
                if (Wire.decode(message.body()) instanceof Batch batch) batches.accept(batch);
            } catch (WireException unreadable) {
                LOG.error("a batch of the desk is not read here: {}", unreadable.getMessage());
            }
        }).completion();
    }

    @Override
    public Future<Snapshot> snapshot(SnapshotRequest request) {
        return request(request, servers.token()).compose(answer -> answer instanceof Snapshot part
                ? Future.succeededFuture(part)
                : Future.failedFuture("the desk answered with no snapshot"));
    }

    @Override
    public Future<Answer> ask(String token, Ask ask) {
        var held = new Held(token, ask, Promise.promise(), System.nanoTime() + ASKED_AGAIN_FOR_NANOS);
        // What is asked after something that is held waits behind it: a replace does not overtake another.
        if (waiting.isEmpty()) attempt(held);
        else if (waiting.size() < WAITING_MAX) waiting.addLast(held);
        else held.answer.fail("nobody acts just now, and too much waits for that already");
        return held.answer.future();
    }

    /// @param until it is asked again, by [System#nanoTime]
    private record Held(String token, Ask ask, Promise<Answer> answer, long until) {}

    private void attempt(Held held) {
        request(held.ask, held.token).onComplete(done -> {
            if (done.succeeded() && done.result() instanceof Answer known) held.answer.complete(known);
            else if (done.succeeded()) held.answer.fail("the desk answered with something else");
            else failed(held, done.cause());
        });
    }

    private void failed(Held held, Throwable failure) {
        if (failure instanceof ReplyException refused && refused.failureCode() == LogIn.NEEDED)
            held.answer.fail(new NotLetInException(String.valueOf(refused.getMessage())));
        else if (!isNobodyThere(failure) || System.nanoTime() - held.until >= 0) held.answer.fail(failure);
        else {
            waiting.addLast(held);
            if (waiting.size() == 1) vertx.setTimer(ASKED_AGAIN_MS, _ -> again());
        }
    }

    /// All that waits, in its order; what finds nobody again waits again.
    private void again() {
        var all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(this::attempt);
    }

    private static boolean isNobodyThere(Throwable failure) {
        return failure instanceof ReplyException reply
                && (reply.failureType() == ReplyFailure.NO_HANDLERS || reply.failureType() == ReplyFailure.TIMEOUT);
    }

    private Future<DeskMessage> request(DeskMessage request, String token) {
        var options = new DeliveryOptions().addHeader(DeskMessage.LoggedIn.TOKEN, token);
        return vertx.eventBus()
                .<Buffer>request(Addresses.deskRequests(desk), Wire.encode(request), options.setSendTimeout(ANSWER_MS))
                .map(reply -> Wire.decode(reply.body()));
    }
}
