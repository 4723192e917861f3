package dev.plumbline.adapter.fix.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import dev.plumbline.adapter.fix.FixMessage;
import dev.plumbline.core.ClOrdID;

/// Logs are bytes, in any encoding or in several, cut off, mended and copied around: nothing throws, and every line and
/// every id is accounted for.
class BytesOfLogsTest {
    private static final String ENTER = "8=FIX.4.4|35=D|11=%s|1=ACC1|55=IBM|54=1|38=100|40=1|\n";

    @Example
    void linesMayEndInAnyWay() {
        assertThat(replayed(bytes(ENTER.formatted("X").replace("\n", "\r\n") + "\r\n" + ENTER.formatted("Y"))).counts()
                        .applied()).isEqualTo(2);
        assertThat(replayed(bytes(ENTER.formatted("X").strip())).counts().applied()).isOne();
        assertThat(replayed(bytes("")).counts().inputs()).isZero();
        assertThat(replayed(bytes("\n")).counts().inputs()).isZero();
    }

    @Example
    void aByteOrderMarkIsNone() {
        assertThat(Scenario.of(Path.of("x"), bytes("\uFEFF# converges\n")).converges()).isTrue();
        assertThat(replayed(bytes("\uFEFF> 35=D|11=X|55=IBM|54=1|38=1|40=1|\n")).book().knows(new ClOrdID("X"))).isTrue();
    }

    /// ISO-8859-1 has `É` and `È` as one byte each, neither of which is UTF-8.
    @Example
    void idsInAnotherEncodingStayApart() {
        var log = (ENTER.formatted("\u00C9") + ENTER.formatted("\u00C8")).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(replayed(log).book().orders()).hasSize(2);
        assertThat(replayed(log).book().knows(new ClOrdID("\u00C9"))).isTrue();
        assertThat(replayed(bytes(ENTER.formatted("注文1") + ENTER.formatted("注文2"))).book().orders()).hasSize(2);
        assertThat(FixMessage.of(new byte[] {'1', '1', '=', (byte) 0xC9, 1}).text(11)).isEqualTo("\u00C9");
    }

    @Example
    void zeroBytesAreBytes() {
        var replay = replayed(bytes("\0\0" + ENTER.formatted("X\0") + ENTER.formatted("X")));
        assertThat(replay.book().orders()).hasSize(2);
    }

    @Example
    void aLineMayBeVeryLong() {
        var fields = new StringBuilder();
        for (int tag = 20_000; tag < 120_000; tag++) fields.append(tag).append("=v|");
        var replay = replayed(bytes("x".repeat(1_000_000) + ENTER.formatted("X").strip() + fields + "5=5|\n" + ENTER.formatted("Y")));
        assertThat(replay.book().orders()).hasSize(2);
        assertThat(replay.counts().inputs()).isEqualTo(2);
    }

    /// The first of a repeated tag counts, and a tag of our own means nothing.
    @Example
    void groupsAndTagsOfTheUsersOwnDisturbNothing() {
        var replay = replayed(bytes("8=FIX.4.4|35=D|453=2|448=ME|447=D|452=1|448=YOU|447=D|452=3|11=X|78=2|79=A|80=60|79=B|"
                + "80=40|1=ACC1|55=IBM|54=1|38=100|40=1|5001=11=Z|9999=|20001=x|\n"));
        assertThat(replay.book().order(new ClOrdID("X")).account()).hasToString("ACC1");
        assertThat(replay.book().orders()).hasSize(1);
    }

    /// Lines are found the same whatever pieces the bytes come in, and none is lost at a border.
    @Property(tries = 200)
    void linesDoNotDependOnHowBytesCome(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int piece) throws IOException {
        var random = new Random(seed);
        var bytes = new ByteArrayOutputStream();
        int n = random.nextInt(200);
        for (int i = 0; i < n; i++) bytes.write(bytes("x".repeat(random.nextInt(random.nextInt(9) == 0 ? 5000 : 9)) + "\n"));
        if (random.nextBoolean()) bytes.write('x');
        var lengths = new ArrayList<Integer>();
        try (var lines = new LineReader(new ByteArrayInputStream(bytes.toByteArray()) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, piece));
            }
        })) {
            while (lines.advance()) {
                lengths.add(lines.end() - lines.start());
                assertThat(lines.number()).isEqualTo(lengths.size());
            }
        }
        var expected = new ArrayList<Integer>();
        bytes.toString(StandardCharsets.ISO_8859_1).lines().forEach(line -> expected.add(line.length()));
        assertThat(lengths).isEqualTo(expected);
    }

    /// P6: whatever is done to a log, each message is counted once, and as one thing.
    @Property(tries = 200)
    void everyMessageIsAccountedFor(@ForAll long seed) {
        var random = new Random(seed);
        var log = bytes(GeneratedLog.of(40, seed));
        for (int n = random.nextInt(200); n > 0; n--) log[random.nextInt(log.length)] = (byte) random.nextInt(256);
        var scenario = Scenario.of(Path.of("x"), log);
        var replay = new Replay();
        int messages = 0;
        for (var line : scenario.lines())
            if (line instanceof Scenario.Message message) {
                replay.play(message);
                messages++;
            }
        var counts = replay.counts();
        assertThat(counts.inputs()).isEqualTo(messages);
        assertThat(counts.quarantined()).isEqualTo(replay.quarantine().size());
        assertThat(counts.parked()).isEqualTo(replay.book().parked().size());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Replay replayed(byte[] log) {
        var replay = new Replay();
        for (var line : Scenario.of(Path.of("x"), log).lines())
            if (line instanceof Scenario.Message message) replay.play(message);
        return replay;
    }
}
