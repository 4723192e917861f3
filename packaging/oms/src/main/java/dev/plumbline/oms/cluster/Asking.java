package dev.plumbline.oms.cluster;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;

import io.vertx.core.json.JsonObject;

import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.server.ops.ClusterForm;
import dev.plumbline.server.ops.ClusterPicture;
import dev.plumbline.wire.tls.Authorities;

/// Asks servers for `/cluster`, all at once.
final class Asking {
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(3);
    /// A server waits a second for the database and two for each other server, these at once.
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(8);

    /// What came of it.
    sealed interface Answer {
        /// @param pictures the server that was asked first
        record Told(Endpoint address, List<ClusterPicture> pictures) implements Answer {}

        /// @param why in words
        record Silent(Endpoint address, String why) implements Answer {}
    }

    private final Optional<Authorities> trusted;

    /// @param trusted whose certificates servers must have; none for questions in the clear
    Asking(Optional<Authorities> trusted) {
        this.trusted = trusted;
    }

    List<Answer> all(List<Endpoint> addresses) {
        var builder = HttpClient.newBuilder().connectTimeout(CONNECTED_WITHIN);
        trusted.ifPresent(authorities -> builder.sslContext(authorities.clientContext()));
        try (var client = builder.build()) {
            var asked = addresses.stream().map(address -> ask(client, address)).toList();
            return asked.stream().map(CompletableFuture::join).toList();
        }
    }

    private CompletableFuture<Answer> ask(HttpClient client, Endpoint address) {
        var question = HttpRequest.newBuilder(uri(address)).timeout(ANSWERED_WITHIN).build();
        return client.sendAsync(question, BodyHandlers.ofString())
                .thenApply(response -> read(address, response))
                .exceptionally(failed -> new Answer.Silent(address, why(failed.getCause() == null ? failed : failed.getCause())));
    }

    /// A server that listens on all its addresses is reached by this one.
    private URI uri(Endpoint address) {
        var host = switch (address.host()) {
            case "0.0.0.0", "::", "[::]" -> "127.0.0.1";
            case String name when name.contains(":") && !name.startsWith("[") -> "[" + name + "]";
            case String name -> name;
        };
        return URI.create((trusted.isPresent() ? "https://" : "http://") + host + ":" + address.port() + "/cluster");
    }

    private static Answer read(Endpoint address, HttpResponse<String> response) {
        if (response.statusCode() == 404) return new Answer.Silent(address, "a server of an earlier version, or something else, answers there");
        if (response.statusCode() != 200) return new Answer.Silent(address, response.body().strip());
        try {
            var pictures = ClusterForm.pictures(new JsonObject(response.body()));
            return pictures.isEmpty() ? other(address) : new Answer.Told(address, pictures);
        } catch (RuntimeException unreadable) {
            return other(address);
        }
    }

    private static Answer other(Endpoint address) {
        return new Answer.Silent(address, "what answers there is no server of ours");
    }

    private static String why(Throwable failed) {
        return switch (failed) {
            case ConnectException refused when refused.getCause() instanceof UnresolvedAddressException -> "the host is not known here";
            case HttpTimeoutException _ -> "no answer in time";
            case ConnectException _ -> "nothing listens there";
            case SSLException no -> "its certificate is not trusted, or it has no TLS (" + no.getMessage() + ")";
            case IOException _ -> "it closes the connection; has it TLS? Then name its ca with --ca";
            default -> String.valueOf(failed);
        };
    }
}
