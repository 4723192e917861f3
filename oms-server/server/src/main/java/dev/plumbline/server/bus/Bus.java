package dev.plumbline.server.bus;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Refusal;
import dev.plumbline.core.Verdict;
import dev.plumbline.server.orders.Effects;
import dev.plumbline.wire.Addresses;
import dev.plumbline.wire.DeskMessage;

/// The bus as the verticles see it: typed, local, by reference. Messages of one sender to one receiver stay in order.
public final class Bus implements Effects {
    private static final DeliveryOptions LOCAL =
            new DeliveryOptions().setLocalOnly(true).setCodecName(ByReference.NAME).setSendTimeout(10_000);
    private static final String SESSIONS = "sessions";
    private static final String NOT_OPEN = "the server is not open for orders";

    private final EventBus eventBus;
    private final int shards;

    private Bus(EventBus eventBus, int shards) {
        this.eventBus = eventBus;
        this.shards = shards;
    }

    /// The bus of this instance; once per instance.
    public static Bus of(Vertx vertx, int shards) {
        vertx.eventBus().registerCodec(new ByReference());
        return new Bus(vertx.eventBus(), shards);
    }

    public int shards() {
        return shards;
    }

    /// An account's orders and positions all live in this shard.
    public int shardOf(Account account) {
        return Math.floorMod(mixed(account.value().hashCode()), shards);
    }

    /// Lets every bit of the hash count, whatever the number of shards (the finalizer of MurmurHash3).
    private static int mixed(int hash) {
        hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
        hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
        return hash ^ hash >>> 16;
    }

    public void reports(int shard, List<Inbound> batch) {
        eventBus.send(Addresses.orders(shard), new BusMessage.Reports(batch), LOCAL);
    }

    @Override
    public void commands(BrokerSession session, List<Outbound> batch) {
        eventBus.send(Addresses.broker(session), new BusMessage.Commands(batch), LOCAL);
    }

    @Override
    public void acknowledge(BrokerSession session, List<Long> msgSeqNums) {
        eventBus.send(Addresses.broker(session), new BusMessage.Acknowledged(msgSeqNums), LOCAL);
    }

    public void session(SessionEvent event) {
        eventBus.publish(SESSIONS, new BusMessage.Session(event), LOCAL);
    }

    /// Fails with a time-out where the shard does not answer: the outcome is then unknown, not a refusal.
    public Future<DeskMessage.Answer> ask(int shard, DeskMessage.Ask ask) {
        return eventBus
                .<BusMessage.Answered>request(Addresses.orders(shard), new BusMessage.Asked(ask), LOCAL)
                .map(reply -> reply.body().answer())
                .recover(failure -> isNobodyThere(failure)
                        ? Future.succeededFuture(notTaken(ask))
                        : Future.failedFuture(failure));
    }

    /// Fails where the shard does not answer in time.
    public Future<DeskMessage.Checked> check(int shard, DeskMessage.Check check) {
        return eventBus
                .<BusMessage.Checked>request(Addresses.orders(shard), new BusMessage.Checking(check), LOCAL)
                .map(reply -> reply.body().checked())
                .recover(failure -> isNobodyThere(failure)
                        ? Future.succeededFuture(closed(check, NOT_OPEN))
                        : Future.failedFuture(failure));
    }

    /// Where no rule can be asked, for nothing would be taken.
    public static DeskMessage.Checked closed(DeskMessage.Check check, String because) {
        return new DeskMessage.Checked(
                check.requestId(), List.of(new DeskMessage.CheckLine("Server", Verdict.BLOCK, because)));
    }

    private static boolean isNobodyThere(Throwable failure) {
        return failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    }

    /// Nobody had it, so nothing was sent: that is a refusal, and no unknown outcome.
    private static DeskMessage.Answer notTaken(DeskMessage.Ask ask) {
        return new DeskMessage.Answer(
                ask.requestId(), "", Refusal.NOT_CONNECTED.name(), NOT_OPEN);
    }

    /// What a shard consumes.
    public void shard(
            int shard,
            Consumer<List<Inbound>> reports,
            Function<DeskMessage.Ask, Future<DeskMessage.Answer>> asks,
            Function<DeskMessage.Check, DeskMessage.Checked> checks,
            Consumer<SessionEvent> sessions) {
        eventBus.<BusMessage>localConsumer(Addresses.orders(shard), message -> {
            switch (message.body()) {
                case BusMessage.Reports(var batch) -> reports.accept(batch);
                case BusMessage.Asked(var ask) -> asks.apply(ask)
                        .onSuccess(answer -> message.reply(new BusMessage.Answered(answer), LOCAL))
                        .onFailure(failure -> message.fail(500, String.valueOf(failure.getMessage())));
                case BusMessage.Checking(var check) -> Future.<DeskMessage.Checked>future(done -> done.complete(checks.apply(check)))
                        .onSuccess(checked -> message.reply(new BusMessage.Checked(checked), LOCAL))
                        .onFailure(failure -> message.fail(500, String.valueOf(failure.getMessage())));
                case BusMessage.Commands _, BusMessage.Acknowledged _, BusMessage.Session _, BusMessage.Answered _,
                        BusMessage.Checked _ ->
                    throw new IllegalStateException("not for a shard: " + message.body());
            }
        });
        sessions(sessions);
    }

    /// What a broker session consumes.
    public void broker(
            BrokerSession session, Consumer<List<Outbound>> commands, Consumer<List<Long>> acknowledged) {
        eventBus.<BusMessage>localConsumer(Addresses.broker(session), message -> {
            switch (message.body()) {
                case BusMessage.Commands(var batch) -> commands.accept(batch);
                case BusMessage.Acknowledged(var msgSeqNums) -> acknowledged.accept(msgSeqNums);
                case BusMessage.Reports _, BusMessage.Asked _, BusMessage.Session _, BusMessage.Answered _,
                        BusMessage.Checking _, BusMessage.Checked _ ->
                    throw new IllegalStateException("not for a broker session: " + message.body());
            }
        });
    }

    /// @return to be unregistered by who needs no more
    public MessageConsumer<?> sessions(Consumer<SessionEvent> sessions) {
        return eventBus.<BusMessage.Session>localConsumer(SESSIONS, message -> sessions.accept(message.body().event()));
    }
}
