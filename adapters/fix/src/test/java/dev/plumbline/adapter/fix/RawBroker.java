package dev.plumbline.adapter.fix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A broker without an engine, for bytes that an engine would not send. Takes one connection at a time.
final class RawBroker implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final FixVersion version;
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private Socket line;

    RawBroker() throws IOException {
        this(FixVersion.FIX_4_4);
    }

    RawBroker(FixVersion version) throws IOException {
        this.version = version;
        server.setSoTimeout(20_000);
    }

    FixVersion version() {
        return version;
    }

    int port() {
        return server.getLocalPort();
    }

    /// Waits for a connection and returns the message that comes first.
    String accept() throws IOException {
        line = server.accept();
        line.setSoTimeout(20_000);
        return read();
    }

    /// Whether nobody waits to be accepted.
    boolean isAlone() throws IOException {
        server.setSoTimeout(1);
        try (var unexpected = server.accept()) {
            return unexpected == null;
        } catch (SocketTimeoutException none) {
            return true;
        } finally {
            server.setSoTimeout(20_000);
        }
    }

    /// Takes the Logon and answers it.
    RawBroker acceptLogon() throws IOException {
        accept();
        send("35=A|34=1|98=0|108=30|");
        return this;
    }

    /// The next message, its fields set apart by `|`.
    String read() throws IOException {
        var in = line.getInputStream();
        var message = new StringBuilder();
        while (!message.toString().matches("(?s).*\\|10=\\d{3}\\|")) {
            int c = in.read();
            if (c < 0) throw new IOException("the line was closed after " + message);
            message.append(c == 1 ? '|' : (char) c);
        }
        return message.toString();
    }

    /// Whether anything has come that was not read.
    boolean hasMore() throws IOException {
        return line.getInputStream().available() > 0;
    }

    /// The next message of that type; others are passed over.
    String read(String msgType) throws IOException {
        for (var message = read(); ; message = read()) if (message.contains("|35=" + msgType + "|")) return message;
    }

    /// `body` begins with MsgType(35) and MsgSeqNum(34); CompIDs and times are put behind them.
    void send(String body) throws IOException {
        write(framed(body, 0));
    }

    /// With a CheckSum(10) that is wrong.
    void sendGarbled(String body) throws IOException {
        write(framed(body, 1));
    }

    /// With something else in place of `was`, and the CheckSum(10) of what it was.
    void sendSpoiled(String body, String was, String is) throws IOException {
        write(framed(body, 0).replace(was, is));
    }

    private String framed(String body, int error) {
        int header = body.indexOf('|', body.indexOf("|34=") + 1) + 1;
        var full = (body.substring(0, header) + "49=BROKER|56=DESK|52=" + TIME.format(Instant.now()) + "|"
                + body.substring(header)).replace('|', '\001');
        var message = "8=" + version.beginString() + "\0019=" + full.length() + "\001" + full;
        int sum = message.chars().sum() + error & 0xff;
        return message + "10=%03d\001".formatted(sum);
    }

    private void write(String message) throws IOException {
        line.getOutputStream().write(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    void hangUp() throws IOException {
        line.close();
    }

    @Override
    public void close() throws IOException {
        if (line != null) line.close();
        server.close();
    }
}
