package dev.plumbline.adapter;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

import io.vertx.core.Vertx;

/// Makes the gateways of one kind for clients, from configuration. Found by [java.util.ServiceLoader].
public interface ClientGatewayFactory {
    /// The word for it in the configuration, such as `fix`.
    String type();

    /// @param sessions the section of each session of a client in the configuration, as text, by its name
    /// @param data the folder in which each session has one
    /// @param tls of each line that comes in from then on, with the certificate of that moment; none where its port is in the clear. Any thread
    /// @throws IllegalArgumentException where a setting is missing or wrong, naming session, key and mend
    ClientGateway create(Vertx vertx, String host, int port, Map<String, Map<String, String>> sessions, Path data, ClientDesk desk,
            Optional<Supplier<SSLContext>> tls);
}
