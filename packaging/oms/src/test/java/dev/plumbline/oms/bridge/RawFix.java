package dev.plumbline.oms.bridge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// A client of FIX.4.4 without an engine: it says what it is told to, and waits for nothing. One thread may send and one read.
final class RawFix implements AutoCloseable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final int PATIENCE_MS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private final String name;
    private int msgSeqNum;

    RawFix(Socket socket, String name) throws IOException {
        this.socket = socket;
        this.name = name;
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void logOn() throws IOException {
        send("A", "98=0|108=30");
        var answer = next();
        if (!answer.contains("\00135=A\001")) throw new IOException("not logged on: " + answer);
    }

    /// @param fields of the body, such as `11=c1|55=ACME`
    void send(String msgType, String fields) {
        var body = "35=" + msgType + "\00134=" + ++msgSeqNum + "\00149=" + name + "\00156=PLUMBLINE\00152=" + TIME.format(Instant.now()) + "\001"
                + fields.replace('|', '\001') + "\001";
        var message = "8=FIX.4.4\0019=" + body.length() + "\001" + body;
        try {
            socket.getOutputStream().write((message + "10=%03d\001".formatted(message.chars().sum() & 0xff)).getBytes(ISO_8859_1));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// The next message, up to its CheckSum.
    String next() throws IOException {
        var message = new StringBuilder();
        do {
            message.append(field());
        } while (message.lastIndexOf("\00110=") < 0);
        return message.toString();
    }

    private String field() throws IOException {
        var field = new StringBuilder();
        while (true) {
            int one = in.read();
            if (one < 0) throw new EOFException("the line was closed");
            field.append((char) one);
            if (one == 1) return field.toString();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
