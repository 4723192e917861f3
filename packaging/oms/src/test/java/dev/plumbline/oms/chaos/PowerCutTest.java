package dev.plumbline.oms.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Only what was not on the disk goes, from any byte on.
class PowerCutTest {
    @TempDir
    Path folder;

    @Test
    void whatWasForcedStaysAndTheRestGoesFromAnyByteOn() throws IOException {
        var lengths = new HashSet<Long>();
        for (int seed = 0; seed < 200; seed++) {
            var file = written("1.log", 10, 6);
            new PowerCut(new SplittableRandom(seed)).in(folder);
            lengths.add(Files.size(file));
        }
        assertThat(lengths).isEqualTo(Set.of(6L, 7L, 8L, 9L, 10L));
    }

    @Test
    void itSaysWhatItTook() throws IOException {
        written("1.log", 10, 10);
        var torn = written("2.log", 1_000, 0);
        var power = new PowerCut(new SplittableRandom(1));
        power.in(folder);
        assertThat(power.files()).isEqualTo(1);
        assertThat(power.bytes()).isEqualTo(1_000 - Files.size(torn)).isPositive();
    }

    @Test
    void aFileWithoutAWitnessIsLeftAlone() throws IOException {
        var file = Files.write(folder.resolve("snapshot"), new byte[10]);
        new PowerCut(new SplittableRandom(1)).in(folder);
        assertThat(Files.size(file)).isEqualTo(10);
    }

    private Path written(String name, int length, long forced) throws IOException {
        Files.write(folder.resolve(name + ".forced"), ByteBuffer.allocate(Long.BYTES).putLong(forced).array());
        return Files.write(folder.resolve(name), new byte[length]);
    }
}
