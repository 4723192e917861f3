package dev.plumbline.server.desk;

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
import dev.plumbline.wire.DeskMessage.Snapshot;
import dev.plumbline.wire.DeskMessage.SnapshotRequest;
import dev.plumbline.wire.Wire;
import dev.plumbline.wire.WireException;

/// The desk over its bus, as consoles reach it: of whichever server acts.
public final class DeskOnBus implements DeskLine {
    private static final Logger LOG = LoggerFactory.getLogger(DeskOnBus.class);
    private static final int NOT_LET_IN = 401;
    private static final long ANSWER_MS = 5_000;
    /// So long what is asked while nobody acts is asked again: a take-over takes some seconds.
    private static final long ASKED_AGAIN_FOR_NANOS = 10_000_000_000L;
    private static final long ASKED_AGAIN_MS = 200;

    private final Vertx vertx;
    private final String desk;

    /// @param vertx of the desk's cluster
    public DeskOnBus(Vertx vertx, String desk) {
        this.vertx = vertx;
        this.desk = desk;
    }

    @Override
    public Future<Void> follow(Consumer<Batch> batches) {
        return vertx.eventBus().<Buffer>consumer(Addresses.desk(desk), message -> {
            try {
                if (Wire.decode(message.body()) instanceof Batch batch) batches.accept(batch);
            } catch (WireException unreadable) {
                LOG.error("a batch of the desk is not read here: {}", unreadable.getMessage());
            }
        }).completion();
    }

    @Override
    public Future<Snapshot> snapshot(SnapshotRequest request) {
        return request(request, new DeliveryOptions()).compose(answer -> answer instanceof Snapshot part
                ? Future.succeededFuture(part)
                : Future.failedFuture("the desk answered with no snapshot"));
    }

    @Override
    public Future<Answer> ask(String token, Ask ask) {
        return ask(token, ask, System.nanoTime() + ASKED_AGAIN_FOR_NANOS);
    }

    private Future<Answer> ask(String token, Ask ask, long until) {
        return request(ask, new DeliveryOptions().addHeader(DeskMessage.LoggedIn.TOKEN, token))
                .compose(answer -> answer instanceof Answer known
                        ? Future.succeededFuture(known)
                        : Future.<Answer>failedFuture("the desk answered with something else"))
                .recover(failure -> {
                    if (failure instanceof ReplyException refused && refused.failureCode() == NOT_LET_IN)
                        return Future.failedFuture(new NotLetInException(String.valueOf(refused.getMessage())));
                    if (!isNobodyThere(failure) || System.nanoTime() - until >= 0) return Future.failedFuture(failure);
                    return later().compose(_ -> ask(token, ask, until));
                });
    }

    private static boolean isNobodyThere(Throwable failure) {
        return failure instanceof ReplyException reply
                && (reply.failureType() == ReplyFailure.NO_HANDLERS || reply.failureType() == ReplyFailure.TIMEOUT);
    }

    private Future<Void> later() {
        var due = Promise.<Void>promise();
        vertx.setTimer(ASKED_AGAIN_MS, _ -> due.complete());
        return due.future();
    }

    private Future<DeskMessage> request(DeskMessage request, DeliveryOptions options) {
        return vertx.eventBus()
                .<Buffer>request(Addresses.deskRequests(desk), Wire.encode(request), options.setSendTimeout(ANSWER_MS))
                .map(reply -> Wire.decode(reply.body()));
    }
}
