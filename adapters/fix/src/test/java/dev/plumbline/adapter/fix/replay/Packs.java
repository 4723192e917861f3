package dev.plumbline.adapter.fix.replay;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.plumbline.core.Recorded;

/// The conformance packs for tests of other packages: what each scenario puts into a book.
public final class Packs {
    private Packs() {}

    public static Stream<Path> scenarios() throws Exception {
        try (var files = Files.walk(PacksTest.packs())) {
            return files.filter(file -> file.toString().endsWith(".scn")).sorted().toList().stream();
        }
    }

    public static String name(Path file) {
        return file.getParent().getFileName() + "/" + file.getFileName();
    }

    public static List<Recorded.What> inputs(Path file) throws Exception {
        var replay = new Replay();
        var inputs = new ArrayList<Recorded.What>();
        for (var line : Scenario.of(file, Files.readAllBytes(file)).lines()) {
            if (!(line instanceof Scenario.Message message)) continue;
            var reading = replay.read(message);
            replay.what(reading).ifPresent(inputs::add);
            replay.play(message);
        }
        return inputs;
    }
}
