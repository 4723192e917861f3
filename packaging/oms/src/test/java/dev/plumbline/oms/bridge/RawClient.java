package dev.plumbline.oms.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A client as somebody else would write it: a socket, and frames of the TCP bridge.
final class RawClient implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_S = 20;
    private static final String STREAM = "oms.stream";

    private final Socket socket;
    private final DataOutputStream out;
    private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final BlockingQueue<JsonNode> stream = new LinkedBlockingQueue<>();
    private final BlockingQueue<JsonNode> others = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<JsonNode> seen = new ArrayList<>();
    private volatile String token = "";

    RawClient(int port) {
        this(connected(port));
    }

    RawClient(Socket socket) {
        this.socket = socket;
        try {
            out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::read);
    }

    private static Socket connected(int port) {
        try {
            return new Socket("127.0.0.1", port);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// One that has logged in.
    static RawClient of(int port, String user, String password) {
        return of(connected(port), user, password);
    }

    static RawClient of(Socket socket, String user, String password) {
        var client = new RawClient(socket);
        try {
            client.token = client.ask("oms.login", object("username", user, "password", password)).path("token").asText();
            return client;
        } catch (AssertionError no) {
            client.close();
            throw no;
        }
    }

    static ObjectNode object(String... namesAndValues) {
        var object = JSON.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) object.put(namesAndValues[i], namesAndValues[i + 1]);
        return object;
    }

    private void read() {
        try (var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
            while (true) {
                var bytes = new byte[in.readInt()];
                in.readFully(bytes);
                received(JSON.readTree(bytes));
            }
        } catch (EOFException | SocketException end) {
            closed.complete(null);
        } catch (IOException broken) {
            closed.completeExceptionally(broken);
        }
    }

    private void received(JsonNode frame) {
        var address = frame.path("address").asText();
        var asked = waiting.remove(address);
        if (asked != null) asked.complete(frame);
        else if (address.equals(STREAM)) stream.add(frame);
        else others.add(frame);
    }

    /// Bytes as they are, whatever they mean.
    void bytes(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    synchronized void frame(byte[] json) {
        try {
            out.writeInt(json.length);
            out.write(json);
            out.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private ObjectNode addressed(String type, String address) {
        var frame = object("type", type, "address", address);
        frame.putObject("headers").put("token", token);
        return frame;
    }

    /// The frame that answers: a `message`, or an `err`.
    JsonNode frame(String address, JsonNode body) {
        var reply = "reply-" + ids.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(reply, answer);
        var frame = addressed("send", address);
        frame.put("replyAddress", reply).set("body", body);
        frame(frame.toString().getBytes(UTF_8));
        return answer.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
    }

    /// What it answered, where it did.
    JsonNode ask(String address, JsonNode body) {
        var frame = frame(address, body);
        assertThat(frame.path("type").asText()).as(frame.toString()).isEqualTo("message");
        return frame.path("body");
    }

    /// The server knows how orders stand, and its broker is up.
    boolean isOpen() {
        return frame("oms.reference", object()).at("/body/brokers").toString().contains("UP");
    }

    /// The code of the refusal.
    int refused(String address, JsonNode body) {
        var frame = frame(address, body);
        assertThat(frame.path("type").asText()).as(frame.toString()).isEqualTo("err");
        return frame.path("failureCode").asInt();
    }

    void register(String... headers) {
        var frame = addressed("register", STREAM);
        for (int i = 0; i < headers.length; i += 2) ((ObjectNode) frame.path("headers")).put(headers[i], headers[i + 1]);
        frame(frame.toString().getBytes(UTF_8));
    }

    void unregister() {
        frame(addressed("unregister", STREAM).toString().getBytes(UTF_8));
    }

    /// The body of the next message of the stream.
    JsonNode next() {
        try {
            var frame = stream.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertThat(frame).as("a message of the stream").isNotNull();
            if (frame.path("type").asText().equals("err")) throw new AssertionError(frame.toString());
            seen.add(frame.path("body"));
            return frame.path("body");
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// The next that is so.
    JsonNode next(Predicate<JsonNode> wanted) {
        var message = next();
        while (!wanted.test(message)) message = next();
        return message;
    }

    /// The frame of the stream that ends it.
    JsonNode end() {
        try {
            var frame = stream.poll(PATIENCE_S, TimeUnit.SECONDS);
            while (frame != null && !frame.path("type").asText().equals("err")) frame = stream.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertThat(frame).as("the end of the stream").isNotNull();
            return frame;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// A frame that is neither an answer nor of the stream.
    JsonNode other() {
        try {
            var frame = others.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertThat(frame).as("a frame").isNotNull();
            return frame;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// All messages of the stream that were read.
    List<JsonNode> seen() {
        return seen;
    }

    void awaitClosed() {
        closed.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
    }

    void token(String other) {
        token = other;
    }

    String token() {
        return token;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
