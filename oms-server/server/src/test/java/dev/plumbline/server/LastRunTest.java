package dev.plumbline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.store.LastOwner;

class LastRunTest {
    @TempDir
    Path folder;

    @Test
    void theLastOneTakesThePlaceOfThatBefore() throws IOException {
        var run = new LastRun(folder);
        assertThat(run.read()).as("never took over").isZero();
        run.write(7);
        run.write(8_000_000_000L);
        assertThat(new LastRun(folder).read()).isEqualTo(8_000_000_000L);
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing is left of the writing").containsExactly(folder.resolve("last-run"));
        }
    }

    @ParameterizedTest(name = "remembers {0}, the database has {1} {2}: {3}")
    @CsvSource(textBlock = """
            0, none, 0, true,  nobody has begun: a server that ran alone
            4, A,    4, true,  nobody has begun since
            5, A,    4, true,  died before it had told the database: its journal had all by then
            3, A,    4, false, an older copy of the folder
            0, A,    4, false, the disk was lost
            4, B,    9, false, another has begun since
            9, B,    4, false, another has begun since
            """)
    void hasTheEndOfTheHistory(long remembered, String server, long incarnation, boolean isLast, String why) {
        var owner = server.equals("none") ? Optional.<LastOwner>empty() : Optional.of(new LastOwner(server, incarnation, false));
        assertThat(LastRun.isLast(remembered, "A", owner)).as(why).isEqualTo(isLast);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "1 2", "1e3", "99999999999999999999"})
    void somethingElseIsRefused(String text) throws IOException {
        var file = folder.resolve("last-run");
        Files.writeString(file, text);
        assertThatThrownBy(() -> new LastRun(folder).read())
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + " has to have a number: remove it where another server has had the shards since");
    }

    @Test
    void aFolderThatIsGoneIsNamed() {
        var gone = folder.resolve("gone");
        assertThatThrownBy(() -> new LastRun(gone).write(1))
                .isInstanceOf(ConfigException.class).hasMessageStartingWith("cannot write " + gone.resolve("last-run"));
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        var file = Files.createDirectory(folder.resolve("last-run"));
        assertThatThrownBy(() -> new LastRun(folder).read())
                .isInstanceOf(ConfigException.class).hasMessageStartingWith("cannot read " + file);
    }
}
