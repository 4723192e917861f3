package dev.plumbline.server;

import java.util.ArrayList;
import java.util.List;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.Account;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.server.desk.DeskGateway;
import dev.plumbline.wire.Addresses;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.Checked;
import dev.plumbline.wire.DeskMessage.History;
import dev.plumbline.wire.DeskMessage.HistoryRequest;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Snapshot;
import dev.plumbline.wire.DeskMessage.SnapshotRequest;
import dev.plumbline.wire.Wire;

/// Gateways without shards, and the whole picture that a console gets of one once it is deployed.
final class DeskPictures {
    private static final String DESK = "main";

    private DeskPictures() {}

    static DeskGateway gateway(int shards) {
        return new DeskGateway(DESK, shards, ReleaseBy.ANYONE, new NoOrders(), List.of(), () -> 1);
    }

    /// Deploys it, and undeploys it again.
    static List<Item> of(DeskGateway gateway, Vertx vertx) {
        var id = Await.done(vertx.deployVerticle(gateway));
        var items = new ArrayList<Item>();
        int next = 0;
        while (next != Snapshot.LAST) {
            var part = (Snapshot) Wire.decode(Await.done(vertx.eventBus().<Buffer>request(
                    Addresses.deskRequests(DESK), Wire.encode(new SnapshotRequest("s", next)))).body());
            items.addAll(part.items());
            next = part.next();
        }
        Await.done(vertx.undeploy(id));
        return items;
    }

    private static final class NoOrders implements DeskGateway.Orders {
        @Override
        public Future<Answer> ask(Account account, Ask ask) {
            return Future.failedFuture("no shards");
        }

        @Override
        public Future<Answer> askAll(Ask ask) {
            return Future.failedFuture("no shards");
        }

        @Override
        public Future<Checked> check(Account account, Check check) {
            return Future.failedFuture("no shards");
        }

        @Override
        public Future<History> history(HistoryRequest request) {
            return Future.failedFuture("no history");
        }
    }
}
