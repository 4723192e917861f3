package dev.plumbline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.plumbline.server.config.ConfigException;

class OwnedEpochsTest {
    @TempDir
    Path folder;

    @Test
    void aServerThatNeverHadAShardHasNone() {
        assertThat(new OwnedEpochs(folder).read()).isEmpty();
    }

    @Test
    void theLastOnesTakeThePlaceOfThoseBefore() throws IOException {
        var epochs = new OwnedEpochs(folder);
        epochs.write(Map.of(0, 1L, 1, 1L, 2, 1L));
        epochs.write(Map.of(10, 7L, 1, 8_000_000_000L));
        assertThat(new OwnedEpochs(folder).read()).isEqualTo(Map.of(1, 8_000_000_000L, 10, 7L));
        assertThat(folder.resolve("epochs")).hasContent("1 8000000000\n10 7\n");
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing is left of the writing").containsExactly(folder.resolve("epochs"));
        }
    }

    /// A crash while the file was written leaves it beside the old one.
    @Test
    void aFileThatWasNotFinishedCountsForNothing() throws IOException {
        var epochs = new OwnedEpochs(folder);
        epochs.write(Map.of(0, 1L));
        Files.writeString(folder.resolve("epochs.new"), "0 1\n1 1\n2");
        assertThat(epochs.read()).isEqualTo(Map.of(0, 1L));
        epochs.write(Map.of(0, 2L));
        assertThat(epochs.read()).isEqualTo(Map.of(0, 2L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0 ", " 1", "zero 1", "0 one", "0 1\n\n1 1", "1e3 1", "0 99999999999999999999", "0 1 2", "0 1\n0 2"})
    void somethingElseIsRefused(String text) throws IOException {
        var file = folder.resolve("epochs");
        Files.writeString(file, text);
        assertThatThrownBy(() -> new OwnedEpochs(folder).read())
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + " has to have a shard and its epoch in each line: remove it where another server has had the"
                        + " shards since");
    }

    @Test
    void aFolderThatIsGoneIsNamed() {
        var gone = folder.resolve("gone");
        assertThatThrownBy(() -> new OwnedEpochs(gone).write(Map.of(0, 1L)))
                .isInstanceOf(ConfigException.class).hasMessageStartingWith("cannot write " + gone.resolve("epochs"));
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        var file = Files.createDirectory(folder.resolve("epochs"));
        assertThatThrownBy(() -> new OwnedEpochs(folder).read())
                .isInstanceOf(ConfigException.class).hasMessageStartingWith("cannot read " + file);
    }
}
