package dev.plumbline.bench;

import io.vertx.core.Future;

import dev.plumbline.core.Account;
import dev.plumbline.server.bus.Bus;
import dev.plumbline.server.bus.EveryShard;
import dev.plumbline.server.desk.DeskGateway;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.Checked;
import dev.plumbline.wire.DeskMessage.History;
import dev.plumbline.wire.DeskMessage.HistoryRequest;

/// The way of a desk's requests to the shards of the same process.
record ToShards(Bus bus) implements DeskGateway.Orders {
    @Override
    public Future<Answer> ask(Account account, Ask ask) {
        return bus.ask(bus.shardOf(account), ask);
    }

    @Override
    public Future<Answer> askAll(Ask ask) {
        return EveryShard.ask(ask, bus.shards(), shard -> bus.ask(shard, ask));
    }

    @Override
    public Future<Checked> check(Account account, Check check) {
        return bus.check(bus.shardOf(account), check);
    }

    @Override
    public Future<History> history(HistoryRequest request) {
        return Future.failedFuture("no history is kept here");
    }
}
