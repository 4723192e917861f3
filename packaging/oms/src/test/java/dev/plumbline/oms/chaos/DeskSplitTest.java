package dev.plumbline.oms.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The desk cluster parted and healed, and a desk that was cut off alone: [DeskSplit] says what is shown.
class DeskSplitTest {
    @TempDir
    private Path logs;

    @Test
    void whoWasCutOffFindsBack() throws Exception {
        assumeTrue(Inside.allowsNetwork(), "this machine allows no network of a run's own");
        var java = ServerProcess.java();
        var program = new ArrayList<>(java.subList(0, java.size() - 1));
        program.addAll(List.of(DeskSplit.class.getName(), logs.toString()));
        var process = new ProcessBuilder(Inside.withNetwork(program)).redirectErrorStream(true).start();
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            System.out.println(said);
            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said).contains(DeskSplit.WELL);
        } finally {
            process.destroyForcibly();
        }
    }
}
