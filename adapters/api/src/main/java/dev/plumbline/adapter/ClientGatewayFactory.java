package dev.plumbline.adapter;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.vertx.core.Vertx;

import dev.plumbline.wire.tls.PemFiles;

/// Makes the gateways of one kind for clients, from configuration. Found by [java.util.ServiceLoader].
public interface ClientGatewayFactory {
    /// The word for it in the configuration, such as `fix`.
    String type();

    /// @param sessions the section of each session of a client in the configuration, as text, by its name
    /// @param data the folder in which each session has one
    /// @param tls the certificate of its port; none where that is in the clear
    /// @throws IllegalArgumentException where a setting is missing or wrong, naming session, key and mend
    ClientGateway create(Vertx vertx, String host, int port, Map<String, Map<String, String>> sessions, Path data, ClientDesk desk,
            Optional<PemFiles> tls);
}
