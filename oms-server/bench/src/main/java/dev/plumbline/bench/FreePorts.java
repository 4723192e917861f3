package dev.plumbline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import dev.plumbline.server.config.ServerConfig.Endpoint;

/// Free ports of the loopback interface.
final class FreePorts {
    static final String HOST = "127.0.0.1";

    private FreePorts() {}

    static Endpoint free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Endpoint(HOST, socket.getLocalPort());
        } catch (IOException none) {
            throw new UncheckedIOException("no free port on the loopback", none);
        }
    }
}
