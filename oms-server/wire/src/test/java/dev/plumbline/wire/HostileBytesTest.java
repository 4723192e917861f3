package dev.plumbline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import io.vertx.core.buffer.Buffer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import dev.plumbline.core.Order;
import dev.plumbline.core.Report;

/// Whatever the bytes: a value, or a [WireException]. Never another exception, and never a part of a message taken for
/// the whole.
class HostileBytesTest {
    private static final List<Consumer<byte[]>> READERS = List.of(
            Wire::order,
            Wire::execution,
            Wire::position,
            Wire::report,
            Wire::command,
            Wire::silence,
            Wire::change,
            bytes -> Wire.decode(Buffer.buffer(bytes)));

    @Property(tries = 1_000)
    void randomBytes(@ForAll byte[] bytes) {
        for (var reader : READERS) assertThatNoOtherException(reader, bytes);
    }

    @Property(tries = 40)
    void truncatedOrders(@ForAll("orders") Order order) {
        assertThatEveryPartIsRefused(Wire.encode(order), Wire::order);
        assertThatEveryPartIsRefused(utf8(Wire.json(order)), Wire::order);
    }

    @Property(tries = 40)
    void truncatedMessages(@ForAll("deskMessages") DeskMessage message) {
        assertThatEveryPartIsRefused(Wire.encode(message).getBytes(), bytes -> Wire.decode(Buffer.buffer(bytes)));
    }

    @Property(tries = 150)
    void flippedBits(
            @ForAll("orders") Order order,
            @ForAll("reports") Report report,
            @ForAll("deskMessages") DeskMessage message,
            @ForAll @IntRange(max = 1 << 20) int where) {
        var encoded = List.of(
                Wire.encode(order), Wire.encode(report), Wire.encode(message).getBytes(), utf8(Wire.json(order)));
        for (var bytes : encoded)
            for (int step = 0; step < 8; step++) {
                var damaged = flipped(bytes, where + step * 7919);
                for (var reader : READERS) assertThatNoOtherException(reader, damaged);
            }
    }

    /// A length that the bytes do not have must not be allocated for.
    @Test
    void aTextOfTwoGigabytesThatIsNotThere() {
        var bytes = new byte[] {(byte) 0xBF, 0x61, 'v', 0x01, 0x64, 't', 'y', 'p', 'e', 0x7A, 0x7F, -1, -1, -1, 'O'};
        assertThatThrownBy(() -> Wire.order(bytes)).isInstanceOf(WireException.class);
    }

    /// A number of a billion digits in five characters: no exponents.
    @Test
    void anAmountWithAnExponent() {
        var json = "{'v':1,'type':'Position','Cost':'1E999999999'}".replace('\'', '"');
        assertThatThrownBy(() -> Wire.position(utf8(json)))
                .isInstanceOf(WireException.class)
                .hasMessage("Cost is no number: '1E999999999'");
    }

    @Test
    void anythingBehindTheMessage() {
        var json = "{'v':1,'type':'Position'} {}".replace('\'', '"');
        assertThatThrownBy(() -> Wire.position(utf8(json)))
                .isInstanceOf(WireException.class)
                .hasMessage("something follows the end of the message");
    }

    @Test
    void nestingWithoutEnd() {
        var bytes = new byte[100_000];
        Arrays.fill(bytes, (byte) 0x9F);
        var start = new byte[] {(byte) 0xBF, 0x61, 'v', 0x01, 0x64, 't', 'y', 'p', 'e', 0x65, 'O', 'r', 'd', 'e', 'r', 0x61, 'x'};
        System.arraycopy(start, 0, bytes, 0, start.length);
        assertThatThrownBy(() -> Wire.order(bytes)).isInstanceOf(WireException.class);
    }

    private static void assertThatEveryPartIsRefused(byte[] whole, Consumer<byte[]> reader) {
        for (int length = 0; length < whole.length; length++) {
            var part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> reader.accept(part)).isInstanceOf(WireException.class);
        }
    }

    private static void assertThatNoOtherException(Consumer<byte[]> reader, byte[] bytes) {
        try {
            reader.accept(bytes);
        } catch (WireException expected) {
            assertThat(expected).hasMessageMatching("(?s).+");
        }
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        var damaged = bytes.clone();
        damaged[bit / 8 % bytes.length] ^= (byte) (1 << bit % 8);
        return damaged;
    }

    private static byte[] utf8(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<Order> orders() {
        return Some.order();
    }

    @Provide
    Arbitrary<Report> reports() {
        return Some.report();
    }

    @Provide
    Arbitrary<DeskMessage> deskMessages() {
        return Some.deskMessage();
    }
}
