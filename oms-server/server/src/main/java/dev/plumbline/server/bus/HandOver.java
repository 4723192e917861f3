package dev.plumbline.server.bus;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.core.Account;
import dev.plumbline.core.Refusal;
import dev.plumbline.wire.Addresses;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.Wire;
import dev.plumbline.wire.WireException;

/// What is asked of a server that gives its shards to another one: held until that one runs them, and asked there, in the order in
/// which it came. So nobody is refused because a server is replaced. Each ask has a request id, under which it is done once, whichever
/// of the two was asked first.
///
/// One for each server of a cluster. Its own context calls it, but for [#await].
public final class HandOver {
    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);
    private static final String ACCOUNT = "account";
    private static final long LOOK_EVERY_MS = 10;
    private static final DeliveryOptions LOOK = new DeliveryOptions().setSendTimeout(250);
    private static final long ANSWERED_WITHIN_MS = 10_000;
    /// What is asked meanwhile, at most. More is refused.
    private static final int MOST_HELD = 10_000;
    /// A console waits for five seconds, of which the next server may need some.
    private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(3_500);
    private static final Buffer NOTHING = Buffer.buffer();

    private final Vertx vertx;
    private final Context context;
    private final Queue<Held> held = new ArrayDeque<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private Optional<MessageConsumer<Buffer>> answering = Optional.empty();
    private Runnable anotherActs = () -> {};
    private long timer = -1;
    private boolean isThere;
    private boolean isOver;
    private int unanswered;

    /// @param until when whoever asks still waits, by [System#nanoTime]
    private record Held(DeliveryOptions how, Ask ask, Promise<Answer> answer, long until) {
        void refuse() {
            answer.complete(refused(ask));
        }
    }

    /// @param vertx of the servers' cluster
    public HandOver(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    /// Tells all servers, this one too, that this one holds nothing any more: what the database says of that need not be waited for.
    public static void sayGivenAway(Vertx vertx, String server) {
        vertx.eventBus().publish(Addresses.givenAway(), server);
    }

    /// @param told who has said so, on the context that calls this
    public static void onGivenAway(Vertx vertx, Consumer<String> told) {
        vertx.eventBus().<String>consumer(Addresses.givenAway(), message -> told.accept(message.body()));
    }

    /// For who runs the shards: answers what comes to others. Completes once they can ask.
    /// @param acts whether it may act now; asked on this context
    /// @param orders asks for an account, or for all where there is none
    public Future<Void> answer(BooleanSupplier acts, BiFunction<Optional<Account>, Ask, Future<Answer>> orders) {
        return OnContext.run(context, () -> {
            if (timer >= 0) return Future.succeededFuture(); // it gives all away already
            var consumer = vertx.eventBus().<Buffer>consumer(Addresses.acting(), message -> answer(message, acts, orders));
            answering = Optional.of(consumer);
            return consumer.completion();
        });
    }

    private static void answer(
            Message<Buffer> message, BooleanSupplier acts, BiFunction<Optional<Account>, Ask, Future<Answer>> orders) {
        if (message.body().length() == 0) {
            if (acts.getAsBoolean()) message.reply(NOTHING);
            else message.fail(503, "may not act now");
            return;
        }
        try {
            if (!(Wire.decode(message.body()) instanceof Ask ask)) {
                message.fail(400, "not an ask");
                return;
            }
            orders.apply(Optional.ofNullable(message.headers().get(ACCOUNT)).map(Account::new), ask)
                    .onSuccess(answer -> message.reply(Wire.encode(answer)))
                    .onFailure(unknown -> message.fail(504, String.valueOf(unknown.getMessage())));
        } catch (WireException unreadable) {
            LOG.warn("unreadable ask of another server: {}", unreadable.getMessage());
            message.fail(400, String.valueOf(unreadable.getMessage()));
        }
    }

    /// From here on this server holds what it is asked. Completes once nobody asks it in place of another.
    /// @param acts told when another one acts
    public Future<Void> begin(Runnable acts) {
        return OnContext.run(context, () -> {
            anotherActs = acts;
            timer = vertx.setPeriodic(LOOK_EVERY_MS, _ -> look());
            return answering.map(MessageConsumer::unregister).orElseGet(Future::succeededFuture);
        });
    }

    /// For one account, or for all where there is none. Fails where it is not known what has become of it.
    public Future<Answer> ask(Optional<Account> account, Ask ask) {
        return OnContext.run(context, () -> {
            if (isOver || held.size() >= MOST_HELD) return Future.succeededFuture(refused(ask));
            var how = new DeliveryOptions().setSendTimeout(ANSWERED_WITHIN_MS);
            account.ifPresent(of -> how.addHeader(ACCOUNT, of.value()));
            var answer = Promise.<Answer>promise();
            held.add(new Held(how, ask, answer, System.nanoTime() + HELD_NANOS));
            if (isThere) pass();
            return answer.future();
        });
    }

    private void look() {
        while (!held.isEmpty() && isLate(held.element())) held.remove().refuse();
        vertx.eventBus().<Buffer>request(Addresses.acting(), NOTHING, LOOK).onSuccess(_ -> {
            if (isThere || isOver) return;
            isThere = true;
            vertx.cancelTimer(timer);
            LOG.info("another server acts: it is asked {} times what this one was asked meanwhile", held.size());
            anotherActs.run();
            pass();
        });
    }

    private void pass() {
        for (var next = held.poll(); next != null; next = held.poll()) {
            if (isLate(next)) next.refuse();
            else pass(next);
        }
        end();
    }

    /// Whoever asked waits no more, and may ask otherwise. That nobody has it is certain only as long as nobody has.
    private static boolean isLate(Held one) {
        return System.nanoTime() - one.until > 0;
    }

    private void pass(Held next) {
        unanswered++;
        vertx.eventBus().<Buffer>request(Addresses.acting(), Wire.encode(next.ask), next.how)
                .map(reply -> Wire.decode(reply.body()))
                .onComplete(result -> {
                    unanswered--;
                    if (result.succeeded() && result.result() instanceof Answer answer) next.answer.complete(answer);
                    else if (isRefused(result.cause())) next.refuse();
                    else next.answer.fail("another server has it, and has not answered: " + result.cause());
                    end();
                });
    }

    /// Nobody had it, or whoever had it could not read it. Whatever else fails may have been done.
    private static boolean isRefused(Throwable failure) {
        return failure instanceof ReplyException reply && (reply.failureType() == ReplyFailure.NO_HANDLERS || reply.failureCode() == 400);
    }

    private static Answer refused(Ask ask) {
        return new Answer(ask.requestId(), "", Refusal.NOT_CONNECTED.name(), "the server is stopping");
    }

    private void end() {
        if (isThere && held.isEmpty() && unanswered == 0) over.countDown();
    }

    /// Returns when another server acts and all that was held is answered, or when that takes too long: what is held then is refused,
    /// and of what was passed on it is not known. Not for an event loop.
    public void await(Duration patience) {
        try {
            if (!over.await(patience.toMillis(), TimeUnit.MILLISECONDS)) LOG.warn("no other server has taken over in time");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        context.runOnContext(_ -> refuseRest());
    }

    private void refuseRest() {
        if (isThere) return;
        isOver = true;
        vertx.cancelTimer(timer);
        for (var next = held.poll(); next != null; next = held.poll()) next.refuse();
    }
}
