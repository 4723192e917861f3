package dev.plumbline.server.bus;

import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;

import dev.plumbline.wire.Addresses;

/// What other servers say of themselves, over the clustered event bus: so one management port shows all servers, also where the
/// others' are reached from their own machine only. For people; nothing is decided by it.
public final class PicturesOnBus {
    /// Who waits for it is a person.
    private static final DeliveryOptions WITHIN = new DeliveryOptions().setSendTimeout(2_000);

    private PicturesOnBus() {}

    /// Answers others. Completes once they can ask.
    public static Future<Void> answer(EventBus bus, String server, Supplier<Future<JsonObject>> picture) {
        return bus.<Object>consumer(Addresses.cluster(server), question -> picture.get()
                        .onSuccess(question::reply)
                        .onFailure(failed -> question.fail(1, String.valueOf(failed.getMessage()))))
                .completion();
    }

    /// Fails where there is no answer within two seconds.
    public static Future<JsonObject> ask(EventBus bus, String server) {
        return bus.<JsonObject>request(Addresses.cluster(server), "", WITHIN).map(reply -> reply.body());
    }
}
