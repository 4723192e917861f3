package dev.plumbline.adapter.fix.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

import io.vertx.core.Vertx;

import dev.plumbline.adapter.ClientDesk;
import dev.plumbline.adapter.ClientGateway;
import dev.plumbline.adapter.ClientGatewayFactory;

/// Clients that speak FIX: `type: fix`.
public final class FixClientGatewayFactory implements ClientGatewayFactory {
    @Override
    public String type() {
        return "fix";
    }

    @Override
    public ClientGateway create(
            Vertx vertx, String host, int port, Map<String, Map<String, String>> sessions, Path data, ClientDesk desk,
            Optional<Supplier<SSLContext>> tls) {
        var all = new ArrayList<ClientSession>();
        sessions.forEach((name, settings) -> all.add(new ClientSettings(name, settings).read()));
        return new ClientDoor(vertx, host, port, all, data, desk, tls);
    }
}
