package dev.plumbline.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;

/// Encodes into CBOR, one message after the other through one generator and one buffer. One per thread.
final class Encoder {
    /// A buffer that one huge message has blown up beyond this is not kept.
    private static final int KEPT_BYTES_MAX = 1 << 20;

    private static final ThreadLocal<Encoder> OWN = ThreadLocal.withInitial(Encoder::new);

    private final Bytes bytes = new Bytes();
    private final JsonGenerator generator = Factories.cbor(bytes);
    private final Out out = new Out(generator);

    static byte[] bytes(Body body) {
        var encoder = encoded(body);
        var encoded = encoder.bytes.toByteArray();
        encoder.clear();
        return encoded;
    }

    static Buffer buffer(Body body) {
        var encoder = encoded(body);
        var encoded = encoder.bytes.toBuffer();
        encoder.clear();
        return encoded;
    }

    private static Encoder encoded(Body body) {
        var encoder = OWN.get();
        boolean whole = false;
        try {
            body.write(encoder.out);
            encoder.generator.flush();
            whole = true;
            return encoder;
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed as a sink", impossible);
        } finally {
            if (!whole) OWN.remove();
        }
    }

    private void clear() {
        if (bytes.size() > KEPT_BYTES_MAX) OWN.remove();
        else bytes.reset();
    }

    /// Writes one whole message.
    interface Body {
        void write(Out out) throws IOException;
    }

    private static final class Bytes extends ByteArrayOutputStream {
        Bytes() {
            super(4096);
        }

        Buffer toBuffer() {
            return Buffer.buffer(count).appendBytes(buf, 0, count);
        }
    }
}
