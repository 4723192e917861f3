package dev.plumbline.oms.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

import dev.plumbline.server.config.ConfigException;
import dev.plumbline.wire.tls.Authorities;

/// A connection to a server's bridge that asks one thing after the other. Blocks.
final class BridgeLine implements AutoCloseable {
    private static final int PATIENCE_MS = 15_000;
    private static final int FRAME_MAX = 16 * 1024 * 1024;
    private static final String REPLY = "answer";

    private final String place;
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private String token = "";

    private BridgeLine(String place, Socket socket) throws IOException {
        this.place = place;
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    /// @param trusted whose certificate the bridge must have, for this host; none for a line in the clear
    static BridgeLine to(String host, int port, Optional<Authorities> trusted) {
        var place = host + ":" + port;
        try {
            var socket = new Socket();
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            return new BridgeLine(place, trusted.isEmpty() ? socket : secured(socket, host, port, trusted.get()));
        } catch (SSLException no) {
            throw new ConfigException("the bridge at " + place + " is not trusted, or has no TLS (" + no.getMessage()
                    + "); name the ca of its section tls with --ca, and call it as its certificate does");
        } catch (IOException nobody) {
            throw new ConfigException("no bridge at " + place + " (" + nobody.getMessage()
                    + "); start a server whose configuration has a section bridge, or name it with --bridge HOST:PORT");
        }
    }

    private static Socket secured(Socket socket, String host, int port, Authorities trusted) throws IOException {
        var tls = (SSLSocket) trusted.clientContext().getSocketFactory().createSocket(socket, host, port, true);
        var parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    void logIn(String user, String password) {
        token = ask("oms.login", new JsonObject().put("username", user).put("password", password)).getString("token");
    }

    /// @throws ConfigException with what the server says against it
    JsonObject ask(String address, JsonObject body) {
        var frame = new JsonObject().put("type", "send").put("address", address).put("replyAddress", REPLY)
                .put("headers", new JsonObject().put("token", token)).put("body", body);
        try {
            var bytes = frame.encode().getBytes(UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
            return answer();
        } catch (EOFException closed) {
            throw new ConfigException(place + " has closed the connection before it answered; has it TLS? Then name its ca with --ca");
        } catch (IOException broken) {
            throw new ConfigException(place + " does not answer (" + broken.getMessage() + "); is it a bridge's port for TCP, and has it TLS? Then name its ca with --ca");
        }
    }

    private JsonObject answer() throws IOException {
        int length = in.readInt();
        if (length < 2 || length > FRAME_MAX) throw new IOException("a frame of " + length + " bytes");
        var bytes = new byte[length];
        in.readFully(bytes);
        var frame = new JsonObject(Buffer.buffer(bytes));
        if (!"err".equals(frame.getString("type"))) return frame.getJsonObject("body");
        throw new ConfigException(frame.getString("message"));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is not there any more, which is what was wanted.
        }
    }
}
