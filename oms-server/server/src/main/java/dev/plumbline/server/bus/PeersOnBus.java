package dev.plumbline.server.bus;

import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;

import dev.plumbline.server.lease.LeaseTerms;
import dev.plumbline.server.lease.Leases;
import dev.plumbline.server.lease.Peers;
import dev.plumbline.server.lease.Run;
import dev.plumbline.wire.Addresses;

/// The other servers over the clustered event bus: a question is answered within a span, or it fails. One event loop calls.
public final class PeersOnBus implements Peers {
    private static final String QUESTION = "question";
    private static final String PROMISE = "promise";
    private static final String REFUSE = "refuse";
    private static final int NOT_GIVEN = 1;

    private final EventBus bus;
    private final DeliveryOptions options;

    public PeersOnBus(EventBus bus, LeaseTerms terms) {
        this.bus = bus;
        this.options = new DeliveryOptions().setSendTimeout(terms.span().toMillis());
    }

    /// Answers the questions of others, on the context that calls this. Completes once they can ask.
    public static Future<Void> answer(EventBus bus, String server, Leases leases) {
        return bus.<JsonObject>consumer(Addresses.lease(server), question -> answer(question, leases)).completion();
    }

    private static void answer(Message<JsonObject> question, Leases leases) {
        var whom = run(question.body());
        var answer = switch (question.body().getString(QUESTION)) {
            case PROMISE -> leases.promise(whom);
            case REFUSE -> leases.refuse(whom);
            default -> throw new IllegalArgumentException("nobody asks " + question.body());
        };
        answer.ifPresentOrElse(by -> question.reply(form(by)), () -> question.fail(NOT_GIVEN, "not given"));
    }

    @Override
    public Future<Run> promise(String server, Run to) {
        return ask(server, PROMISE, to);
    }

    @Override
    public Future<Run> refuse(String server, Run whom) {
        return ask(server, REFUSE, whom);
    }

    private Future<Run> ask(String server, String question, Run about) {
        return bus.<JsonObject>request(Addresses.lease(server), form(about).put(QUESTION, question), options)
                .map(reply -> run(reply.body()));
    }

    private static JsonObject form(Run run) {
        return new JsonObject().put("server", run.server()).put("incarnation", run.incarnation());
    }

    private static Run run(JsonObject form) {
        return new Run(form.getString("server"), form.getLong("incarnation"));
    }
}
