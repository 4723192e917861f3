package dev.plumbline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// What a console is told of a certificate, before any window is opened.
class ConsoleTlsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --certificate no-such.pem                                   | --certificate, --key and --ca go together: give all three
            --key no-such.pem --ca no-such.pem                          | --certificate, --key and --ca go together: give all three
            --certificate no-such.pem --key no-such.pem --ca no-such.pem | --certificate no-such.pem is not there: name a file that is
            """)
    void saysInOneLineWhatIsWrong(String arguments, String complaint) {
        var err = new StringWriter();
        int exit = new CommandLine(new ConsoleCommand()).setErr(new PrintWriter(err, true)).execute(arguments.split(" "));
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString().lines().findFirst().orElse("")).startsWith(complaint);
    }

    @Test
    void aBusInTheClearNeedsNone() {
        assertThat(ConsoleTls.files("", "", "")).isEmpty();
    }

    /// The toolkit hands settings over as arguments.
    @Test
    void theWindowGetsWhatTheCommandGot() {
        var files = ConsoleTls.files("maria.pem", "maria-key.pem", "ca.pem");
        assertThat(files.orElseThrow().certificate()).isEqualTo(Path.of("maria.pem"));
        var settings = Settings.of("127.0.0.1:5801", "main", "maria", "").with(files);
        assertThat(ConsoleApp.arguments(settings, List.of(), List.of(), false))
                .contains("--certificate=maria.pem", "--key=maria-key.pem", "--ca=ca.pem");
    }
}
