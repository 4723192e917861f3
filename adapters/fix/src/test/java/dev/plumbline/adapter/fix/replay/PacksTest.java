package dev.plumbline.adapter.fix.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The conformance packs: FIX's matrices, incidents of other systems, habits of venues, session logs.
class PacksTest {
    /// Enough to notice; `oms certify --permute` tries 5,000.
    private static final int RANDOM_ORDERS = 60;

    @TestFactory
    Stream<DynamicTest> scenariosHold() throws Exception {
        var notYet = notYet();
        return scenarios().filter(file -> !notYet.contains(name(file)))
                .map(file -> DynamicTest.dynamicTest(name(file), () -> holds(scenario(file))));
    }

    /// Those that are not listed are held to above.
    @Test
    void theListOfThoseThatDoNotHoldIsExact() throws Exception {
        var listed = notYet();
        var failing = new TreeSet<String>();
        for (var file : scenarios().filter(file -> listed.contains(name(file))).toList())
            if (!failures(scenario(file)).isEmpty()) failing.add(name(file));
        assertThat(failing).isEqualTo(listed);
    }

    private static void holds(Scenario scenario) {
        assertThat(failures(scenario)).isEmpty();
    }

    private static List<Certifier.Failure> failures(Scenario scenario) {
        var failures = Certifier.assertions(scenario);
        if (!failures.isEmpty() || !scenario.converges()) return failures;
        return Certifier.permuted(scenario, RANDOM_ORDERS).stream().toList();
    }

    private static TreeSet<String> notYet() throws Exception {
        var names = new TreeSet<String>();
        for (var line : Files.readAllLines(packs().resolve("not-yet.txt")))
            if (!line.startsWith("#")) names.add(line.split(" ")[0]);
        return names;
    }

    private static Stream<Path> scenarios() throws Exception {
        try (var files = Files.walk(packs())) {
            return files.filter(file -> file.toString().endsWith(".scn")).sorted().toList().stream();
        }
    }

    private static Scenario scenario(Path file) throws IOException {
        return Scenario.of(file, Files.readAllBytes(file));
    }

    private static String name(Path file) {
        return file.getParent().getFileName() + "/" + file.getFileName();
    }

    static Path packs() throws URISyntaxException {
        return Path.of(PacksTest.class.getResource("/packs").toURI());
    }
}
