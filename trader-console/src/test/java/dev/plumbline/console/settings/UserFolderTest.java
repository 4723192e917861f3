package dev.plumbline.console.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserFolderTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Linux      | -               | -      | /home/a/.config/plumbline/f                            | /etc/plumbline/f
            Linux      | XDG_CONFIG_HOME | /conf  | /conf/plumbline/f                                      | /etc/plumbline/f
            Linux      | XDG_CONFIG_HOME | conf   | /home/a/.config/plumbline/f                            | /etc/plumbline/f
            FreeBSD    | -               | -      | /home/a/.config/plumbline/f                            | /etc/plumbline/f
            Mac OS X   | XDG_CONFIG_HOME | /conf  | /home/a/Library/Application Support/Plumbline/f        | /Library/Application Support/Plumbline/f
            Windows 11 | APPDATA         | /roam  | /roam/Plumbline/f                                      | C:\\ProgramData/Plumbline/f
            Windows 11 | PROGRAMDATA     | /all   | /home/a/AppData/Roaming/Plumbline/f                    | /all/Plumbline/f
            """)
    void isWhereTheSystemWantsIt(String os, String variable, String value, String own, String shared) {
        var environment = variable == null ? Map.<String, String>of() : Map.of(variable, value);
        var folder = UserFolder.of(os, Path.of("/home/a"), environment);
        assertThat(folder.file("f")).hasToString(own);
        assertThat(folder.sharedFile("f")).hasToString(shared);
    }

    @Test
    void isMadeForItsOwnerOnly() throws IOException {
        var config = UserFolder.of("Linux", home, Map.of()).config();
        assertThat(config).isEqualTo(home.resolve(".config/plumbline")).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config))).isEqualTo("rwx------");
        assertThat(UserFolder.of("Linux", home, Map.of()).config()).as("a second time").isEqualTo(config);
    }

    @Test
    void socketsGoWhereTheLoginHasItsOwn() throws IOException {
        assertThat(UserFolder.of("Linux", home, Map.of("XDG_RUNTIME_DIR", home.resolve("run").toString())).runtime())
                .isEqualTo(home.resolve("run/plumbline"));
        assertThat(UserFolder.of("Linux", home, Map.of()).runtime()).isEqualTo(home.resolve(".config/plumbline/run"));
    }

    @Test
    void saysWhereItCannotBeMade() throws IOException {
        Files.createFile(home.resolve(".config"));
        assertThatIOException()
                .isThrownBy(() -> UserFolder.of("Linux", home, Map.of()).config())
                .withMessageContaining("the folder " + home.resolve(".config/plumbline") + " cannot be made");
    }

    @Test
    void readingMakesNothing() {
        assertThat(UserFolder.of("Linux", home, Map.of()).file("f")).doesNotExist();
        assertThat(home).isEmptyDirectory();
    }
}
