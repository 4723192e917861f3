package dev.plumbline.server.ops;

import java.util.List;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.server.store.StoredInput.Kind;
import dev.plumbline.server.tls.Tls;

/// HTTP (HTTPS where the server has a certificate) on the management port, for operators and their tools. `/health/live` says that the process answers,
/// `/health/ready` that orders are taken, with the reason where they are not; `/health/standby` that they are taken, or would be
/// if who acts died now: for who stops servers one after the other. `/metrics` is for Prometheus. `/cluster` is what
/// each server of the cluster says of itself, as JSON ([ClusterForm]).
/// `/inputs/parked`, `/inputs/released` and `/inputs/quarantined` list inputs that did not count at once, as JSON with
/// their raw bytes, page by page (`limit`, and `after` with the `next` of the page before).
public final class Management extends VerticleBase {
    private final Endpoint endpoint;
    private final Supplier<String> notReadyBecause;
    private final Insight insight;
    private final Tls tls;

    /// In the clear.
    public Management(Endpoint endpoint, Supplier<String> notReadyBecause, Insight insight) {
        this(endpoint, notReadyBecause, insight, Tls.NONE);
    }

    /// @param notReadyBecause empty once orders are taken; asked from the event loop, so it must return at once
    public Management(Endpoint endpoint, Supplier<String> notReadyBecause, Insight insight, Tls tls) {
        this.endpoint = endpoint;
        this.notReadyBecause = notReadyBecause;
        this.insight = insight;
        this.tls = tls;
    }

    @Override
    public Future<HttpServer> start() {
        return vertx.createHttpServer(tls.secured(new HttpServerOptions()))
                .requestHandler(this::answer)
                .listen(endpoint.port(), endpoint.host())
                .onSuccess(tls::follow)
                .recover(failure -> Future.failedFuture(new ConfigException("management.port: cannot listen on "
                        + endpoint + " (" + failure.getMessage()
                        + "); is another server running? End it, or set another management.port")));
    }

    private void answer(HttpServerRequest request) {
        switch (String.valueOf(request.path())) {
            case "/health/live" -> request.response().end("live\n");
            case "/health/ready" -> health(request, "ready", notReadyBecause.get());
            case "/health/standby" -> health(request, "standing", insight.notStandingBecause());
            case "/metrics" -> answer(request, "text/plain; version=0.0.4; charset=utf-8", insight.metrics());
            case "/cluster" -> answer(request, "application/json", insight.cluster().map(Management::json));
            case "/inputs/parked" -> inputs(request, Kind.PARKED);
            case "/inputs/released" -> inputs(request, Kind.RELEASED);
            case "/inputs/quarantined" -> inputs(request, Kind.QUARANTINED);
            default -> request.response().setStatusCode(404).end("ask /health/live, /health/ready, /health/standby, /metrics,"
                    + " /cluster, /inputs/parked, /inputs/released or /inputs/quarantined\n");
        }
    }

    private static void health(HttpServerRequest request, String what, String notBecause) {
        if (notBecause.isEmpty()) request.response().end(what + "\n");
        else request.response().setStatusCode(503).end("not " + what + ": " + notBecause + "\n");
    }

    private void inputs(HttpServerRequest request, Kind kind) {
        try {
            var page = InputsPage.of(request.params());
            var json = insight.inputs(kind, page.after(), page.limit())
                    .compose(inputs -> vertx.executeBlocking(() -> page.json(inputs)));
            answer(request, "application/json", json);
        } catch (IllegalArgumentException wrong) {
            request.response().setStatusCode(400).end(wrong.getMessage() + "\n");
        }
    }

    private static String json(List<ClusterPicture> pictures) {
        return ClusterForm.answer(pictures.getFirst().server(), pictures).encodePrettily();
    }

    private void answer(HttpServerRequest request, String type, Future<String> body) {
        body.onComplete(result -> context.runOnContext(_ -> {
            var response = request.response();
            if (result.succeeded()) response.putHeader("Content-Type", type).end(result.result());
            else response.setStatusCode(503).end(result.cause().getMessage() + "\n");
        }));
    }
}
