package dev.plumbline.server.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.server.Await;
import dev.plumbline.server.Loops;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig.Endpoint;

class ManagementTest {
    private final Loops loops = new Loops();
    private volatile String notReadyBecause = "";

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void saysWhetherOrdersAreTakenAndWhyNot() throws Exception {
        int port = freePort();
        Await.done(loops.vertx().deployVerticle(
                new Management(new Endpoint("127.0.0.1", port), () -> notReadyBecause)));
        assertThat(get(port, "/health/live")).isEqualTo("200 live");
        assertThat(get(port, "/health/ready")).isEqualTo("200 ready");
        notReadyBecause = "starting";
        assertThat(get(port, "/health/ready")).isEqualTo("503 not ready: starting");
        assertThat(get(port, "/health/live")).isEqualTo("200 live");
        assertThat(get(port, "/")).startsWith("404");
    }

    @Test
    void saysInOneLineThatThePortIsOccupied() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var management = new Management(new Endpoint("127.0.0.1", taken.getLocalPort()), () -> "");
            assertThatThrownBy(() -> Await.done(loops.vertx().deployVerticle(management)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("management.port: cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .hasMessageEndingWith("set another management.port");
        }
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + port + path);
            var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body().strip();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
