package dev.plumbline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The form is what these files say: `NAME.json` for people, `NAME.cbor.hex` for each byte. A file is never changed for
/// a version that was released; a new form gets a new file. To write the files that are missing, and only those:
/// `mvn -pl oms-server/wire -am test -Dtest=GoldenTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.write=true`.
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final HexFormat HEX = HexFormat.of();
    private static final int BYTES_PER_LINE = 48;

    @TestFactory
    Stream<DynamicTest> isWrittenAsInItsFiles() {
        return Samples.all().stream().map(sample -> DynamicTest.dynamicTest(sample.name(), () -> {
            if (Boolean.getBoolean("golden.write")) writeMissing(sample);
            assertThat(sample.json()).isEqualTo(read(json(sample.name())).stripTrailing());
            assertThat(hex(sample.cbor())).isEqualTo(read(cbor(sample.name())));
        }));
    }

    @TestFactory
    Stream<DynamicTest> isReadFromItsFiles() {
        return Samples.all().stream().map(sample -> DynamicTest.dynamicTest(sample.name(), () -> {
            assertThat(sample.read(read(json(sample.name())).getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(sample.value());
            assertThat(sample.read(bytes(read(cbor(sample.name()))))).isEqualTo(sample.value());
        }));
    }

    @Test
    void noFileIsWithoutItsSample() throws IOException {
        var expected = new TreeSet<String>();
        for (var sample : Samples.all()) {
            expected.add(sample.name() + ".json");
            expected.add(sample.name() + ".cbor.hex");
        }
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static void writeMissing(Samples.Sample sample) throws IOException {
        Files.createDirectories(FOLDER);
        if (Files.notExists(json(sample.name()))) Files.writeString(json(sample.name()), sample.json() + "\n");
        if (Files.notExists(cbor(sample.name()))) Files.writeString(cbor(sample.name()), hex(sample.cbor()));
    }

    private static Path json(String name) {
        return FOLDER.resolve(name + ".json");
    }

    private static Path cbor(String name) {
        return FOLDER.resolve(name + ".cbor.hex");
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }

    private static String hex(byte[] bytes) {
        var text = new StringBuilder();
        for (int at = 0; at < bytes.length; at += BYTES_PER_LINE)
            text.append(HEX.formatHex(bytes, at, Math.min(bytes.length, at + BYTES_PER_LINE))).append('\n');
        return text.toString();
    }

    private static byte[] bytes(String hex) {
        return HEX.parseHex(hex.replace("\n", ""));
    }
}
