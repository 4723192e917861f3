package dev.plumbline.adapter.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.fix.CommandDecoder.Sent;
import dev.plumbline.core.Book;
import dev.plumbline.core.BrokerSession;

/// P6: real messages, cut, spliced, doubled, filled with nonsense, and plain noise between them: nothing throws out of
/// decoding or out of the book, and each is accounted for. jqwik prints the seed of a failure.
class HostileMessagesTest {
    private static final BrokerSession SESSION = new BrokerSession("BROKER");
    private static final List<List<byte[]>> PACKS = packs();

    private static final List<byte[]> VALUES = List.of(
            bytes(""), bytes("0"), bytes("-0"), bytes("-1"), bytes("1"), bytes("NONE"), bytes("1e9"), bytes("NaN"),
            bytes("."), bytes("+5"), bytes("0.000000000000000001"), bytes("999999999999999999"),
            bytes("9223372036854775807"), bytes("-9223372036854775808"), bytes("123456789012345678901234567890"),
            bytes("922337203685477580.7"), bytes("100000000000000000"), bytes("20240230-25:61:61"),
            bytes("00000000-00:00:00"), bytes("99991231-23:59:59.999999999"), bytes("x".repeat(5_000)),
            bytes("\u0000"), bytes("Ξ≠😀"), new byte[] {(byte) 0xC3}, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            new byte[] {(byte) 0xFF, (byte) 0xFE}, bytes("=8=FIX"), bytes("A"), bytes("Z"), bytes("Y"));

    private static final List<String> TAGS = List.of(
            "6", "8", "9", "10", "11", "12", "13", "14", "17", "19", "20", "31", "32", "35", "37", "38", "39", "40", "41",
            "43", "44", "45", "54", "55", "58", "59", "60", "95", "96", "97", "103", "150", "151", "372", "378", "379",
            "0", "-1", "99999999999", "");

    @Property
    void p6_whateverComesIsAccountedFor(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n) {
        var random = new Random(seed);
        var pack = PACKS.get(random.nextInt(PACKS.size()));
        var book = new Book();
        var history = new ArrayList<byte[]>();
        for (int i = 0; i < n; i++) {
            var bytes = random.nextInt(8) == 0 ? any(random) : pack.get(i % pack.size());
            if (random.nextInt(3) > 0) bytes = damaged(random, bytes);
            history.add(bytes);
            heard(book, history);
            assertThat(book.counts().inputs()).as(() -> text(history)).isEqualTo(2L * history.size());
        }
    }

    /// To both doors: a log may have taken one side for the other.
    private static void heard(Book book, List<byte[]> history) {
        try {
            var message = FixMessage.of(history.getLast());
            switch (CommandDecoder.decode(SESSION, message)) {
                case Sent.Read(var command, var possResend) -> book.sent(history.size(), command, possResend);
                case Sent.AboutNoOrder() -> book.aboutNoOrder();
                case Sent.Unreadable(_, var reason) -> book.unreadable(reason);
            }
            switch (ReportDecoder.decode(SESSION, message)) {
                case Decoded.Read(var report) -> book.report(history.size(), report);
                case Decoded.Unreadable(_, var reason) -> book.unreadable(reason);
            }
        } catch (RuntimeException e) {
            throw new AssertionError("the last of these threw " + e + "\n" + text(history), e);
        }
    }

    private static String text(List<byte[]> history) {
        var text = new StringBuilder();
        for (var bytes : history) text.append(new String(bytes, StandardCharsets.UTF_8)).append('\n');
        return text.toString();
    }

    private static byte[] any(Random random) {
        var pack = PACKS.get(random.nextInt(PACKS.size()));
        if (random.nextInt(4) > 0) return pack.get(random.nextInt(pack.size()));
        var noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] damaged(Random random, byte[] bytes) {
        var damaged = bytes;
        for (int i = 0; i <= random.nextInt(4); i++) damaged = damagedOnce(random, damaged);
        return damaged;
    }

    private static byte[] damagedOnce(Random random, byte[] bytes) {
        if (bytes.length == 0) return any(random);
        int from = random.nextInt(bytes.length);
        int to = from + random.nextInt(bytes.length - from + 1);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, from);
            case 1 -> joined(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
            case 2 -> joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, bytes.length));
            case 3 -> joined(Arrays.copyOf(bytes, from), any(random));
            case 4 -> flipped(random, bytes);
            case 5 -> joined(any(random), bytes);
            default -> withField(random, bytes);
        };
    }

    private static byte[] flipped(Random random, byte[] bytes) {
        var flipped = bytes.clone();
        flipped[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return flipped;
    }

    /// Before the others, for the first of a tag counts; often it is the value of a field that is there.
    private static byte[] withField(Random random, byte[] bytes) {
        var field = joined(bytes(TAGS.get(random.nextInt(TAGS.size())) + "="), VALUES.get(random.nextInt(VALUES.size())));
        return joined(field, bytes("|"), bytes);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) all.writeBytes(part);
        return all.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// The messages of each conformance pack, without their marks.
    private static List<List<byte[]>> packs() {
        try {
            var folder = Path.of(HostileMessagesTest.class.getResource("/packs").toURI());
            try (var files = Files.walk(folder)) {
                return files.filter(file -> file.toString().endsWith(".scn")).sorted().map(HostileMessagesTest::messages)
                        .filter(messages -> !messages.isEmpty()).toList();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the packs are a resource of the tests", e);
        }
    }

    private static List<byte[]> messages(Path file) {
        try {
            var messages = new ArrayList<byte[]>();
            for (var line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList()) {
                int start = Math.max(line.indexOf("35="), 0);
                int begin = line.indexOf("8=FIX");
                if (!line.startsWith("#") && !line.startsWith("=") && line.contains("35="))
                    messages.add(bytes(line.substring(begin >= 0 ? begin : start)));
            }
            return messages;
        } catch (IOException e) {
            throw new IllegalStateException("cannot be read: " + file, e);
        }
    }
}
