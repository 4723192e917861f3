package dev.plumbline.server.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

final class TestPorts {
    private TestPorts() {}

    static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
