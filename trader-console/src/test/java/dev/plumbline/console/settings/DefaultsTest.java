package dev.plumbline.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class DefaultsTest {
    private final Map<String, String> environment = new HashMap<>();
    private Path own = Path.of("");
    private Path shared = Path.of("");

    @TempDir
    Path home;

    @Command(name = "try", mixinStandardHelpOptions = true)
    static final class Try {
        @Option(names = {"-c", "--connect"}, defaultValue = "built in")
        String connect = "";

        @Option(names = "--time-zone", defaultValue = "UTC")
        String timeZone = "";

        @Option(names = "--loud")
        boolean loud;

        @Parameters(arity = "0..1", defaultValue = "nothing")
        String link = "";
    }

    /// Windows keeps what is for all in a folder that a variable names: here it is one for the test.
    @BeforeEach
    void folders() throws IOException {
        own = Files.createDirectories(home.resolve("own/Plumbline")).resolve(Defaults.FILE);
        shared = Files.createDirectories(home.resolve("all/Plumbline")).resolve(Defaults.FILE);
        environment.put("APPDATA", home.resolve("own").toString());
        environment.put("PROGRAMDATA", home.resolve("all").toString());
    }

    private Defaults defaults() {
        return new Defaults(environment, UserFolder.of("Windows 11", home, environment));
    }

    private Try started(String... arguments) {
        var command = new Try();
        new CommandLine(command).setDefaultValueProvider(defaults()).parseArgs(arguments);
        return command;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            option | variable | own | shared | option
            -      | variable | own | shared | variable
            -      | -        | own | shared | own
            -      | -        | -   | shared | shared
            -      | -        | -   | -      | built in
            -      | ' '      | own | -      | own
            -      | -        | ''  | shared | shared
            """)
    void theNearestWins(String option, String variable, String ownLine, String sharedLine, String connect)
            throws IOException {
        if (variable != null) environment.put("PLUMBLINE_CONNECT", variable);
        if (ownLine != null) Files.writeString(own, "connect = " + ownLine + "\n");
        if (sharedLine != null) Files.writeString(shared, "connect = " + sharedLine + "\n");
        assertThat(option == null ? started().connect : started("-c", option).connect).isEqualTo(connect);
    }

    @Test
    void everyOptionWithAValueHasItsLineAndItsVariable() throws IOException {
        Files.writeString(own, "# of mine\ntime-zone: Europe/Zürich\nloud = true\nlink = x\n");
        assertThat(started().timeZone).isEqualTo("Europe/Zürich");
        assertThat(started().loud).as("a switch is for the command line").isFalse();
        assertThat(started().link).as("and so is what it is started on").isEqualTo("nothing");
        environment.put("PLUMBLINE_TIME_ZONE", "Asia/Tokyo");
        assertThat(started().timeZone).isEqualTo("Asia/Tokyo");
    }

    @Test
    void saysWhichLinesMeanNothing() throws IOException {
        Files.writeString(own, "conect=10.1.2.3:5801\ntime-zone=UTC\n");
        assertThat(complaints()).isEqualTo(own + " has lines that mean nothing: conect (known are connect, time-zone)");
    }

    @Test
    void aFileThatCannotBeReadCountsAsEmptyAndIsTold() throws IOException {
        Files.writeString(own, "connect=\\u12");
        Files.writeString(shared, "connect=shared\n");
        assertThat(started().connect).isEqualTo("shared");
        assertThat(complaints()).startsWith(own + " counts as empty, it cannot be read");
        Files.write(own, new byte[] {'a', '=', (byte) 0xff});
        assertThat(complaints()).as("not UTF-8").startsWith(own + " counts as empty, it cannot be read");
        Files.writeString(own, "#".repeat(70_000));
        assertThat(complaints()).contains("larger than 65536 bytes");
    }

    private String complaints() {
        var line = new CommandLine(new Try()).setDefaultValueProvider(defaults());
        return String.join("\n", defaults().complaints(line.getCommandSpec()));
    }
}
