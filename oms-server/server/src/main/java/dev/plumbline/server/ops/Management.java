package dev.plumbline.server.ops;

import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig.Endpoint;

/// Health over HTTP on the management port: `/health/live` says that the process answers, `/health/ready` that orders
/// are taken, with the reason where they are not.
public final class Management extends VerticleBase {
    private final Endpoint endpoint;
    private final Supplier<String> notReadyBecause;

    /// @param notReadyBecause empty once orders are taken; asked from the event loop, so it must return at once
    public Management(Endpoint endpoint, Supplier<String> notReadyBecause) {
        this.endpoint = endpoint;
        this.notReadyBecause = notReadyBecause;
    }

    @Override
    public Future<HttpServer> start() {
        return vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(endpoint.port(), endpoint.host())
                .recover(failure -> Future.failedFuture(new ConfigException("management.port: cannot listen on "
                        + endpoint + " (" + failure.getMessage()
                        + "); is another server running? End it, or set another management.port")));
    }

    private void answer(HttpServerRequest request) {
        switch (String.valueOf(request.path())) {
            case "/health/live" -> request.response().end("live\n");
            case "/health/ready" -> {
                var reason = notReadyBecause.get();
                if (reason.isEmpty()) request.response().end("ready\n");
                else request.response().setStatusCode(503).end("not ready: " + reason + "\n");
            }
            default -> request.response().setStatusCode(404).end("ask /health/live or /health/ready\n");
        }
    }
}
